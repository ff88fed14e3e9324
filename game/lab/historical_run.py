"""The historical run: actual budgets, prices, pay and decisions, nobody playing.

It is an experiment's arm like any other. Its frame is ``scenarios/common/history.yaml``, and it is
held against ``published.yaml``. Years without a published value are drawn too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.lab import reference_data
from game.lab.arm_trace import Measure, Trace, trace
from game.lab.experiment import error, seeds
from game.lab.experiment_arm import Arm, KnobOverride, prepare
from game.lab.measures import LAB, figure
from game.paths import assets_dir
from game.world import quarter_calendar

F = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SeriesComparison:
    """One published series beside the model's mean and its Monte-Carlo error by year."""

    series: reference_data.Series
    years: tuple[int, ...]
    model: tuple[float, ...]
    error: tuple[float, ...]
    low: tuple[float, ...]  # 5th and 95th percentile of the draws
    high: tuple[float, ...]


def arm() -> Arm:
    """Return the arm of the historical run."""
    h = reference_data.history()
    parse = quarter_calendar.parse
    turned = tuple(
        KnobOverride(d.knob, d.value, parse(d.first), parse(d.last), d.trusts) for d in h.decisions
    )
    start = dict(h.start)
    return Arm(
        h.scenario, first=h.first, start=start, gauges=h.gauges, params=h.params, turned=turned
    )


def quarters() -> int:
    """Return how many quarters the run has."""
    return reference_data.history().quarters


def measures() -> dict[str, Measure]:
    """Return the measures that the published series need, by name."""
    wanted = {s.measure for s in reference_data.published()}
    return {m: LAB[m][2] if m in LAB else figure(m) for m in sorted(wanted)}


def run(draws: int, seed: int = 1, done: Callable[[int], None] = lambda count: None) -> Trace:
    """Run the arm and return its trace."""
    ready_arm = prepare(arm(), quarters())
    return trace(ready_arm, seeds(draws, seed), quarters(), measures(), done)


def years(run_: Trace) -> tuple[int, ...]:
    """Return the whole financial years of a run, each by the year it begins in."""
    return tuple(
        quarter_calendar.financial_year(quarter_calendar.parse(label))
        for label in run_.quarters[1:]
        if quarter_calendar.closes_financial_year(quarter_calendar.parse(label))
    )


#: How a year is read from its four quarters, (4, draws).
_READINGS: Final[Mapping[str, Callable[[F], F]]] = {
    "end": lambda four: four[-1],
    "sum": lambda four: four.sum(axis=0),
    "mean": lambda four: four.mean(axis=0),
    "autumn": lambda four: four[1],
}


def by_year(run_: Trace, name: str, read: str) -> F:
    """Return a measure by financial year, (years, draws); ``read`` is one of ``_READINGS``."""
    values, rows = run_.values[name], []
    for i, label in enumerate(run_.quarters):
        if i < 4 or not quarter_calendar.closes_financial_year(quarter_calendar.parse(label)):
            continue
        four = values[i - 3 : i + 1]
        rows.append(_READINGS[read](four))
    return np.stack(rows)


def of_year(run_: Trace, name: str, year: int, read: str) -> F:
    """Return a measure of one financial year, (draws,); ``read`` is one of ``_READINGS``."""
    out: F = by_year(run_, name, read)[years(run_).index(year)]
    return out


def compare_series(run_: Trace) -> list[SeriesComparison]:
    """Compare every published series with the model's."""
    out = []
    for series in reference_data.published():
        values = by_year(run_, series.measure, series.read) * series.scale
        if series.base is not None:
            values = values / values[years(run_).index(series.base)] * series.scale
        low, high = np.percentile(values, (5, 95), axis=1)
        out.append(
            SeriesComparison(
                series,
                years(run_),
                *(
                    tuple(float(x) for x in v)
                    for v in (values.mean(axis=1), error(values), low, high)
                ),
            )
        )
    return out


def as_json(found: list[SeriesComparison], draws: int, seed: int) -> dict[str, Any]:
    """Return the comparison as plain values; a year without a published value has null."""
    return {
        "draws": draws,
        "seed": seed,
        "years": [label(y) for y in found[0].years],
        "series": {
            d.series.id: {
                "title": d.series.title,
                "unit": d.series.unit,
                "published": [d.series.values.get(y) for y in d.years],
                "model": [round(v, 4) for v in d.model],
                "error": [round(v, 4) for v in d.error],
                "p5": [round(v, 4) for v in d.low],
                "p95": [round(v, 4) for v in d.high],
                "source": d.series.source,
            }
            for d in found
        },
    }


def label(year: int) -> str:
    """Return the label of a financial year.

    >>> label(2013)
    '2013/14'
    """
    return f"{year}/{(year + 1) % 100:02d}"


_W, _H, _COLUMNS = 360, 190, 2
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 12, 34, 28


def chart(found: list[SeriesComparison]) -> str:
    """Return the comparison as SVG: the model's line and band, published values as dots."""
    from jinja2 import Environment, FileSystemLoader

    panels = []
    for k, d in enumerate(found):
        low = min(*d.low, *d.series.values.values())
        high = max(*d.high, *d.series.values.values())
        pad = max((high - low) * 0.08, 1e-9)
        low, high = low - pad, high + pad
        wide = max(len(d.years) - 1, 1)

        def x(i: int, wide: int = wide) -> float:
            return round(_LEFT + i * (_W - _LEFT - _RIGHT) / wide, 1)

        def y(v: float, low: float = low, high: float = high) -> float:
            return round(_TOP + (high - v) / (high - low) * (_H - _TOP - _BOTTOM), 1)

        upper = [(x(i), y(v)) for i, v in enumerate(d.high)]
        lower = [(x(i), y(v)) for i, v in enumerate(d.low)]
        panels.append(
            {
                "left": (k % _COLUMNS) * _W,
                "top": (k // _COLUMNS) * _H,
                "title": f"{d.series.title}, {d.series.unit}",
                "band": [*upper, *reversed(lower)],
                "line": [(x(i), y(v)) for i, v in enumerate(d.model)],
                "dots": [
                    (x(i), y(d.series.values[year]))
                    for i, year in enumerate(d.years)
                    if year in d.series.values
                ],
                "ticks": [(y(v), f"{v:.3g}") for v in (low + pad, (low + high) / 2, high - pad)],
                "years": [
                    (x(i), f"{year % 100:02d}/{(year + 1) % 100:02d}")
                    for i, year in enumerate(d.years)
                    if i % 2 == 0
                ],
            }
        )
    height = -(-len(found) // _COLUMNS) * _H + 26
    templates = Environment(loader=FileSystemLoader(assets_dir() / "templates"), autoescape=True)
    template = templates.get_template("history.svg")
    return template.render(panels=panels, width=_W * _COLUMNS, height=height, w=_W, h=_H)
