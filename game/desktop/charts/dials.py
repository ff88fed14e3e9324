"""Dials, the House, and the swing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Unpack

import pygame

from game.desktop.kit.markup import parse
from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.wrap import Wrapped, measure, paint_wrapped
from game.desktop.theme import Colour, mix


class Dial(Node):
    """A gauge of 0–100 as an arc with a needle, its word below."""

    role = "chart"

    def __init__(
        self,
        label: str,
        value: float,
        word: str,
        *,
        colour: str = "link",
        size: float = 92,
        low: float = 0,
        high: float = 100,
        shown: str = "",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.value, self.word, self.colour, self.size = value, word, colour, size
        self.low, self.high, self.shown = low, high, shown or f"{value:.0f}"

    def _widths(self, c: Ctx) -> tuple[int, int]:
        px = c.theme.font_px("small")
        words = max(
            c.brush.width(self.label, "semibold", px), c.brush.width(self.word, "regular", px)
        )
        return max(c.theme.em(70), words), max(c.theme.em(self.size), words)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.theme.em(self.size) * 6 // 10 + 2 * c.brush.line(c.theme.font_px("small"))
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("small")
        d = min(self.rect.w, t.em(self.size))
        part = max(0.0, min(1.0, (self.value - self.low) / (self.high - self.low)))
        cx, cy = self.rect.centerx, self.rect.y + d // 2 + t.px(2)
        r, thick = d / 2, max(4, d // 11)
        track, colour = t.colour("track", self.tone), t.colour(self.colour, self.tone)
        arc = _arc_picture(round(r), thick, part, track, colour)
        b.surface.blit(arc, (cx - round(r), cy - round(r)))
        figure = t.font_px("title")
        w = b.width(self.shown, "semibold", figure)
        b.text(
            self.shown,
            (cx - w // 2, cy - b.line(figure) + t.px(4)),
            "semibold",
            figure,
            t.colour("ink", self.tone),
        )
        y = cy + t.px(3)
        for text, weight, token in (
            (self.label, "semibold", "ink"),
            (self.word, "regular", "soft"),
        ):
            w = b.width(text, weight, px)  # type: ignore[arg-type]
            b.text(text, (cx - w // 2, y), weight, px, t.colour(token, self.tone))  # type: ignore[arg-type]
            y += b.line(px)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return the value and its word."""
        return {"value": self.value, "word": self.word}


_ARCS: dict[tuple[object, ...], pygame.Surface] = {}


def _arc_picture(r: int, thick: int, part: float, track: Colour, colour: Colour) -> pygame.Surface:
    key = (r, thick, round(part * 200), track, colour)
    found = _ARCS.get(key)
    if found is None:
        if len(_ARCS) > 400:
            _ARCS.clear()
        k = 3
        size = (2 * r * k, (r + thick) * k)
        big = pygame.Surface(size, pygame.SRCALPHA)
        big.fill((*track, 0))
        for upto, ink in ((1.0, track), (part, colour)):
            n = max(2, round(60 * upto))
            angles = [math.pi * (1 - upto * i / n) for i in range(n + 1)]
            outer = [(r * k * (1 + math.cos(a)), r * k * (1 - math.sin(a))) for a in angles]
            q = (r - thick) / r
            inner = [(r * k * (1 + q * math.cos(a)), r * k * (1 - q * math.sin(a))) for a in angles]
            if upto > 0:
                pygame.draw.polygon(big, ink, outer + inner[::-1])
        found = _ARCS[key] = pygame.transform.smoothscale(big, (2 * r, r + thick))
    return found


