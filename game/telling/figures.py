"""Figures in words: value, word, change since last time, how sure, and what is good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from game.rules.state.view import Arrow, Given, Seen, View
from game.scenario.schema.base import Role
from game.scenario.score_values import bare, rises
from game.telling.formatting import change, number, quantity
from game.telling.names import Voice

#: The five figures that everyone sees first, and two of each role's own.
FIRST: Final[tuple[str, ...]] = (
    "trusts_at_risk",
    "waits",
    "quality",
    "nhs_satisfaction",
    "purse_m",
)
OWN: Final[dict[Role, tuple[str, str]]] = {
    "secretary": ("secretary_standing", "treasury_headroom_m"),
    "number10": ("backbench_nerves", "coalition_strain"),
    "monitor": ("monitor_standing", "signal"),
    "unions": ("morale", "goodwill"),
}
#: A figure shows itself when it moves by this many points.
NOTICED: Final = 5.0
ARROW_MARKS: Final = {2: "▲▲", 1: "▲", 0: "–", -1: "▼", -2: "▼▼"}
_SAID: Final = {2: "up a lot", 1: "up", 0: "much the same", -1: "down", -2: "down a lot"}

Good = Literal["better", "worse", "same", "neither"]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure ready to be read."""

    figure: str
    title: str
    value: str  # "35", "87.3%", "£1.2bn"; "about" goes before a published one
    word: str  # calm, tense, breaking; empty if it has none
    change: str  # since the last value known, signed; empty if there is none
    good: Good
    exact: bool
    when: str  # the quarter it speaks of

    @property
    def line(self) -> str:
        """The figure as one line.

        "Trusts at risk: about 35, tense (+3), Q3 2013/14"
        """
        about = "" if self.exact else "about "
        word = f", {self.word}" if self.word else ""
        moved = f" ({self.change})" if self.change else ""
        return f"{self.title}: {about}{self.value}{word}{moved}"


def told(voice: Voice, seen: Seen, role: Role | None = None) -> ShownFigure:
    """Return a figure of a view, in words; what is good is good for the role, if one is named."""
    unit = voice.unit(seen.figure)
    earlier = [v for q, v in seen.history if q < seen.of_quarter]
    moved = seen.value - earlier[-1] if earlier else None
    return ShownFigure(
        figure=seen.figure,
        title=voice.figure(seen.figure),
        value=quantity(seen.value, unit),
        word=seen.word,
        change="" if moved is None else change(moved, unit, seen.value),
        good=_good(voice, seen.figure, moved, role),
        exact=seen.exact,
        when=voice.quarter(seen.of_quarter),
    )


def how_sure(voice: Voice, said: ShownFigure) -> str:
    """Return how a figure is known: exactly, and by whom, or as published within what error."""
    if said.exact:
        everybody = voice.scenario.figure(said.figure).visibility.public == "exact"
        return "exact, and public" if everybody else "exact, and yours to know"
    error = voice.scenario.figure(said.figure).error
    return f"as published: late, ±{number(100 * error, 1)}%" if error else "as published: late"


def all_told(voice: Voice, view: View, names: Iterable[str] | None = None) -> list[ShownFigure]:
    """Return the named figures that the view holds (or all), in the scenario's order."""
    wanted = [s.figure for s in voice.scenario.figures] if names is None else list(names)
    return [told(voice, view.figures[n]) for n in wanted if n in view.figures]


def first_of(voice: Voice) -> tuple[str, ...]:
    """Return what everyone sees first: the scenario's own headline, then the usual five."""
    own = voice.scenario.headline_figure
    return FIRST if own is None else (own, *(name for name in FIRST if name != own))


def first_figures(voice: Voice, view: View) -> list[ShownFigure]:
    """Return five public figures, two of the reader's own, and those that moved by five."""
    names = list(first_of(voice))
    if view.who != "spectator":
        names += [name for name in OWN[view.who] if name not in names]
    for name, seen in view.figures.items():
        earlier = [v for q, v in seen.history if q < seen.of_quarter]
        points = voice.unit(name) == "points"
        if name not in names and points and earlier and abs(seen.value - earlier[-1]) >= NOTICED:
            names.append(name)
    return all_told(voice, view, names)


#: What must happen for a forecast to come true, in words.
GIVEN: Final[dict[Given, str]] = {
    "": "",
    "closure": "if a hospital closes",
    "administration": "if an administrator's plan falls due",
}


def arrow(voice: Voice, item: Arrow) -> str:
    """Return a forecast in words and sign: "▲ Morale (not sure, from next quarter)"."""
    notes = [] if item.sure else ["not sure"]
    if item.after:
        notes.append("next quarter" if item.after == 1 else f"in {item.after} quarters")
    if item.given:
        notes.append(GIVEN[item.given])
    note = f" ({', '.join(notes)})" if notes else ""
    there = " there" if item.there else ""
    return f"{ARROW_MARKS[max(-2, min(2, item.by))]} {voice.figure(item.figure)}{there}{note}"


def arrow_said(voice: Voice, item: Arrow) -> str:
    """Return a forecast without signs, to be spoken: "Trusts at risk up, not sure"."""
    sure = "" if item.sure else ", not sure"
    late = {0: "", 1: ", next quarter"}.get(item.after, f", in {item.after} quarters")
    there = " there" if item.there else ""
    given = f", {GIVEN[item.given]}" if item.given else ""
    said = _SAID[max(-2, min(2, item.by))]
    return f"{voice.figure(item.figure)}{there} {said}{sure}{late}{given}"


def good_way(voice: Voice, figure: str, role: Role | None = None) -> Literal["up", "down", "none"]:
    """Return which way a figure should go: for the role, by the weightiest term of its score that
    is made of the figure; else for the service, by the figure itself."""
    terms = () if role is None else voice.scenario.scoring.roles.get(role, ())
    own = [term for term in terms if bare(term.value) == figure]
    if own:
        term = max(own, key=lambda t: t.points)
        return "up" if rises(term.value, term.zero_at, term.full_at) else "down"
    try:
        return voice.scenario.figure(figure).good
    except KeyError:
        return "none"


def _good(voice: Voice, figure: str, moved: float | None, role: Role | None) -> Good:
    if not moved:
        return "same"
    way = good_way(voice, figure, role)
    if way == "none":
        return "neither"
    return "better" if (moved > 0) == (way == "up") else "worse"
