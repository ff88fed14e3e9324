"""Amounts side by side: bars with ranges, and tornados of what moves a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from game.telling.charts.palette import AMOUNT, BAND, INK, OTHER_AMOUNT, RULE, SOFT, Pattern
from game.telling.charts.svg import (
    Chart,
    DataTable,
    Fills,
    fitted,
    heading,
    tag,
    text_width,
    words,
)
from game.telling.charts.ticks import extent, rounded, ticks

#: Where an amount lies across the picture.
Scale = Callable[[float], float]
_ROW: Final = 24.0
_BOTTOM: Final = 34.0


@dataclass(frozen=True, slots=True)
class Amount:
    """A bar: its name and value, a range about it, and a look of its own (a party's)."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    fill: str = ""
    pattern: Pattern = ""


def bar_chart(
    title: str,
    amounts: Sequence[Amount],
    *,
    unit: str = "",
    said: str = "",
    within: tuple[float, float] | None = None,
    width: float = 720,
) -> Chart:
    """Return a chart of bars from 0, one below the other, their values beside them.

    ``within`` is a range that is shaded behind them; an end that isn't finite is the picture's.
    """
    drawn, top = heading(title, said, width)
    fills = Fills(title)
    left = _names_width([a.name for a in amounts], width)
    known = [v for a in amounts for v in (a.value, a.low, a.high) if v is not None]
    low, high = extent([*known, *(within or ())], nought=True)
    beside = max((text_width(_said(a)) for a in amounts), default=0.0)
    scale = (width - left - max(80.0, beside + 12)) / (high - low)

    def x(value: float) -> float:
        return left + (value - low) * scale

    bottom = top + _ROW * len(amounts)
    if within is not None:
        begin, end = (x(min(max(bound, low), high)) for bound in within)
        drawn += tag("rect", x=begin, y=top, width=end - begin, height=bottom - top, fill=BAND)
    drawn += _axis(low, high, x, top, bottom, unit)
    for k, a in enumerate(amounts):
        y = top + k * _ROW
        drawn += words(left - 8, y + 16, fitted(a.name, left - 16), text_anchor="end")
        begin, end = sorted((x(0), x(a.value)))
        fill = fills.fill(a.fill or AMOUNT[0], a.pattern)
        drawn += tag("rect", x=begin, y=y + 4, width=end - begin, height=_ROW - 8, fill=fill)
        reach = a.value
        if a.low is not None and a.high is not None:
            drawn += _range(x(a.low), x(a.high), y + _ROW / 2)
            reach = max(a.value, a.high)
        drawn += words(x(max(reach, 0.0)) + 6, y + 16, _said(a), font_size=11)
    rows = tuple(
        (a.name, rounded(a.value), *("" if v is None else rounded(v) for v in (a.low, a.high)))
        for a in amounts
    )
    ranged = any(a.low is not None for a in amounts)
    head = ("", unit or "value", *(("low", "high") if ranged else ()))
    table = DataTable(head, tuple(row[: len(head)] for row in rows))
    return Chart(title, said, fills.definitions + drawn, width, bottom + _BOTTOM, table)


def tornado(
    title: str,
    rows: Sequence[tuple[str, float, float]],
    *,
    sides: tuple[str, str] = ("lower", "higher"),
    unit: str = "",
    said: str = "",
    width: float = 720,
) -> Chart:
    """Return a tornado: for each name the change when it is lower and when it is higher.

    ``rows`` are names with both changes, in the order that they are given, the widest first as a
    rule.
    """
    drawn, top = heading(title, said, width)
    fills = Fills(title)
    left = _names_width([name for name, _, _ in rows], width)
    looks = (AMOUNT, OTHER_AMOUNT)
    key = 12.0
    for side, (colour, pattern) in zip(sides, looks, strict=True):
        fill = fills.fill(colour, pattern)
        drawn += tag("rect", x=key, y=top - 3, width=20, height=11, fill=fill)
        drawn += words(key + 26, top + 7, side)
        key += 44 + len(side) * 6.5
    top += 20
    most = max((abs(v) for _, a, b in rows for v in (a, b)), default=0.0) or 1.0
    low, high = -most * 1.08, most * 1.08
    scale = (width - left - 24) / (high - low)

    def x(value: float) -> float:
        return left + (value - low) * scale

    bottom = top + _ROW * len(rows)
    drawn += _axis(low, high, x, top, bottom, unit)
    for k, (name, *both) in enumerate(rows):
        y = top + k * _ROW
        drawn += words(left - 8, y + 16, fitted(name, left - 16), text_anchor="end")
        # two moves to the same side share the row's height, or one would hide the other
        same = both[0] * both[1] > 0
        for half, (value, (colour, pattern)) in enumerate(zip(both, looks, strict=True)):
            begin, end = sorted((x(0), x(value)))
            tall = (_ROW - 8) / (2 if same else 1)
            drawn += tag(
                "rect",
                x=begin,
                y=y + 4 + (tall * half if same else 0),
                width=end - begin,
                height=tall,
                fill=fills.fill(colour, pattern),
            )
    table = DataTable(
        ("", *(f"{side}, {unit}" if unit else side for side in sides)),
        tuple((name, rounded(a), rounded(b)) for name, a, b in rows),
    )
    return Chart(title, said, fills.definitions + drawn, width, bottom + _BOTTOM, table)


def _names_width(names: Sequence[str], width: float) -> float:
    return min(width * 0.42, max((len(n) for n in names), default=0) * 6.4 + 24)


def _axis(low: float, high: float, x: Scale, top: float, bottom: float, unit: str) -> str:
    drawn = ""
    for value in ticks(low, high, 5):
        place = x(value)
        rule = INK if value == 0 else RULE
        drawn += tag("line", x1=place, x2=place, y1=top, y2=bottom, stroke=rule)
        said = f"{rounded(value)} {unit}" if unit and value == 0 else rounded(value)
        drawn += words(place, bottom + 16, said, text_anchor="middle", fill=SOFT, font_size=11)
    return drawn


def _range(low: float, high: float, y: float) -> str:
    ends = f"M{low:.1f},{y - 4:.1f} v8 M{low:.1f},{y:.1f} H{high:.1f} M{high:.1f},{y - 4:.1f} v8"
    return tag("path", d=ends, stroke=INK, stroke_width=1.4, fill="none")


def _said(amount: Amount) -> str:
    if amount.low is None or amount.high is None:
        return rounded(amount.value)
    return f"{rounded(amount.value)} ({rounded(amount.low)} to {rounded(amount.high)})"
