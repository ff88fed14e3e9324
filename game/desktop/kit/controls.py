"""Controls: button, toggle, slider, dropdown, text entry, tabs, segmented choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, Unpack

import pygame

from game.desktop.kit.layout import Column, Panel, Scroll
from game.desktop.kit.node import Common, Ctx, Named, Node, Sem
from game.desktop.kit.paint import Brush
from game.desktop.kit.words import Run, measure, paint_role, paint_wrapped, parse, plain
from game.desktop.theme import Colour, Size, mix

Kind = Literal["normal", "primary", "quiet", "danger", "seal", "secretary", "number10",
               "monitor", "unions"]  # fmt: skip


def key_name(hotkey: str) -> str:
    """A hot-key as it is written on a key cap.

    >>> key_name("ctrl+z"), key_name("f1"), key_name("return")
    ('Ctrl+Z', 'F1', 'Enter')
    """
    names = {"return": "Enter", "escape": "Esc", "space": "Space"}
    return "+".join(
        names.get(p, p.upper() if len(p) <= 2 else p.title()) for p in hotkey.split("+")
    )


def matches(hotkey: str, event: pygame.Event) -> bool:
    """Whether a key press is the hot-key, such as ``"s"``, ``"ctrl+z"`` or ``"f1"``."""
    *mods, name = hotkey.removesuffix("++").split("+") if hotkey != "+" else ["+"]
    if hotkey.endswith("++"):
        mods, name = [*mods, name], "+"
    ctrl = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
    if ctrl != ("ctrl" in mods) or event.mod & pygame.KMOD_ALT:
        return False
    if len(name) == 1 and not name.isalnum():
        return bool(event.key == ord(name) if ctrl else event.unicode == name)
    if bool(event.mod & pygame.KMOD_SHIFT) != ("shift" in mods):
        return False
    return bool(event.key == pygame.key.key_code(name))


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
        """Do it."""
        if self.enabled and self.on_press is not None:
            c.sound("click")
            self.on_press()
            c.dirty()

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Press on release over it; Enter and Space."""
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
        if event.type == pygame.KEYDOWN and not event.mod & pygame.KMOD_CTRL and event.key in (
            pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE,
        ):  # fmt: skip
            self.activate(c)
            return True
        return False

    def pressed(self, c: Ctx) -> bool:
        """Whether the button is held down on it."""
        return c.grabbed == self.path and c.hover == self.path

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Its hot-key."""
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
        """Fill, border and letters as things stand."""
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
                    b.text(bit.text, (x + bit.x, y + bit.y), bit.run.weight, px, ink)
            y += main.h
        if note:
            token = "" if fill is None or self.kind in ("normal", "quiet") else "plain"
            small = t.font_px("small")
            if token:
                for bit in note.bits:
                    b.text(bit.text, (x + bit.x, y + bit.y), bit.run.weight, small, ink)
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
        """Its note, hot-key, and whether it is the chosen one."""
        state = super().sem_state(c)
        if self.note:
            state["note"] = plain(self.note)
        if self.chosen:
            state["chosen"] = True
        return state


class Toggle(Pressable):
    """A switch with its words beside it."""

    role = "switch"

    def __init__(
        self, label: str, on: bool, on_change: Callable[[bool], object], *, hotkey: str = "",
        **common: Unpack[Common],
    ) -> None:  # fmt: skip
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
        fill, letters = t.fill("primary") if self.on else (
            t.colour("track", self.tone), t.colour("ink", self.tone))  # fmt: skip
        b.box(box, fill, h // 2, t.colour("soft", self.tone))
        r = h // 2 - max(2, t.px(3))
        b.disc((box.right - h // 2 if self.on else box.x + h // 2, box.centery), r, letters)
        x = self.rect.x + w + t.px(10)
        text = measure(c).wrap(self.runs, t.font_px("body"), self.rect.right - x)
        token = "" if self.enabled else "soft"
        at = (x, self.rect.centery - text.h // 2)
        paint_wrapped(b, t, text, at, t.font_px("body"), self.tone, token=token)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Whether it is on."""
        return {**super().sem_state(c), "on": self.on}


