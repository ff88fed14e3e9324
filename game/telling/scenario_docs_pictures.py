"""Pictures for authors: how the calendar counts, and where places lie on the map."""

from __future__ import annotations

from typing import Final

from game.scenario.generate import constituencies, hexmap
from game.telling.charts import Chart, Hexagon, cartogram
from game.telling.charts.palette import INK, PAPER, SOFT, Pattern
from game.telling.charts.svg import DataTable, heading, tag, words
from game.world.figure_names import NATIONS, REGIONS

_MONTHS: Final = ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec")
_FILLS: Final[tuple[tuple[str, str, Pattern], ...]] = (
    ("#dbe7f3", INK, ""),
    ("#f3e3cf", INK, ""),
    ("#dcebdc", INK, ""),
)


def calendar() -> Chart:
    """Return the calendar of a game of three quarters: quarters, financial years, the vote."""
    quarters = [(2014, q) for q in (1, 2, 3, 4)] + [(2015, q) for q in (1, 2)]
    title, said = "A game from 2014Q2 to 2014Q4", "first: 2014Q2, last: 2014Q4, election: 2015Q1"
    wide, left = 108.0, 12.0
    drawn, top = heading(title, said, 2 * left + wide * len(quarters))
    rows = []
    for i, (year, quarter) in enumerate(quarters):
        x = left + i * wide
        what = {1: "played", 2: "played", 3: "played", 4: "campaign, vote"}.get(i, "")
        fill = "#dbe7f3" if what == "played" else "#f3e3cf" if what else PAPER
        drawn += tag("rect", x=x, y=top, width=wide - 4, height=52, fill=fill, stroke=SOFT)
        drawn += words(x + 8, top + 19, f"{year}Q{quarter}", font_weight=600)
        drawn += words(x + 8, top + 34, _MONTHS[quarter - 1], fill=SOFT, font_size=11)
        drawn += words(x + 8, top + 47, what, font_size=11)
        if quarter == 2:
            drawn += tag("line", x1=x - 2, x2=x - 2, y1=top - 4, y2=top + 74, stroke=INK)
            drawn += words(x + 2, top + 68, f"April: paths of {year}", font_size=11)
        financial = year if quarter > 1 else year - 1
        rows.append((f"{year}Q{quarter}", _MONTHS[quarter - 1], f"{financial}", what))
    table = DataTable(("quarter", "months", "financial year", "in the game"), tuple(rows))
    return Chart(title, said, drawn, 2 * left + wide * len(quarters), top + 84, table)


def axes() -> Chart:
    """Return a few hexes with their q,r, north at the top."""
    hexes = [
        Hexagon(f"q {q}, r {r}", q, r, f"row r = {r}", fill, pattern, f"{q},{r}", ink)
        for r in range(4)
        for q in range(-(r // 2), 5 - r // 2)
        for fill, ink, pattern in (_FILLS[r % 3],)
    ]
    said = "q,r of each hex: r counts rows southwards, q goes on along each row"
    return cartogram("q and r", hexes, said=said, width=420)


def country() -> Chart:
    """Return the shipped map's regions: where seats without q,r of their own are laid."""
    titles = constituencies.region_data()
    codes = (*REGIONS, *NATIONS)
    hexes = [
        Hexagon(f"{q},{r}", q, r, f"{code} {titles[code]['title']}", fill, pattern, code, ink)
        for code, group in hexmap.slots().items()
        for q, r in group
        for fill, ink, pattern in (_FILLS[codes.index(code) % 3],)
    ]
    return cartogram("The shipped map", hexes, said="Regions and their codes", width=860)
