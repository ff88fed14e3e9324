"""Move each parameter a fifth down and a fifth up: what it does to the main results.

The arms are the historical run and the six quarters of December 2013, on the same luck; a parameter
that moves nothing here belongs to another mechanism or isn't needed. A financial year moves by one.
Beside the table stands the share in deficit of every year with efficiency a quarter of a point
higher and lower, on which the history balances.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np

from game.errors import InputError
from game.lab import historical_run
from game.lab.arm_trace import trace
from game.lab.experiment import seeds
from game.lab.experiment_arm import Arm, content_of, prepare
from game.lab.measures import LAB, figure
from game.lab.overrides import parameters
from game.lab.shared_work import shared
from game.scenario.characters import quoted

_STEP: Final = 0.2
_SCENARIO: Final = "december-2013"
_QUARTERS: Final = 6
#: What yearly savings are moved by for ``deficit_by_efficiency``, as a share.
EFFICIENCY_STEP: Final = 0.0025
#: What writes the page of the tests.
COMMAND: Final = "failure-regime lab sensitivity --page tests/lab/SENSITIVITY.md"
OUTCOMES: Final[dict[str, str]] = {
    "deficit13": "historical run, trusts in deficit 2013/14, points",
    "deficit17": "historical run, trusts in deficit 2017/18, points",
    "net17": "historical run, net result 2017/18, £m",
    "ae17": "historical run, A&E within four hours 2017/18, points",
    "list17": "historical run, waiting list March 2018, thousand",
    "deaths17": "historical run, ln of AMI deaths 2017/18, hundredths: per cent of itself",
    "risk": "December 2013, trusts at risk after six quarters",
    "bodies": "December 2013, commissioners at risk after six quarters",
}
#: How much of each counts as one, so that effects can be put in one order.
SCALES: Final[dict[str, float]] = {
    "deficit13": 7.0,
    "deficit17": 7.0,
    "net17": 250.0,
    "ae17": 1.0,
    "list17": 200.0,
    "deaths17": 2.0,
    "risk": 5.0,
    "bodies": 5.0,
}


@dataclass(frozen=True, slots=True)
class MovedParameter:
    """The outcomes with a parameter a step lower, and a step higher."""

    parameter: str
    lower: dict[str, float]
    higher: dict[str, float]


@dataclass(frozen=True, slots=True)
class UnmovedOutcomes:
    """The outcomes with every parameter as it is, and the share in deficit as savings move."""

    draws: int
    seed: int
    outcomes: dict[str, float]
    knife: dict[str, dict[str, float]]


def names(wanted: Sequence[str] = ()) -> list[str]:
    """Return the parameters to be moved: those named, or all that are not nought.

    Raises InputError for an unknown one.
    """
    params = content_of(_SCENARIO).params
    for name in wanted:
        if name not in params:
            raise InputError(f"There is no parameter {quoted(name)}; see experiment --list.")
    return list(wanted) or [name for name, value in params.items() if value != 0.0]


def count(wanted: Sequence[str]) -> int:
    """Return how many parameters are moved. Raises InputError for an unknown one."""
    return len(names(wanted))


def sensitivity(draws: int, seed: int = 1, wanted: Sequence[str] = ()) -> dict[str, Any]:
    """Return the table: parameter -> outcome -> (change when lower, change when higher)."""
    return as_json(unmoved(draws, seed), list(run(draws, seed, wanted)))


def unmoved(draws: int, seed: int = 1) -> UnmovedOutcomes:
    """Return what stands beside the parameters: the outcomes as they are, and the knife-edge."""
    luck = seeds(draws, seed)
    return UnmovedOutcomes(
        draws, seed, _outcomes(lambda arm: arm, luck), deficit_by_efficiency(luck)
    )


def run(
    draws: int,
    seed: int = 1,
    wanted: Sequence[str] = (),
    jobs: int = 1,
    cluster: str | None = None,
) -> Generator[MovedParameter]:
    """Yield the outcomes of each parameter, lower and higher. Raises InputError for an unknown
    one."""
    with shared(partial(_moved, draws, seed), names(wanted), jobs, cluster) as made:
        yield from made


def _moved(draws: int, seed: int, name: str) -> MovedParameter:
    luck = seeds(draws, seed)
    low, high = (_outcomes(_mover(name, sign * _STEP), luck) for sign in (-1.0, 1.0))
    return MovedParameter(name, low, high)


def as_json(base: UnmovedOutcomes, moved: Sequence[MovedParameter]) -> dict[str, Any]:
    """Return the table of the parameters that have been moved."""
    middle = base.outcomes
    table = {
        m.parameter: {
            key: [round(m.lower[key] - middle[key], 5), round(m.higher[key] - middle[key], 5)]
            for key in OUTCOMES
        }
        for m in moved
    }
    return {
        "draws": base.draws,
        "seed": base.seed,
        "step": _STEP,
        "outcomes": OUTCOMES,
        "middle": {key: round(value, 5) for key, value in middle.items()},
        "parameters": dict(sorted(table.items(), key=lambda row: (-effect(row[1]), row[0]))),
        "still": sorted(n for n, value in content_of(_SCENARIO).params.items() if value == 0.0),
        "knife": base.knife,
    }


def effect(row: dict[str, list[float]]) -> float:
    """Return the largest move of a parameter's row, each outcome on its own scale."""
    return max(abs(change) / SCALES[key] for key, both in row.items() for change in both)


