"""Bars: the terms of a move one after another, and scores side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Unpack

import pygame

from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.theme import Weight
from game.telling.why import signed


@dataclass(frozen=True, slots=True)
class BarPart:
    """A named amount; ``role`` names whose doing it is, ``note`` explains."""

    name: str
    amount: float
    role: str = ""
    note: str = ""


#: Ems that a row's name takes at most; a longer one is cut.
_NAME: Final = 320


class Waterfall(Node):
    """Why a figure moved: from its old value, term by term, to the new one.

    A row a term, so that names are read and not guessed; green helps, red harms, with ▲ ▼.
    """

    role = "chart"

    def __init__(
        self,
        label: str,
        before: float,
        parts: Sequence[BarPart],
        *,
        show: Callable[[float], str] = lambda v: f"{v:.1f}",
        good_up: bool | None = True,
        ends: tuple[str, str] = ("Before", "Now"),
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.before, self.parts, self.show, self.good_up = before, list(parts), show, good_up
        self.ends = ends

    def _row(self, c: Ctx) -> int:
        return c.brush.line(c.theme.font_px("small")) + c.theme.px(4)

    def _names(self, c: Ctx) -> int:
        px = c.theme.font_px("small")
        names = [*self.ends, *(p.name for p in self.parts)]
        widest = max(c.brush.width(n, "regular", px) for n in names)
        return min(widest, c.theme.em(_NAME)) + c.theme.px(12)

    def _numbers(self, c: Ctx) -> int:
        return c.brush.width("+00.00 ▲", "semibold", c.theme.font_px("small")) + c.theme.px(8)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        w = self._names(c) + self._numbers(c)
        return w + c.theme.em(50), w + c.theme.em(180)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = self._row(c) * (len(self.parts) + 2)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px, row = c.theme, c.theme.font_px("small"), self._row(c)
        name_w, number_w = self._names(c), self._numbers(c)
        box = pygame.Rect(
            self.rect.x + name_w, self.rect.y, max(10, self.rect.w - name_w - number_w), self.rect.h
        )
        levels = [self.before]
        for part in self.parts:
            levels.append(levels[-1] + part.amount)
        low, high = min(levels), max(levels)
        least = max(1e-6, (high - low) * 0.12)
        low, high = low - least, high + least

        def x(v: float) -> int:
            return box.x + round(box.w * (v - low) / (high - low))

        ink, soft = t.colour("ink", self.tone), t.colour("soft", self.tone)
        y, at = self.rect.y, self.before
        rows = [
            (self.ends[0], None, ""),
            *((p.name, p.amount, p.role) for p in self.parts),
            (self.ends[1], None, ""),
        ]
        for name, amount, role in rows:
            middle = y + row // 2
            ends = amount is None
            weight: Weight = "semibold" if ends else "regular"
            b.text(
                b.cut(name, weight, px, t.em(_NAME)),
                (self.rect.x, y + t.px(2)),
                weight,
                px,
                ink if ends or not role else t.colour(role, self.tone),
            )
            if amount is None:
                value = self.before if y == self.rect.y else levels[-1]
                b.surface.fill(soft, (x(value) - 1, y + 2, 2, row - 4))
                said, colour = self.show(value), ink
            else:
                one, two = sorted((x(at), x(at + amount)))
                helps = None if self.good_up is None else (amount > 0) == self.good_up
                token = "soft" if helps is None else "good" if helps else "bad"
                colour = t.colour(token, self.tone)
                bar = pygame.Rect(one, y + t.px(4), max(2, two - one), row - 2 * t.px(4))
                b.box(bar, colour, t.px(2))
                at += amount
                mark = "▲" if amount > 0 else "▼"
                said = f"{signed(round(1000 * amount))} {mark}"
                b.surface.fill(t.colour("rule", self.tone), (x(at), middle, 1, row))
            w = b.width(said, "semibold", px)
            b.text(said, (self.rect.right - w, y + t.px(2)), "semibold", px, colour)
            y += row

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return the terms, and both ends."""
        return {
            "before": self.before,
            "now": self.before + sum(p.amount for p in self.parts),
            "terms": [(p.name, p.amount) for p in self.parts],
        }


class Bars(Node):
    """Named bars, one a row, with a mark for par or the last value."""

    role = "chart"

    def __init__(
        self,
        label: str,
        rows: Sequence[tuple[str, float, str]],  # name, value, fill name
        *,
        top: float | None = None,
        mark: dict[str, float] | None = None,
        show: Callable[[float], str] = lambda v: f"{v:.0f}",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.rows, self.top, self.mark, self.show = list(rows), top, mark or {}, show

    def _row(self, c: Ctx) -> int:
        return c.brush.line(c.theme.font_px("small")) + c.theme.px(8)

    def _sides(self, c: Ctx) -> tuple[int, int]:
        px, b = c.theme.font_px("small"), c.brush
        return (
            min(
                max((b.width(n, "regular", px) for n, _, _ in self.rows), default=0),
                c.theme.em(_NAME),
            )
            + c.theme.px(10),
            max((b.width(self.show(v), "semibold", px) for _, v, _ in self.rows), default=0)
            + c.theme.px(8),
        )

    def _widths(self, c: Ctx) -> tuple[int, int]:
        left, right = self._sides(c)
        return left + right + c.theme.em(50), left + right + c.theme.em(170)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = self._row(c) * len(self.rows)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px, row = c.theme, c.theme.font_px("small"), self._row(c)
        left, right = self._sides(c)
        room = max(4, self.rect.w - left - right)
        top = self.top or max((v for _, v, _ in self.rows), default=1) or 1
        y = self.rect.y
        for name, value, fill in self.rows:
            said = b.cut(name, "regular", px, t.em(_NAME))
            b.text(said, (self.rect.x, y + t.px(4)), "regular", px, t.colour("ink", self.tone))
            track = pygame.Rect(self.rect.x + left, y + t.px(5), room, row - 2 * t.px(5))
            b.box(track, t.colour("track", self.tone), t.px(3))
            w = round(room * max(0.0, min(1.0, value / top)))
            if w:
                b.box(pygame.Rect(track.x, track.y, w, track.h), t.fill(fill)[0], t.px(3))
            if name in self.mark:
                x = track.x + round(room * min(1.0, self.mark[name] / top))
                b.surface.fill(t.colour("ink", self.tone), (x - 1, track.y - 2, 2, track.h + 4))
            b.text(
                self.show(value),
                (track.right + t.px(8), y + t.px(4)),
                "semibold",
                px,
                t.colour("ink", self.tone),
            )
            y += row

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return every bar's number."""
        return {name: value for name, value, _ in self.rows}
