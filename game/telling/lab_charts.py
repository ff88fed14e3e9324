"""Results of many games and of the lab as charts and as rows of tables."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from game.lab.measures import LAB
from game.scenario.loader import load
from game.scenario.schema.scenario import Scenario
from game.telling.charts import Amount, Chart, ChartSeries, bar_chart, line_chart, tornado
from game.telling.charts.ticks import rounded
from game.world.figure_names import FIGURES

#: Figures that are drawn where nobody chooses.
DRAWN: Final = (
    "trusts_at_risk",
    "deficit_share",
    "waiting_list",
    "ae_4h_share",
    "quality",
    "nhs_satisfaction",
    "government_vote_intention",
    "reform_support",
)
#: So many parameters of a tornado are drawn; the table of the page has the same.
_MOST_ROWS: Final = 20

#: Whose names of figures are taken where no scenario is asked for.
_WORDS_OF: Final = "december-2013"
#: What a change of a cause is counted in.
_CHANGES: Final = {
    "difference": "Change in the figure's own unit",
    "points": "Change in percentage points",
    "per cent": "Change in per cent",
}
Row = dict[str, Any]


def simulation_charts(
    about: Mapping[str, Any], metrics: Mapping[str, Any], scenario: Scenario
) -> list[Chart]:
    """Return how the main figures went over the quarters: mean, and 5th to 95th percentile."""
    titles = {spec.figure: spec.title for spec in scenario.figures}
    charts = []
    for name in DRAWN:
        m = metrics[name]
        if all(value is None for value in m["mean"]):
            continue
        games = max(m["n"])
        share = m["unit"] == "0-1"
        mean, low, high = (_scaled(m[key], 100 if share else 1) for key in ("mean", "p5", "p95"))
        series = ChartSeries("mean of games", mean, low, high)
        unit = "per cent" if share else "" if m["unit"] == "count" else m["unit"]
        said = f"Mean and 5th to 95th percentile of {games:,} games."
        title = titles.get(name, name)
        charts.append(line_chart(title, about["quarters"], [series], unit=unit, said=said))
    return charts


def _scaled(values: Sequence[float | None], by: float) -> tuple[float | None, ...]:
    return tuple(None if value is None else by * value for value in values)


def simulation_rows(about: Mapping[str, Any], metrics: Mapping[str, Any]) -> list[Row]:
    """Return a row for each figure and quarter: n, mean, sd, p5, p95 and the unit."""
    return [
        {
            "figure": name,
            "unit": metrics[name]["unit"],
            "quarter": quarter,
            **{key: metrics[name][key][i] for key in ("n", "mean", "sd", "p5", "p95")},
        }
        for name in FIGURES
        for i, quarter in enumerate(about["quarters"])
    ]


def sensitivity_charts(result: Mapping[str, Any]) -> list[Chart]:
    """Return a tornado for each outcome: what it changes by as parameters go down and up."""
    step = f"{100 * result['step']:.0f} per cent"
    charts = []
    for key, title in result["outcomes"].items():
        rows = [(name, *moved[key]) for name, moved in result["parameters"].items()]
        rows.sort(key=lambda row: -max(abs(row[1]), abs(row[2])))
        shown = [row for row in rows[:_MOST_ROWS] if row[1] or row[2]]
        if shown:
            said = (
                f"Change from {rounded(result['middle'][key])} as a parameter goes {step} down "
                f"and up; the {len(shown)} that move it most."
            )
            sides = ("lower", "higher")
            charts.append(tornado(title[:1].upper() + title[1:], shown, said=said, sides=sides))
    return charts


def sensitivity_rows(result: Mapping[str, Any]) -> list[Row]:
    """Return a row for each parameter and outcome: the change when lower and when higher."""
    return [
        {"parameter": name, "outcome": key, "lower": both[0], "higher": both[1]}
        for name, moved in result["parameters"].items()
        for key, both in moved.items()
    ]


def fidelity_charts(result: Mapping[str, Any]) -> list[Chart]:
    """Return where each measurement lies between the bounds of its target (0 and 100)."""
    charts = []
    targets: dict[str, list[Mapping[str, Any]]] = {"Targets": []}
    for t in result["targets"]:
        targets["Targets"] += [
            {**m, "id": f"{t['n']}. {name.replace('_', ' ')}"} for name, m in t["measured"].items()
        ]
    for fact in result["held_out"]:
        targets.setdefault(f"Published facts: {fact['kind']}", []).append(fact)
    for title, facts in targets.items():
        amounts = []
        for fact in facts:
            place = _place(fact["value"], fact)
            error = fact["error"] / (fact["high"] - fact["low"]) * 100 if _bounded(fact) else None
            if place is None or error is None:
                continue
            low, high = max(-100.0, place - error), min(200.0, place + error)
            amounts.append(
                Amount(str(fact["id"]).replace("_", " "), max(-100.0, min(200.0, place)), low, high)
            )
        if amounts:
            said = (
                "Shaded: the range that is published or tolerated, from its low end (0) to its "
                "high end (100); the line is the Monte-Carlo error. What lies further out is drawn "
                "at the edge."
            )
            charts.append(bar_chart(title, amounts, said=said, within=(0.0, 100.0)))
    return charts


def _bounded(fact: Mapping[str, Any]) -> bool:
    low, high = fact["low"], fact["high"]
    return all(isinstance(v, int | float) and math.isfinite(v) for v in (low, high)) and high > low


def _place(value: float | None, fact: Mapping[str, Any]) -> float | None:
    if value is None or not _bounded(fact):
        return None
    return float(100 * (value - fact["low"]) / (fact["high"] - fact["low"]))


def fidelity_rows(result: Mapping[str, Any]) -> list[Row]:
    """Return a row for each measurement: value, error, range, and whether it passes."""
    rows: list[Row] = []
    keys = ("value", "error", "low", "high")
    for t in result["targets"]:
        rows += [
            {
                "kind": "target",
                "n": t["n"],
                "name": name,
                **{key: m.get(key) for key in keys},
                "agrees": m["pass"],
            }
            for name, m in t["measured"].items()
        ]
    rows += [
        {
            "kind": fact["kind"],
            "name": fact["id"],
            **{key: fact.get(key) for key in keys},
            "agrees": fact["agrees"],
        }
        for fact in result["held_out"]
    ]
    return rows


def causes_charts(result: Mapping[str, Any]) -> list[Chart]:
    """Return for each pull what it changes in every period, with the Monte-Carlo error, before
    the range that its source gives."""
    by: dict[tuple[str, str], list[Amount]] = {}
    within: dict[tuple[str, str], tuple[float, float]] = {}
    how: dict[tuple[str, str], tuple[str, int]] = {}
    for row in result["rows"]:
        for e in row["effects"] if not row["extreme"] else ():
            if e.get("value") is None:
                continue
            error = e.get("error") or 0.0
            amount = Amount(row["period"], e["value"], e["value"] - error, e["value"] + error)
            chart = (row["title"], e["figure"])
            by.setdefault(chart, []).append(amount)
            within[chart] = (e["low"], e["high"])
            how[chart] = (e["change"], e["after"])
    return [
        bar_chart(
            f"{_figure(chart[1])} – {chart[0]}",
            amounts,
            said=(
                f"{_CHANGES[how[chart][0]]} after {how[chart][1]} quarters, by period, with its "
                "error. Shaded: the range that its source gives."
            ),
            within=within[chart],
        )
        for chart, amounts in by.items()
    ]


def _figure(name: str) -> str:
    """Return what a figure of the lab is called, with a capital."""
    if name in LAB:
        said = LAB[name][1]
    else:
        titles = {spec.figure: spec.title for spec in load(_WORDS_OF).scenario.figures}
        said = titles.get(name, name.replace("_", " "))
    return said[:1].upper() + said[1:]


def causes_rows(result: Mapping[str, Any]) -> list[Row]:
    """Return a row for each pull, period and figure: change, error and the source's range."""
    return [
        {
            "pull": row["id"],
            "period": row["period"],
            "extreme": row["extreme"],
            **{key: value for key, value in e.items() if not isinstance(value, dict | list)},
        }
        for row in result["rows"]
        for e in row["effects"]
    ]
