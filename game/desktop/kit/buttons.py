"""Buttons: anything pressable, the button itself, a role's button, and the switch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, Unpack

import pygame

from game.desktop.kit.keys import key_name
from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.words import Run, measure, paint_role, paint_wrapped, parse, plain
from game.desktop.theme import Colour, Size, mix

Kind = Literal[
    "normal", "primary", "quiet", "danger", "seal", "secretary", "number10", "monitor", "unions"
]
#: A label of so few letters stays on one line.
_UNBROKEN: Final = 8


class Pressable(Node):
    """Anything that a click, Enter, Space or its hot-key sets off."""

    role = "button"
    focusable = True

    def __init__(
        self,
        label: str,
        on_press: Callable[[], object] | None = None,
        *,
        hotkey: str = "",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.on_press = on_press
        self.hotkey = hotkey

    def activate(self, c: Ctx) -> None:
        """Do what pressing it does."""
        if self.enabled and self.on_press is not None:
            c.sound("click")
            self.on_press()
            c.dirty()

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Press when let go over it, by Enter and by Space."""
        if not self.enabled:
            return event.type == pygame.MOUSEBUTTONDOWN and event.button == 1
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            c.grabbed = self.path
            c.set_focus(self.path)
            c.dirty()
            return True
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            if self.rect.collidepoint(event.pos):
                self.activate(c)
            c.dirty()
            return True
        if (
            event.type == pygame.KEYDOWN
            and not event.mod & pygame.KMOD_CTRL
            and event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
        ):
            self.activate(c)
            return True
        return False

    def pressed(self, c: Ctx) -> bool:
        """Return whether the button is held down on it."""
        return c.grabbed == self.path and c.hover == self.path

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return its hot-key."""
        return {"hotkey": self.hotkey} if self.hotkey else {}


class Button(Pressable):
    """A button with a label, perhaps an icon, perhaps a second line."""

    def __init__(
        self,
        label: str,
        on_press: Callable[[], object] | None = None,
        *,
        icon: str = "",
        kind: Kind = "normal",
        size: Size = "body",
        note: str = "",
        hotkey: str = "",
        show_key: bool = False,
        chosen: bool = False,
        bare: bool = False,
        first: bool = False,
        align: Literal["left", "centre"] = "centre",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, on_press, hotkey=hotkey, **common)
        self.icon, self.kind, self.note = icon, kind, note
        self.size: Size = size
        self.show_key, self.chosen, self.bare, self.align = show_key, chosen, bare, align
        self.first = first  # takes the focus when its dialog opens
        self.runs: tuple[Run, ...] = () if bare else (Run(label, "semibold", "ink"),)
        self.note_runs = parse(note, "regular", "soft") if note else ()

    def _pads(self, c: Ctx) -> tuple[int, int]:
        return c.theme.px(9 if self.bare or self.size == "tiny" else 13), c.theme.px(7)

    def _icon_w(self, c: Ctx) -> int:
        if not self.icon:
            return 0
        size = round(c.theme.font_px(self.size) * 1.2)
        return size + (c.theme.px(7) if self.runs else 0)

    def _cap_w(self, c: Ctx) -> int:
        if not (self.show_key and self.hotkey):
            return 0
        px = c.theme.font_px("tiny")
        return c.brush.width(key_name(self.hotkey), "semibold", px) + c.theme.px(20)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        m, px = measure(c), c.theme.font_px(self.size)
        more = 2 * self._pads(c)[0] + self._icon_w(c) + self._cap_w(c)
        least, natural = m.widths(self.runs, px) if self.runs else (0, 0)
        if len(self.label) <= _UNBROKEN:
            least = natural
        if self.note_runs:
            lo, hi = m.widths(self.note_runs, c.theme.font_px("small"))
            least, natural = max(least, lo), max(natural, hi)
        return least + more, natural + more

    def _text_w(self, c: Ctx, w: int) -> int:
        return w - 2 * self._pads(c)[0] - self._icon_w(c) - self._cap_w(c)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        m, px, inner = measure(c), c.theme.font_px(self.size), self._text_w(c, w)
        h = m.wrap(self.runs, px, inner).h if self.runs else c.brush.line(px)
        if self.note_runs:
            h += m.wrap(self.note_runs, c.theme.font_px("small"), inner).h
        h += 2 * self._pads(c)[1]
        return h, h

    def colours(self, c: Ctx) -> tuple[Colour | None, Colour | None, Colour]:
        """Return fill, border and letters as things stand."""
        t = c.theme
        hover = c.hover == self.path and self.enabled
        ink = t.colour("ink", self.tone)
        base = t.colour("fill", self.tone)
        if not self.enabled:
            dim = None if self.kind == "quiet" else mix(base, ink, 0.04)
            return dim, t.colour("rule", self.tone), t.colour("soft", self.tone)
        if self.kind == "quiet" and not self.chosen:
            return (mix(base, ink, 0.10) if hover else None), None, ink
        if self.kind in ("normal", "quiet"):
            fill = mix(base, ink, 0.14 if hover else 0.08)
            edge = t.colour("line", self.tone)
            if self.chosen:
                fill, edge = mix(base, ink, 0.18), t.colour("link", self.tone)
            if self.pressed(c):
                fill = mix(base, ink, 0.04)
            return fill, edge, ink
        fill, letters = t.fill(self.kind)
        if hover:
            # Towards the letters' opposite, so that contrast never falls on hover.
            fill = mix(fill, (0, 0, 0) if letters[0] > 127 else (255, 255, 255), 0.12)
        return fill, None, letters

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        fill, edge, ink = self.colours(c)
        if fill is not None or edge is not None:
            b.box(self.rect, fill, t.px(7), edge)
        px, inner = t.font_px(self.size), self._text_w(c, self.rect.w)
        m = measure(c)
        main = m.wrap(self.runs, px, inner) if self.runs else None
        note = m.wrap(self.note_runs, t.font_px("small"), inner) if self.note_runs else None
        tall = (main.h if main else 0) + (note.h if note else 0)
        wide = max(main.w if main else 0, note.w if note else 0) + self._icon_w(c)
        pad = self._pads(c)[0]
        x = self.rect.x + pad
        room = self.rect.w - 2 * pad - self._cap_w(c)
        if self.align == "centre":
            x += max(0, (room - wide) // 2)
        if self.icon:
            size = round(px * 1.2)
            self._paint_icon(c, b, pygame.Rect(x, self.rect.centery - size // 2, size, size), ink)
            x += self._icon_w(c)
        y = self.rect.centery - tall // 2
        if main:
            for bit in main.bits:
                if bit.text.strip():
                    b.text(bit.text, (x + bit.x, y + bit.y), bit.run.weight, px, ink, typed=True)
            y += main.h
        if note:
            token = "" if fill is None or self.kind in ("normal", "quiet") else "plain"
            small = t.font_px("small")
            if token:
                for bit in note.bits:
                    b.text(bit.text, (x + bit.x, y + bit.y), bit.run.weight, small, ink, typed=True)
            else:
                paint_wrapped(b, t, note, (x, y), small, self.tone)
        if self._cap_w(c):
            self._paint_cap(c, b, ink)

    def _paint_icon(self, c: Ctx, b: Brush, rect: pygame.Rect, ink: Colour) -> None:
        b.icon(self.icon, rect, ink)

    def _paint_cap(self, c: Ctx, b: Brush, ink: Colour) -> None:
        t, px = c.theme, c.theme.font_px("tiny")
        name = key_name(self.hotkey)
        w = b.width(name, "semibold", px) + t.px(10)
        h = b.line(px) + t.px(2)
        cap = pygame.Rect(self.rect.right - self._pads(c)[0] - w, 0, w, h)
        cap.centery = self.rect.centery
        b.box(cap, None, t.px(4), ink)
        b.text(name, (cap.x + t.px(5), cap.y + t.px(1)), "semibold", px, ink)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return its note, hot-key, and whether it is the chosen one."""
        state = super().sem_state(c)
        if self.note:
            state["note"] = plain(self.note)
        if self.chosen:
            state["chosen"] = True
        return state


