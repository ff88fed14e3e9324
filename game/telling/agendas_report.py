"""What agendas add to scores, and the levels of their steps, as a report and as a Markdown page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from game.telling.formatting import columns
from game.telling.markdown_tables import head, table
from game.telling.measured_points import met, percent, points


def report(result: Mapping[str, Any]) -> list[str]:
    """Report the agendas' share of scores, their steps, and the lines of a scenario's file."""
    lines = [_about(result), "", *columns(_offices(result)), "", *columns(_agendas(result))]
    return [*lines, "", "In a scenario's `agendas: change:`:", *_yaml(result)]


def page(result: Mapping[str, Any], command: str) -> str:
    """Report the same as a Markdown page."""
    lines = [*head(f"Agendas: {result['scenario']}", command, result), _about(result), ""]
    lines += [*table(_offices(result)), "", *table(_agendas(result)), ""]
    lines += ["In a scenario's `agendas: change:`:", "", "```yaml", *_yaml(result), "```"]
    return "\n".join(lines) + "\n"


def _about(result: Mapping[str, Any]) -> str:
    return (
        f"{result['scenario']}: {result['games']} games of personas a round, each office keeping"
        " one of its agendas after the other; ± 95%."
    )


def _yaml(result: Mapping[str, Any]) -> list[str]:
    return [one["yaml"] for one in result["found"]]


def _offices(result: Mapping[str, Any]) -> list[list[str]]:
    rows = [["office", "games", "agendas' share of its score's variance", "must", ""]]
    for one in result["offices"]:
        must = f"at most {percent(result['must'])}"
        rows.append([one["role"], str(one["games"]), percent(one["share"]), must, met(one["met"])])
    return rows


def _agendas(result: Mapping[str, Any]) -> list[list[str]]:
    rows = [["agenda", "office", "games", "brings", "steps reached", "levels", "by other levels"]]
    for one in result["found"]:
        about = [one["agenda"], one["role"], str(one["games"]), points(one)]
        today, other = (_steps(one[name]) for name in ("reached_today", "reached"))
        levels = " / ".join(f"{level:g}" for level in one["levels_today"])
        rows.append([*about, today, levels, other])
    return rows


def _steps(reached: Sequence[float]) -> str:
    return " / ".join(percent(share) for share in reached)
