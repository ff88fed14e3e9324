"""The bands of the game as a report and as a Markdown page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.scenario.schema.base import ROLES
from game.telling.formatting import columns, number
from game.telling.markdown_tables import head, table


def report(result: Mapping[str, Any]) -> list[str]:
    """Report each band's measure with its interval, the scores, and agendas out of their range."""
    lines = [
        (
            f"{result['scenario']}: {result['games']} games each of personas, of random players and"
            " with a vote at once; ± 95%."
        ),
        "",
    ]
    rows = [["band", "must", "measured", ""]]
    rows += [[b["title"], must(b), measured(b), verdict(b)] for b in result["bands"]]
    lines += [*columns(rows), ""]
    return [*lines, *columns(_scores(result)), "", *columns(_aims(result))]


def page(result: Mapping[str, Any], command: str) -> str:
    """Report the bands as a Markdown page."""
    bands = [[b["title"], must(b), measured(b), verdict(b)] for b in result["bands"]]
    lines = [
        *head(f"Bands: {result['scenario']}", command, result),
        *table([["band", "must", "measured", ""], *bands]),
        "",
        *table(_scores(result)),
        "",
        *table(_aims(result)),
    ]
    return "\n".join(lines) + "\n"


def _scores(result: Mapping[str, Any]) -> list[list[str]]:
    """Return the scores' rows, with their head."""
    rows = [["office", "mean", "sd", "par"]]
    for role in ROLES:
        one = result["scores"][role]
        rows.append([role, *(number(one[name], 1) for name in ("mean", "sd", "par"))])
    return rows


def _aims(result: Mapping[str, Any]) -> list[list[str]]:
    """Return the agendas' rows, with their head."""
    rows = [["agenda", "games", "step 1", "2", "3"]]
    for one in result["agendas"]:
        steps = [f"{number(100 * s)}%" for s in one["reached"]]
        rows.append([one["agenda"], str(one["games"]), *steps])
    return rows


def must(band: Mapping[str, Any]) -> str:
    """Return what a band asks: "35–60%", "at most 15%".

    >>> must({"low": 0.35, "high": 0.6, "percent": True})
    '35–60%'
    >>> must({"low": 40, "high": None, "percent": False})
    'at least 40'
    >>> must({"low": None, "high": None, "percent": False})
    'told'
    """
    low, high, percent = band["low"], band["high"], band["percent"]
    if low is None and high is None:
        return "told"
    if low is None:
        return f"at most {_said(high, percent)}"
    if high is None:
        return f"at least {_said(low, percent)}"
    return f"{_said(low, percent).removesuffix('%')}–{_said(high, percent)}"


def measured(band: Mapping[str, Any]) -> str:
    """Return what was measured, with its interval; to one place more where a measure that misses
    its band would round to the end that it misses.

    >>> measured({"low": 0.2, "high": 0.3, "percent": True, "met": False,
    ...           "value": 0.304, "half_interval": 0.06})
    '30.4% ± 6%'
    """
    value, percent = band["value"], band["percent"]
    if value is None:
        return "not met with"
    told = _said(value, percent)
    ends = [_said(end, percent) for end in (band["low"], band["high"]) if end is not None]
    if band["met"] is False and told in ends:
        told = _said(value, percent, more=1)
    half = band["half_interval"]
    return told if half is None else f"{told} ± {_said(half, percent)}"


def verdict(band: Mapping[str, Any]) -> str:
    """Return whether the band is met."""
    return {True: "met", False: "NOT MET", None: ""}[band["met"]]


def _said(value: float, percent: bool, more: int = 0) -> str:
    return f"{number(100 * value, more)}%" if percent else number(value, 2 + more)
