"""Measure deficits, the fund and the books in historical runs; check that money adds up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.lab import historical_run, reference_data
from game.lab.arm_trace import trace
from game.lab.experiment import compare, seeds
from game.lab.experiment_arm import Arm, KnobOverride, prepare
from game.lab.fidelity.measurement import Estimate, F, Measurement, Progress, estimate
from game.lab.measures import LAB, figure
from game.scenario.source_files import shipped_ids
from game.world import ledger
from game.world.knobs import NATIONAL, TRUST, Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start

_EFFICIENCY_STEP = 0.0025  # points of efficiency a year


def ft_break_even(draws: int, seed: int, done: Progress) -> Measurement:
    """Count foundation trusts with a deficit in two years of the historical run."""
    n = historical_run.quarters()
    found = trace(
        prepare(historical_run.arm(), n), seeds(draws, seed), n, {"ft": LAB["ft_deficits"][2]}, done
    )
    years = dict(
        zip(historical_run.years(found), historical_run.by_year(found, "ft", "end"), strict=True)
    )
    return Measurement(
        {"in_2012": estimate(years[2012]), "in_2013": estimate(years[2013])},
        {"in 2014/15": estimate(years[2014]), "in 2015/16": estimate(years[2015])},
    )


def historical(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure the share in deficit, net result and gross deficit, year by year."""
    target = next(t for t in reference_data.targets() if t.id == "history")
    n = historical_run.quarters()
    arm = historical_run.arm()
    measures = {
        "share": figure("deficit_share"),
        "net": LAB["year_net_m"][2],
        "gross": LAB["year_gross_deficit_m"][2],
    }
    found = trace(prepare(arm, n), seeds(draws, seed), n, measures, done)
    years = historical_run.years(found)
    scale = {"share": 100.0, "net": 1.0, "gross": 1.0}
    by = {
        name: dict(
            zip(years, scale[name] * historical_run.by_year(found, name, "end"), strict=True)
        )
        for name in measures
    }
    judged = {}
    for key in target.within:
        name, _, year = key.partition("_")
        judged[key] = estimate(by[name][int(year)])
    beside = {
        f"{name} {historical_run.label(y)} (no published value in the table)": estimate(by[name][y])
        for name in ("share", "net")
        for y in (2014, 2015)
    }
    base = prepare(arm, n).pack.model.params.efficiency_base_year
    for sign, word in ((1, "higher"), (-1, "lower")):
        other = arm.but(params={"efficiency_base_year": base + sign * _EFFICIENCY_STEP})
        run_ = trace(prepare(other, n), seeds(draws, seed), n, {"share": measures["share"]}, done)
        share = dict(zip(years, 100.0 * historical_run.by_year(run_, "share", "end"), strict=True))
        for y in (2013, 2017):
            beside[f"share {historical_run.label(y)}, efficiency 0.25 {word}"] = estimate(share[y])
    return Measurement(judged, beside)


def fund(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure the historical run with and without the fund of 2016/17."""
    arm = historical_run.arm()
    without = replace(arm, turned=tuple(t for t in arm.turned if not t.knob.startswith("fund_")))
    measures = {
        "share": figure("deficit_share"),
        "net": LAB["year_net_m"][2],
        "margin": LAB["underlying_margin"][2],
    }
    both = compare(without, arm, draws, seed, historical_run.quarters(), measures, done=done)
    years = historical_run.years(both.base)
    at = years.index(2016)

    def more(name: str, read: str) -> F:
        changed = historical_run.by_year(both.changed, name, read)
        return changed - historical_run.by_year(both.base, name, read)

    share, margin = 100.0 * more("share", "end"), 100.0 * more("margin", "mean")
    net = more("net", "end")
    return Measurement(
        {"deficit_share": estimate(share[at]), "underlying_margin": estimate(margin[at])},
        {"net result, £m": estimate(net[at])},
    )


def long_term_programme(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure full integration of long-term care, forced from the first quarter: with the floor
    and the pace of avoided emergencies out of the way, which hold everywhere else."""
    base = Arm("if-it-works", params={"avoided_most": 0.6, "avoided_pace": 10.0})
    whole = base.but(KnobOverride("integration", 1.0))
    measures = {"admissions": figure("emergency_admissions")}
    both = compare(base, whole, draws, seed, 9, measures, done=done)
    change = 100.0 * (both.changed.values["admissions"] / both.base.values["admissions"] - 1.0)
    return Measurement({"admissions": estimate(change[8])}, {"after a year": estimate(change[4])})


def money(draws: int, seed: int, done: Progress) -> Measurement:
    """Return the largest gap between books and balances in every scenario under random knobs."""
    worst = 0.0
    for scenario in sorted(shipped_ids()):
        model = prepare(Arm(scenario)).pack.model
        luck = Luck(seeds(2, seed))
        world = start(model, luck.seeds)
        rng = np.random.Generator(np.random.Philox(seed))
        for _ in range(6):
            knobs = _random(rng, model.place.trusts)
            after, report = step(model, world, knobs, luck)
            for gap in ledger.imbalance(world, after, report).values():
                worst = max(worst, float(np.abs(gap).max()))
            world = after
        done(2)
    return Measurement({"largest_gap": Estimate(worst, 0.0)})


def _random(rng: np.random.Generator, trusts: int) -> Knobs:
    """Return knobs anywhere within their ranges, a third of them turned."""
    knobs = Knobs.neutral(trusts, 2)
    for i, spec in enumerate(NATIONAL.values()):
        on = rng.random(2) < 0.33
        value: F = spec.low + (spec.high - spec.low) * rng.random(2)
        knobs.national[i] = np.where(on, value, knobs.national[i])
    for i, (name, spec) in enumerate(TRUST.items()):
        if name == "merge_into":
            continue
        on = rng.random((trusts, 2)) < 0.03
        drawn: F = spec.low + (spec.high - spec.low) * rng.random((trusts, 2))
        knobs.trust[i] = np.where(on, drawn, knobs.trust[i])
    return knobs
