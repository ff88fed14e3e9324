"""Trusts and commissioners that fail: the hazard, the three tests, administration, pooling."""

from __future__ import annotations

import numpy as np

from game.lab import reference_data
from game.lab.experiment import compare, run
from game.lab.experiment_arm import Plan, Turned, ready
from game.lab.fidelity.measurement import Done, F, Measured, number
from game.lab.measures import department, figure, travel
from game.world import quarter_calendar
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

_YEARS = 20
_RATE = 0.021  # a year, text 003


def hazard(draws: int, seed: int, done: Done) -> Measured:
    """Every trust leaves with the same chance each quarter; sites pass on, or close."""
    quarterly = 1.0 - (1.0 - _RATE) ** 0.25
    measures = {
        "gone": figure("failures_cumulative"),
        "trusts": figure("trusts"),
        "hhi": figure("hhi"),
        "km": travel,
    }
    plan = Plan("culling-the-herd", params={"hazard": quarterly})
    kept = run(plan, max(draws, 400), seed, 4 * _YEARS, measures, done).values
    shut = run(
        plan.but(params={"hazard_keeps_site": 0.0}),
        min(draws, 32),
        seed,
        4 * _YEARS,
        measures,
        done,
    ).values
    yearly = np.diff(kept["gone"][::4], axis=0) / kept["trusts"][:-1:4]
    return Measured(
        {"failures": number(kept["gone"][-1])},
        {
            "per cent a year, first ten years": number(100.0 * yearly[:10].mean(axis=0)),
            "per cent a year, last ten years": number(100.0 * yearly[10:].mean(axis=0)),
            "HHI, sites passed on": number(kept["hhi"][-1] - kept["hhi"][0]),
            "HHI, sites closed": number(shut["hhi"][-1] - shut["hhi"][0]),
            "km to a hospital, sites passed on": number(kept["km"][-1] - kept["km"][0]),
            "km to a hospital, sites closed": number(shut["km"][-1] - shut["km"][0]),
        },
    )


def three_tests(draws: int, seed: int, done: Done) -> Measured:
    """From 20 at the end of 2011 to the end of 2013; and the 35 that December 2013 begins with."""
    accounts = reference_data.history().accounts["2012Q1"]
    plan = Plan("parliament", first="2012Q1", start={"trusts_at_risk": 20}, params=accounts)
    bits = {name: figure("trusts_at_risk") for name in ("risk",)}
    found = run(plan, max(draws, 100), seed, 8, bits, done).values["risk"]
    start = run(Plan("december-2013"), 2, seed, 1, bits, done).values["risk"]
    return Measured(
        {"in_2013": number(found[-1]), "start": number(start[0])},
        {"at the end of 2012": number(found[4])},
    )


def commissioners(draws: int, seed: int, done: Done) -> Measured:
    """The second test on 31 March 2014 with 667, 211 and 152 bodies."""
    failing = {"failing": figure("commissioners_at_risk"), "all": figure("commissioners")}
    found = {}
    for bodies in ("667", "211", "152"):
        plan = Plan("december-2013", start={"commissioners": bodies, "commissioners_at_risk": -1})
        found[bodies] = run(plan, draws, seed, 2, failing, done).values
    return Measured(
        {"of_667": number(found["667"]["failing"][-1])},
        {
            f"per cent of {n}": number(100.0 * v["failing"][-1] / v["all"][-1])
            for n, v in found.items()
        },
    )


def administration(draws: int, seed: int, done: Done) -> Measured:
    """Six slated trusts put in administration at once, against none."""
    base = Plan("culling-the-herd")
    model = ready(base).pack.model
    named = tuple(
        name
        for name, is_named in zip(model.place.trust_id, model.place.trust_named, strict=True)
        if is_named
    )
    changed = base.but(Turned("administer", 1.0, model.first, model.first, named))
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
    return Measured(
        {
            "cost": number(spent),
            "months": number(months),
            "quashed": number(100.0 * (1.0 - carried / len(named))),
        },
        {"cost with debts that the taxpayer pays off, £m": number(cleared)},
    )


def _live(model: Model, world: World, report: QuarterRecord | None) -> F:
    out: F = np.add.reduce(world.admin_stage > 0, axis=0).astype(np.float64)
    return out


def top_slice(draws: int, seed: int, done: Done) -> Measured:
    """A year's pool for trusts at risk: paid by commissioners, or by a levy on sound trusts."""
    base = Plan("parliament", first="2011Q2")
    begin = quarter_calendar.parse("2011Q2")
    arms = {
        "slice": Turned("top_slice_pct", 2.0, begin, begin + 3),
        "levy": Turned("pool_levy_pct", 0.5, begin, begin + 3),
    }
    risk = {"risk": figure("trusts_at_risk")}
    found: dict[str, F] = {}
    for name, turned in arms.items():
        both = compare(base, base.but(turned), draws, seed, 12, risk, done=done)
        found[name] = both.difference("risk")[[4, 8, 12]]
    year, one, two = found["slice"]
    later = one if one.mean() > two.mean() else two
    return Measured(
        {"that_year": number(year), "rebound": number(later - year)},
        {
            "after one year": number(one),
            "after two years": number(two),
            "levy on sound trusts, that year": number(found["levy"][0]),
            "levy, after one year": number(found["levy"][1]),
            "levy, after two years": number(found["levy"][2]),
        },
    )
