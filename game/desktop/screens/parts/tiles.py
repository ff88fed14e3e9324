"""Parts that several screens share: figure tiles, words for trusts, arrows, the top bar."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final, Unpack

import pygame

from game.desktop.kit.buttons import Pressable
from game.desktop.kit.meters import paint_spark
from game.desktop.kit.node import Common, Ctx
from game.desktop.kit.paint import Brush
from game.desktop.kit.words import esc
from game.desktop.theme import mix
from game.rules.state.position import Outcome
from game.rules.state.view import Arrow, Seen, Trusts
from game.scenario.schema.base import Role
from game.telling.figures import ARROW_MARKS, GIVEN, ShownFigure, good_way
from game.telling.formatting import money
from game.telling.names import RATINGS, STATUS, Voice
from game.world.figure_names import REGIONS

#: The fill of a chip that tells what came of an order.
OUTCOME_FILLS: Final[dict[Outcome, str]] = {
    "full": "good",
    "half": "warn",
    "cancelled": "danger",
    "fizzled": "none",
}
_HOLLOW: Final = str.maketrans("▲▼", "△▽")  # of an effect that is not sure


def short(voice: Voice, figure: str) -> str:
    """Return a figure's short name."""
    try:
        return voice.scenario.figure(figure).short
    except KeyError:
        return voice.figure(figure)


def colour_of(told: ShownFigure) -> str:
    """Return the colour of a change: good, bad, or neither."""
    return {"better": "good", "worse": "bad"}.get(told.good, "soft")


def arrow_markup(voice: Voice, arrow: Arrow, role: Role | None = None) -> str:
    """Return a forecast arrow as markup: coloured by whether the role, or without one the service,
    wants it; hollow if not sure."""
    by = max(-2, min(2, arrow.by))
    way = good_way(voice, arrow.figure, role)
    good = "soft" if way == "none" or not by else "good" if (by > 0) == (way == "up") else "bad"
    mark = ARROW_MARKS[by] if arrow.sure else ARROW_MARKS[by].translate(_HOLLOW)
    there = " there" if arrow.there else ""
    given = f" [soft]{GIVEN[arrow.given]}[/]" if arrow.given else ""
    return f"[{good}]{mark}[/] {esc(short(voice, arrow.figure))}{there}{given}"


def change_markup(told: ShownFigure) -> str:
    """Return the change since last time with its sign, coloured; none is a plain sign."""
    if not told.change:
        return ""
    mark = "▲" if told.change.startswith("+") else "▼" if told.change.startswith("−") else "="
    by = "" if mark == "=" else f" {esc(told.change.lstrip('+−'))}"
    return f"[{colour_of(told)}]{mark}{by}[/]"


