"""A party's line in a chart of polls."""

from __future__ import annotations

from typing import Final

from game.desktop.charts import ChartLine
from game.telling.election_night import LETTERS

#: The colour of each party's line; the others share one.
_COLOURS: Final = {"con": "link", "lab": "bad", "ld": "warn", "ukip": "monitor"}


def poll_line(party: str, points: tuple[tuple[float, float], ...]) -> ChartLine:
    """Return the line of a party, by its code, through (place, per cent) points."""
    return ChartLine(LETTERS[party], points, _COLOURS.get(party, "good"))
