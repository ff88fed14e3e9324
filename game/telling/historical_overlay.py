"""The historical overlay: what a figure was in life, beside what it is in the game."""

from __future__ import annotations

from dataclasses import dataclass

from game.telling.formatting import clean, quantity
from game.telling.names import Voice
from game.world import quarter_calendar


@dataclass(frozen=True, slots=True)
class AsItWas:
    """A figure's recorded course up to a quarter: (quarter, value), and where it is from."""

    points: tuple[tuple[int, float], ...]
    said: str


def as_it_was(voice: Voice, figure: str, until: int) -> AsItWas | None:
    """Return what was recorded of a figure up to and in quarter ``until``, or None.

    The future is left out: it would tell the players what the calendar brings next.
    """
    found = sorted(
        (
            (quarter_calendar.parse(o.quarter), o)
            for o in voice.scenario.history
            if o.figure == figure and quarter_calendar.parse(o.quarter) <= until
        ),
        key=lambda pair: pair[0],
    )
    if not found:
        return None
    quarter, last = found[-1]
    value = quantity(last.value, voice.unit(figure))
    said = f"As it was in {voice.quarter(quarter)}: {value}. Source: {clean(last.source, 200)}."
    return AsItWas(tuple((q, o.value) for q, o in found), said)
