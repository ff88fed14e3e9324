"""Scrolling: a window on something taller."""

from __future__ import annotations

from typing import Unpack

import pygame

from game.desktop.kit.node import Ctx, NamedCommon, Node
from game.desktop.kit.paint import Brush


class Offset:
    """Where a scroll stands."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at = 0

    def to_top(self) -> None:
        """Go back to the beginning: a new screen is read from its top."""
        self.at = 0


class Scroll(Node):
    """Shows part of a taller child: wheel, bar, Page Up and Down; focus scrolls into view.

    It takes what is left of its line unless it is told otherwise.
    """

    clips = True
    role = "scroll"

    def __init__(
        self, child: Node | None, *, least: float = 90, **common: Unpack[NamedCommon]
    ) -> None:
        if "share" not in common:
            common.setdefault("grow", 1)
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
        """Return the kept position."""
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
        """Scroll by the wheel, the paging keys and dragging the bar."""
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
        """Return the scroll itself over its bar, else what lies under the point."""
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
        """Return how far it is scrolled."""
        return {"at": self.offset(c).at, "over": self.over}
