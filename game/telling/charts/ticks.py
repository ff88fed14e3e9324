"""Round numbers along an axis, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Iterable

from game.telling.formatting import number


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Return round numbers across a range.

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


def rounded(value: float) -> str:
    """Return a number with about three figures, as a table or an axis shows it.

    >>> rounded(12345.6), rounded(3.14159), rounded(-0.0123), rounded(100)
    ('12,346', '3.14', '−0.0123', '100')
    """
    size = abs(value)
    if not math.isfinite(value):
        return number(value)
    places = 0 if size >= 100 or size == 0 else 2 - math.floor(math.log10(size))
    return number(value, max(0, min(places, 9)))


def extent(values: Iterable[float], *, nought: bool = False) -> tuple[float, float]:
    """Return a range that holds all values with a little room; ``nought``: and 0.

    >>> extent([1, 3]), extent([])
    ((0.9, 3.1), (0.0, 1.0))
    """
    known = [v for v in values if math.isfinite(v)]
    if nought:
        known.append(0.0)
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    wide = high - low
    room = wide * 0.05 if wide > 1e-6 else max(abs(high) * 0.05, 0.5)
    below = 0.0 if nought and low == 0 else room
    above = 0.0 if nought and high == 0 and low < 0 else room
    return round(low - below, 10), round(high + above, 10)
