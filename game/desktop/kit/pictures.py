"""Drawings as nodes: a portrait, a card's picture, a vignette, and a room as the ground.

A drawing is decoration: it stands in the semantic tree only if it is given a ``label``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Unpack

import pygame

from game.desktop import art
from game.desktop.kit.node import Common, Ctx, NamedCommon, Node
from game.desktop.kit.paint import Brush
from game.scenario.schema.base import Role

#: How much wider than its shape a drawing that fills what is left may be.
_WIDEST: Final = 1.5


class Drawing(Node):
    """A drawing as wide as its place, of a fixed shape, in a thin frame.

    ``draw`` gives the surface for a size; ``aspect`` is width by height. ``width`` is its natural
    width in units of space, and ``most`` the greatest height it asks for, 0 for any. One that only
    fills what is left (``grow``) isn't drawn where that is lower than ``least``, and nowhere wider
    than half as wide again as its shape: a mere strip of a picture shows nothing.
    """

    def __init__(
        self,
        draw: Callable[[art.Size], pygame.Surface],
        *,
        aspect: float = art.ASPECT,
        width: float = 240,
        most: float = 0.0,
        least: float = 0.0,
        frame: bool = True,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(**common)
        self.draw, self.aspect, self.width = draw, aspect, width
        self.most, self.least = most, least
        self.frame = frame
        self.role = "image" if self.label else ""

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.px(min(40, self.width)), c.theme.px(self.width)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        high = max(1, round(w / self.aspect))
        if self.most:
            high = min(high, c.theme.px(self.most))
        return high, high

    def _paint(self, c: Ctx, b: Brush) -> None:
        if self.rect.w < 4 or self.rect.h < max(4, c.theme.px(self.least)):
            return
        box = self.rect.copy()
        if self.grow and self.least:
            box.w = min(box.w, round(_WIDEST * self.aspect * box.h))
            box.centerx = self.rect.centerx
        b.surface.blit(self.draw(box.size), box)
        if self.frame:
            pygame.draw.rect(b.surface, c.theme.colour("line", self.tone), box, 1)


class Portrait(Drawing):
    """An office's portrait, square."""

    def __init__(
        self, office: Role, mood: art.Mood = "calm", size: float = 96, **common: Unpack[NamedCommon]
    ) -> None:
        super().__init__(
            lambda box: art.portrait(office, mood, box), aspect=1.0, width=size, most=size, **common
        )

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.px(self.width), c.theme.px(self.width)


class CardArt(Drawing):
    """The drawing of a kind of order, in colour; cut to a band if ``most`` says so."""

    def __init__(
        self, kind: str, most: float = 0.0, width: float = 240, **common: Unpack[NamedCommon]
    ) -> None:
        super().__init__(lambda box: art.card_art(kind, box), most=most, width=width, **common)


class Vignette(Drawing):
    """The same as a newspaper prints it."""

    def __init__(
        self,
        kind: str,
        most: float = 0.0,
        width: float = 240,
        least: float = 0.0,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(
            lambda box: art.vignette(kind, box), most=most, width=width, least=least, **common
        )


class RoomGround(Node):
    """The room of an office as the ground of a screen; plain cloth with high contrast."""

    def __init__(self, office: Role, child: Node | None, **common: Unpack[Common]) -> None:
        common["tone"] = "cloth"
        super().__init__(child, **common)
        self.office: Role = office

    def _paint(self, c: Ctx, b: Brush) -> None:
        if c.theme.contrast:
            b.surface.fill(c.theme.colour("fill", self.tone), self.rect)
        else:
            b.surface.blit(art.room(self.office, self.rect.size), self.rect)
