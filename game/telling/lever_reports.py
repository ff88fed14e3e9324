"""What levers are worth, as reports and Markdown pages: always pressed, taken away, used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.scenario.schema.base import ROLES
from game.telling.formatting import columns, number
from game.telling.markdown_tables import head, table
from game.telling.measured_points import met, percent, points, share


def always_report(result: Mapping[str, Any]) -> list[str]:
    """Report what levers are worth that are always pressed, the greatest gain first."""
    return [_pressed_by(result), "", *columns(_pressed(result)), "", _failed(result)]


def always_page(result: Mapping[str, Any], command: str) -> str:
    """Report what levers are worth that are always pressed, as a Markdown page."""
    title = head(f"Levers always pressed: {result['scenario']}", command, result)
    lines = [*title, _pressed_by(result), "", _failed(result), "", *table(_pressed(result))]
    return "\n".join(lines) + "\n"


def _pressed_by(result: Mapping[str, Any]) -> str:
    return (
        f"{result['scenario']}: {result['games']} games of personas, each played again with one"
        " lever ordered whenever it may be. Points of own score, ± 95%."
    )


def _pressed(result: Mapping[str, Any]) -> list[list[str]]:
    rows = [["lever", "owner", "times", "owner's gain", "", *ROLES]]
    for one in sorted(result["found"], key=lambda x: -x["gain"]):
        gain = f"{one['gain']:+.1f} ± {one['half_interval']:.1f}"
        others = [f"{one['gains'][role]:+.1f}" for role in ROLES]
        told = "FAILS" if one["fails"] else ""
        rows.append([one["lever"], one["role"], number(one["pressed"], 1), gain, told, *others])
    return rows


def _failed(result: Mapping[str, Any]) -> str:
    failed = sum(one["fails"] for one in result["found"])
    limit = f"{result['limit']:+g}"
    return f"{failed} of {len(result['found'])} are worth more than {limit} to their owners."


def levers_report(result: Mapping[str, Any]) -> list[str]:
    """Report what is lost without each lever, gained by it once, and how often it is used."""
    return [*_worth_by(result), "", *_kept(result), "", *columns(_worth(result))]


def levers_page(result: Mapping[str, Any], command: str) -> str:
    """Report the same as a Markdown page."""
    title = head(f"Levers: {result['scenario']}", command, result)
    kept = [f"- {line}" for line in _kept(result)]
    lines = [*title, *_worth_by(result), "", *kept, "", *table(_worth(result))]
    return "\n".join(lines) + "\n"


def _worth_by(result: Mapping[str, Any]) -> list[str]:
    """Return what was played: for what levers are worth, for how often they are used."""
    scenario, games, said = result["scenario"], result["games"], []
    if "worth" in result["measured"]:
        said.append(
            f"{scenario}: {games} games of personas as they are, without each lever and with it"
            " ordered once as soon as may be. Points of the owner's score."
        )
    if "use" in result["measured"]:
        said.append(
            f"{scenario}: use is of {result['use_games']} games of four players of"
            f" “{result['level']}”."
        )
    return [*said, "± and [ ] are 95% intervals."]


def _kept(result: Mapping[str, Any]) -> list[str]:
    """Return what must hold of all, and whether it does."""
    found, used, said = result["found"], result["used"], []
    if "worth" in result["measured"]:
        without = [one for one in found if one["without"]["met"] is False]
        once = [one for one in found if one["once"]["met"] is False]
        said += [
            f"Without a lever its owner loses at most {result['cost']:g}: {_of(without, found)}.",
            f"Once, a lever brings its owner at most {result['limit']:g}: {_of(once, found)}.",
        ]
    if used is not None:
        low, high = (percent(end) for end in result["use"])
        outside = [one for one in found if one["use"]["met"] is False]
        said += [
            (
                f"Levers used, of those offered: {percent(used['share'])} of {used['of']}, must be"
                f" {percent(used['must'])}: {met(used['met'])}."
            ),
            f"Never used: {', '.join(used['never']) or 'none'}.",
            f"Each is used in {low} to {high} of its offers: {_of(outside, found)}.",
        ]
    return said


def _of(failing: list[Any], all_: list[Any]) -> str:
    if not failing:
        return met(True)
    return f"{met(False)} by {len(failing)} of {len(all_)}"


def _worth(result: Mapping[str, Any]) -> list[list[str]]:
    """Return the table: a row a lever, with columns of what was measured."""
    worth, use = ("worth" in result["measured"]), ("use" in result["measured"])
    rows = [
        ["lever", "owner"]
        + ["lost without", "", "gained once", ""] * worth
        + ["offers", "used in", ""] * use
    ]
    for one in sorted(result["found"], key=lambda x: (ROLES.index(x["role"]), x["lever"])):
        row = [one["lever"], one["role"]]
        if worth:
            for measure in (one["without"], one["once"]):
                row += [points(measure), met(measure["met"])]
        if use:
            row += [str(one["use"]["offers"]), share(one["use"]), met(one["use"]["met"])]
        rows.append(row)
    return rows
