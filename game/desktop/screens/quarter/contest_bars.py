"""Strength against strength: two rows of blocks that meet in the middle."""

from __future__ import annotations

from typing import Any, Final, Unpack

import pygame

from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.stage import Part
from game.desktop.theme import mix
from game.telling.formatting import number

#: How far a fight has come when its bids are uncovered, and when it is decided.
BIDS: Final = 0.25
UNCOVERED: Final = 0.45


class ContestBars(Node):
    """An order's strength at the left, its counter's at the right; one block a clout.

    Secret bids are the hatched blocks at the far ends, so that one sees what decided it. ``part``
    says how far the fight has come: what was paid in the open meets first, then bids are uncovered.
    """

    role = "chart"

    def __init__(
        self,
        label: str,
        left: tuple[str, float, int],  # role, strength, of which bid
        right: tuple[str, float, int],
        *,
        barred: bool = False,
        part: Part = lambda: 1.0,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.left, self.right, self.barred = left, right, barred
        self.part = part

    def _middle(self, c: Ctx) -> int:
        px = c.theme.font_px("lead")
        return c.brush.width("8.5 : 8.5", "bold", px) + c.theme.px(16)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return self._middle(c) + c.theme.em(80), self._middle(c) + c.theme.em(280)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.brush.line(c.theme.font_px("lead")) + c.theme.px(6)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("lead")
        middle = self._middle(c)
        room = (self.rect.w - middle) // 2
        top = max(4.0, self.left[1], self.right[1])
        gap = t.px(3)
        block = max(4, min(t.em(26), int(room / top) - gap))
        left, right = self._shown(self.left), self._shown(self.right)
        one, two = number(left, 1), "§" if self.barred else number(right, 1)
        ink = t.colour("ink", self.tone)
        y = self.rect.centery - b.line(px) // 2
        colon = b.width(":", "bold", px)
        cx = self.rect.centerx
        b.text(":", (cx - colon // 2, y), "bold", px, t.colour("soft", self.tone))
        b.text(one, (cx - colon - b.width(one, "bold", px), y), "bold", px, ink)
        b.text(two, (cx + colon, y), "bold", px, ink)
        self._blocks(c, b, self.left, left, cx - middle // 2, -1, block, gap)
        if self.barred:
            self._wall(c, b, cx + middle // 2)
        else:
            self._blocks(c, b, self.right, right, cx + middle // 2, 1, block, gap)

    def _wall(self, c: Ctx, b: Brush, x: int) -> None:
        """Return a legal block: strength doesn't count against it."""
        t, px = c.theme, c.theme.font_px("small")
        fill, letters = t.fill(self.right[0])
        said = "legal block"
        box = pygame.Rect(x, self.rect.y + t.px(2), b.width(said, "semibold", px) + t.px(20), 0)
        box.h = self.rect.h - t.px(4)
        box.w = min(box.w, self.rect.right - x)
        b.box(box, fill, t.px(4))
        b.text(said, (box.x + t.px(10), box.centery - b.line(px) // 2), "semibold", px, letters)

    def _blocks(
        self,
        c: Ctx,
        b: Brush,
        side: tuple[str, float, int],
        shown: float,
        x: int,
        way: int,
        block: int,
        gap: int,
    ) -> None:
        t = c.theme
        role, strength, bid = side
        fill, letters = t.fill(role)
        h = self.rect.h - t.px(8)
        done = 0.0
        while done < shown - 1e-9:
            part = min(1.0, shown - done)
            w = max(3, round(block * part))
            box = pygame.Rect(x if way > 0 else x - w, self.rect.y + t.px(4), w, h)
            secret = done + part > strength - bid + 1e-9
            b.box(box, mix(fill, letters, 0.25) if secret else fill, t.px(3))
            if secret:
                clip = b.surface.get_clip()
                b.surface.set_clip(box.inflate(-2, -2).clip(clip))
                for k in range(-h, w, max(4, t.px(6))):
                    b.lines([(box.x + k, box.bottom), (box.x + k + h, box.y)], letters, 1)
                b.surface.set_clip(clip)
            x += way * (w + gap)
            done += part

    def _shown(self, side: tuple[str, float, int]) -> float:
        """Return how much of a strength is in the open by now."""
        _, strength, bid = side
        part, first = self.part(), strength - bid
        if part < BIDS:
            return first * part / BIDS
        return first + bid * min(1.0, (part - BIDS) / (UNCOVERED - BIDS))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return both strengths, as far as they are in the open."""
        left, right = self._shown(self.left), self._shown(self.right)
        return {"left": left, "right": right, "barred": self.barred}
