"""A map on which each constituency has the same room: a field of hexes, north at the top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from game.telling.charts.palette import INK, PAPER, SOFT, Pattern
from game.telling.charts.svg import (
    Chart,
    DataTable,
    Fills,
    escaped,
    heading,
    points,
    tag,
    text_width,
    words,
)

_ROW: Final = math.sqrt(0.75)
_MOST_WIDE: Final = 44.0  # a hex's width in a small country


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A hex by its axial place (q, r; r southwards), with what is told of it.

    ``kind`` is the group that the legend names.
    """

    name: str
    q: float
    r: float
    kind: str
    fill: str
    pattern: Pattern = ""
    letter: str = ""
    ink: str = PAPER


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map's plane (x = q + r/2, y = 0.866 r), with a line to where it belongs."""

    name: str
    x: float
    y: float
    kind: str
    shape: str = "circle"
    home: tuple[float, float] | None = None


def cartogram(
    title: str,
    hexes: Sequence[Hexagon],
    *,
    dots: Sequence[Dot] = (),
    said: str = "",
    width: float = 640,
) -> Chart:
    """Return the map; each hex and each dot tells its name to who points at it or hears it."""
    drawn, top = heading(title, said, width)
    fills = Fills(title)
    across = [h.q + h.r / 2 for h in hexes] + [d.x for d in dots]
    down = [h.r * _ROW for h in hexes] + [d.y for d in dots]
    left, right = min(across, default=0.0), max(across, default=1.0)
    high, low = min(down, default=0.0), max(down, default=1.0)
    kinds = [h.kind for h in hexes] + [d.kind for d in dots]
    side = 70 + max((text_width(k) for k in kinds), default=0.0)  # the legend's
    size = min(_MOST_WIDE, (width - side - 24) / (right - left + 1))
    counts: dict[str, int] = {}
    looks: dict[str, Hexagon] = {}
    for h in hexes:
        counts[h.kind] = counts.get(h.kind, 0) + 1
        looks.setdefault(h.kind, h)

    def at(x: float, y: float) -> tuple[float, float]:
        return 12 + (x - left + 0.5) * size, top + (y - high + 0.6) * size

    for h in hexes:
        x, y = at(h.q + h.r / 2, h.r * _ROW)
        drawn += _hex(h, x, y, size, fills)
    for d in dots:
        drawn += _dot(d, at(d.x, d.y), None if d.home is None else at(*d.home), size)
    key, x = top + 8, width - side
    for kind in sorted(counts, key=lambda k: (-counts[k], k)):
        look = looks[kind]
        drawn += _hex(look, x, key, 18, fills, named=False)
        drawn += words(x + 16, key + 4, f"{kind}  {counts[kind]:,}")
        key += 22
    for kind in dict.fromkeys(d.kind for d in dots):
        one = next(d for d in dots if d.kind == kind)
        drawn += _dot(one, (x, key), None, 18)
        drawn += words(x + 16, key + 4, f"{kind}  {sum(d.kind == kind for d in dots):,}")
        key += 22
    height = max(top + (low - high + 1.4) * size, key) + 12
    rows = [(h.name, h.kind) for h in hexes] + [(d.name, d.kind) for d in dots]
    table = DataTable(("place", "what"), tuple(rows))
    return Chart(title, said, fills.definitions + drawn, width, height, table)


def _hex(h: Hexagon, x: float, y: float, size: float, fills: Fills, *, named: bool = True) -> str:
    radius = size / math.sqrt(3) * 0.97
    corners = " ".join(
        f"{x + radius * math.sin(math.pi / 3 * i):.1f},{y - radius * math.cos(math.pi / 3 * i):.1f}"
        for i in range(6)
    )
    said = tag("title", escaped(f"{h.name}: {h.kind}")) if named else ""
    drawn = tag("polygon", said, points=corners, fill=fills.fill(h.fill, h.pattern, h.ink))
    if h.letter and size >= 12:
        drawn += words(
            x,
            y + size * 0.2,
            h.letter,
            text_anchor="middle",
            font_size=round(size * min(0.5, 1.2 / max(len(h.letter), 1)), 1),
            fill=h.ink,
            font_weight=600,
            stroke=h.fill,
            stroke_width=3,
            paint_order="stroke",
            pointer_events="none",
        )
    return drawn


def _dot(d: Dot, place: tuple[float, float], home: tuple[float, float] | None, size: float) -> str:
    x, y = place
    r = max(2.2, size * 0.2)
    look = {"fill": PAPER, "stroke": INK, "stroke_width": 1.3}
    said = tag("title", escaped(f"{d.name}: {d.kind}"))
    line = ""
    if home is not None and math.dist(place, home) > size * 1.5:
        line = tag("line", x1=x, y1=y, x2=home[0], y2=home[1], stroke=SOFT, stroke_dasharray="2 2")
    if d.shape == "square":
        return line + tag("rect", said, x=x - r, y=y - r, width=2 * r, height=2 * r, **look)
    if d.shape == "diamond":
        far = r * 1.3
        corners = points([(x, y - far), (x + far, y), (x, y + far), (x - far, y)])
        return line + tag("polygon", said, points=corners, **look)
    return line + tag("circle", said, cx=x, cy=y, r=r, **look)
