"""Layout: grids, flows, layers, panels and empty space. Rows and columns are in ``lines``."""

from __future__ import annotations

from typing import Literal, Unpack

import pygame

from game.desktop.kit.lines import share_out
from game.desktop.kit.node import Ctx, NamedCommon, Node
from game.desktop.kit.paint import Brush
from game.desktop.theme import Tone


class Grid(Node):
    """Cells of equal width, as many columns as fit (or exactly ``columns``)."""

    def __init__(
        self,
        *children: Node | None,
        min_column: float = 200,
        columns: int = 0,
        gap: float = 10,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(*children, **common)
        self.min_column, self.columns, self.gap = min_column, columns, gap

    def _count(self, c: Ctx, w: int) -> int:
        if self.columns:
            return self.columns
        gap = c.theme.px(self.gap)
        least = max([c.theme.em(self.min_column), *(ch.widths(c)[0] for ch in self.children)])
        return max(1, min(max(1, len(self.children)), (w + gap) // (least + gap)))

    def _widths(self, c: Ctx) -> tuple[int, int]:
        least = max((ch.widths(c)[0] for ch in self.children), default=0)
        cell = max(least, c.theme.em(self.min_column))
        n = self.columns or len(self.children)
        gaps = c.theme.px(self.gap) * max(0, n - 1)
        return (least * self.columns + gaps if self.columns else least), cell * n + gaps

    def _rows(self, c: Ctx, w: int) -> tuple[int, int, list[tuple[int, int]]]:
        n, gap = self._count(c, w), c.theme.px(self.gap)
        cell = (w - gap * (n - 1)) // n
        rows = []
        for i in range(0, len(self.children), n):
            pairs = [ch.heights(c, cell) for ch in self.children[i : i + n]]
            rows.append((max(a for a, _ in pairs), max(b for _, b in pairs)))
        return n, cell, rows

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        _, _, rows = self._rows(c, w)
        gaps = c.theme.px(self.gap) * max(0, len(rows) - 1)
        return sum(a for a, _ in rows) + gaps, sum(b for _, b in rows) + gaps

    def _place(self, c: Ctx) -> None:
        n, cell, rows = self._rows(c, self.rect.w)
        gap = c.theme.px(self.gap)
        heights = share_out(
            self.rect.h - gap * max(0, len(rows) - 1),
            [a for a, _ in rows],
            [b for _, b in rows],
            [1.0 if any(ch.grow for ch in self.children) else 0.0] * len(rows),
        )
        y = self.rect.y
        for i, h in enumerate(heights):
            for j, child in enumerate(self.children[i * n : (i + 1) * n]):
                child.place(c, pygame.Rect(self.rect.x + j * (cell + gap), y, cell, h))
            y += h + gap


class Flow(Node):
    """Children in lines that wrap, each at its natural width; ``even`` leaves none alone on one."""

    def __init__(
        self,
        *children: Node | None,
        gap: float = 8,
        lead: float | None = None,
        align: Literal["start", "centre", "end"] = "start",
        even: bool = False,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(*children, **common)
        self.gap, self.align, self.even = gap, align, even
        self.lead = gap if lead is None else lead  # between lines

    def _widths(self, c: Ctx) -> tuple[int, int]:
        pairs = [child.widths(c) for child in self.children]
        gaps = c.theme.px(self.gap) * max(0, len(pairs) - 1)
        return max((a for a, _ in pairs), default=0), sum(b for _, b in pairs) + gaps

    def _lines(self, c: Ctx, w: int) -> list[list[tuple[Node, int]]]:
        gap, lines, x = c.theme.px(self.gap), [[]], 0  # type: ignore[var-annotated]
        for child in self.children:
            size = min(w, child.widths(c)[1])
            if x and x + size > w:
                lines.append([])
                x = 0
            lines[-1].append((child, size))
            x += size + gap
        return self._evened(lines, w, gap) if self.even and len(lines) > 1 else lines

    def _evened(
        self, lines: list[list[tuple[Node, int]]], w: int, gap: int
    ) -> list[list[tuple[Node, int]]]:
        """Return the same number of lines with about as many children each, where they fit."""
        cells = [cell for line in lines for cell in line]
        n = -(-len(cells) // len(lines))
        found = [cells[i : i + n] for i in range(0, len(cells), n)]
        fits = all(sum(s for _, s in line) + gap * (len(line) - 1) <= w for line in found)
        return found if fits else lines

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        lines = self._lines(c, w)
        tall = [max((ch.heights(c, s)[1] for ch, s in line), default=0) for line in lines]
        total = sum(tall) + c.theme.px(self.lead) * (len(tall) - 1)
        return total, total

    def _place(self, c: Ctx) -> None:
        gap, lead, y = c.theme.px(self.gap), c.theme.px(self.lead), self.rect.y
        for line in self._lines(c, self.rect.w):
            tall = max((ch.heights(c, s)[1] for ch, s in line), default=0)
            spare = self.rect.w - sum(s for _, s in line) - gap * (len(line) - 1)
            x = self.rect.x + {"start": 0, "centre": spare // 2, "end": spare}[self.align]
            for child, size in line:
                h = child.heights(c, size)[1]
                child.place(c, pygame.Rect(x, y + (tall - h) // 2, size, h))
                x += size + gap
            y += tall + lead


class Spacer(Node):
    """Empty space: of a size, or all that is left with ``grow=1`` (the default)."""

    def __init__(self, size: float = 0, **common: Unpack[NamedCommon]) -> None:
        if not size:
            common.setdefault("grow", 1.0)
        super().__init__(**common)
        self.size = size

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.px(self.size), c.theme.px(self.size)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.px(self.size), c.theme.px(self.size)


class Centre(Node):
    """One child at its natural size in the middle of all there is."""

    def _place(self, c: Ctx) -> None:
        for child in self.children:
            w = min(self.rect.w, child.widths(c)[1])
            h = min(self.rect.h, child.heights(c, w)[1])
            rect = pygame.Rect(0, 0, w, h)
            rect.center = self.rect.center
            child.place(c, rect)


class Panel(Node):
    """A board of a tone with padding and round corners; ``accent`` draws a bar at its left."""

    def __init__(
        self,
        child: Node | None = None,
        *,
        pad: float | tuple[float, float] = 14,
        fill: Tone = "panel",
        border: bool = True,
        radius: float = 10,
        accent: str = "",
        shadow: bool = False,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(child, **common)
        self.pad = (pad, pad) if isinstance(pad, int | float) else pad
        self.fill_tone: Tone = fill
        self.border, self.radius, self.accent, self.shadow = border, radius, accent, shadow

    def inner_tone(self) -> Tone:
        """Return the tone of the board."""
        return self.fill_tone

    def _widths(self, c: Ctx) -> tuple[int, int]:
        least, natural = super()._widths(c)
        more = 2 * c.theme.px(self.pad[0])
        return least + more, natural + more

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        least, natural = super()._heights(c, w - 2 * c.theme.px(self.pad[0]))
        more = 2 * c.theme.px(self.pad[1])
        return least + more, natural + more

    def _place(self, c: Ctx) -> None:
        for child in self.children:
            child.place(
                c, self.rect.inflate(-2 * c.theme.px(self.pad[0]), -2 * c.theme.px(self.pad[1]))
            )

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        r = t.px(self.radius)
        if self.shadow:
            b.shadow(self.rect, r, t.px(10))
        edge = t.colour("line", self.fill_tone) if self.border else None
        b.box(self.rect, t.colour("fill", self.fill_tone), r, edge)
        if self.accent:
            h = max(0, self.rect.h - 2 * r)
            bar = pygame.Rect(self.rect.x + t.px(4), self.rect.y + r, t.px(4), h)
            b.box(bar, t.fill(self.accent)[0], t.px(2))


class Rule(Node):
    """A thin line across, or a heavy one as under a masthead."""

    def __init__(self, *, heavy: bool = False) -> None:
        super().__init__()
        self.heavy = heavy

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.theme.px(3) if self.heavy else 1
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        ink = c.theme.colour("ink" if self.heavy else "rule", self.tone)
        b.surface.fill(ink, (*self.rect.topleft, self.rect.w, self.heights(c, self.rect.w)[1]))
