"""How things are told apart in a chart: colours, dashes, markers, patterns, letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Pattern = Literal["", "stripes", "dots", "cross", "bars"]
Marker = Literal["circle", "square", "triangle", "diamond"]

INK: Final = "#1b222b"
SOFT: Final = "#565049"
RULE: Final = "#d6d6d6"
PAPER: Final = "#ffffff"
#: Behind bars: what was published.
BAND: Final = "#f3e3bf"


@dataclass(frozen=True, slots=True)
class PartyStyle:
    """A party's look: the letter that stands with its colour, the letter's ink, a pattern."""

    letter: str
    fill: str
    ink: str
    pattern: Pattern


PARTY_STYLES: Final[dict[str, PartyStyle]] = {
    "con": PartyStyle("C", "#2b6cb8", "#ffffff", ""),
    "lab": PartyStyle("L", "#b9313a", "#ffffff", "stripes"),
    "ld": PartyStyle("D", "#e3a02c", "#1b1405", "dots"),
    "ukip": PartyStyle("U", "#70408f", "#ffffff", "cross"),
    "green": PartyStyle("G", "#2f7d4a", "#ffffff", "bars"),
    "nat": PartyStyle("N", "#d9c64c", "#1b1405", "bars"),
    "oth": PartyStyle("O", "#5d6875", "#ffffff", "cross"),
    "insurgent": PartyStyle("I", "#f4f1e8", "#1b1405", "dots"),
}


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A line's look: colour, dashes and marker, each enough to tell it by."""

    stroke: str
    dash: str
    marker: Marker


#: Okabe and Ito's colours, in the order of their contrast on white.
LINE_STYLES: Final = (
    LineStyle("#0072b2", "", "circle"),
    LineStyle("#b8440b", "7 4", "square"),
    LineStyle("#00735a", "2 3", "triangle"),
    LineStyle("#8a4a78", "9 3 2 3", "diamond"),
    LineStyle("#4a4a4a", "12 4", "circle"),
    LineStyle("#8a6500", "4 2", "square"),
)
#: Fills of amounts: plain and striped.
AMOUNT: Final[tuple[str, Pattern]] = ("#0072b2", "")
OTHER_AMOUNT: Final[tuple[str, Pattern]] = ("#d7772f", "stripes")


def line_style(number: int) -> LineStyle:
    """Return the look of a chart's line by its number; after the last they come again."""
    return LINE_STYLES[number % len(LINE_STYLES)]
