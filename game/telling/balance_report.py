"""The bands of the game as a report and as a Markdown page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.scenario.schema.base import ROLES
from game.telling.formatting import columns, number


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
    scores = [["office", "mean", "sd", "par"]]
    for role in ROLES:
        one = result["scores"][role]
        scores.append([role, *(number(one[name], 1) for name in ("mean", "sd", "par"))])
    lines += [*columns(scores), ""]
    aims = [["agenda", "games", "step 1", "2", "3"]]
    aims += [
        [one["agenda"], str(one["games"]), *(f"{number(100 * s)}%" for s in one["reached"])]
        for one in result["agendas"]
    ]
    return [*lines, *columns(aims)]


def page(result: Mapping[str, Any], command: str) -> str:
    """Report the bands as a Markdown page."""
    lines = [f"# Bands: {result['scenario']}", "", f"Written by `{command}`. Do not edit.", ""]
    lines += ["| band | must | measured | |", "|---|---|---|---|"]
    for band in result["bands"]:
        lines.append(f"| {band['title']} | {must(band)} | {measured(band)} | {verdict(band)} |")
    lines += ["", "| office | mean | sd | par |", "|---|---|---|---|"]
    for role in ROLES:
        one = result["scores"][role]
        told = " | ".join(number(one[name], 1) for name in ("mean", "sd", "par"))
        lines.append(f"| {role} | {told} |")
    lines += ["", "| agenda | games | step 1 | 2 | 3 |", "|---|---|---|---|---|"]
    for one in result["agendas"]:
        told = " | ".join(f"{number(100 * s)}%" for s in one["reached"])
        lines.append(f"| {one['agenda']} | {one['games']} | {told} |")
    return "\n".join(lines) + "\n"


def must(band: Mapping[str, Any]) -> str:
    """Return what a band asks: "35–60%", "at most 15%".

    >>> must({"low": 0.35, "high": 0.6, "percent": True})
    '35–60%'
    >>> must({"low": 40, "high": None, "percent": False})
    'at least 40'
    """
    low, high, percent = band["low"], band["high"], band["percent"]
    if low is None:
        return f"at most {_said(high, percent)}"
    if high is None:
        return f"at least {_said(low, percent)}"
    return f"{_said(low, percent).removesuffix('%')}–{_said(high, percent)}"


def measured(band: Mapping[str, Any]) -> str:
    """Return what was measured, with its interval."""
    if band["value"] is None:
        return "not met with"
    told = _said(band["value"], band["percent"])
    half = band["half_interval"]
    return told if half is None else f"{told} ± {_said(half, band['percent'])}"


def verdict(band: Mapping[str, Any]) -> str:
    """Return whether the band is met."""
    return {True: "met", False: "NOT MET", None: ""}[band["met"]]


def _said(value: float, percent: bool) -> str:
    return f"{number(100 * value)}%" if percent else number(value, 2)
