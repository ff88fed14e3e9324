"""Meters: small pictures of one number – bar, pips, spark line, arrow, chip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Unpack

import pygame

from game.desktop.kit.node import Ctx, NamedCommon, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.words import measure, paint_wrapped, parse, plain
from game.desktop.theme import contrast


class Bar(Node):
    """How full something is, 0–1, with a mark at ``mark`` if given."""

    role = "progress"

    def __init__(
        self,
        value: float,
        *,
        colour: str = "link",
        mark: float | None = None,
        thick: float = 7,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(**common)
        self.value, self.colour, self.mark, self.thick = value, colour, mark, thick

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(40), c.theme.em(110)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.theme.px(self.thick + 4)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        h = t.px(self.thick)
        track = pygame.Rect(self.rect.x, self.rect.centery - h // 2, self.rect.w, h)
        b.box(track, t.colour("track", self.tone), h // 2)
        part = max(0.0, min(1.0, self.value))
        if part > 0:
            done = pygame.Rect(track.x, track.y, max(h, round(track.w * part)), h)
            b.box(done, t.colour(self.colour, self.tone), h // 2)
        if self.mark is not None:
            x = track.x + round(track.w * self.mark)
            b.surface.fill(t.colour("ink", self.tone), (x - 1, self.rect.y, 2, self.rect.h))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return how full."""
        return {"value": round(self.value, 4)}


class Pips(Node):
    """A small whole number as discs: clout, a bond, Word."""

    role = "pips"

    def __init__(
        self,
        have: float,
        of: int,
        *,
        colour: str = "ink",
        size: float = 11,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(**common)
        self.have, self.of, self.colour, self.size = have, of, colour, size

    def _widths(self, c: Ctx) -> tuple[int, int]:
        w = self.of * c.theme.em(self.size) + max(0, self.of - 1) * c.theme.px(4)
        return w, w

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.em(self.size), c.theme.em(self.size)

    def _paint(self, c: Ctx, b: Brush) -> None:
        d, x = c.theme.em(self.size), self.rect.x
        full, track = c.theme.colour(self.colour, self.tone), c.theme.colour("track", self.tone)
        for i in range(self.of):
            box = pygame.Rect(x, self.rect.centery - d // 2, d, d)
            b.shape("circle", box, full if i < int(self.have) else track, full)
            if i < self.have < i + 1:
                half = box.inflate(-d // 2, -d // 2)
                b.shape("circle", half, full)
            x += d + c.theme.px(4)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return how many of how many."""
        return {"value": self.have, "of": self.of}


class Spark(Node):
    """The course of a number as a line with its last point marked."""

    role = "image"

    def __init__(
        self,
        values: Sequence[float],
        *,
        colour: str = "link",
        low: float | None = None,
        high: float | None = None,
        width: float = 90,
        height: float = 24,
        **common: Unpack[NamedCommon],
    ) -> None:
        super().__init__(**common)
        self.values, self.colour, self.low, self.high = list(values), colour, low, high
        self.width, self.height = width, height

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(44), c.theme.em(self.width)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.em(self.height), c.theme.em(self.height)

    def _paint(self, c: Ctx, b: Brush) -> None:
        paint_spark(
            c,
            b,
            self.rect,
            self.values,
            c.theme.colour(self.colour, self.tone),
            c.theme.colour("track", self.tone),
            self.low,
            self.high,
        )

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return where it began and ended."""
        return {"first": self.values[0], "last": self.values[-1]} if self.values else {}


def paint_spark(
    c: Ctx,
    b: Brush,
    rect: pygame.Rect,
    values: Sequence[float],
    colour: tuple[int, int, int],
    track: tuple[int, int, int],
    low: float | None = None,
    high: float | None = None,
) -> None:
    """Draw a spark line; a level line if there is one value or none moved."""
    r = max(2, c.theme.px(2.6))
    inner = rect.inflate(-2 * r - 2, -2 * r - 2)
    if not values:
        b.surface.fill(track, (inner.x, inner.centery, inner.w, 1))
        return
    lo = min(values) if low is None else low
    hi = max(values) if high is None else high
    span = hi - lo
    # A wobble of a hundredth must not look like a mountain range.
    least = max(abs(hi), abs(lo)) * 0.04 or 1.0
    if span < least:
        lo, hi = lo - (least - span) / 2, hi + (least - span) / 2
        span = hi - lo
    n = max(1, len(values) - 1)
    points = [
        (
            inner.x + inner.w * (i / n if len(values) > 1 else 1.0),
            inner.bottom - (inner.h * (v - lo) / span),
        )
        for i, v in enumerate(values)
    ]
    if len(points) == 1:
        b.surface.fill(track, (inner.x, round(points[0][1]), inner.w, 1))
    else:
        b.surface.fill(track, (inner.x, inner.bottom + r, inner.w, 1))
    b.lines(points, colour, max(1, c.theme.px(1.6)))
    b.disc(points[-1], r, colour)


#: A fill of less contrast to what lies below it needs an edge to be seen.
_FAINT: Final = 1.3


class Chip(Node):
    """A small label on a fill: a state, a count, a tag."""

    role = "text"

    def __init__(
        self, markup: str, *, fill: str = "", colour: str = "ink", **common: Unpack[NamedCommon]
    ) -> None:
        super().__init__(**common)
        self.fill = fill
        self.runs = parse(markup, "semibold", colour)
        self.label = self.label or plain(markup)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        w = measure(c).widths(self.runs, c.theme.font_px("tiny"))[1] + 2 * c.theme.px(7)
        return w, w

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = c.brush.line(c.theme.font_px("tiny")) + c.theme.px(4)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("tiny")
        h = self.heights(c, self.rect.w)[1]
        box = pygame.Rect(self.rect.x, self.rect.centery - h // 2, self.widths(c)[1], h)
        wrapped = measure(c).wrap(self.runs, px, 1 << 20)
        at = (box.x + t.px(7), box.y + t.px(2))
        if self.fill:
            fill, ink = t.fill(self.fill)
            faint = contrast(fill, t.colour("fill", self.tone)) < _FAINT
            b.box(box, fill, t.px(5), t.colour("soft", self.tone) if faint else None)
            x = at[0]
            for bit in wrapped.bits:
                if bit.run.icon:
                    size = round(px * 1.05)
                    b.icon(
                        bit.run.icon,
                        pygame.Rect(x + bit.x, box.centery - size // 2, size, size),
                        ink,
                    )
                else:
                    b.text(bit.text, (x + bit.x, at[1]), bit.run.weight, px, ink, typed=True)
        else:
            b.box(box, None, t.px(5), t.colour("line", self.tone))
            paint_wrapped(b, t, wrapped, at, px, self.tone)