class SeatBar(Node):
    """Seats as one bar, parties in order, the majority line in the middle of the House."""

    role = "chart"

    def __init__(
        self,
        label: str,
        seats: Sequence[tuple[str, str, int]],  # fill, letters, seats
        *,
        house: int = 650,
        majority: int = 326,
        height: float = 34,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.seats, self.house, self.majority, self.height = list(seats), house, majority, height

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(200), c.theme.em(500)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.theme.em(self.height) + c.brush.line(c.theme.font_px("tiny")) + c.theme.px(6)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("small")
        bar = pygame.Rect(self.rect.x, self.rect.y, self.rect.w, t.em(self.height))
        b.box(bar, t.colour("track", self.tone), t.px(5))
        line = bar.x + round(bar.w * self.majority / self.house)
        x = float(bar.x)
        for fill, letters, n in self.seats:
            w = bar.w * n / self.house
            if n <= 0:
                continue
            box = pygame.Rect(round(x), bar.y, round(x + w) - round(x), bar.h)
            ground, ink = t.fill(fill)
            b.surface.fill(ground, box)
            b.surface.fill(t.colour("fill", self.tone), (box.right - 1, box.y, 1, box.h))
            for said in (f"{letters} {n}", str(n)):
                at = _clear_of(line, box, b.width(said, "semibold", px), t.px(5))
                if at is not None:
                    b.text(said, (at, box.centery - b.line(px) // 2), "semibold", px, ink)
                    break
            x += w
        b.surface.fill(t.colour("ink", self.tone), (line - 1, bar.y - t.px(2), 2, bar.h + t.px(6)))
        tiny = t.font_px("tiny")
        said = f"{self.majority} for a majority"
        at = min(
            line - b.width(said, "regular", tiny) // 2,
            self.rect.right - b.width(said, "regular", tiny),
        )
        b.text(said, (at, bar.bottom + t.px(4)), "regular", tiny, t.colour("soft", self.tone))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return seats by party."""
        return {letters: n for _, letters, n in self.seats}


def _clear_of(line: int, box: pygame.Rect, width: int, pad: int) -> int | None:
    """Return where words of a width lie in a box without touching an upright line, or None."""
    for left, right in ((box.left, min(line, box.right)), (max(line, box.left), box.right)):
        if line <= box.left or line >= box.right:
            left, right = box.left, box.right
        if left + pad + width + pad // 2 < right:
            return left + pad
    return None


class Swingometer(Node):
    """Swing between two parties as a needle over an arc, with more parties' changes below."""

    role = "chart"

    def __init__(
        self,
        label: str,
        swing: float,  # points, positive to the right-hand party
        left: tuple[str, str],  # fill, letters
        right: tuple[str, str],
        *,
        reach: float = 10,
        changes: Sequence[tuple[str, str, float]] = (),
        height: float = 150,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.swing, self.left, self.right = swing, left, right
        self.reach, self.changes, self.height = reach, list(changes), height

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(220), c.theme.em(320)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.em(self.height), c.theme.em(self.height)

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px, tiny = c.theme, c.theme.font_px("small"), c.theme.font_px("tiny")
        foot = b.line(tiny) + t.px(6) if self.changes else 0
        r = min(self.rect.w // 2 - t.px(8), self.rect.h - foot - b.line(px) - t.px(8))
        cx, cy = self.rect.centerx, self.rect.y + r + t.px(4)
        arc = _arc_picture(
            r, max(8, r // 5), 0.5, t.fill(self.right[0])[0], t.fill(self.left[0])[0]
        )
        b.surface.blit(arc, (cx - r, cy - r))
        ink, soft = t.colour("ink", self.tone), t.colour("soft", self.tone)
        part = max(-1.0, min(1.0, self.swing / self.reach))
        angle = math.pi / 2 - part * math.pi / 2 * 0.95
        tip = (cx + math.cos(angle) * r * 0.9, cy - math.sin(angle) * r * 0.9)
        b.lines([(cx, cy), tip], ink, max(2, t.px(3)))
        b.disc((cx, cy), t.px(6), ink)
        to = self.right[1] if self.swing > 0 else self.left[1]
        said = (
            f"{abs(self.swing):.1f}-point swing to {to}" if abs(self.swing) >= 0.05 else "No swing"
        )
        w = b.width(said, "semibold", px)
        b.text(said, (cx - w // 2, cy + t.px(6)), "semibold", px, ink)
        if self.changes:
            wrapped = self._changes(c, tiny)
            at = (cx - wrapped.w // 2, self.rect.bottom - b.line(tiny))
            paint_wrapped(b, t, wrapped, at, tiny, self.tone, token="soft")
        for side, x in ((self.left, cx - r), (self.right, cx + r)):
            fill, letters = t.fill(side[0])
            w = b.width(side[1], "semibold", tiny) + t.px(8)
            h = b.line(tiny) + t.px(2)
            box = pygame.Rect(0, cy - h, w, h)
            box.centerx = x
            box.clamp_ip(self.rect)
            b.box(box, mix(fill, (0, 0, 0), 0.1), t.px(3), soft)
            b.text(side[1], (box.x + t.px(4), box.y + t.px(1)), "semibold", tiny, letters)

    def _changes(self, c: Ctx, px: int) -> Wrapped:
        """Return the parties' changes in one line, as many as there is room for."""
        said = [f"{name} {change:+.1f}".replace("-", "−") for _, name, change in self.changes]
        for n in range(len(said), 0, -1):
            for gap in ("   ", "  "):
                wrapped = measure(c).wrap(parse(gap.join(said[:n])), px, 1 << 20)
                if wrapped.w <= self.rect.w:
                    return wrapped
        return wrapped

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return the swing, and each party's change."""
        return {"swing": self.swing, **{name: change for _, name, change in self.changes}}
