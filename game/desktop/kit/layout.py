"""Layout: rows, columns, grids, flows, layers, panels and scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Unpack

import pygame

from game.desktop.kit.node import Ctx, Named, Node
from game.desktop.kit.paint import Brush
from game.desktop.theme import Tone

Align = Literal["stretch", "start", "centre", "end"]


def share_out(
    space: int, least: Sequence[int], natural: Sequence[int], grow: Sequence[float]
) -> list[int]:
    """Sizes along a line: natural if they fit (what is left to those that grow), else
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
        justify: Literal["start", "centre", "end", "between"] = "start",
        **common: Unpack[Named],
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
        """Where to begin, and extra space between, for what is left over."""
        if spare <= 0 or self.justify == "start":
            return 0, 0.0
        if self.justify == "centre":
            return spare // 2, 0.0
        if self.justify == "end":
            return spare, 0.0
        return 0, spare / max(1, len(self.children) - 1)


class Row(Line):
    """Children side by side."""

    def _columns(self, c: Ctx, w: int) -> list[int]:
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


class Grid(Node):
    """Cells of equal width, as many columns as fit (or exactly ``columns``)."""

    def __init__(
        self,
        *children: Node | None,
        min_column: float = 200,
        columns: int = 0,
        gap: float = 10,
        **common: Unpack[Named],
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
    """Children in lines that wrap, each at its natural width."""

    def __init__(
        self,
        *children: Node | None,
        gap: float = 8,
        align: Literal["start", "centre", "end"] = "start",
        **common: Unpack[Named],
    ) -> None:
        super().__init__(*children, **common)
        self.gap, self.align = gap, align

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
        return lines

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        lines = self._lines(c, w)
        tall = [max((ch.heights(c, s)[1] for ch, s in line), default=0) for line in lines]
        total = sum(tall) + c.theme.px(self.gap) * (len(tall) - 1)
        return total, total

    def _place(self, c: Ctx) -> None:
        gap, y = c.theme.px(self.gap), self.rect.y
        for line in self._lines(c, self.rect.w):
            tall = max((ch.heights(c, s)[1] for ch, s in line), default=0)
            spare = self.rect.w - sum(s for _, s in line) - gap * (len(line) - 1)
            x = self.rect.x + {"start": 0, "centre": spare // 2, "end": spare}[self.align]
            for child, size in line:
                h = child.heights(c, size)[1]
                child.place(c, pygame.Rect(x, y + (tall - h) // 2, size, h))
                x += size + gap
            y += tall + gap


class Layers(Node):
    """Children on top of one another, all of the same size."""


class Spacer(Node):
    """Empty space: of a size, or all that is left with ``grow=1`` (the default)."""

    def __init__(self, size: float = 0, **common: Unpack[Named]) -> None:
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
        **common: Unpack[Named],
    ) -> None:
        super().__init__(child, **common)
        self.pad = (pad, pad) if isinstance(pad, int | float) else pad
        self.fill_tone: Tone = fill
        self.border, self.radius, self.accent, self.shadow = border, radius, accent, shadow

    def inner_tone(self) -> Tone:
        """The tone of the board."""
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
                c,
                self.rect.inflate(-2 * c.theme.px(self.pad[0]), -2 * c.theme.px(self.pad[1])),
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
    """A thin line across."""

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return 1, 1

    def _paint(self, c: Ctx, b: Brush) -> None:
        b.surface.fill(
            c.theme.colour("rule", self.tone), (self.rect.x, self.rect.y, self.rect.w, 1)
        )


class Offset:
    """Where a scroll stands."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at = 0


class Scroll(Node):
    """Shows part of a taller child: wheel, bar, Page Up and Down; focus scrolls into view."""

    clips = True
    role = "scroll"

    def __init__(self, child: Node | None, *, least: float = 90, **common: Unpack[Named]) -> None:
        super().__init__(child, **common)
        self.least = least
        self.over = 0  # how much taller the child is

    def _bar(self, c: Ctx) -> int:
        return c.theme.px(10)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        least, natural = super()._widths(c)
        return least + self._bar(c), natural + self._bar(c)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        natural = super()._heights(c, w)[1]
        over = super()._heights(c, w - self._bar(c))[1]
        return min(natural, c.theme.em(self.least)), max(natural, over)

    def offset(self, c: Ctx) -> Offset:
        """The kept position."""
        return c.state(f"{self.path}:scroll", Offset)

    def _place(self, c: Ctx) -> None:
        for child in self.children:
            h = child.heights(c, self.rect.w)[1]
            w = self.rect.w
            if h > self.rect.h:
                w -= self._bar(c)
                h = child.heights(c, w)[1]
            self.over = max(0, h - self.rect.h)
            state = self.offset(c)
            state.at = max(0, min(state.at, self.over))
            child.place(c, pygame.Rect(self.rect.x, self.rect.y - state.at, w, max(h, self.rect.h)))

    def show(self, c: Ctx, rect: pygame.Rect) -> bool:
        """Scroll so that a rectangle is seen. True if anything moved."""
        state = self.offset(c)
        before = state.at
        margin = c.theme.px(8)
        if rect.bottom + margin > self.rect.bottom:
            state.at += rect.bottom + margin - self.rect.bottom
        if rect.top - margin < self.rect.top:
            state.at += rect.top - margin - self.rect.top
        state.at = max(0, min(state.at, self.over))
        return state.at != before

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """The wheel, paging keys and dragging the bar."""
        if not self.over:
            return False
        state = self.offset(c)
        before = state.at
        if event.type == pygame.MOUSEWHEEL:
            state.at -= round(event.y * c.theme.em(52))
        elif event.type == pygame.KEYDOWN and event.key == pygame.K_PAGEDOWN:
            state.at += self.rect.h * 4 // 5
        elif event.type == pygame.KEYDOWN and event.key == pygame.K_PAGEUP:
            state.at -= self.rect.h * 4 // 5
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            if event.pos[0] < self.rect.right - self._bar(c):
                return False
            c.grabbed = self.path
            self._drag(c, event.pos[1])
            return True
        elif event.type == pygame.MOUSEMOTION and c.grabbed == self.path:
            self._drag(c, event.pos[1])
            return True
        else:
            return False
        state.at = max(0, min(state.at, self.over))
        if state.at != before:
            c.dirty()
            return True
        return False

    def _drag(self, c: Ctx, y: int) -> None:
        whole = self.rect.h + self.over
        thumb = self.rect.h * self.rect.h / whole
        part = (y - self.rect.y - thumb / 2) / max(1.0, self.rect.h - thumb)
        self.offset(c).at = round(max(0.0, min(1.0, part)) * self.over)
        c.dirty()

    def hit(self, at: tuple[int, int]) -> Node | None:
        """The bar belongs to the scroll itself."""
        if not self.rect.collidepoint(at):
            return None
        for child in self.children:
            found = child.hit(at)
            if found is not None:
                return found
        return self

    def paint(self, c: Ctx, b: Brush) -> None:
        """Draw the child within the edges, then the bar."""
        clip = b.surface.get_clip()
        inner = self.rect.clip(clip)
        if not inner.w or not inner.h:
            return
        b.surface.set_clip(inner)
        b.scrolled += 1
        for child in self.children:
            child.paint(c, b)
        b.scrolled -= 1
        b.surface.set_clip(clip)
        if self.over:
            w = c.theme.px(5)
            track = pygame.Rect(self.rect.right - w, self.rect.y, w, self.rect.h)
            b.box(track, c.theme.colour("track", self.tone), w // 2)
            whole = self.rect.h + self.over
            h = max(c.theme.px(24), self.rect.h * self.rect.h // whole)
            y = self.rect.y + (self.rect.h - h) * self.offset(c).at // self.over
            thumb = pygame.Rect(track.x, y, w, h)
            b.box(thumb, c.theme.colour("soft", self.tone), w // 2)

    def sem_state(self, c: Ctx) -> dict[str, object]:
        """How far it is scrolled."""
        return {"at": self.offset(c).at, "over": self.over}
