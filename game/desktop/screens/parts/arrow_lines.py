"""Forecast arrows in room that is kept for them: what lies below never moves when they come."""

from __future__ import annotations

from typing import Unpack

from game.desktop.kit.node import Ctx, NamedCommon, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.words import Wrapped, measure, paint_wrapped, parse, plain
from game.desktop.screens.parts.tiles import arrow_markup
from game.rules.state.view import Arrow
from game.scenario.schema.base import Role
from game.telling.beats import ARROWS
from game.telling.names import Voice

_GAP = 9  # between two in a line
_LEAST = 150.0  # wide at least, whatever the arrows say
#: Where a part of what is shown lies: its wrapped text, and x and y in pixels.
_Spot = tuple[Wrapped, int, int]


class ArrowLines(Node):
    """A card's first arrows side by side, as many as go into its lines, then how many more.

    Its size hangs on ``lines`` alone, neither on whether the arrows are known yet nor on how long
    they are, so that a hand of cards stands still under the pointer while they are worked out.
    """

    role = "text"

    def __init__(
        self,
        voice: Voice,
        arrows: tuple[Arrow, ...],
        role: Role | None = None,
        *,
        ready: bool = True,
        lines: int = 3,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(**common)
        self.lines, self.count = lines, len(arrows)
        self.said = [
            arrow_markup(voice, a, role) + (" [soft]later[/]" if a.after else "")
            for a in arrows[:ARROWS]
        ]
        if not arrows:
            empty = "Nothing that shows by itself." if ready else "…"
            self.said, self.count = [f"[soft]{empty}[/]"], 1
        told = [plain(said) for said in self.said]
        rest = self.count - len(told)
        self.label = ", ".join([*told, f"and {rest} more"] if rest else told)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(_LEAST), c.theme.em(_LEAST)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = self.lines * c.brush.line(c.theme.font_px("small"))
        return h, h

    def _laid(self, c: Ctx, n: int) -> tuple[list[_Spot], int]:
        """Return the first n arrows and how many more, each in its place, and the height of all."""
        m, px, gap, width = measure(c), c.theme.font_px("small"), c.theme.px(_GAP), self.rect.w
        rest = self.count - n
        said = [*self.said[:n], f"[soft]and {rest} more[/]"] if rest else self.said[:n]
        spots: list[_Spot] = []
        x = y = bottom = 0
        for text in said:
            wrapped = m.wrap(parse(text), px, width)
            if x and x + wrapped.w > width:
                x, y = 0, bottom
            spots.append((wrapped, x, y))
            x += wrapped.w + gap
            bottom = max(bottom, y + wrapped.h)
        return spots, bottom

    def _paint(self, c: Ctx, b: Brush) -> None:
        px = c.theme.font_px("small")
        for n in range(len(self.said), 0, -1):
            spots, height = self._laid(c, n)
            if height <= self.rect.h or n == 1:
                for wrapped, x, y in spots:
                    at = (self.rect.x + x, self.rect.y + y)
                    paint_wrapped(b, c.theme, wrapped, at, px, self.tone)
                return