class RoleButton(Button):
    """A button that carries a role's token instead of an icon."""

    def __init__(
        self,
        of: str,
        label: str,
        on_press: Callable[[], object] | None = None,
        *,
        note: str = "",
        chosen: bool = False,
        size: Size = "body",
        hotkey: str = "",
        first: bool = False,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(
            label,
            on_press,
            note=note,
            chosen=chosen,
            size=size,
            hotkey=hotkey,
            first=first,
            icon="people",
            align="left",
            **common,
        )
        self.of = of

    def _icon_w(self, c: Ctx) -> int:
        return c.theme.em(30) + c.theme.px(10)

    def _paint_icon(self, c: Ctx, b: Brush, rect: pygame.Rect, ink: Colour) -> None:
        size = c.theme.em(30)
        paint_role(b, c.theme, self.of, pygame.Rect(rect.x, rect.centery - size // 2, size, size))


class Toggle(Pressable):
    """A switch with its words beside it."""

    role = "switch"

    def __init__(
        self,
        label: str,
        on: bool,
        on_change: Callable[[bool], object],
        *,
        hotkey: str = "",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, lambda: on_change(not on), hotkey=hotkey, **common)
        self.on = on
        self.runs = (Run(label, "regular", "ink"),)

    def _knob(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(38), c.theme.em(21)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        lo, hi = measure(c).widths(self.runs, c.theme.font_px("body"))
        more = self._knob(c)[0] + c.theme.px(10)
        return lo + more, hi + more

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        inner = w - self._knob(c)[0] - c.theme.px(10)
        h = measure(c).wrap(self.runs, c.theme.font_px("body"), inner).h
        h = max(h, self._knob(c)[1]) + c.theme.px(6)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        w, h = self._knob(c)
        box = pygame.Rect(self.rect.x, self.rect.centery - h // 2, w, h)
        fill, letters = (
            t.fill("primary")
            if self.on
            else (t.colour("track", self.tone), t.colour("ink", self.tone))
        )
        b.box(box, fill, h // 2, t.colour("soft", self.tone))
        r = h // 2 - max(2, t.px(3))
        b.disc((box.right - h // 2 if self.on else box.x + h // 2, box.centery), r, letters)
        x = self.rect.x + w + t.px(10)
        text = measure(c).wrap(self.runs, t.font_px("body"), self.rect.right - x)
        token = "" if self.enabled else "soft"
        at = (x, self.rect.centery - text.h // 2)
        paint_wrapped(b, t, text, at, t.font_px("body"), self.tone, token=token)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return whether it is on."""
        return {**super().sem_state(c), "on": self.on}
