"""Cards: paper on the cloth – a lever, an event, an agenda."""

from __future__ import annotations

from collections.abc import Callable
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
        first: bool = False,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, on_press, hotkey=hotkey, **common)
        self.children = [Column(*children, gap=gap)]
        self.first = first  # whether keys begin here
        self.accent, self.chosen, self.barred = accent, chosen, barred

    def inner_tone(self) -> Tone:
        """Return paper, shaded when the card can't be played."""
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
        """Return the card itself, unless something on it can be used or explains itself."""
        if not self.rect.collidepoint(at):
            return None
        for child in self.children:
            found = child.hit(at)
            if found is not None and (found.focusable or found.tip):
                return found
        return self

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return whether it is chosen or can't be played."""
        state = super().sem_state(c)
        return {**state, "chosen": self.chosen, "barred": self.barred}
