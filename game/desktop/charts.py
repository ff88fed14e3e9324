"""Charts in pure pygame: lines with labels, bars, a "why" waterfall, dials, seats, swing.

Each is a node with a title for the semantic tree and says its numbers in ``sem_state``, so
that what is drawn can also be read. A few milliseconds each at most.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

import pygame

from game.desktop.kit.node import Common, Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.words import measure, paint_wrapped, parse
from game.desktop.theme import Colour, mix


@dataclass(frozen=True, slots=True)
class Line:
    """One course of a line chart: (x, y) points, x rising. Dashed if not exact."""

    name: str
    points: tuple[tuple[float, float], ...]
    colour: str = "link"
    dashed: bool = False


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers across a range.

    >>> ticks(0, 100)
    [0.0, 25.0, 50.0, 75.0, 100.0]
    """
    span = max(high - low, 1e-9)
    rough = span / about
    power = 10 ** math.floor(math.log10(rough))
    step = min((m * power for m in (1, 2, 2.5, 5, 10)), key=lambda s: abs(s - rough))
    first = math.ceil(low / step - 1e-9) * step
    out = []
    while first <= high + step * 1e-6:
        out.append(round(first, 10))
        first += step
    return out


class LineChart(Node):
    """Lines over quarters, labelled at their ends; hovering tells the numbers."""

    role = "chart"

    def __init__(
        self,
        label: str,
        lines: Sequence[Line],
        *,
        x_name: Callable[[float], str],
        y_name: Callable[[float], str] = lambda v: f"{v:g}",
        height: float = 180,
        low: float | None = None,
        high: float | None = None,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.lines, self.x_name, self.y_name = list(lines), x_name, y_name
        self.height, self.low, self.high = height, low, high

    def _widths(self, c: Ctx) -> tuple[int, int]:
        return c.theme.em(200), c.theme.em(360)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.em(90), c.theme.em(self.height)

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px = c.theme, c.theme.font_px("tiny")
        points = [p for line in self.lines for p in line.points]
        if not points:
            return
        ys = [y for _, y in points]
        low = min(ys) if self.low is None else self.low
        high = max(ys) if self.high is None else self.high
        if high - low < 1e-9:
            low, high = low - 1, high + 1
        pad = (high - low) * 0.08
        low, high = (
            (low - pad if self.low is None else low),
            (high + pad if self.high is None else high),
        )
        marks = ticks(low, high, max(2, self.rect.h // (b.line(px) * 2)))
        left = max(b.width(self.y_name(v), "regular", px) for v in marks) + t.px(6)
        name_w = max((b.width(ln.name, "semibold", px) for ln in self.lines), default=0)
        right = min(name_w + t.px(10), self.rect.w // 3) if len(self.lines) > 1 else t.px(8)
        foot = b.line(px) + t.px(2)
        top = b.line(px) // 2
        box = pygame.Rect(
            self.rect.x + left, self.rect.y + top, self.rect.w - left - right,
            self.rect.h - foot - top,
        )  # fmt: skip
        xs = sorted({x for x, _ in points})
        x0, x1 = xs[0], max(xs[-1], xs[0] + 1)

        def at(x: float, y: float) -> tuple[float, float]:
            return (
                box.x + box.w * (x - x0) / (x1 - x0),
                box.bottom - box.h * (y - low) / (high - low),
            )

        soft, rule = t.colour("soft", self.tone), t.colour("rule", self.tone)
        for v in marks:
            y = round(at(x0, v)[1])
            b.surface.fill(rule, (box.x, y, box.w, 1))
            name = self.y_name(v)
            b.text(name, (box.x - t.px(6) - b.width(name, "regular", px), y - b.line(px) // 2),
                   "regular", px, soft)  # fmt: skip
        self._x_axis(c, b, box, xs, at, low)
        ends: list[tuple[float, Line]] = []
        for line in self.lines:
            colour = t.colour(line.colour, self.tone)
            spots = [at(x, y) for x, y in line.points]
            if line.dashed:
                for one, two in itertools.pairwise(spots):
                    for k in range(0, 10, 2):
                        b.lines(
                            [_between(one, two, k / 10), _between(one, two, (k + 1) / 10)],
                            colour, max(1, t.px(1.6)),
                        )  # fmt: skip
            else:
                b.lines(spots, colour, max(1, t.px(2)))
            if spots:
                b.disc(spots[-1], max(2, t.px(3)), colour)
                ends.append((spots[-1][1], line))
        if len(self.lines) > 1:
            self._end_names(c, b, box, ends)

    def _x_axis(
        self, c: Ctx, b: Brush, box: pygame.Rect, xs: list[float],
        at: Callable[[float, float], tuple[float, float]], low: float,
    ) -> None:  # fmt: skip
        px, t = c.theme.font_px("tiny"), c.theme
        soft = t.colour("soft", self.tone)
        wide = max(b.width(self.x_name(x), "regular", px) for x in xs) + t.px(14)
        every = max(1, math.ceil(len(xs) / max(1, box.w // wide)))
        edge = self.rect.x
        for x in xs[::every]:
            name = self.x_name(x)
            w = b.width(name, "regular", px)
            left = round(at(x, low)[0]) - w // 2
            left = min(left, self.rect.right - w)
            if left >= edge:
                b.text(name, (left, box.bottom + t.px(3)), "regular", px, soft)
                edge = left + w + t.px(8)

    def _end_names(
        self, c: Ctx, b: Brush, box: pygame.Rect, ends: list[tuple[float, Line]]
    ) -> None:
        px, t = c.theme.font_px("tiny"), c.theme
        step, y = b.line(px), float(self.rect.y)
        for want, line in sorted(ends, key=lambda e: e[0]):
            y = max(y, want - step / 2)
            name = line.name
            room = self.rect.right - box.right - t.px(8)
            while len(name) > 3 and b.width(name, "semibold", px) > room:
                name = name[:-2].rstrip() + "…"
            b.text(name, (box.right + t.px(8), round(y)), "semibold", px,
                   t.colour(line.colour, self.tone))  # fmt: skip
            y += step

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Every line's last number."""
        return {ln.name: ln.points[-1][1] for ln in self.lines if ln.points}


def _between(one: tuple[float, float], two: tuple[float, float], k: float) -> tuple[float, float]:
    return one[0] + (two[0] - one[0]) * k, one[1] + (two[1] - one[1]) * k


@dataclass(frozen=True, slots=True)
class Part:
    """A named amount; ``role`` names whose doing it is, ``note`` explains."""

    name: str
    amount: float
    role: str = ""
    note: str = ""


class Waterfall(Node):
    """Why a figure moved: from its old value, term by term, to the new one.

    A row a term, so that names are read and not guessed; green helps, red harms, with ▲ ▼.
    """

    role = "chart"

    def __init__(
        self,
        label: str,
        before: float,
        parts: Sequence[Part],
        *,
        show: Callable[[float], str] = lambda v: f"{v:.1f}",
        good_up: bool | None = True,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.before, self.parts, self.show, self.good_up = before, list(parts), show, good_up

    def _row(self, c: Ctx) -> int:
        return c.brush.line(c.theme.font_px("small")) + c.theme.px(4)

    def _names(self, c: Ctx) -> int:
        px = c.theme.font_px("small")
        names = ["Before", "Now", *(p.name for p in self.parts)]
        return max(c.brush.width(n, "regular", px) for n in names) + c.theme.px(12)

    def _numbers(self, c: Ctx) -> int:
        return c.brush.width("+00.00 ▲", "semibold", c.theme.font_px("small")) + c.theme.px(8)

    def _widths(self, c: Ctx) -> tuple[int, int]:
        w = self._names(c) + self._numbers(c)
        return w + c.theme.em(50), w + c.theme.em(180)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = self._row(c) * (len(self.parts) + 2)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px, row = c.theme, c.theme.font_px("small"), self._row(c)
        name_w, number_w = self._names(c), self._numbers(c)
        box = pygame.Rect(self.rect.x + name_w, self.rect.y,
                          max(10, self.rect.w - name_w - number_w), self.rect.h)  # fmt: skip
        levels = [self.before]
        for part in self.parts:
            levels.append(levels[-1] + part.amount)
        low, high = min(levels), max(levels)
        least = max(1e-6, (high - low) * 0.12)
        low, high = low - least, high + least

        def x(v: float) -> int:
            return box.x + round(box.w * (v - low) / (high - low))

        ink, soft = t.colour("ink", self.tone), t.colour("soft", self.tone)
        y, at = self.rect.y, self.before
        rows = [("Before", None, ""), *((p.name, p.amount, p.role) for p in self.parts),
                ("Now", None, "")]  # fmt: skip
        for name, amount, role in rows:
            middle = y + row // 2
            ends = amount is None
            b.text(name, (self.rect.x, y + t.px(2)), "semibold" if ends else "regular", px,
                   ink if ends or not role else t.colour(role, self.tone))  # fmt: skip
            if amount is None:
                value = self.before if name == "Before" else levels[-1]
                b.surface.fill(soft, (x(value) - 1, y + 2, 2, row - 4))
                said, colour = self.show(value), ink
            else:
                one, two = sorted((x(at), x(at + amount)))
                helps = None if self.good_up is None else (amount > 0) == self.good_up
                token = "soft" if helps is None else "good" if helps else "bad"
                colour = t.colour(token, self.tone)
                bar = pygame.Rect(one, y + t.px(4), max(2, two - one), row - 2 * t.px(4))
                b.box(bar, colour, t.px(2))
                at += amount
                mark = "▲" if amount > 0 else "▼"
                said = f"{amount:+.1f} {mark}"
                b.surface.fill(t.colour("rule", self.tone), (x(at), middle, 1, row))
            w = b.width(said, "semibold", px)
            b.text(said, (self.rect.right - w, y + t.px(2)), "semibold", px, colour)
            y += row

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """The terms, and both ends."""
        return {
            "before": self.before,
            "now": self.before + sum(p.amount for p in self.parts),
            "terms": [(p.name, p.amount) for p in self.parts],
        }


class Bars(Node):
    """Named bars, one a row, with a mark for par or the last value."""

    role = "chart"

    def __init__(
        self,
        label: str,
        rows: Sequence[tuple[str, float, str]],  # name, value, fill name
        *,
        top: float | None = None,
        mark: dict[str, float] | None = None,
        show: Callable[[float], str] = lambda v: f"{v:.0f}",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label=label, **common)
        self.rows, self.top, self.mark, self.show = list(rows), top, mark or {}, show

    def _row(self, c: Ctx) -> int:
        return c.brush.line(c.theme.font_px("small")) + c.theme.px(8)

    def _sides(self, c: Ctx) -> tuple[int, int]:
        px, b = c.theme.font_px("small"), c.brush
        return (
            max((b.width(n, "regular", px) for n, _, _ in self.rows), default=0) + c.theme.px(10),
            max((b.width(self.show(v), "semibold", px) for _, v, _ in self.rows), default=0)
            + c.theme.px(8),
        )

    def _widths(self, c: Ctx) -> tuple[int, int]:
        left, right = self._sides(c)
        return left + right + c.theme.em(50), left + right + c.theme.em(170)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        h = self._row(c) * len(self.rows)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t, px, row = c.theme, c.theme.font_px("small"), self._row(c)
        left, right = self._sides(c)
        room = max(4, self.rect.w - left - right)
        top = self.top or max((v for _, v, _ in self.rows), default=1) or 1
        y = self.rect.y
        for name, value, fill in self.rows:
            b.text(name, (self.rect.x, y + t.px(4)), "regular", px, t.colour("ink", self.tone))
            track = pygame.Rect(self.rect.x + left, y + t.px(5), room, row - 2 * t.px(5))
            b.box(track, t.colour("track", self.tone), t.px(3))
            w = round(room * max(0.0, min(1.0, value / top)))
            if w:
                b.box(pygame.Rect(track.x, track.y, w, track.h), t.fill(fill)[0], t.px(3))
            if name in self.mark:
                x = track.x + round(room * min(1.0, self.mark[name] / top))
                b.surface.fill(t.colour("ink", self.tone), (x - 1, track.y - 2, 2, track.h + 4))
            b.text(self.show(value), (track.right + t.px(8), y + t.px(4)), "semibold", px,
                   t.colour("ink", self.tone))  # fmt: skip
            y += row

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Every bar's number."""
        return {name: value for name, value, _ in self.rows}


class Dial(Node):
    """A gauge of 0–100 as an arc with a needle, its word below."""

    role = "chart"

    def __init__(
        self, label: str, value: float, word: str, *, colour: str = "link", size: float = 92,
        low: float = 0, high: float = 100, shown: str = "", **common: Unpack[Common],
    ) -> None:  # fmt: skip
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
        b.text(self.shown, (cx - w // 2, cy - b.line(figure) + t.px(4)), "semibold", figure,
               t.colour("ink", self.tone))  # fmt: skip
        y = cy + t.px(3)
        for text, weight, token in (
            (self.label, "semibold", "ink"),
            (self.word, "regular", "soft"),
        ):
            w = b.width(text, weight, px)  # type: ignore[arg-type]
            b.text(text, (cx - w // 2, y), weight, px, t.colour(token, self.tone))  # type: ignore[arg-type]
            y += b.line(px)

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """The value and its word."""
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
                tw = b.width(said, "semibold", px)
                if tw + t.px(8) < box.w:
                    b.text(
                        said, (box.x + t.px(5), box.centery - b.line(px) // 2), "semibold", px, ink
                    )
                    break
            x += w
        line = bar.x + round(bar.w * self.majority / self.house)
        b.surface.fill(t.colour("ink", self.tone), (line - 1, bar.y - t.px(2), 2, bar.h + t.px(6)))
        tiny = t.font_px("tiny")
        said = f"{self.majority} for a majority"
        at = min(line - b.width(said, "regular", tiny) // 2,
                 self.rect.right - b.width(said, "regular", tiny))  # fmt: skip
        b.text(said, (at, bar.bottom + t.px(4)), "regular", tiny, t.colour("soft", self.tone))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Seats by party."""
        return {letters: n for _, letters, n in self.seats}


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
            row = "   ".join(f"{name} {change:+.1f}" for _, name, change in self.changes)
            wrapped = measure(c).wrap(parse(row), tiny, 1 << 20)
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

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """The swing, and each party's change."""
        return {"swing": self.swing, **{name: change for _, name, change in self.changes}}
