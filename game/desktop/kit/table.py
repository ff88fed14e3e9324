"""A table for any number of rows: only what is seen is drawn. Sort by its headers.

Columns measure themselves on the rows; where the width does not suffice, the columns of
the lowest ``rank`` are left out rather than cut. Keys: Up, Down, Page, Home, End move the
choice, Left and Right go through the sortable columns, Space turns the order, Enter opens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, Unpack

import pygame

from game.desktop.kit.node import Common, Ctx, Node, Sem
from game.desktop.kit.paint import Brush
from game.desktop.kit.words import Wrapped, esc, measure, paint_wrapped, parse, plain
from game.desktop.theme import Size, Tone, mix

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Col(Generic[R]):
    """A column: its title, the markup of a cell, and what it is sorted by."""

    title: str
    cell: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    align: Literal["left", "right", "centre"] = "left"
    grow: float = 0
    rank: int = 5  # 9 is never left out
    down: bool = False  # whether the first sort is from the top
    tip: str = ""
    paint: Callable[[Ctx, Brush, R, pygame.Rect, Tone], None] | None = None  # instead of words
    width: float = 0  # of a painted cell
    most: float = 0  # ems that words ask for at most; what is longer is cut where room lacks


class SortOrder:
    """What a table keeps: order, place, choice."""

    __slots__ = ("at", "column", "down", "row")

    def __init__(self) -> None:
        self.column = -1
        self.down = False
        self.at = 0
        self.row = 0

    def to_top(self) -> None:
        """Go back to the first row, in the order that was chosen."""
        self.at = self.row = 0


class Table(Node, Generic[R]):
    """Rows of equal height under headers that sort."""

    role = "table"
    focusable = True
    clips = True

    def __init__(
        self,
        label: str,
        columns: Sequence[Col[R]],
        rows: Sequence[R],
        *,
        row_key: Callable[[R], str],
        chosen: str = "",
        on_choose: Callable[[R], object] | None = None,
        on_open: Callable[[R], object] | None = None,
        size: Size = "small",
        empty: str = "Nothing to show.",
        sort: tuple[int, bool] | None = None,
        least_rows: float = 3,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.columns, self.rows, self.row_key, self.chosen = list(columns), rows, row_key, chosen
        self.on_choose, self.on_open, self.size, self.empty = on_choose, on_open, size, empty
        self.first_sort, self.least_rows = sort, least_rows
        self._order: list[R] | None = None
        self._laid: list[tuple[int, int, int]] = []  # column, x, width

    # ---- order ------------------------------------------------------------------

    def standing(self, c: Ctx) -> SortOrder:
        """Return the kept order and place."""

        def first() -> SortOrder:
            made = SortOrder()
            if self.first_sort:
                made.column, made.down = self.first_sort
            return made

        return c.state(f"{self.path}:standing", first)

    def ordered(self, c: Ctx) -> list[R]:
        """Return the rows in the order chosen."""
        if self._order is None:
            state, rows = self.standing(c), list(self.rows)
            if 0 <= state.column < len(self.columns):
                by = self.columns[state.column].sort
                if by is not None:
                    rows.sort(key=by, reverse=state.down)
            self._order = rows
        return self._order

    def _sort_by(self, c: Ctx, column: int) -> None:
        state = self.standing(c)
        if state.column == column:
            state.down = not state.down
        else:
            state.column, state.down = column, self.columns[column].down
        state.at = 0
        c.dirty()

    # ---- measures ---------------------------------------------------------------

    def _px(self, c: Ctx) -> int:
        return c.theme.font_px(self.size)

    def _row_h(self, c: Ctx) -> int:
        return c.brush.line(self._px(c)) + c.theme.px(7)

    def _head_h(self, c: Ctx) -> int:
        return c.brush.line(self._px(c)) + c.theme.px(9)

    def _column_w(self, c: Ctx, col: Col[R]) -> int:
        m, px = measure(c), self._px(c)
        w = m.widths(parse(col.title, "semibold"), px)[1] + c.theme.em(13)
        for row in self.rows[:400]:
            w = max(w, m.widths(parse(col.cell(row)), px)[1] if col.paint is None else 0)
        w = min(w, c.theme.em(col.most)) if col.most else w
        return max(w, c.theme.em(col.width)) + c.theme.px(16)

    def _needs(self, c: Ctx) -> list[int]:
        key = f"{self.path}:widths"
        sign = (len(self.rows), c.theme.scale, c.theme.text_scale)
        kept: list[Any] = c.state(key, lambda: [None, [], None])
        if kept[0] != sign or kept[2] is not self.rows:  # held, so that its id is no other list's
            kept[:] = [sign, [self._column_w(c, col) for col in self.columns], self.rows]
        return list(kept[1])

    def _widths(self, c: Ctx) -> tuple[int, int]:
        needs = self._needs(c)
        must = [w for w, col in zip(needs, self.columns, strict=True) if col.rank >= 9]
        return sum(must) + c.theme.px(12), sum(needs) + c.theme.px(12)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        head, row = self._head_h(c), self._row_h(c)
        n = max(1, len(self.rows))
        return head + round(row * min(n, self.least_rows)), head + row * n

    def _place(self, c: Ctx) -> None:
        needs, room = self._needs(c), self.rect.w - c.theme.px(12)
        kept = list(range(len(self.columns)))
        while len(kept) > 1 and sum(needs[i] for i in kept) > room:
            kept.remove(min(kept, key=lambda i: (self.columns[i].rank, -i)))
        spare = max(0, room - sum(needs[i] for i in kept))
        weight = sum(self.columns[i].grow for i in kept)
        x, self._laid = self.rect.x, []
        for i in kept:
            w = needs[i] + (int(spare * self.columns[i].grow / weight) if weight else 0)
            self._laid.append((i, x, w))
            x += w
        state = self.standing(c)
        state.at = max(0, min(state.at, self._over(c)))

    def _body(self, c: Ctx) -> pygame.Rect:
        head = self._head_h(c)
        return pygame.Rect(self.rect.x, self.rect.y + head, self.rect.w, self.rect.h - head)

    def _over(self, c: Ctx) -> int:
        return max(0, len(self.rows) * self._row_h(c) - self._body(c).h)

    # ---- choosing ---------------------------------------------------------------

    def _choose(self, c: Ctx, i: int) -> None:
        rows = self.ordered(c)
        if not rows:
            return
        i = max(0, min(i, len(rows) - 1))
        state, h = self.standing(c), self._row_h(c)
        state.row = i
        body = self._body(c).h
        if i * h < state.at:
            state.at = i * h
        elif (i + 1) * h > state.at + body:
            state.at = (i + 1) * h - body
        if self.on_choose is not None:
            self.on_choose(rows[i])
        c.dirty()

    def _row_index(self, c: Ctx) -> int:
        rows = self.ordered(c)
        for i, row in enumerate(rows):
            if self.chosen and self.row_key(row) == self.chosen:
                return i
        return min(self.standing(c).row, max(0, len(rows) - 1))

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Take keys, the wheel, and clicks on headers, rows and the bar."""
        state, h, body = self.standing(c), self._row_h(c), self._body(c)
        if event.type == pygame.KEYDOWN:
            return self._key(c, event)
        if event.type == pygame.MOUSEWHEEL:
            before = state.at
            state.at = max(0, min(self._over(c), state.at - round(event.y * 3 * h)))
            c.dirty()
            return state.at != before
        if event.type == pygame.MOUSEMOTION and c.grabbed == self.path:
            self._drag(c, event.pos[1])
            return True
        if event.type != pygame.MOUSEBUTTONDOWN or event.button != 1:
            return False
        c.set_focus(self.path)
        if event.pos[0] > self.rect.right - c.theme.px(12) and self._over(c):
            c.grabbed = self.path
            self._drag(c, event.pos[1])
        elif event.pos[1] < body.y:
            for i, x, w in self._laid:
                if x <= event.pos[0] < x + w and self.columns[i].sort is not None:
                    self._sort_by(c, i)
        else:
            i = (event.pos[1] - body.y + state.at) // h
            if 0 <= i < len(self.rows):
                again = i == self._row_index(c) and getattr(event, "clicks", 1) > 1
                self._choose(c, i)
                if again and self.on_open is not None:
                    self.on_open(self.ordered(c)[i])
        c.dirty()
        return True

    def _drag(self, c: Ctx, y: int) -> None:
        body = self._body(c)
        part = (y - body.y) / max(1, body.h)
        self.standing(c).at = round(max(0.0, min(1.0, part)) * self._over(c))
        c.dirty()

    def _key(self, c: Ctx, event: pygame.Event) -> bool:
        if event.mod & pygame.KMOD_CTRL:
            return False
        i, page = self._row_index(c), max(1, self._body(c).h // self._row_h(c) - 1)
        moves = {
            pygame.K_UP: i - 1,
            pygame.K_DOWN: i + 1,
            pygame.K_PAGEUP: i - page,
            pygame.K_PAGEDOWN: i + page,
            pygame.K_HOME: 0,
            pygame.K_END: len(self.rows) - 1,
        }
        if event.key in moves:
            self._choose(c, moves[event.key])
            return True
        sortable = [j for j, _, _ in self._laid if self.columns[j].sort is not None]
        if event.key in (pygame.K_LEFT, pygame.K_RIGHT) and sortable:
            state = self.standing(c)
            at = sortable.index(state.column) if state.column in sortable else -1
            at = (at + (1 if event.key == pygame.K_RIGHT else -1)) % len(sortable)
            state.column, state.down = sortable[at], self.columns[sortable[at]].down
            c.dirty()
            return True
        if event.key == pygame.K_SPACE and self.standing(c).column >= 0:
            self._sort_by(c, self.standing(c).column)
            return True
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.rows:
            row = self.ordered(c)[i]
            if self.on_choose is not None:
                self.on_choose(row)
            if self.on_open is not None:
                self.on_open(row)
            c.dirty()
            return True
        return False

    # ---- picture ----------------------------------------------------------------

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px, m = c.theme, self._px(c), measure(c)
        state, body, h = self.standing(c), self._body(c), self._row_h(c)
        self._paint_head(c, b, state)
        clip = b.surface.get_clip()
        b.surface.set_clip(body.clip(clip))
        b.scrolled += 1
        rows = self.ordered(c)
        base, ink = t.colour("fill", self.tone), t.colour("ink", self.tone)
        first = state.at // h
        for i in range(first, min(len(rows), first + body.h // h + 2)):
            y = body.y + i * h - state.at
            row = rows[i]
            if self.chosen and self.row_key(row) == self.chosen:
                b.box(pygame.Rect(body.x, y, body.w - t.px(12), h), mix(base, ink, 0.16), t.px(5))
            elif i % 2:
                b.surface.fill(mix(base, ink, 0.035), (body.x, y, body.w - t.px(12), h))
            for j, x, w in self._laid:
                col = self.columns[j]
                if col.paint is not None:
                    cell = pygame.Rect(x + t.px(8), y, w - t.px(16), h)
                    col.paint(c, b, row, cell, self.tone)
                    continue
                wrapped = self._fitted(c, col, row, w - t.px(16))
                at = x + t.px(8)
                if col.align == "right":
                    at = x + w - t.px(8) - wrapped.w
                elif col.align == "centre":
                    at = x + (w - wrapped.w) // 2
                paint_wrapped(b, t, wrapped, (at, y + t.px(3)), px, self.tone)
        if not rows:
            at_empty = (body.x + t.px(8), body.y + t.px(4))
            text = m.wrap(parse(self.empty, "regular", "soft"), px, body.w - t.px(16))
            paint_wrapped(b, t, text, at_empty, px, self.tone)
        b.scrolled -= 1
        b.surface.set_clip(clip)
        over = self._over(c)
        if over:
            w = t.px(5)
            track = pygame.Rect(self.rect.right - w, body.y, w, body.h)
            b.box(track, t.colour("track", self.tone), w // 2)
            tall = max(t.px(24), body.h * body.h // (body.h + over))
            y = body.y + (body.h - tall) * state.at // over
            b.box(pygame.Rect(track.x, y, w, tall), t.colour("soft", self.tone), w // 2)

    def _fitted(self, c: Ctx, col: Col[R], row: R, room: int) -> Wrapped:
        """Return a cell's words, cut to the room if the column's may be."""
        m, px, text = measure(c), self._px(c), col.cell(row)
        wrapped = m.wrap(parse(text), px, 1 << 20)
        if not col.most or wrapped.w <= room:
            return wrapped
        return m.wrap(parse(esc(c.brush.cut(plain(text), "regular", px, room))), px, 1 << 20)

    def _paint_head(self, c: Ctx, b: Brush, state: SortOrder) -> None:
        t, px = c.theme, self._px(c)
        mark = t.em(11)
        for j, x, w in self._laid:
            col = self.columns[j]
            sorted_by = state.column == j
            colour = t.colour("ink" if sorted_by else "soft", self.tone)
            tw = b.width(col.title, "semibold", px)
            at = x + t.px(8)
            if col.align == "right":
                at = x + w - t.px(8) - tw
            elif col.align == "centre":
                at = x + (w - tw) // 2
            b.text(col.title, (at, self.rect.y + t.px(2)), "semibold", px, colour)
            if sorted_by:
                mx = at - mark - 2 if col.align == "right" else at + tw + 2
                box = pygame.Rect(
                    mx, self.rect.y + t.px(2) + b.line(px) // 2 - mark // 2, mark, mark
                )
                b.icon("sort-down" if state.down else "sort-up", box, colour)
        y = self.rect.y + self._head_h(c) - 2
        b.surface.fill(t.colour("line", self.tone), (self.rect.x, y, self.rect.w - t.px(12), 1))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return rows, order and choice."""
        state = self.standing(c)
        sorted_by = self.columns[state.column].title if state.column >= 0 else ""
        return {
            "rows": len(self.rows),
            "sorted": sorted_by,
            "down": state.down,
            "chosen": self.chosen,
        }

    def sem_children(self, c: Ctx) -> list[Sem]:
        """Return headers, and the rows that can be seen."""
        body, h, state = self._body(c), self._row_h(c), self.standing(c)
        out = [
            Sem(
                "columnheader",
                self.columns[j].title,
                pygame.Rect(x, self.rect.y, w, self._head_h(c)),
                {},
                f"{self.path}:h{j}",
            )
            for j, x, w in self._laid
        ]
        first = state.at // h
        rows = self.ordered(c)
        for i in range(first, min(len(rows), first + body.h // h + 2)):
            rect = pygame.Rect(body.x, body.y + i * h - state.at, body.w, h).clip(body)
            if rect.h < h // 2:
                continue
            words = " · ".join(plain(self.columns[j].cell(rows[i])) for j, _, _ in self._laid)
            key = self.row_key(rows[i])
            out.append(
                Sem("row", words, rect, {"chosen": key == self.chosen}, f"{self.path}:{key}")
            )
        return out
