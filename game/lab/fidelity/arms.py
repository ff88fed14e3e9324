"""Facts that need an arm of their own: one thing is changed, and what follows is read."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.lab import historical_run
from game.lab.arm_trace import Trace
from game.lab.experiment import compare, run
from game.lab.experiment_arm import Plan, Turned, ready
from game.lab.fidelity import care
from game.lab.fidelity.measurement import STEADY, Done, F, Number, number, still
from game.lab.measures import figure
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

_THREE_YEARS: Final = 12


def measure(draws: int, seed: int, done: Done) -> dict[str, Number]:
    """Every such fact, by its id."""
    return {
        "rival": care.one_more_rival(draws, seed, done),
        "choice_reform": number(choice_reform(draws, seed, done)),
        **_merged(draws, seed, done),
        **_paid(draws, seed, done),
        **_overspent(draws, seed, done),
        **_plans(draws, seed, done),
    }


def choice_reform(draws: int, seed: int, done: Done) -> F:
    """Choice where there was none, after three years: how much further deaths have fallen, in
    points a year, where concentration is a standard deviation lower."""
    none = still().but(Turned("choice", 0.0))
    begun = ready(none).pack.model.first + STEADY - _THREE_YEARS
    free = still().but(Turned("choice", 0.0, None, begun - 1))
    both = compare(none, free, draws, seed, STEADY, {"slope": _slope}, done=done)
    out: F = 100.0 * (both.changed.values["slope"] - both.base.values["slope"])[-1] / 3.0
    return out


def _slope(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Deaths in per cent, times a hundredth, by a standard deviation of −ln HHI over acute
    trusts: the slope of deaths times that deviation."""
    live = world.open & (model.baseline.acute > 0.0)
    x = np.where(live, -model.baseline.ln_hhi, 0.0)
    n = np.maximum(live.sum(axis=0), 1)
    dx = np.where(live, x - x.sum(axis=0) / n, 0.0)
    y = np.where(live, world.ami, 0.0)
    dy = np.where(live, y - y.sum(axis=0) / n, 0.0)
    sd = np.sqrt((dx * dx).sum(axis=0) / n)
    out: F = -(dx * dy).sum(axis=0) / np.maximum((dx * dx).sum(axis=0), 1e-9) * sd / 100.0
    return out


def _merged(draws: int, seed: int, done: Done) -> dict[str, Number]:
    """Neighbouring pairs in year 4 after a merger: waits and result against unmerged."""
    found = care.merged(draws, seed, done)
    return {
        "merged_waits": care.over_pairs(found["waits"]),
        "merged_result": care.over_pairs(found["margin"]),
    }


def _staff(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Pay of trusts' staff this quarter, £m."""
    return _flow(report, world, "trusts", "staff")


def _contracts(model: Model, world: World, report: QuarterRecord | None) -> F:
    """What commissioners pay trusts this quarter, £m."""
    return _flow(report, world, "commissioners", "trusts")


def _flow(report: QuarterRecord | None, world: World, source: str, to: str) -> F:
    if report is None:
        return np.zeros(world.batch)
    out: F = report.flows[report.flow_names.index((source, to))] / 1000.0
    return out


def _paid(draws: int, seed: int, done: Done) -> dict[str, Number]:
    """What a per cent of pay, and the marginal rate, came to in 2013/14, £m."""
    n, base = historical_run.quarters(), historical_run.plan()
    award = ready(base, n).pack.scenario.paths.pay_pct[2013]
    arms = {
        "pay_award": (base.but(paths={"pay_pct": {2013: award + 1.0}}), "staff"),
        "marginal_rate": (
            base.but(paths={"marginal_rate": dict.fromkeys(range(2010, 2015), 1.0)}),
            "contracts",
        ),
    }
    what = {"staff": _staff, "contracts": _contracts}
    out = {}
    for name, (plan, measure_) in arms.items():
        both = compare(base, plan, draws, seed, n, {measure_: what[measure_]}, done=done)
        more = _year(both.changed, measure_, 2013) - _year(both.base, measure_, 2013)
        out[name] = number(more)
    return out


def _year(t: Trace, name: str, year: int) -> F:
    out: F = historical_run.by_year(t, name, "sum")[historical_run.years(t).index(year)]
    return out


def _overspent(draws: int, seed: int, done: Done) -> dict[str, Number]:
    """Of 211 bodies, those with spending above budget in each of their first three years."""
    bodies = Plan(
        "december-2013", "2013Q2", start={"commissioners": "211", "commissioners_at_risk": -1}
    )
    over = run(bodies, draws, seed, 12, {"over": _above}, done).values["over"]
    return {f"ccg_{2012 + y}": number(over[4 * y]) for y in (1, 2, 3)}


def _above(model: Model, world: World, report: QuarterRecord | None) -> F:
    short = world.commissioner_open & (world.balance_k < 0)
    out: F = np.add.reduce(short, axis=0).astype(np.float64)
    return out


def _plans(draws: int, seed: int, done: Done) -> dict[str, Number]:
    """The first quarter of the scenario of the plans, January to March 2017."""
    what = {
        name: figure(name)
        for name in ("waiting_list", "emergency_admissions", "ae_4h_share", "occupancy")
    }
    at = run(Plan("saving-stps"), draws, seed, 1, what, done).values
    return {
        "plans_list": number(at["waiting_list"][1] / 1e6),
        "plans_emergencies": number(at["emergency_admissions"][1] / 1e6),
        "plans_ae": number(100.0 * at["ae_4h_share"][1]),
        "plans_beds": number(100.0 * at["occupancy"][1]),
    }
