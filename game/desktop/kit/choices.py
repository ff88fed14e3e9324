"""Choices: a value on a line, one of a list, one of a row of tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Unpack

import pygame

from game.desktop.kit.buttons import Button, Pressable
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Common, Ctx, NamedCommon, Node, Sem
from game.desktop.kit.paint import Brush
from game.desktop.kit.scroll import Scroll
from game.desktop.theme import Size, mix


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
        """Move by arrows, Home and End, by press, drag and wheel."""
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
        """Return the value, as a number and as shown."""
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
        """Return the words of what is chosen."""
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
        """Change it by Up and Down; open the list by a press."""
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
                            Button(
                                w,
                                choose(v),
                                kind="quiet",
                                chosen=v == self.value,
                                align="left",
                                key=f"option-{v}",
                            )
                            for v, w in self.options
                        ),
                        gap=2,
                    )
                ),
                pad=6,
                fill="raised",
                shadow=True,
            )

        c.open(build, key=f"list:{self.path}", anchor=self.path)
        c.dirty()

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return what is chosen."""
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
        **common: Unpack[NamedCommon],
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
        """Choose by arrows and clicks."""
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
        """Return which is chosen."""
        return {"value": self.value}

    def sem_children(self, c: Ctx) -> list[Sem]:
        """Return the tabs."""
        return [
            Sem("tab", word, box, {"chosen": v == self.value}, f"{self.path}:{v}")
            for (v, word), box in zip(self.tabs, self._boxes, strict=False)
        ]
