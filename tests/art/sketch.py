"""Ink and paper: a drawing of flat shapes with slightly unsteady outlines, written as SVG.

Everything random is seeded by the drawing's name, so that the same script gives the same file.
Only plain paths, circles and strokes are used: what the game's reader of SVG knows.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]

INK = "#1c2430"
PAPER = "#f4ecda"
SHADE = "#dccfb4"
DUSK = "#b9ab8e"
WHITE = "#fbf7ec"
BOX_RED = "#b02a2c"
GOLD = "#d9a93a"
GLOW = "#ffe3a0"
GREEN = "#2f7d5b"
STEEL = "#8795a1"
STONE = "#e6dac2"

#: Of each office, from the darkest to the lightest.
TINTS: dict[str, tuple[str, str, str]] = {
    "secretary": ("#0e5f56", "#2f9686", "#b5d8cd"),
    "number10": ("#7a5600", "#c4922c", "#f0dba6"),
    "monitor": ("#4f379f", "#8a72cf", "#d5cbef"),
    "unions": ("#96301f", "#cf634c", "#f2c4b3"),
}


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"


class Sketch:
    """One drawing, of so many units."""

    def __init__(self, name: str, w: float, h: float, wobble: float = 0.7) -> None:
        self.w, self.h, self.wobble = w, h, wobble
        self._luck = random.Random(name)
        self._parts: list[str] = []

    def svg(self) -> str:
        """Return the file's text."""
        inner = "\n".join(self._parts)
        size = f'width="{_n(self.w)}" height="{_n(self.h)}" viewBox="0 0 {_n(self.w)} {_n(self.h)}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{inner}\n</svg>\n'

    # ---- shapes ---------------------------------------------------------------------

    def path(
        self, d: str, fill: str = "none", ink: float = 2.6, colour: str = INK, opacity: float = 1.0
    ) -> None:
        """Draw a path, filled, inked (a stroke that wide) or both."""
        stroke = (
            f' stroke="{colour}" stroke-width="{_n(ink)}" stroke-linejoin="round" '
            'stroke-linecap="round"'
            if ink
            else ""
        )
        clear = f' opacity="{opacity:.2f}"' if opacity < 1 else ""
        self._parts.append(f'<path d="{d}" fill="{fill}"{stroke}{clear}/>')

    def poly(
        self,
        points: Sequence[Point],
        fill: str = "none",
        ink: float = 2.6,
        colour: str = INK,
        opacity: float = 1.0,
    ) -> None:
        """Draw a polygon whose edges bow a little."""
        d = f"M{_n(points[0][0])} {_n(points[0][1])}"
        for one, two in pairwise([*points, points[0]]):
            d += self._edge(one, two)
        self.path(f"{d}Z", fill, ink, colour, opacity)

    def line(self, points: Sequence[Point], ink: float = 2.6, colour: str = INK) -> None:
        """Draw a broken line by hand."""
        d = f"M{_n(points[0][0])} {_n(points[0][1])}"
        for one, two in pairwise(points):
            d += self._edge(one, two)
        self.path(d, "none", ink, colour)

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str = "none", ink: float = 2.6,
        colour: str = INK, opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Draw a rectangle."""
        self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, ink, colour, opacity)

    def disc(
        self, x: float, y: float, r: float, fill: str = "none", ink: float = 2.6,
        colour: str = INK, opacity: float = 1.0, flat: float = 1.0,
    ) -> None:  # fmt: skip
        """Draw a disc; ``flat`` below 1 makes it an ellipse lying down."""
        k, ry = 0.5523, r * flat
        d = (
            f"M{_n(x - r)} {_n(y)}C{_n(x - r)} {_n(y - k * ry)} {_n(x - k * r)} {_n(y - ry)} "
            f"{_n(x)} {_n(y - ry)}C{_n(x + k * r)} {_n(y - ry)} {_n(x + r)} {_n(y - k * ry)} "
            f"{_n(x + r)} {_n(y)}C{_n(x + r)} {_n(y + k * ry)} {_n(x + k * r)} {_n(y + ry)} "
            f"{_n(x)} {_n(y + ry)}C{_n(x - k * r)} {_n(y + ry)} {_n(x - r)} {_n(y + k * ry)} "
            f"{_n(x - r)} {_n(y)}Z"
        )
        self.path(d, fill, ink, colour, opacity)

    def hatch(
        self, points: Sequence[Point], angle: float = 45, gap: float = 6, ink: float = 1.3,
        colour: str = INK, opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Shade a polygon with parallel strokes, a little uneven."""
        a = math.radians(angle)
        along, across = (math.cos(a), math.sin(a)), (-math.sin(a), math.cos(a))
        flat = [(x * along[0] + y * along[1], x * across[0] + y * across[1]) for x, y in points]
        level = min(v for _, v in flat) + gap * 0.6
        d = ""
        while level < max(v for _, v in flat):
            cuts = sorted(
                u1 + (level - v1) * (u2 - u1) / (v2 - v1)
                for (u1, v1), (u2, v2) in pairwise([*flat, flat[0]])
                if min(v1, v2) <= level < max(v1, v2)
            )
            for low, high in zip(cuts[::2], cuts[1::2], strict=False):
                short = min(3.0, (high - low) * 0.1)
                u1 = low + short * self._luck.random()
                u2 = high - short * self._luck.random()
                (x1, y1), (x2, y2) = (
                    (u * along[0] + level * across[0], u * along[1] + level * across[1])
                    for u in (u1, u2)
                )
                d += f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}"
            level += gap * (0.88 + 0.24 * self._luck.random())
        if d:
            self.path(d, "none", ink, colour, opacity)

    def _edge(self, one: Point, two: Point) -> str:
        """Return a drawn edge: a curve whose middle is off by a little."""
        length = math.dist(one, two)
        off = self.wobble * min(1.0, length / 40) * self._luck.uniform(-1, 1)
        mx, my = (one[0] + two[0]) / 2, (one[1] + two[1]) / 2
        if length:
            mx += off * (two[1] - one[1]) / length
            my -= off * (two[0] - one[0]) / length
        return f"Q{_n(mx)} {_n(my)} {_n(two[0])} {_n(two[1])}"

    # ---- small things that many drawings share ----------------------------------------

    def sheet(
        self, x: float, y: float, w: float, h: float, turn: float = 0, lines: int = 4
    ) -> None:
        """Draw a written sheet of paper about its middle."""
        a = math.radians(turn)

        def at(u: float, v: float) -> Point:
            return (x + u * math.cos(a) - v * math.sin(a), y + u * math.sin(a) + v * math.cos(a))

        corners = [
            at(u, v)
            for u, v in ((-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2))
        ]
        self.poly(corners, WHITE, 2)
        for i in range(lines):
            v = -h / 2 + h * (i + 1) / (lines + 1)
            long = w * (0.34 if i < lines - 1 else 0.1)
            self.line([at(-w * 0.34, v), at(long, v)], 1.2, DUSK)

    def rain(self, x: float, y: float, w: float, h: float, drops: int, colour: str = INK) -> None:
        """Draw slanting rain over a field."""
        d = ""
        for _ in range(drops):
            u, v = x + w * self._luck.random(), y + h * self._luck.random()
            long = min(self._luck.uniform(7, 13), y + h - v)
            d += f"M{_n(u)} {_n(v)}L{_n(max(x, u - long * 0.35))} {_n(v + long)}"
        self.path(d, "none", 1.2, colour, 0.7)

    def flakes(self, n: int) -> None:
        """Draw falling snow over the whole drawing."""
        for _ in range(n):
            x, y = self.w * self._luck.random(), self.h * 0.92 * self._luck.random()
            self.disc(x, y, self._luck.uniform(1.3, 2.6), WHITE, 0)

    def cross(self, x: float, y: float, r: float, fill: str, ink: float = 2.0) -> None:
        """Draw a hospital's cross about its middle."""
        a = r * 0.34
        self.poly(
            [(x - a, y - r), (x + a, y - r), (x + a, y - a), (x + r, y - a), (x + r, y + a),
             (x + a, y + a), (x + a, y + r), (x - a, y + r), (x - a, y + a), (x - r, y + a),
             (x - r, y - a), (x - a, y - a)],
            fill,
            ink,
        )  # fmt: skip
