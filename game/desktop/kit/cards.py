"""Cards: paper on the table – a lever, an event, an agenda – and the hand that holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Unpack

import pygame

from game.desktop.kit.buttons import Pressable
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.theme import Tone, mix


class Card(Pressable):
    """A sheet of paper that can be pressed: any children, a role's colour at its top."""

    role = "card"

    def __init__(
        self,
        label: str,
        *children: Node | None,
        on_press: Callable[[], object] | None = None,
        accent: str = "",
        chosen: bool = False,
        barred: bool = False,
        gap: float = 6,
        hotkey: str = "",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, on_press, hotkey=hotkey, **common)
        self.children = [Column(*children, gap=gap)]
        self.accent, self.chosen, self.barred = accent, chosen, barred

    def inner_tone(self) -> Tone:
        """Paper, shaded when the card can't be played."""
        return "desk" if self.barred else "paper"

    def _pad(self, c: Ctx) -> int:
        return c.theme.px(12)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        lo, hi = self.children[0].widths(c)
        return lo + 2 * self._pad(c), hi + 2 * self._pad(c)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        lo, hi = self.children[0].heights(c, w - 2 * self._pad(c))
        more = 2 * self._pad(c) + c.theme.px(4)
        return lo + more, hi + more

    def _place(self, c: Ctx) -> None:
        pad, top = self._pad(c), c.theme.px(4)
        self.children[0].place(
            c,
            pygame.Rect(
                self.rect.x + pad,
                self.rect.y + pad + top,
                self.rect.w - 2 * pad,
                self.rect.h - 2 * pad - top,
            ),
        )

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        tone = self.inner_tone()
        fill = t.colour("fill", tone)
        if c.hover == self.path and self.enabled and self.on_press is not None:
            fill = mix(fill, (255, 255, 255), 0.5)
        r = t.px(9)
        edge = t.colour("line", tone)
        if self.chosen:
            b.box(
                self.rect.inflate(t.px(6), t.px(6)),
                t.fill(self.accent or "primary")[0],
                r + t.px(2),
            )
        if self.accent:
            top = t.px(4)
            b.box(self.rect, t.fill(self.accent)[0], r)
            b.box(
                pygame.Rect(self.rect.x, self.rect.y + top, self.rect.w, self.rect.h - top), fill, r
            )
        else:
            b.box(self.rect, fill, r, edge)

    def hit(self, at: tuple[int, int]) -> Node | None:
        """The card itself, unless something on it can be used or explains itself."""
        if not self.rect.collidepoint(at):
            return None
        for child in self.children:
            found = child.hit(at)
            if found is not None and (found.focusable or found.tip):
                return found
        return self

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Whether it is chosen or can't be played."""
        state = super().sem_state(c)
        return {**state, "chosen": self.chosen, "barred": self.barred}


class Slide:
    """Where a hand stands."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at = 0


class Hand(Node):
    """Cards side by side, as many as fit; the rest by wheel, arrows or the strip below.

    Every card has the same size: the width that lets a whole number of them be seen, the
    height of the tallest. Focus brings a card into view.
    """

    role = "list"
    clips = True

    def __init__(
        self,
        label: str,
        cards: Sequence[Node],
        *,
        min_card: float = 210,
        gap: float = 10,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(*cards, label=label, **common)
        self.min_card, self.gap = min_card, gap
        self.over = 0
        self._step = 1  # from one card to the next

    def slide(self, c: Ctx) -> Slide:
        """The kept position."""
        return c.state(f"{self.path}:slide", Slide)

    def _card_w(self, c: Ctx, w: int) -> int:
        gap, inner = c.theme.px(self.gap), w - 2 * c.theme.px(4)
        least = max([c.theme.em(self.min_card), *(ch.widths(c)[0] for ch in self.children)])
        n = max(1, (inner + gap) // (least + gap))
        n = min(n, max(1, len(self.children)))
        return min((inner - gap * (n - 1)) // n, round(least * 1.45))

    def _widths(self, c: Ctx) -> tuple[int, int]:
        least = max((ch.widths(c)[0] for ch in self.children), default=0) + 2 * c.theme.px(4)
        n = len(self.children)
        return least, n * c.theme.em(self.min_card) + max(0, n - 1) * c.theme.px(self.gap)

    def _extra(self, c: Ctx) -> int:
        return 2 * c.theme.px(4) + c.theme.px(9)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        each = self._card_w(c, w)
        pairs = [ch.heights(c, each) for ch in self.children]
        least = max((lo for lo, _ in pairs), default=0) + self._extra(c)
        return least, max((hi for _, hi in pairs), default=0) + self._extra(c)

    def _place(self, c: Ctx) -> None:
        each, gap, edge = self._card_w(c, self.rect.w), c.theme.px(self.gap), c.theme.px(4)
        whole = len(self.children) * (each + gap) - gap + 2 * edge
        self.over = max(0, whole - self.rect.w)
        self._step = each + gap
        state = self.slide(c)
        state.at = max(0, min(state.at, self.over))
        x = self.rect.x + edge - state.at
        for child in self.children:
            child.place(c, pygame.Rect(x, self.rect.y + edge, each, self.rect.h - self._extra(c)))
            x += each + gap

    def show(self, c: Ctx, rect: pygame.Rect) -> bool:
        """Slide so that a card is wholly seen."""
        state, edge = self.slide(c), c.theme.px(8)
        before = state.at
        if rect.right + edge > self.rect.right:
            state.at += rect.right + edge - self.rect.right
        if rect.left - edge < self.rect.left:
            state.at += rect.left - edge - self.rect.left
        state.at = max(0, min(state.at, self.over))
        return state.at != before

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """The wheel, and dragging the strip."""
        if not self.over:
            return False
        state = self.slide(c)
        before = state.at
        if event.type == pygame.MOUSEWHEEL:
            by = event.y if event.y else -event.x
            state.at = self._whole(state.at - by * self._step)
            c.dirty()
            return state.at != before
        strip = event.type == pygame.MOUSEBUTTONDOWN and event.pos[1] > self.rect.bottom - (
            c.theme.px(10)
        )
        if strip:
            c.grabbed = self.path
        if strip or (event.type == pygame.MOUSEMOTION and c.grabbed == self.path):
            part = (event.pos[0] - self.rect.x) / max(1, self.rect.w)
            state.at = self._whole(part * self.over)
            c.dirty()
            return True
        return False

    def _whole(self, at: float) -> int:
        """The nearest place at which no card is cut."""
        return max(0, min(self.over, round(at / self._step) * self._step))

    def paint(self, c: Ctx, b: Brush) -> None:
        """The cards that are seen, and the strip."""
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
            h = c.theme.px(5)
            track = pygame.Rect(self.rect.x, self.rect.bottom - h, self.rect.w, h)
            b.box(track, c.theme.colour("track", self.tone), h // 2)
            w = max(c.theme.px(40), self.rect.w * self.rect.w // (self.rect.w + self.over))
            x = self.rect.x + (self.rect.w - w) * self.slide(c).at // self.over
            b.box(pygame.Rect(x, track.y, w, h), c.theme.colour("soft", self.tone), h // 2)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """How many cards, and how far it is slid."""
        return {"cards": len(self.children), "at": self.slide(c).at, "over": self.over}