def deficit_by_efficiency(luck: Sequence[int]) -> dict[str, dict[str, float]]:
    """Return the per cent in deficit by year: as it is, and with savings a quarter point apart."""
    n, arm = historical_run.quarters(), historical_run.arm()
    base = prepare(arm, n).pack.model.params.efficiency_base_year
    found = {}
    for word, by in (("lower", -EFFICIENCY_STEP), ("as it is", 0.0), ("higher", EFFICIENCY_STEP)):
        moved = arm.but(params={"efficiency_base_year": base + by})
        t = trace(prepare(moved, n), luck, n, {"share": figure("deficit_share")})
        shares = 100.0 * historical_run.by_year(t, "share", "end").mean(axis=1)
        found[word] = {
            historical_run.label(y): round(float(v), 2)
            for y, v in zip(historical_run.years(t), shares, strict=True)
        }
    return found


def moved_by(
    params: Mapping[str, float], draws: int = 2, seed: int = 1
) -> dict[str, tuple[float, float]]:
    """Return by outcome what it is and what parameters of those values make of it."""
    luck = seeds(draws, seed)
    was = _outcomes(lambda arm: arm, luck)
    now = _outcomes(lambda arm: arm.but(params=params), luck)
    return {key: (was[key], now[key]) for key in OUTCOMES}


def _mover(name: str, step: float) -> Callable[[Arm], Arm]:
    def moved(arm: Arm) -> Arm:
        content = content_of(arm.scenario)
        now = {**content.params, **content.scenario.start.params, **arm.params}
        return arm.but(params={name: _by(name, now[name], step)})

    return moved


def _by(name: str, value: float, step: float) -> float:
    if parameters()[name].unit == "financial year":
        return value + (1.0 if step > 0 else -1.0)
    return value * (1.0 + step)


def _outcomes(changed: Callable[[Arm], Arm], luck: Sequence[int]) -> dict[str, float]:
    n = historical_run.quarters()
    kept = {
        "share": figure("deficit_share"),
        "net": LAB["year_net_m"][2],
        "ae": figure("ae_4h_share"),
        "list": figure("waiting_list"),
        "deaths": figure("ami_mortality"),
    }
    long = trace(prepare(changed(historical_run.arm()), n), luck, n, kept)
    kept = {"risk": figure("trusts_at_risk"), "bodies": figure("commissioners_at_risk")}
    short = trace(prepare(changed(Arm(_SCENARIO)), _QUARTERS), luck, _QUARTERS, kept)
    years = historical_run.years(long)

    def mean(name: str, year: int, read: str = "end") -> float:
        return float(historical_run.by_year(long, name, read)[years.index(year)].mean())

    return {
        "deficit13": 100.0 * mean("share", 2013),
        "deficit17": 100.0 * mean("share", 2017),
        "net17": mean("net", 2017),
        "ae17": 100.0 * mean("ae", 2017, "mean"),
        "list17": mean("list", 2017) / 1000.0,
        "deaths17": 100.0 * float(np.log(mean("deaths", 2017))),
        "risk": float(short.values["risk"][-1].mean()),
        "bodies": float(short.values["bodies"][-1].mean()),
    }