class Tile(Pressable):
    """A headline figure: name, number, word, change and course; pressing asks why."""

    role = "figure"

    def __init__(
        self,
        name: str,
        told: ShownFigure,
        seen: Seen,
        on_press: Callable[[], object] | None,
        *,
        icon: str = "",
        accent: str = "",
        chosen: bool = False,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(told.line, on_press, **common)
        self.name, self.told, self.seen = name, told, seen
        self.icon, self.accent, self.chosen = icon, accent, chosen

    def _lines(self, c: Ctx) -> tuple[int, int, int]:
        t = c.theme
        return t.font_px("small"), t.font_px("figure"), t.font_px("small")

    def _foot(self) -> str:
        return self.told.word or ("as published" if not self.told.exact else "exact")

    def _widths(self, c: Ctx) -> tuple[int, int]:
        small, big, _ = self._lines(c)
        b, t = c.brush, c.theme
        change = self._change()
        number = b.width(self.told.value, "semibold", big)
        number += t.px(7) + b.width(change, "semibold", small) if change else 0
        name = b.width(self.name, "semibold", small) + (t.em(20) if self.icon else 0)
        w = max(number, name, b.width(self._foot(), "regular", small)) + 2 * t.px(11)
        return w, w + t.em(46)

    def _change(self) -> str:
        if not self.told.change:
            return ""
        mark = "▲" if self.told.change.startswith("+") else "▼"
        return (
            "="
            if self.told.change.startswith("±")
            else f"{mark} {self.told.change.lstrip('+−').partition(' point')[0]}"
        )

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        small, big, _ = self._lines(c)
        h = 2 * c.brush.line(small) + round(big * 1.12) + 2 * c.theme.px(6)
        return h, h

    def _paint(self, c: Ctx, b: Brush) -> None:
        t = c.theme
        small, big, _ = self._lines(c)
        base, ink = t.colour("fill", "panel"), t.colour("ink", "panel")
        hover = c.hover == self.path
        fill = mix(base, ink, 0.12 if self.chosen else 0.07 if hover else 0.0)
        edge = t.colour("link" if self.chosen else "line", "panel")
        b.box(self.rect, fill, t.px(9), edge)
        if self.accent:
            bar = pygame.Rect(self.rect.x + t.px(4), self.rect.y + t.px(9), t.px(3), 0)
            bar.h = self.rect.h - 2 * t.px(9)
            b.box(bar, t.fill(self.accent)[0], t.px(1))
        x, y = self.rect.x + t.px(11), self.rect.y + t.px(6)
        soft = t.colour("soft", "panel")
        at = x
        if self.icon:
            size = t.em(15)
            line = b.line(small)
            b.icon(self.icon, pygame.Rect(x, y + (line - size) // 2, size, size), soft)
            at += t.em(20)
        b.text(self.name, (at, y), "semibold", small, soft)
        y += b.line(small)
        number = b.text(self.told.value, (x, y - round(big * 0.1)), "semibold", big, ink)
        change = self._change()
        if change:
            colour = t.colour(colour_of(self.told), "panel")
            b.text(
                change, (number.right + t.px(7), y + round(big * 0.22)), "semibold", small, colour
            )
        y += round(big * 1.12)
        word = self._foot()
        box = b.text(word, (x, y), "regular", small, soft)
        values = [v for _, v in self.seen.history]
        left = max(box.right, x) + t.px(8)
        spark = pygame.Rect(left, y - t.px(2), self.rect.right - t.px(7) - left, b.line(small))
        if len(values) > 1 and spark.w > t.px(24):
            paint_spark(c, b, spark, values, t.colour("link", "panel"), t.colour("track", "panel"))

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return the number and its change."""
        return {"value": self.told.value, "change": self.told.change, "word": self.told.word}


def trust_tip(trusts: Trusts, i: int) -> str:
    """Return a trust in a few lines, from what the reader may know."""
    status = STATUS[int(trusts.status[i])]
    lines = [f"[b]{esc(trusts.name[i])}[/]"]
    head = [status, REGIONS[int(trusts.region[i])]]
    if trusts.marginal[i]:
        head.append("[b]government marginal[/]")
    lines.append("[soft]" + " · ".join(head) + "[/]")
    if trusts.listed[i]:
        lines.append("[bad][icon at-risk] on the failing list[/]")
    if trusts.pledged[i]:
        lines.append("[number10]pledged by No 10[/]")
    if not math.isnan(trusts.rating[i]):
        lines.append(f"Care: {RATINGS[min(3, int(trusts.rating[i]))]}")
    lines += money_lines(trusts, i)
    return "\n".join(lines)


def money_lines(trusts: Trusts, i: int) -> list[str]:
    """Return what is known of a trust's money."""
    out = []
    if not math.isnan(trusts.surplus_m[i]):
        value = float(trusts.surplus_m[i])
        token = "bad" if value < -0.05 else "good"
        out.append(f"Last result: [{token}]{esc(money(value))}[/]")
    if not math.isnan(trusts.cash_m[i]):
        out.append(f"True cash: {esc(money(float(trusts.cash_m[i])))}")
    if not math.isnan(trusts.cash_ahead_m[i]):
        out.append(f"Cash in two quarters: {esc(money(float(trusts.cash_ahead_m[i])))}")
    if not math.isnan(trusts.unit_cost[i]):
        out.append(f"Cost: {float(trusts.unit_cost[i]):.2f} of the average")
    if not math.isnan(trusts.quality[i]):
        out.append(f"True quality: {float(trusts.quality[i]):.0f}")
    return out
