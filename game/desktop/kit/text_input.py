"""A line of text to type in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

import pygame

from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.theme import mix


class Cursor:
    """Where the next letter goes."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at = 1 << 20


class TextInput(Node):
    """A line of text to type in. Enter calls ``on_enter``."""

    role = "entry"
    focusable = True

    def __init__(
        self,
        label: str,
        value: str,
        on_change: Callable[[str], object],
        *,
        on_enter: Callable[[str], object] | None = None,
        hint: str = "",
        icon: str = "",
        limit: int = 60,
        allowed: str = "",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.value, self.on_change, self.on_enter = value, on_change, on_enter
        self.hint, self.icon, self.limit, self.allowed = hint, icon, limit, allowed

    def _widths(self, c: Ctx) -> tuple[int, int]:
        px = c.theme.font_px("body")
        w = max(c.theme.em(90), c.brush.width(self.hint, "regular", px)) + c.theme.px(22)
        w += c.theme.em(22) if self.icon else 0
        return w, max(w, c.theme.em(180))

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.brush.line(c.theme.font_px("body")) + 2 * c.theme.px(7)
        return h, h

    def cursor(self, c: Ctx) -> Cursor:
        """Return the kept cursor, within the text."""
        state = c.state(f"{self.path}:cursor", Cursor)
        state.at = max(0, min(state.at, len(self.value)))
        return state

    def _put(self, c: Ctx, value: str, at: int) -> None:
        self.value = value[: self.limit]
        self.cursor(c).at = at
        self.on_change(self.value)
        c.dirty()

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Take letters, erasing and moving; a click sets the cursor."""
        if not self.enabled:
            return False
        state = self.cursor(c)
        at = state.at
        if event.type == pygame.TEXTINPUT:
            text = "".join(
                ch
                for ch in event.text
                if ch.isprintable() and (not self.allowed or ch in self.allowed)
            )
            if text and len(self.value) < self.limit:
                self._put(c, self.value[:at] + text + self.value[at:], at + len(text))
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            c.set_focus(self.path)
            state.at = self._nearest(c, event.pos[0])
            c.dirty()
            return True
        if event.type != pygame.KEYDOWN:
            return False
        return self._key(c, event, state)

    def _key(self, c: Ctx, event: pygame.Event, state: Cursor) -> bool:
        at = state.at
        if event.key == pygame.K_BACKSPACE:
            if at:
                self._put(c, self.value[: at - 1] + self.value[at:], at - 1)
        elif event.key == pygame.K_DELETE:
            self._put(c, self.value[:at] + self.value[at + 1 :], at)
        elif event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            state.at = at + (1 if event.key == pygame.K_RIGHT else -1)
        elif event.key in (pygame.K_HOME, pygame.K_END):
            state.at = 0 if event.key == pygame.K_HOME else len(self.value)
        elif event.key == pygame.K_u and event.mod & pygame.KMOD_CTRL:
            self._put(c, "", 0)
        elif event.mod & pygame.KMOD_CTRL:
            return False
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.on_enter is not None:
            self.on_enter(self.value)
        else:
            # Letters arrive as TEXTINPUT; the key itself must not set off a hot-key.
            return bool(event.unicode and event.unicode.isprintable())
        c.dirty()
        return True

    def _lead(self, c: Ctx) -> int:
        return self.rect.x + c.theme.px(10) + (c.theme.em(22) if self.icon else 0)

    def _nearest(self, c: Ctx, x: int) -> int:
        px = c.theme.font_px("body")
        ends = [c.brush.width(self.value[:i], "regular", px) for i in range(len(self.value) + 1)]
        return min(range(len(ends)), key=lambda i: abs(self._lead(c) + ends[i] - x))

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("body")
        base, ink = t.colour("fill", self.tone), t.colour("ink", self.tone)
        focused = c.focus == self.path
        edge = t.colour("link" if focused else "line", self.tone)
        b.box(
            self.rect,
            mix(base, (0, 0, 0), 0.25)
            if self.tone not in ("paper", "desk")
            else mix(base, (255, 255, 255), 0.6),
            t.px(7),
            edge,
        )
        x, y = self._lead(c), self.rect.centery - b.line(px) // 2
        if self.icon:
            size = t.em(16)
            mark = pygame.Rect(self.rect.x + t.px(10), 0, size, size)
            mark.centery = self.rect.centery
            b.icon(self.icon, mark, t.colour("soft", self.tone))
        room = self.rect.right - t.px(8) - x
        clip = b.surface.get_clip()
        b.surface.set_clip(pygame.Rect(x, self.rect.y, room, self.rect.h).clip(clip))
        before = b.width(self.value[: self.cursor(c).at], "regular", px)
        shift = max(0, before - room + 4)
        b.scrolled += 1
        if self.value:
            b.text(self.value, (x - shift, y), "regular", px, ink)
        elif self.hint:
            b.text(self.hint, (x, y), "regular", px, t.colour("soft", self.tone))
        b.scrolled -= 1
        if focused:
            b.surface.fill(t.colour("link", self.tone), (x - shift + before, y + 1, 2, b.line(px)))
        b.surface.set_clip(clip)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return what is typed."""
        return {"value": self.value}
