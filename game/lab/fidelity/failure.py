"""Measure how trusts and commissioners fail: hazard, three tests, administration, pooling."""

from __future__ import annotations

import numpy as np

from game.lab import reference_data
from game.lab.experiment import compare, run
from game.lab.experiment_arm import Arm, KnobOverride, prepare
from game.lab.fidelity.measurement import F, Measurement, Progress, estimate
from game.lab.measures import department, figure, travel
from game.world import quarter_calendar
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

_YEARS = 20
_RATE = 0.021  # a year, text 003


def hazard(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure exits where every trust leaves with the same chance each quarter."""
    quarterly = 1.0 - (1.0 - _RATE) ** 0.25
    measures = {
        "gone": figure("failures_cumulative"),
        "trusts": figure("trusts"),
        "hhi": figure("hhi"),
        "km": travel,
    }
    arm = Arm("culling-the-herd", params={"hazard": quarterly})
    kept = run(arm, max(draws, 400), seed, 4 * _YEARS, measures, done).values
    shut = run(
        arm.but(params={"hazard_keeps_site": 0.0}), min(draws, 32), seed, 4 * _YEARS, measures, done
    ).values
    yearly = np.diff(kept["gone"][::4], axis=0) / kept["trusts"][:-1:4]
    return Measurement(
        {"failures": estimate(kept["gone"][-1])},
        {
            "per cent a year, first ten years": estimate(100.0 * yearly[:10].mean(axis=0)),
            "per cent a year, last ten years": estimate(100.0 * yearly[10:].mean(axis=0)),
            "HHI, sites passed on": estimate(kept["hhi"][-1] - kept["hhi"][0]),
            "HHI, sites closed": estimate(shut["hhi"][-1] - shut["hhi"][0]),
            "km to a hospital, sites passed on": estimate(kept["km"][-1] - kept["km"][0]),
            "km to a hospital, sites closed": estimate(shut["km"][-1] - shut["km"][0]),
        },
    )


def three_tests(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure trusts that fail, from 20 at the end of 2011 to 35 at the end of 2013."""
    accounts = reference_data.history().accounts["2012Q1"]
    arm = Arm("parliament", first="2012Q1", start={"trusts_at_risk": 20}, params=accounts)
    bits = {name: figure("trusts_at_risk") for name in ("risk",)}
    found = run(arm, max(draws, 100), seed, 8, bits, done).values["risk"]
    start = run(Arm("december-2013"), 2, seed, 1, bits, done).values["risk"]
    return Measurement(
        {"in_2013": estimate(found[-1]), "start": estimate(start[0])},
        {"at the end of 2012": estimate(found[4])},
    )


def commissioners(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure the second test on 31 March 2014 with 667, 211 and 152 bodies."""
    failing = {"failing": figure("commissioners_at_risk"), "all": figure("commissioners")}
    found = {}
    for bodies in ("667", "211", "152"):
        arm = Arm("december-2013", start={"commissioners": bodies, "commissioners_at_risk": -1})
        found[bodies] = run(arm, draws, seed, 2, failing, done).values
    return Measurement(
        {"of_667": estimate(found["667"]["failing"][-1])},
        {
            f"per cent of {n}": estimate(100.0 * v["failing"][-1] / v["all"][-1])
            for n, v in found.items()
        },
    )


def administration(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure six named trusts put in administration at once, against none."""
    base = Arm("culling-the-herd")
    model = prepare(base).pack.model
    named = tuple(
        name
        for name, is_named in zip(model.place.trust_id, model.place.trust_named, strict=True)
        if is_named
    )
    changed = base.but(KnobOverride("administer", 1.0, model.first, model.first, named))
    measures = {
        "purse": figure("purse_m"),
        "all": department,
        "gone": figure("failures_cumulative"),
        "live": _live,
    }
    both = compare(base, changed, draws, seed, 12, measures, done=done)
    spent = (both.base.values["purse"] - both.changed.values["purse"])[-1] / len(named)
    cleared = (both.base.values["all"] - both.changed.values["all"])[-1] / len(named)
    carried = both.difference("gone")[-1]
    live = both.changed.values["live"]
    months = 3.0 * live.sum(axis=0) / len(named)
    return Measurement(
        {
            "cost": estimate(spent),
            "months": estimate(months),
            "quashed": estimate(100.0 * (1.0 - carried / len(named))),
        },
        {"cost with debts that the taxpayer pays off, £m": estimate(cleared)},
    )


def _live(model: Model, world: World, report: QuarterRecord | None) -> F:
    out: F = np.add.reduce(world.admin_stage > 0, axis=0).astype(np.float64)
    return out


def top_slice(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure a year's pool for trusts at risk, paid by commissioners or by sound trusts."""
    base = Arm("parliament", first="2011Q2")
    begin = quarter_calendar.parse("2011Q2")
    arms = {
        "slice": KnobOverride("top_slice_pct", 2.0, begin, begin + 3),
        "levy": KnobOverride("pool_levy_pct", 0.5, begin, begin + 3),
    }
    risk = {"risk": figure("trusts_at_risk")}
    found: dict[str, F] = {}
    for name, turned in arms.items():
        both = compare(base, base.but(turned), draws, seed, 12, risk, done=done)
        found[name] = both.difference("risk")[[4, 8, 12]]
    year, one, two = found["slice"]
    later = one if one.mean() > two.mean() else two
    return Measurement(
        {"that_year": estimate(year), "rebound": estimate(later - year)},
        {
            "after one year": estimate(one),
            "after two years": estimate(two),
            "levy on sound trusts, that year": estimate(found["levy"][0]),
            "levy, after one year": estimate(found["levy"][1]),
            "levy, after two years": estimate(found["levy"][2]),
        },
    )
