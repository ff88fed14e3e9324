"""The ladder of AI levels, and the ablation of one, as a report and as a Markdown page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.scenario.schema.base import ROLES
from game.scenario.title_case import inside
from game.telling.formatting import columns, number
from game.telling.markdown_tables import head, table

_HEAD = ["against", "games", "scores more in", "must", "gain", ""]


def report(result: Mapping[str, Any]) -> list[str]:
    """Report each rung against the one below it, and what each seat scored."""
    what = result["what"]
    return [
        (
            f"{result['scenario']}: {inside(what)}; {_games(result)} on "
            "the same seeds; [ ] and ± are 95% intervals."
        ),
        *_of_which(result),
        "",
        *columns([_head(result), *(_step(step) for step in result["steps"])]),
        "",
        *columns([["mean score", *ROLES], *_means(result)]),
        "",
        *columns([["gain in points", *ROLES], *_gains(result)]),
    ]


def page(result: Mapping[str, Any], command: str) -> str:
    """Report the ladder as a Markdown page."""
    lines = [
        *head(f"{result['title']}: {result['scenario']}", command, result),
        f"{result['what']};",
        f"{_games(result)} on the same seeds. [ ] and ± are 95% intervals.",
        *_of_which(result),
        "",
        *table([_head(result), *(_step(step) for step in result["steps"])]),
        "",
        *table([["mean score", *ROLES], *_means(result)]),
        "",
        *table([["gain in points", *ROLES], *_gains(result)]),
    ]
    return "\n".join(lines) + "\n"


def _head(result: Mapping[str, Any]) -> list[str]:
    """Return the head of the table of what is held against what."""
    return [result["upper"], *_HEAD]


def _games(result: Mapping[str, Any]) -> str:
    """Return how many games were played in a seat, and of which rungs fewer."""
    fewer = [f"{count} of {kind}" for kind, count in result["fewer"].items()]
    said = f"{result['games']} games a seat"
    return f"{said} ({', '.join(fewer)})" if fewer else said


def _of_which(result: Mapping[str, Any]) -> list[str]:
    """Return of which games means and gains are, where rungs have played unequally many."""
    said = "Means are of all games of a rung; shares and gains of those that both rungs played."
    return [said] if result["fewer"] else []


def _step(step: Mapping[str, Any]) -> list[str]:
    return [
        step["kind"],
        step["below"],
        str(step["games"]),
        f"{_percent(step['share'])} [{_percent(step['low'])}, {_percent(step['high'])}]",
        f"at least {_percent(step['must'])}",
        _gain(step),
        "met" if step["met"] else "NOT MET",
    ]


def _gains(result: Mapping[str, Any]) -> list[list[str]]:
    return [
        [f"{step['kind']} over {step['below']}", *(_gain(step["roles"][role]) for role in ROLES)]
        for step in result["steps"]
    ]


def _means(result: Mapping[str, Any]) -> list[list[str]]:
    return [
        [kind, *(number(means[role], 1) for role in ROLES)]
        for kind, means in result["means"].items()
    ]


def _gain(found: Mapping[str, Any]) -> str:
    sign = "+" if found["gain"] >= 0 else "−"
    return f"{sign}{number(abs(found['gain']), 1)} ± {number(found['half_interval'], 1)}"


def _percent(share: float) -> str:
    return f"{number(100 * share)}%"
