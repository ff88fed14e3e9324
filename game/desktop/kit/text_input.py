"""A line of text to type in: letters, moving, selecting, and the computer's clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Unpack

import pygame

from game.desktop.kit import clipboard
from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.theme import mix

#: The keys that are held for a command: Ctrl, on a Mac the command key.
_COMMAND: Final = pygame.KMOD_CTRL | pygame.KMOD_META


class Cursor:
    """Where the next letter goes, and where a selection began (None where there is none).

    ``composed`` are the letters that an input method shows there and has not given yet.
    """

    __slots__ = ("anchor", "at", "composed")

    def __init__(self) -> None:
        self.at = 1 << 20
        self.anchor: int | None = None
        self.composed = ""

    @property
    def span(self) -> tuple[int, int]:
        """Return first and last place of the selection, twice the cursor's where none is."""
        other = self.at if self.anchor is None else self.anchor
        return min(self.at, other), max(self.at, other)

    def go(self, at: int, *, select: bool = False) -> None:
        """Move; with ``select`` what lies between is selected."""
        if not select:
            self.anchor = None
        elif self.anchor is None:
            self.anchor = self.at
        self.at = at


class TextInput(Node):
    """A line of text to type in. Enter calls ``on_enter``.

    ``masked``: what is typed shows as dots, to readers of the screen too, and is not copied.
    """

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
        masked: bool = False,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.value, self.on_change, self.on_enter = value, on_change, on_enter
        self.hint, self.icon, self.limit, self.allowed = hint, icon, limit, allowed
        self.masked = masked

    @property
    def shown(self) -> str:
        """What is seen of what is typed."""
        return self._seen(self.value)

    def _seen(self, text: str) -> str:
        return "•" * len(text) if self.masked else text

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
        if state.anchor is not None:
            state.anchor = max(0, min(state.anchor, len(self.value)))
        return state

    def _put(self, c: Ctx, value: str, at: int) -> None:
        self.value = value[: self.limit]
        self.cursor(c).go(at)
        self.on_change(self.value)
        c.dirty()

    def _typed(self, c: Ctx, text: str) -> None:
        """Put text in the place of what is selected, as far as it is allowed and fits."""
        first, last = self.cursor(c).span
        room = self.limit - (len(self.value) - (last - first))
        kept = "".join(
            ch for ch in text if ch.isprintable() and (not self.allowed or ch in self.allowed)
        )[: max(0, room)]
        if kept:
            self._put(c, self.value[:first] + kept + self.value[last:], first + len(kept))

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Take letters, erasing and moving; a click sets the cursor."""
        if not self.enabled:
            return False
        state = self.cursor(c)
        if event.type == pygame.TEXTINPUT:
            state.composed = ""
            self._typed(c, event.text)
            return True
        if event.type == pygame.TEXTEDITING:
            self._compose(c, state, event.text)
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            c.set_focus(self.path)
            state.go(self._nearest(c, event.pos[0]))
            c.dirty()
            return True
        if event.type != pygame.KEYDOWN:
            return False
        if state.composed:
            return True  # the key is the input method's, which says what became of it
        return self._key(c, event, state)

    def _compose(self, c: Ctx, state: Cursor, text: str) -> None:
        """Show what an input method has composed so far, and have its own window beside it."""
        state.composed = self._seen("".join(ch for ch in text if ch.isprintable()))
        if state.composed:
            pygame.key.set_text_input_rect(self.rect)
        c.dirty()

    def _key(self, c: Ctx, event: pygame.Event, state: Cursor) -> bool:
        select = bool(event.mod & pygame.KMOD_SHIFT)
        if event.mod & _COMMAND and event.key in _COMMANDS:
            _COMMANDS[event.key](self, c, state)
        elif event.key in (pygame.K_BACKSPACE, pygame.K_DELETE):
            self._erase(c, state, forward=event.key == pygame.K_DELETE)
        elif event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            by = 1 if event.key == pygame.K_RIGHT else -1
            state.go(max(0, min(len(self.value), state.at + by)), select=select)
        elif event.key in (pygame.K_HOME, pygame.K_END):
            state.go(0 if event.key == pygame.K_HOME else len(self.value), select=select)
        elif event.mod & _COMMAND:
            return False
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.on_enter is not None:
            self.on_enter(self.value)
        else:
            # Letters arrive as TEXTINPUT; the key itself must not set off a hot-key.
            return bool(event.unicode and event.unicode.isprintable())
        c.dirty()
        return True

    def _erase(self, c: Ctx, state: Cursor, *, forward: bool = False) -> None:
        """Erase what is selected, else the letter beside the cursor."""
        first, last = state.span
        if first == last:
            first, last = (first, first + 1) if forward else (max(0, first - 1), first)
        if self.value[first:last]:
            self._put(c, self.value[:first] + self.value[last:], first)

    def _clear(self, c: Ctx, state: Cursor) -> None:
        self._put(c, "", 0)

    def _select_all(self, c: Ctx, state: Cursor) -> None:
        state.anchor, state.at = 0, len(self.value)

    def _copy(self, c: Ctx, state: Cursor) -> None:
        """Copy what is selected, else the whole line."""
        first, last = state.span
        if not self.masked:
            clipboard.put(self.value[first:last] or self.value)

    def _cut(self, c: Ctx, state: Cursor) -> None:
        if state.span[0] == state.span[1]:
            self._select_all(c, state)
        self._copy(c, state)
        self._erase(c, state)

    def _paste(self, c: Ctx, state: Cursor) -> None:
        self._typed(c, " ".join(clipboard.get().split()))

    def _lead(self, c: Ctx) -> int:
        return self.rect.x + c.theme.px(10) + (c.theme.em(22) if self.icon else 0)

    def _nearest(self, c: Ctx, x: int) -> int:
        px = c.theme.font_px("body")
        ends = [_wide(c.brush, self.shown[:i], px) for i in range(len(self.value) + 1)]
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
        cursor = self.cursor(c)
        composed = cursor.composed if focused else ""
        seen = self.shown[: cursor.at] + composed + self.shown[cursor.at :]
        begun = _wide(b, self.shown[: cursor.at], px)
        before = _wide(b, self.shown[: cursor.at] + composed, px)
        shift = max(0, before - room + 4)
        first, last = cursor.span
        if focused and first < last and not composed:
            left = _wide(b, self.shown[:first], px)
            wide = _wide(b, self.shown[:last], px) - left
            shade = mix(base, t.colour("link", self.tone), 0.35)
            b.surface.fill(shade, (x - shift + left, y + 1, wide, b.line(px)))
        b.scrolled += 1
        if seen:
            b.text(seen, (x - shift, y), "regular", px, ink, typed=True)
        elif self.hint:
            b.text(self.hint, (x, y), "regular", px, t.colour("soft", self.tone))
        b.scrolled -= 1
        if composed:
            foot = (x - shift + begun, y + b.line(px), before - begun, 1)
            b.surface.fill(t.colour("link", self.tone), foot)
        if focused:
            b.surface.fill(t.colour("link", self.tone), (x - shift + before, y + 1, 2, b.line(px)))
        b.surface.set_clip(clip)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return what is typed, what of it is selected, and what is being composed, if anything."""
        cursor = self.cursor(c)
        first, last = cursor.span
        said = {"value": self.shown, "selected": self.shown[first:last]}
        return said | ({"composed": cursor.composed} if cursor.composed else {})


def _wide(b: Brush, text: str, px: int) -> int:
    """Return how wide the text is as it was typed."""
    return b.width(text, "regular", px, typed=True)


_COMMANDS: Final[dict[int, Callable[[TextInput, Ctx, Cursor], None]]] = {
    pygame.K_u: TextInput._clear,
    pygame.K_a: TextInput._select_all,
    pygame.K_c: TextInput._copy,
    pygame.K_x: TextInput._cut,
    pygame.K_v: TextInput._paste,
}