class Slider(Node):
    """A value on a line: arrows, wheel, click and drag."""

    role = "slider"
    focusable = True

    def __init__(
        self,
        label: str,
        value: float,
        on_change: Callable[[float], object],
        *,
        low: float = 0.0,
        high: float = 1.0,
        step: float = 0.1,
        show: Callable[[float], str] = lambda v: f"{v:g}",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.value, self.on_change = value, on_change
        self.low, self.high, self.step, self.show = low, high, step, show

    def _head(self, c: Ctx) -> int:
        return c.brush.line(c.theme.font_px("body"))

    def _widths(self, c: Ctx) -> tuple[int, int]:
        px = c.theme.font_px("body")
        b = c.brush
        w = b.width(self.label, "regular", px) + b.width(self.show(self.high), "semibold", px)
        w += c.theme.px(18)
        return w, max(w, c.theme.em(220))

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = self._head(c) + c.theme.em(22)
        return h, h

    def _track(self, c: Ctx) -> pygame.Rect:
        r, y = c.theme.em(9), self.rect.y + self._head(c) + c.theme.em(11)
        return pygame.Rect(self.rect.x + r, y - c.theme.px(2), self.rect.w - 2 * r, c.theme.px(4))

    def _set(self, c: Ctx, value: float) -> None:
        steps = round((value - self.low) / self.step)
        value = round(min(self.high, max(self.low, self.low + steps * self.step)), 6)
        if value != self.value and self.enabled:
            self.value = value
            self.on_change(value)
            c.dirty()

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Arrows, Home and End; press, drag and wheel."""
        track = self._track(c)

        def at(x: int) -> float:
            return self.low + (self.high - self.low) * (x - track.x) / max(1, track.w)

        if event.type == pygame.KEYDOWN:
            if event.key in (pygame.K_LEFT, pygame.K_RIGHT):
                by = self.step if event.key == pygame.K_RIGHT else -self.step
                self._set(c, self.value + by)
                return True
            if event.key in (pygame.K_HOME, pygame.K_END):
                self._set(c, self.low if event.key == pygame.K_HOME else self.high)
                return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            c.grabbed = self.path
            c.set_focus(self.path)
            self._set(c, at(event.pos[0]))
            return True
        if event.type == pygame.MOUSEMOTION and c.grabbed == self.path:
            self._set(c, at(event.pos[0]))
            return True
        return bool(event.type == pygame.MOUSEBUTTONUP)

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("body")
        ink = t.colour("ink" if self.enabled else "soft", self.tone)
        b.text(self.label, self.rect.topleft, "regular", px, ink)
        shown = self.show(self.value)
        at = (self.rect.right - b.width(shown, "semibold", px), self.rect.y)
        b.text(shown, at, "semibold", px, ink)
        track = self._track(c)
        b.box(track, t.colour("track", self.tone), track.h // 2)
        part = (self.value - self.low) / (self.high - self.low)
        done = pygame.Rect(track.x, track.y, round(track.w * part), track.h)
        fill = t.fill("primary")[0]
        b.box(done, fill, track.h // 2)
        b.disc((track.x + track.w * part, track.centery), t.em(8), t.colour("ink", self.tone))
        b.disc((track.x + track.w * part, track.centery), t.em(5), fill)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """The value, as a number and as shown."""
        return {"value": self.value, "shown": self.show(self.value)}


class Dropdown(Pressable):
    """One of several, in a list that opens beside it. Arrows choose without opening."""

    role = "dropdown"

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],  # (value, words)
        value: str,
        on_change: Callable[[str], object],
        *,
        show_label: bool = False,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, None, **common)
        self.options, self.value, self.on_change = list(options), value, on_change
        self.show_label = show_label

    def words(self) -> str:
        """The words of what is chosen."""
        said = next((w for v, w in self.options if v == self.value), "")
        return f"{self.label}: {said}" if self.show_label else said

    def _widths(self, c: Ctx) -> tuple[int, int]:
        px = c.theme.font_px("body")
        lead = f"{self.label}: " if self.show_label else ""
        w = max((c.brush.width(lead + o, "regular", px) for _, o in self.options), default=0)
        w += c.theme.px(24) + c.theme.em(20)
        return w, w

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.brush.line(c.theme.font_px("body")) + 2 * c.theme.px(7)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("body")
        base, ink = t.colour("fill", self.tone), t.colour("ink", self.tone)
        if not self.enabled:
            ink = t.colour("soft", self.tone)
        fill = mix(base, ink, 0.12 if c.hover == self.path else 0.06)
        b.box(self.rect, fill, t.px(7), t.colour("line", self.tone))
        y = self.rect.centery - b.line(px) // 2
        b.text(self.words(), (self.rect.x + t.px(12), y), "regular", px, ink)
        size = t.em(16)
        mark = pygame.Rect(self.rect.right - size - t.px(8), 0, size, size)
        mark.centery = self.rect.centery
        b.icon("chevron-down", mark, ink)

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Up and Down change it; a press opens the list."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_UP, pygame.K_DOWN):
            values = [v for v, _ in self.options]
            at = values.index(self.value) if self.value in values else 0
            at += 1 if event.key == pygame.K_DOWN else -1
            if self.enabled and 0 <= at < len(values):
                self.on_change(values[at])
                c.dirty()
            return True
        return super().on_event(c, event)

    def activate(self, c: Ctx) -> None:
        """Open the list."""
        if not self.enabled:
            return

        def choose(value: str) -> Callable[[], object]:
            def do() -> None:
                c.close()
                self.on_change(value)

            return do

        def build() -> Node:
            return Panel(
                Scroll(
                    Column(
                        *(
                            Button(w, choose(v), kind="quiet", chosen=v == self.value,
                                   align="left", key=f"option-{v}")
                            for v, w in self.options
                        ),
                        gap=2,
                    )
                ),
                pad=6,
                fill="raised",
                shadow=True,
            )  # fmt: skip

        c.open(build, key=f"list:{self.path}", anchor=self.path)
        c.dirty()

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """What is chosen."""
        return {"value": self.value, "shown": self.words()}


class Tabs(Node):
    """A row of tabs; Left and Right move among them. Wraps into lines if it must."""

    role = "tablist"
    focusable = True

    def __init__(
        self,
        tabs: Sequence[tuple[str, str]],  # (value, words)
        value: str,
        on_change: Callable[[str], object],
        *,
        size: Size = "body",
        counts: dict[str, int] | None = None,
        **common: Unpack[Named],
    ) -> None:
        common.setdefault("label", "Tabs")
        super().__init__(**common)
        self.tabs, self.value, self.on_change, self.size = list(tabs), value, on_change, size
        self.counts = counts or {}
        self._boxes: list[pygame.Rect] = []

    def _word(self, i: int) -> str:
        value, word = self.tabs[i]
        n = self.counts.get(value, 0)
        return f"{word} · {n}" if n else word

    def _tab_widths(self, c: Ctx) -> list[int]:
        px = c.theme.font_px(self.size)
        pad = 2 * c.theme.px(11)
        return [c.brush.width(self._word(i), "semibold", px) + pad for i in range(len(self.tabs))]

    def _tab_h(self, c: Ctx) -> int:
        return c.brush.line(c.theme.font_px(self.size)) + c.theme.px(12)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        each = self._tab_widths(c)
        return max(each, default=0), sum(each)

    def _lay(self, c: Ctx, w: int) -> list[pygame.Rect]:
        boxes, x, y, h = [], 0, 0, self._tab_h(c)
        for each in self._tab_widths(c):
            if x and x + each > w:
                x, y = 0, y + h
            boxes.append(pygame.Rect(x, y, each, h))
            x += each
        return boxes

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        boxes = self._lay(c, w)
        h = boxes[-1].bottom if boxes else 0
        return h, h

    def _place(self, c: Ctx) -> None:
        self._boxes = [r.move(self.rect.topleft) for r in self._lay(c, self.rect.w)]

    def _choose(self, c: Ctx, i: int) -> None:
        if 0 <= i < len(self.tabs):
            c.sound("click")
            self.on_change(self.tabs[i][0])
            c.dirty()

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Arrows and clicks."""
        at = next((i for i, (v, _) in enumerate(self.tabs) if v == self.value), 0)
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            self._choose(c, at + (1 if event.key == pygame.K_RIGHT else -1))
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            for i, box in enumerate(self._boxes):
                if box.collidepoint(event.pos):
                    c.set_focus(self.path)
                    self._choose(c, i)
                    return True
        return False

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px(self.size)
        for i, box in enumerate(self._boxes):
            chosen = self.tabs[i][0] == self.value
            token = "ink" if chosen else "soft"
            at = (box.x + t.px(11), box.y + t.px(6))
            b.text(self._word(i), at, "semibold", px, t.colour(token, self.tone))
            line = pygame.Rect(box.x + t.px(6), box.bottom - t.px(3), box.w - t.px(12), t.px(3))
            if chosen:
                b.box(line, t.colour("link", self.tone), t.px(1))
        if self._boxes:
            y = self._boxes[-1].bottom - 1
            b.surface.fill(t.colour("rule", self.tone), (self.rect.x, y, self.rect.w, 1))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Which is chosen."""
        return {"value": self.value}

    def sem_children(self, c: Ctx) -> list[Sem]:
        """The tabs."""
        return [
            Sem("tab", word, box, {"chosen": v == self.value}, f"{self.path}:{v}")
            for (v, word), box in zip(self.tabs, self._boxes, strict=False)
        ]


class Cursor:
    """Where the next letter goes."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at = 1 << 20


class Entry(Node):
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
        """The kept cursor, within the text."""
        state = c.state(f"{self.path}:cursor", Cursor)
        state.at = max(0, min(state.at, len(self.value)))
        return state

    def _put(self, c: Ctx, value: str, at: int) -> None:
        self.value = value[: self.limit]
        self.cursor(c).at = at
        self.on_change(self.value)
        c.dirty()

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Letters, erasing and moving; a click sets the cursor."""
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
        b.box(self.rect, mix(base, (0, 0, 0), 0.25) if self.tone not in ("paper", "desk")
              else mix(base, (255, 255, 255), 0.6), t.px(7), edge)  # fmt: skip
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
        """What is typed."""
        return {"value": self.value}


class RoleButton(Button):
    """A button that carries a role's token instead of an icon."""

    def __init__(
        self, of: str, label: str, on_press: Callable[[], object] | None = None, *,
        note: str = "", chosen: bool = False, size: Size = "body", hotkey: str = "",
        **common: Unpack[Common],
    ) -> None:  # fmt: skip
        super().__init__(label, on_press, note=note, chosen=chosen, size=size, hotkey=hotkey,
                         icon="people", align="left", **common)  # fmt: skip
        self.of = of

    def _icon_w(self, c: Ctx) -> int:
        return c.theme.em(30) + c.theme.px(10)

    def _paint_icon(self, c: Ctx, b: Brush, rect: pygame.Rect, ink: Colour) -> None:
        size = c.theme.em(30)
        paint_role(b, c.theme, self.of, pygame.Rect(rect.x, rect.centery - size // 2, size, size))
