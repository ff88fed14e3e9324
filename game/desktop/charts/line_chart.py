"""The course of numbers over time, as lines."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import pygame

from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.telling.charts.ticks import ticks


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One course of a line chart: (x, y) points, x rising. Dashed if not exact."""

    name: str
    points: tuple[tuple[float, float], ...]
    colour: str = "link"
    dashed: bool = False


class LineChart(Node):
    """Lines over quarters, labelled at their ends; hovering tells the numbers."""

    role = "chart"

    def __init__(
        self,
        label: str,
        lines: Sequence[ChartLine],
        *,
        x_name: Callable[[float], str],
        y_name: Callable[[float], str] = lambda v: f"{v:g}",
        height: float = 180,
        low: float | None = None,
        high: float | None = None,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.lines, self.x_name, self.y_name = list(lines), x_name, y_name
        self.height, self.low, self.high = height, low, high

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(200), c.theme.em(360)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.em(90), c.theme.em(self.height)

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("tiny")
        points = [p for line in self.lines for p in line.points]
        if not points:
            return
        ys = [y for _, y in points]
        low = min(ys) if self.low is None else self.low
        high = max(ys) if self.high is None else self.high
        if high - low < 1e-9:
            low, high = low - 1, high + 1
        pad = (high - low) * 0.08
        low, high = (
            (low - pad if self.low is None else low),
            (high + pad if self.high is None else high),
        )
        marks = ticks(low, high, max(2, self.rect.h // (b.line(px) * 2)))
        left = max(b.width(self.y_name(v), "regular", px) for v in marks) + t.px(6)
        name_w = max((b.width(ln.name, "semibold", px) for ln in self.lines), default=0)
        right = min(name_w + t.px(10), self.rect.w // 3) if len(self.lines) > 1 else t.px(8)
        foot = b.line(px) + t.px(2)
        top = b.line(px) // 2
        box = pygame.Rect(
            self.rect.x + left,
            self.rect.y + top,
            self.rect.w - left - right,
            self.rect.h - foot - top,
        )
        xs = sorted({x for x, _ in points})
        x0, x1 = xs[0], max(xs[-1], xs[0] + 1)

        def at(x: float, y: float) -> tuple[float, float]:
            return (
                box.x + box.w * (x - x0) / (x1 - x0),
                box.bottom - box.h * (y - low) / (high - low),
            )

        soft, rule = t.colour("soft", self.tone), t.colour("rule", self.tone)
        for v in marks:
            y = round(at(x0, v)[1])
            b.surface.fill(rule, (box.x, y, box.w, 1))
            name = self.y_name(v)
            b.text(
                name,
                (box.x - t.px(6) - b.width(name, "regular", px), y - b.line(px) // 2),
                "regular",
                px,
                soft,
            )
        self._x_axis(c, b, box, xs, at, low)
        ends: list[tuple[float, ChartLine]] = []
        for line in self.lines:
            colour = t.colour(line.colour, self.tone)
            spots = [at(x, y) for x, y in line.points]
            if line.dashed:
                for one, two in itertools.pairwise(spots):
                    for k in range(0, 10, 2):
                        b.lines(
                            [_between(one, two, k / 10), _between(one, two, (k + 1) / 10)],
                            colour,
                            max(1, t.px(1.6)),
                        )
            else:
                b.lines(spots, colour, max(1, t.px(2)))
            if spots:
                b.disc(spots[-1], max(2, t.px(3)), colour)
                ends.append((spots[-1][1], line))
        if len(self.lines) > 1:
            self._end_names(c, b, box, ends)

    def _x_axis(
        self,
        c: Ctx,
        b: Brush,
        box: pygame.Rect,
        xs: list[float],
        at: Callable[[float, float], tuple[float, float]],
        low: float,
    ) -> None:
        px, t = c.theme.font_px("tiny"), c.theme
        soft = t.colour("soft", self.tone)
        wide = max(b.width(self.x_name(x), "regular", px) for x in xs) + t.px(14)
        apart = math.ceil(
            wide * max(xs[-1] - xs[0], 1.0) / max(1, box.w)
        )  # as far as a name is wide
        edge, last = self.rect.x, xs[0] - apart
        for x in xs:
            if x - last < apart:
                continue
            name = self.x_name(x)
            w = b.width(name, "regular", px)
            left = max(self.rect.x, round(at(x, low)[0]) - w // 2)
            left = min(left, self.rect.right - w)
            last = x
            if left >= edge:
                b.text(name, (left, box.bottom + t.px(3)), "regular", px, soft)
                edge = left + w + t.px(8)

    def _end_names(
        self, c: Ctx, b: Brush, box: pygame.Rect, ends: list[tuple[float, ChartLine]]
    ) -> None:
        px, t = c.theme.font_px("tiny"), c.theme
        step, y = b.line(px), float(self.rect.y)
        for want, line in sorted(ends, key=lambda e: e[0]):
            y = max(y, want - step / 2)
            name = line.name
            room = self.rect.right - box.right - t.px(8)
            while len(name) > 3 and b.width(name, "semibold", px) > room:
                name = name[:-2].rstrip() + "…"
            b.text(
                name,
                (box.right + t.px(8), round(y)),
                "semibold",
                px,
                t.colour(line.colour, self.tone),
            )
            y += step

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return every line's last number."""
        return {ln.name: ln.points[-1][1] for ln in self.lines if ln.points}


def _between(one: tuple[float, float], two: tuple[float, float], k: float) -> tuple[float, float]:
    return one[0] + (two[0] - one[0]) * k, one[1] + (two[1] - one[1]) * k
