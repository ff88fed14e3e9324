"""Rows and columns: children along a line, each with its share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Unpack

import pygame

from game.desktop.kit.node import Ctx, NamedCommon, Node

Align = Literal["stretch", "start", "centre", "end"]
Justify = Literal["start", "centre", "end", "between"]


def share_out(
    space: int, least: Sequence[int], natural: Sequence[int], grow: Sequence[float]
) -> list[int]:
    """Return sizes along a line: natural if they fit (what is left to those that grow), else
    shrunk towards the least in proportion, never below it.

    >>> share_out(100, [10, 10], [30, 30], [0, 1])
    [30, 70]
    >>> share_out(40, [10, 10], [30, 30], [0, 1])
    [20, 20]
    """
    want = sum(natural)
    if want > space:
        floor = sum(least)
        if floor >= space or want == floor:
            return list(least)
        k = (space - floor) / (want - floor)
        sizes = [lo + int((hi - lo) * k) for lo, hi in zip(least, natural, strict=True)]
    else:
        sizes = list(natural)
        weight = sum(grow)
        if weight:
            left = space - want
            sizes = [s + int(left * g / weight) for s, g in zip(sizes, grow, strict=True)]
    if any(grow) or want > space:
        rest = space - sum(sizes)
        for i in range(len(sizes) - 1, -1, -1):
            if rest > 0 and (grow[i] or want > space):
                sizes[i] += rest
                break
    return sizes


def _flex(
    space: int, least: list[int], natural: list[int], grow: list[float], based: list[bool]
) -> list[int]:
    """``share_out`` where children with a basis take shares but never less than they need."""
    if not any(based):
        return share_out(space, least, natural, grow)
    fixed = [False] * len(least)
    base = list(natural)
    for _ in least:
        sizes = share_out(
            space,
            [base[i] if fixed[i] else (0 if based[i] else least[i]) for i in range(len(least))],
            base,
            [0.0 if fixed[i] else grow[i] for i in range(len(least))],
        )
        short = [i for i, s in enumerate(sizes) if based[i] and not fixed[i] and s < least[i]]
        if not short:
            return sizes
        for i in short:
            fixed[i] = True
            base[i] = least[i]
    return sizes


class Line(Node):
    """What Row and Column share."""

    def __init__(
        self,
        *children: Node | None,
        gap: float = 8,
        pad: float | tuple[float, float] = 0,
        align: Align = "stretch",
        justify: Justify = "start",
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(*children, **common)
        self.gap = gap
        self.pad = (pad, pad) if isinstance(pad, int | float) else pad
        self.align = align
        self.justify = justify

    def _inner(self, c: Ctx, rect: pygame.Rect) -> pygame.Rect:
        px, py = c.theme.px(self.pad[0]), c.theme.px(self.pad[1])
        return pygame.Rect(rect.x + px, rect.y + py, rect.w - 2 * px, rect.h - 2 * py)

    def _gaps(self, c: Ctx) -> int:
        return c.theme.px(self.gap) * max(0, len(self.children) - 1)

    def _lead(self, spare: int) -> tuple[int, float]:
        """Return where to begin, and extra space between, for what is left over."""
        if spare <= 0 or self.justify == "start":
            return 0, 0.0
        if self.justify == "centre":
            return spare // 2, 0.0
        if self.justify == "end":
            return spare, 0.0
        return 0, spare / max(1, len(self.children) - 1)


class Row(Line):
    """Children side by side."""

    _sizes: tuple[int, list[int]] | None = None  # the columns reckoned last, and for what width

    def _columns(self, c: Ctx, w: int) -> list[int]:
        if self._sizes is None or self._sizes[0] != w:  # asked for once to measure, once to place
            self._sizes = w, self._shared(c, w)
        return self._sizes[1]

    def _shared(self, c: Ctx, w: int) -> list[int]:
        pairs = [child.widths(c) for child in self.children]
        return _flex(
            w - self._gaps(c),
            [lo for lo, _ in pairs],
            [
                c.theme.em(child.basis) if child.basis is not None else nat
                for child, (_, nat) in zip(self.children, pairs, strict=True)
            ],
            [child.grow for child in self.children],
            [child.basis is not None for child in self.children],
        )

    def _widths(self, c: Ctx) -> tuple[int, int]:
        pairs = [child.widths(c) for child in self.children]
        more = self._gaps(c) + 2 * c.theme.px(self.pad[0])
        return sum(a for a, _ in pairs) + more, sum(b for _, b in pairs) + more

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        sizes = self._columns(c, w - 2 * c.theme.px(self.pad[0]))
        pairs = [child.heights(c, s) for child, s in zip(self.children, sizes, strict=True)]
        more = 2 * c.theme.px(self.pad[1])
        return (
            max((a for a, _ in pairs), default=0) + more,
            max((b for _, b in pairs), default=0) + more,
        )

    def _place(self, c: Ctx) -> None:
        inner = self._inner(c, self.rect)
        sizes = self._columns(c, inner.w)
        start, extra = self._lead(inner.w - sum(sizes) - self._gaps(c))
        x = float(inner.x + start)
        for child, w in zip(self.children, sizes, strict=True):
            h = inner.h
            y = inner.y
            if self.align != "stretch":
                h = min(inner.h, child.heights(c, w)[1])
                y += {"start": 0, "centre": (inner.h - h) // 2, "end": inner.h - h}[self.align]
            child.place(c, pygame.Rect(round(x), y, w, h))
            x += w + c.theme.px(self.gap) + extra


class Level(Row):
    """A row whose children lie with their middles on one level."""

    def __init__(
        self,
        *children: Node | None,
        gap: float = 8,
        pad: float | tuple[float, float] = 0,
        justify: Justify = "start",
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(*children, gap=gap, pad=pad, align="centre", justify=justify, **common)


class Column(Line):
    """Children one below another."""

    def _child_w(self, c: Ctx, child: Node, w: int) -> int:
        return w if self.align == "stretch" else min(w, child.widths(c)[1])

    def _widths(self, c: Ctx) -> tuple[int, int]:
        least, natural = super()._widths(c)
        more = 2 * c.theme.px(self.pad[0])
        return least + more, natural + more

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        inner = w - 2 * c.theme.px(self.pad[0])
        pairs = [child.heights(c, self._child_w(c, child, inner)) for child in self.children]
        more = self._gaps(c) + 2 * c.theme.px(self.pad[1])
        return sum(a for a, _ in pairs) + more, sum(b for _, b in pairs) + more

    def _place(self, c: Ctx) -> None:
        inner = self._inner(c, self.rect)
        widths = [self._child_w(c, child, inner.w) for child in self.children]
        pairs = [child.heights(c, w) for child, w in zip(self.children, widths, strict=True)]
        sizes = _flex(
            inner.h - self._gaps(c),
            [lo for lo, _ in pairs],
            [
                c.theme.em(child.basis) if child.basis is not None else nat
                for child, (_, nat) in zip(self.children, pairs, strict=True)
            ],
            [child.grow for child in self.children],
            [child.basis is not None for child in self.children],
        )
        start, extra = self._lead(inner.h - sum(sizes) - self._gaps(c))
        y = float(inner.y + start)
        for child, w, h in zip(self.children, widths, sizes, strict=True):
            spare = inner.w - w
            x = inner.x + {"stretch": 0, "start": 0, "centre": spare // 2, "end": spare}[self.align]
            child.place(c, pygame.Rect(x, round(y), w, h))
            y += h + c.theme.px(self.gap) + extra
