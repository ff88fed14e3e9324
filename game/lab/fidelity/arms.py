"""Measure facts that need an arm of their own: one thing is changed, and what follows is read."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab import historical_run
from game.lab.arm_trace import Trace
from game.lab.experiment import compare, run
from game.lab.experiment_arm import Arm, KnobOverride, prepare
from game.lab.fidelity import care, unseen_facts
from game.lab.fidelity.measurement import STEADY, Estimate, F, Progress, estimate, steady_country
from game.lab.measures import figure
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

_THREE_YEARS: Final = 12


def measure(draws: int, seed: int, done: Progress) -> dict[str, Estimate]:
    """Measure every such fact, by its id."""
    return {
        "rival": care.one_more_rival(draws, seed, done),
        "choice_reform": estimate(choice_reform(draws, seed, done)),
        **_merged(draws, seed, done),
        **_paid(draws, seed, done),
        **_overspent(draws, seed, done),
        **_plans(draws, seed, done),
    }


def choice_reform(draws: int, seed: int, done: Progress) -> F:
    """Measure how far deaths fall in three years of choice where there was none, (draws,).

    In points a year, where concentration is a standard deviation lower.
    """
    none = steady_country().but(KnobOverride("choice", 0.0))
    begun = prepare(none).pack.model.first + STEADY - _THREE_YEARS
    free = steady_country().but(KnobOverride("choice", 0.0, None, begun - 1))
    both = compare(none, free, draws, seed, STEADY, {"slope": _slope}, done=done)
    out: F = 100.0 * (both.changed.values["slope"] - both.base.values["slope"])[-1] / 3.0
    return out


def _slope(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the slope of deaths on −ln HHI over acute trusts, times its standard deviation.

    In hundredths of a per cent of deaths, (B,).
    """
    live = world.open & (model.baseline.acute > 0.0)
    x = np.where(live, -model.baseline.ln_hhi, 0.0)
    n = np.maximum(live.sum(axis=0), 1)
    dx = np.where(live, x - x.sum(axis=0) / n, 0.0)
    y = np.where(live, world.ami, 0.0)
    dy = np.where(live, y - y.sum(axis=0) / n, 0.0)
    sd = np.sqrt((dx * dx).sum(axis=0) / n)
    out: F = -(dx * dy).sum(axis=0) / np.maximum((dx * dx).sum(axis=0), 1e-9) * sd / 100.0
    return out


def _merged(draws: int, seed: int, done: Progress) -> dict[str, Estimate]:
    """Measure neighbouring pairs in year 4 after a merger: waits and result against unmerged."""
    found = care.merged(draws, seed, done)
    return {
        "merged_waits": care.over_pairs(found["waits"]),
        "merged_result": care.over_pairs(found["margin"]),
    }


def _staff(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the pay of trusts' staff this quarter, £m, (B,)."""
    return _flow(report, world, "trusts", "staff")


def _contracts(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return what commissioners pay trusts this quarter, £m, (B,)."""
    return _flow(report, world, "commissioners", "trusts")


def _flow(report: QuarterRecord | None, world: World, source: str, to: str) -> F:
    if report is None:
        return np.zeros(world.batch)
    out: F = report.flows[report.flow_names.index((source, to))] / 1000.0
    return out


def _paid(draws: int, seed: int, done: Progress) -> dict[str, Estimate]:
    """Measure what a per cent of pay, and the marginal rate, came to in 2013/14, £m."""
    n, base = historical_run.quarters(), historical_run.arm()
    award = prepare(base, n).pack.scenario.paths.pay_pct[2013]
    arms = {
        "pay_award": (base.but(paths={"pay_pct": {2013: award + 1.0}}), "staff"),
        "marginal_rate": (
            base.but(paths={"marginal_rate": dict.fromkeys(range(2010, 2015), 1.0)}),
            "contracts",
        ),
    }
    what = {"staff": _staff, "contracts": _contracts}
    out = {}
    for name, (arm, measure_) in arms.items():
        both = compare(base, arm, draws, seed, n, {measure_: what[measure_]}, done=done)
        more = _year(both.changed, measure_, 2013) - _year(both.base, measure_, 2013)
        out[name] = estimate(more)
    return out


def _year(t: Trace, name: str, year: int) -> F:
    out: F = historical_run.by_year(t, name, "sum")[historical_run.years(t).index(year)]
    return out


def _overspent(draws: int, seed: int, done: Progress) -> dict[str, Estimate]:
    """Count, of 211 bodies, those that spent above budget in each of their first five years.

    The first three are facts held out, the last three unseen ones: the third is in both.
    """
    bodies = Arm(
        "december-2013", "2013Q2", start={"commissioners": "211", "commissioners_at_risk": -1}
    )
    over = run(bodies, draws, seed, 20, {"over": unseen_facts.overspent}, done).values["over"]
    return {
        **{f"ccg_{2012 + y}": estimate(over[4 * y]) for y in (1, 2, 3)},
        **{f"ccg_overspent_{2012 + y}": estimate(over[4 * y]) for y in (3, 4, 5)},
    }


def _plans(draws: int, seed: int, done: Progress) -> dict[str, Estimate]:
    """Measure the first quarter of the scenario of the plans, January to March 2017."""
    what = {
        name: figure(name)
        for name in ("waiting_list", "emergency_admissions", "ae_4h_share", "occupancy")
    }
    at = run(Arm("saving-stps"), draws, seed, 1, what, done).values
    return {
        "plans_list": estimate(at["waiting_list"][1] / 1e6),
        "plans_emergencies": estimate(at["emergency_admissions"][1] / 1e6),
        "plans_ae": estimate(100.0 * at["ae_4h_share"][1]),
        "plans_beds": estimate(100.0 * at["occupancy"][1]),
    }
