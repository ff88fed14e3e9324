"""The meter of one's own score: in the top bar, and term by term."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Unpack

import pygame

from game.desktop.kit.buttons import Pressable
from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.theme import mix
from game.rules.state.view import OwnScore
from game.rules.views.press_ratings import BANDS, band
from game.telling.formatting import number

#: The whole of a score.
WHOLE: Final = 100.0


def _move_colour(by: float) -> str:
    return "good" if by > 0 else "bad" if by < 0 else "soft"


class TermBar(Node):
    """A term's points of those it can give; what it gained or lost is hatched at the end."""

    role = "progress"

    def __init__(
        self,
        name: str,
        points: float | None,
        before: float | None,
        most: float,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=name, **common)
        self.points, self.before, self.most = points, before, most

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(60), c.theme.em(220)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.theme.px(12)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        h = t.px(9)
        track = pygame.Rect(self.rect.x, self.rect.centery - h // 2, self.rect.w, h)
        b.box(track, t.colour("track", self.tone), h // 2)
        if self.points is None:
            return
        was = self.points if self.before is None else self.before
        low, high = sorted((was, self.points))
        x = [round(track.w * max(0.0, min(1.0, p / self.most))) for p in (low, high)]
        bar = pygame.Rect(track.topleft, (max(h, x[1]), h))  # one, whose end has another colour
        if x[1] > x[0]:
            b.box(bar, t.colour(_move_colour(self.points - was), self.tone), h // 2)
        if x[0] > 0:
            clip = b.surface.get_clip()
            b.surface.set_clip(clip.clip(pygame.Rect(track.topleft, (x[0], h))))
            b.box(bar, t.colour("link", self.tone), h // 2)
            b.surface.set_clip(clip)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return the points, and of how many."""
        return {"value": self.points, "before": self.before, "most": self.most}


class ScoreMeter(Pressable):
    """One's score so far on a scale with its bands; pressing it shows its terms."""

    role = "figure"

    def __init__(
        self,
        own: OwnScore,
        on_press: Callable[[], object] | None,
        *,
        hotkey: str = "",
        **common: Unpack[Common],
    ) -> None:
        said = "not known yet" if own.score is None else f"{number(own.score)}, {band(own.score)}"
        super().__init__(f"Your score so far: {said}", on_press, hotkey=hotkey, **common)
        self.own = own

    def _widths(self, c: Ctx) -> tuple[int, int]:
        px = c.theme.font_px("small")
        w = c.brush.width("Score 88 ▲ 8.8", "semibold", px) + 2 * c.theme.px(8)
        return w, w + c.theme.em(20)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.brush.line(c.theme.font_px("small")) + c.theme.px(17)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, own = c.theme, self.own
        px = t.font_px("small")
        if c.hover == self.path:
            fill = mix(t.colour("fill", self.tone), t.colour("ink", self.tone), 0.08)
            b.box(self.rect, fill, t.px(7))
        x, y = self.rect.x + t.px(8), self.rect.y + t.px(3)
        ink, soft = t.colour("ink", self.tone), t.colour("soft", self.tone)
        at = b.text("Score ", (x, y), "regular", px, soft)
        score = "–" if own.score is None else number(own.score)
        at = b.text(score, (at.right, y), "bold", px, ink)
        by = 0.0 if own.score is None or own.before is None else own.score - own.before
        if abs(by) >= 0.05:
            mark = f"{'▲' if by > 0 else '▼'} {number(abs(by), 1)}"
            b.text(
                mark, (at.right + t.px(6), y), "semibold", px, t.colour(_move_colour(by), self.tone)
            )
        h = t.px(6)
        track = pygame.Rect(x, y + b.line(px) + t.px(2), self.rect.w - 2 * t.px(8), h)
        b.box(track, t.colour("track", self.tone), h // 2)
        if own.score is not None:
            full = pygame.Rect(track.topleft, (round(track.w * own.score / WHOLE), h))
            b.box(full, t.colour("link", self.tone), h // 2)
        for least, _ in BANDS:
            b.surface.fill(soft, (track.x + round(track.w * least / WHOLE), track.y - 1, 1, h + 2))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return the score, and what it was."""
        return {"value": self.own.score, "before": self.own.before}
