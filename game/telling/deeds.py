"""The decisive acts of an office: what each changed by itself, on the same luck, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from game.rules.counterfactual import Deed
from game.telling.formatting import change, listed, number, plural
from game.telling.names import Voice

#: How many acts the end card tells, and how many figures of each.
MOST: Final = 3
_FIGURES: Final = 2
#: What is less than this is no change that anybody would see.
_POINTS: Final = 0.05


@dataclass(frozen=True, slots=True)
class ToldDeed:
    """An act: what it was, when, what it was worth to the office, and what else it changed."""

    title: str
    when: str
    worth: str
    good: bool | None  # whether the office is better off for it; None if it made no odds
    changed: str


def told(voice: Voice, deeds: Iterable[Deed], most: int = MOST) -> list[ToldDeed]:
    """Return the weightiest of ranked acts; those that changed nothing are left out."""
    made = []
    for deed in deeds:
        said = _changed(voice, deed)
        if abs(deed.points) < _POINTS and not round(deed.seats) and not said:
            continue
        made.append(_told(voice, deed, said))
    return made[:most]


def _told(voice: Voice, deed: Deed, said: list[str]) -> ToldDeed:
    act = deed.act
    title = voice.cause(act.source, act.quarter)
    if act.trusts:
        named = [voice.trust(t) for t in act.trusts[:2]]
        if len(act.trusts) > len(named):
            named.append(plural(len(act.trusts) - len(named), "other"))
        title = f"{title}: {listed(named)}"
    good: bool | None = None
    worth = "worth nothing either way to your score"
    if abs(deed.points) >= _POINTS:
        good = deed.points > 0
        size = number(abs(deed.points), 1)
        unit = "point" if size == "1" else "points"
        worth = f"{'worth' if good else 'it cost you'} {size} {unit}"
    seats = round(deed.seats)
    if seats:
        way = "more" if seats > 0 else "fewer"
        said = [f"{plural(abs(seats), 'seat')} {way} for the government", *said]
    return ToldDeed(title, voice.quarter(act.quarter), worth, good, "; ".join(said))


def _changed(voice: Voice, deed: Deed) -> list[str]:
    """Return what it changed most, by the size of the change beside the figure itself."""
    ranked = sorted(
        deed.changed, key=lambda row: -abs(row[1] - row[2]) / max(1.0, abs(row[1]), abs(row[2]))
    )
    said = []
    for figure, came, without in ranked:
        by = change(came - without, voice.unit(figure), came)
        if by != "±0":
            said.append(f"{voice.figure_inside(figure)} {by}")
    return said[:_FIGURES]
