"""Measured points and shares in words: with their intervals, and met or not met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.telling.formatting import number


def points(found: Mapping[str, Any]) -> str:
    """Return points with half of their interval; "–" where nothing was measured.

    >>> points({"points": -1.25, "half_interval": 0.4})
    '−1.2 ± 0.4'
    """
    if found["points"] is None:
        return "–"
    sign = "−" if found["points"] < 0 else "+"
    return f"{sign}{number(abs(found['points']), 1)} ± {number(found['half_interval'], 1)}"


def share(found: Mapping[str, Any]) -> str:
    """Return a share with both ends of its interval; "–" where nothing was measured.

    >>> share({"share": 0.5, "low": 0.4, "high": 0.6})
    '50% [40, 60]'
    """
    if found["share"] is None:
        return "–"
    low, high = (number(100 * found[end]) for end in ("low", "high"))
    return f"{percent(found['share'])} [{low}, {high}]"


def percent(value: float) -> str:
    """Return a share as a percentage."""
    return f"{number(100 * value)}%"


def met(found: bool | None) -> str:
    """Return whether what must be is, plainly; nothing where it was not measured."""
    return {True: "met", False: "NOT MET", None: ""}[found]
