"""Numbers over time: lines, with bands about them where there is a range."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from game.errors import InputError
from game.telling.charts.palette import INK, RULE, SOFT, LineStyle, line_style
from game.telling.charts.svg import (
    Chart,
    DataTable,
    fitted,
    heading,
    marker,
    points,
    tag,
    text_width,
    words,
)
from game.telling.charts.ticks import extent, rounded, ticks

#: Where the value of a label by its number lies on the picture.
Place = Callable[[int, float], tuple[float, float]]
_LEFT, _RIGHT, _BOTTOM, _LEGEND = 64, 20, 34, 22
#: Labels of the axis stand so far apart at the least.
_APART: Final = 58.0


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One line: a value for each label, None where there is none; ``low`` and ``high`` its band.

    ``dots`` alone are drawn for what was observed now and then.
    """

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    dots: bool = False


def line_chart(
    title: str,
    labels: Sequence[str],
    courses: Sequence[ChartSeries],
    *,
    unit: str = "",
    said: str = "",
    marks: Sequence[tuple[int, str]] = (),
    nought: bool = False,
    width: float = 720,
    height: float = 320,
) -> Chart:
    """Return a chart of series over labels (quarters, years).

    ``marks`` are moments, each the number of a label and a few words; ``nought`` has the axis hold
    0. Raises InputError if a course has not a value for each label.
    """
    for course in courses:
        for values in (course.values, course.low, course.high):
            if values and len(values) != len(labels):
                raise InputError(f"'{course.name}' has {len(values)} values for {len(labels)}.")
    drawn, top = heading(title, said, width)
    if len(courses) > 1 or any(course.low for course in courses):
        drawn += _legend(courses, top, width)
        top += _LEGEND
    top += 6
    low, high = extent(
        (v for c in courses for part in (c.values, c.low, c.high) for v in part if v is not None),
        nought=nought,
    )
    bottom = height - _BOTTOM
    levels = ticks(low, high, max(2, round((bottom - top) / 44)))
    left = max(_LEFT, *(text_width(rounded(value)) + 16 for value in levels))
    right = max(_RIGHT, text_width(labels[-1] if labels else "") / 2 + 6)
    step = (width - left - right) / max(len(labels) - 1, 1)

    def at(i: int, value: float) -> tuple[float, float]:
        return left + i * step, top + (high - value) / (high - low) * (bottom - top)

    for value in levels:
        y = at(0, value)[1]
        drawn += tag("line", x1=left, x2=width - right, y1=y, y2=y, stroke=RULE)
        drawn += words(left - 7, y + 4, rounded(value), text_anchor="end", fill=SOFT)
    if unit:
        drawn += words(left, top - 6, unit, fill=SOFT, font_size=11)
    room = max(_APART, text_width(max(labels, key=len, default="")) + 8)
    skip = max(1, math.ceil(room / step))
    for i in range(0, len(labels), skip):
        drawn += words(at(i, low)[0], bottom + 18, labels[i], text_anchor="middle", fill=SOFT)
    for i, text in marks:
        drawn += _moment(at(i, low)[0], top, bottom, text, width)
    for k, course in enumerate(courses):
        drawn += _band(course, line_style(k), at)
    for k, course in enumerate(courses):
        drawn += _line(course, line_style(k), at, dense=len(labels) > 24)
    return Chart(title, said, drawn, width, height, _table(labels, courses, unit))


def _legend(courses: Sequence[ChartSeries], top: float, width: float) -> str:
    drawn, x = "", 12.0
    room = (width - 24) / max(len(courses), 1)
    for k, course in enumerate(courses):
        style = line_style(k)
        name = fitted(course.name, max(room - 40, 60))
        if course.low:
            drawn += tag(
                "rect", x=x, y=top - 2, width=26, height=12, fill=style.stroke, fill_opacity=0.18
            )
        if not course.dots:
            drawn += tag(
                "line",
                x1=x,
                x2=x + 26,
                y1=top + 4,
                y2=top + 4,
                stroke=style.stroke,
                stroke_width=2.2,
                stroke_dasharray=style.dash or None,
            )
        drawn += marker(style.marker, x + 13, top + 4, style.stroke)
        drawn += words(x + 32, top + 8, name)
        x += 48 + text_width(name)
    return drawn


def _moment(x: float, top: float, bottom: float, text: str, width: float) -> str:
    drawn = tag("line", x1=x, x2=x, y1=top, y2=bottom, stroke=INK, stroke_dasharray="1 3")
    left = x > width * 0.7
    said = fitted(text, 170, 11)
    anchor = "end" if left else "start"
    return drawn + words(x - 4 if left else x + 4, top + 10, said, text_anchor=anchor, font_size=11)


def _runs(values: Sequence[float | None]) -> list[list[int]]:
    """Return the stretches of a course that have values."""
    known = [i for i, v in enumerate(values) if v is not None]
    out: list[list[int]] = [known[:1]] if known else []
    for before, i in pairwise(known):
        if i == before + 1:
            out[-1].append(i)
        else:
            out.append([i])
    return out


def _band(course: ChartSeries, style: LineStyle, at: Place) -> str:
    both = [
        None if a is None or b is None else (a, b)
        for a, b in zip(course.low, course.high, strict=True)
    ]
    drawn = ""
    for run in _runs([None if b is None else b[0] for b in both]):
        edges = [(i, both[i]) for i in run]
        upper = [at(i, pair[1]) for i, pair in edges if pair is not None]
        lower = [at(i, pair[0]) for i, pair in reversed(edges) if pair is not None]
        corners = points([*upper, *lower])
        drawn += tag("polygon", points=corners, fill=style.stroke, fill_opacity=0.16)
    return drawn


def _line(course: ChartSeries, style: LineStyle, at: Place, *, dense: bool) -> str:
    drawn = ""
    for run in _runs(course.values):
        spots = [at(i, v) for i in run if (v := course.values[i]) is not None]
        if not course.dots and len(spots) > 1:
            drawn += tag(
                "polyline",
                points=points(spots),
                fill="none",
                stroke=style.stroke,
                stroke_width=2.2,
                stroke_dasharray=style.dash or None,
            )
        shown = spots if course.dots or not dense else [*spots[::4], spots[-1]]
        drawn += "".join(marker(style.marker, x, y, style.stroke) for x, y in shown)
    return drawn


def _table(labels: Sequence[str], courses: Sequence[ChartSeries], unit: str) -> DataTable:
    head = ["quarter" if all("Q" in label for label in labels) else ""]
    for c in courses:
        name = f"{c.name}, {unit}" if unit else c.name
        head += [name, *(["low", "high"] if c.low else [])]
    rows = []
    for i, label in enumerate(labels):
        cells = [label]
        for c in courses:
            parts = (c.values, c.low, c.high) if c.low else (c.values,)
            cells += ["" if (v := part[i]) is None else rounded(v) for part in parts]
        rows.append(tuple(cells))
    return DataTable(tuple(head), tuple(rows))
