"""Measure what competition, prices, wages, crowding and mergers do to care."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from game.lab.arm_trace import Measure, trusts_of
from game.lab.experiment import Compared, compare, run
from game.lab.experiment_arm import Arm, KnobOverride, prepare
from game.lab.fidelity.measurement import (
    STEADY,
    Estimate,
    F,
    Measurement,
    Progress,
    estimate,
    steady_country,
)
from game.lab.measures import department, figure
from game.world import exact_math
from game.world.figure_names import ELECTIVE, EMERGENCY
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

_DEATHS = {"deaths": figure("ami_mortality")}
_EARLY = 8
_PAIRS = 8  # mergers looked at, each alone


def _per_cent(changed: F, base: F) -> F:
    return 100.0 * (changed / base - 1.0)


def _steady(
    changed: KnobOverride, measures: Mapping[str, Measure], draws: int, seed: int, done: Progress
) -> Compared:
    """Compare the steady country under an override with itself, its lags run out."""
    base = steady_country()
    return compare(base, base.but(changed), draws, seed, STEADY, measures, done=done)


def competition(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure deaths with ten per cent off every trust's concentration."""
    both = _steady(KnobOverride("hhi_factor", 0.9), _DEATHS, draws, seed, done)
    deaths = _per_cent(both.changed.values["deaths"], both.base.values["deaths"])
    return Measurement(
        {"deaths": estimate(deaths[-1])}, {"after eight quarters": estimate(deaths[_EARLY])}
    )


def one_more_rival(draws: int, seed: int, done: Progress) -> Estimate:
    """Measure deaths, per cent, with one more equal rival of every hospital."""
    both = _steady(KnobOverride("rivals", 1.0), _DEATHS, draws, seed, done)
    return estimate(_per_cent(both.changed.values["deaths"], both.base.values["deaths"])[-1])


def price_competition(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure deaths with all elective prices free, and their gradient on HHI in that arm."""
    measures = {**_DEATHS, "list": figure("waiting_list"), "slope": gradient}
    both = _steady(KnobOverride("price_competition", 1.0), measures, draws, seed, done)
    changed, base = both.changed.values, both.base.values
    return Measurement(
        {
            "deaths": estimate(_per_cent(changed["deaths"], base["deaths"])[-1]),
            "waiting_list": estimate(_per_cent(changed["list"], base["list"])[-1]),
        },
        {
            "gradient of ln deaths on ln HHI, free price": estimate(changed["slope"][-1]),
            "the same, fixed price": estimate(base["slope"][-1]),
        },
    )


def gradient(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the slope of the change of ln deaths since the start on ln HHI, acute trusts, (B,)."""
    live = world.open & (model.baseline.acute > 0.0)
    y = exact_math.log(np.maximum(world.ami, 1e-3)) - model.baseline.ln_ami
    x = np.broadcast_to(model.baseline.ln_hhi, y.shape)
    n = np.maximum(live.sum(axis=0), 1)
    dx = np.where(live, x - np.where(live, x, 0.0).sum(axis=0) / n, 0.0)
    dy = np.where(live, y - np.where(live, y, 0.0).sum(axis=0) / n, 0.0)
    out: F = (dx * dy).sum(axis=0) / np.maximum((dx * dx).sum(axis=0), 1e-9)
    return out


def outside_wage(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure deaths with wages outside the service up by a tenth for good."""
    measures = {**_DEATHS, "agency": figure("agency_share")}
    both = _steady(KnobOverride("outside_wage_pct", 10.0), measures, draws, seed, done)
    deaths = _per_cent(both.changed.values["deaths"], both.base.values["deaths"])
    return Measurement(
        {"deaths": estimate(deaths[-1])},
        {
            "after eight quarters": estimate(deaths[_EARLY]),
            "agency share of pay, points": estimate(100.0 * both.difference("agency")[-1]),
        },
    )


def occupancy(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure the median acute trust with occupancy imposed on the same hospitals."""
    level = {}
    for filled in (0.88, 0.92, 1.0):
        arm = Arm("december-2013").but(KnobOverride("occupancy_set", filled))
        level[filled] = run(arm, draws, seed, 2, {"ae": _median_ae}, done).values["ae"][-1]
    return Measurement(
        {
            "at_92": estimate(100.0 * (level[0.92] - level[0.88])),
            "at_100": estimate(100.0 * (level[1.0] - level[0.88])),
        }
    )


def _median_ae(model: Model, world: World, report: QuarterRecord | None) -> F:
    rows = np.flatnonzero(model.baseline.acute[:, 0] > 0.0)
    return np.median(world.ae[rows], axis=0)


def merger(draws: int, seed: int, done: Progress) -> Measurement:
    """Measure merged neighbours, each pair in its own arm, against unmerged in year 4."""
    found = merged(draws, seed, done)
    return Measurement(
        {name: over_pairs(found[name]) for name in ("activity", "quality", "cost")},
        {"activity, with what other trusts took over": over_pairs(found["country"])},
    )


def merged(draws: int, seed: int, done: Progress) -> dict[str, list[F]]:
    """Return what mergers changed in year 4: for each name a list over pairs of values by draw.

    The pair's activity, and the country's, by the pair's (per cent); quality (points); waits (per
    cent); result (points of income); the cost (£m).
    """
    base = Arm("culling-the-herd", first="2009Q2")
    model = prepare(base).pack.model
    names = ("activity", "country", "quality", "waits", "margin", "cost")
    out: dict[str, list[F]] = {name: [] for name in names}
    for left, right in _pairs(model):
        pair = trusts_of(model, (left, right)).named
        both = compare(
            base,
            base.but(
                KnobOverride("merge_into", float(pair[1]) + 1.0, model.first, model.first, (left,))
            ),
            draws,
            seed,
            16,
            {
                "work": _work(pair),
                "all": _work(None),
                "quality": _quality(pair),
                "waits": _waits(pair),
                "margin": _margin(pair),
                "purse": department,
            },
            done=done,
        )
        old, new = both.base.values, both.changed.values
        work = {
            when: found["work"][-4:].sum(axis=0) for when, found in (("old", old), ("new", new))
        }
        out["activity"].append(_per_cent(work["new"], work["old"]))
        out["country"].append(100.0 * (new["all"][-4:] - old["all"][-4:]).sum(axis=0) / work["old"])
        out["quality"].append((new["quality"] - old["quality"])[-1])
        out["waits"].append(_per_cent(new["waits"][-1], old["waits"][-1]))
        out["margin"].append(100.0 * (new["margin"] - old["margin"])[-4:].mean(axis=0))
        out["cost"].append((old["purse"] - new["purse"])[-1])
    return out


def over_pairs(found: list[F]) -> Estimate:
    """Return the mean over pairs; its error is that of pairs and luck together."""
    means = np.array([f.mean() for f in found])
    return Estimate(float(means.mean()), float(means.std(ddof=1) / np.sqrt(len(means))))


def _pairs(model: Model) -> list[tuple[str, str]]:
    """Return acute trusts spread over the table, each with its nearest neighbour."""
    acute = np.flatnonzero(model.baseline.acute[:, 0] > 0.0)
    step = max(1, len(acute) // _PAIRS)
    ids = model.place.trust_id
    return [(ids[i], ids[int(model.links.near[i, 0])]) for i in acute[step // 2 :: step][:_PAIRS]]


def _work(rows: NDArray[np.int64] | None) -> Measure:
    """Measure the work done by some trusts or all, at the start's prices, £ thousand."""

    def measure(model: Model, world: World, report: QuarterRecord | None) -> F:
        if report is None:
            return np.zeros(world.batch)
        p = model.params
        price = np.array([p.emergency_price, p.elective_price, p.long_term_price, p.mental_price])
        done = report.trust_activity if rows is None else report.trust_activity[:, rows]
        assert EMERGENCY == 0
        out: F = (price[:, None, None] * done).sum(axis=(0, 1))
        return out

    return measure


def _quality(rows: NDArray[np.int64]) -> Measure:
    """Measure the quality of the pair, weighted by income."""

    def measure(model: Model, world: World, report: QuarterRecord | None) -> F:
        weight = np.where(world.open[rows], np.maximum(world.income_k[rows], 1), 0)
        out: F = (weight * world.quality[rows]).sum(axis=0) / np.maximum(weight.sum(axis=0), 1)
        return out

    return measure


def _waits(rows: NDArray[np.int64]) -> Measure:
    """Measure the quarters of work on the pair's list."""

    def measure(model: Model, world: World, report: QuarterRecord | None) -> F:
        able = np.maximum(world.capacity[ELECTIVE, rows].sum(axis=0), 1.0)
        out: F = world.waiting[rows].sum(axis=0) / able
        return out

    return measure


def _margin(rows: NDArray[np.int64]) -> Measure:
    """Measure the underlying result of the pair over its income."""

    def measure(model: Model, world: World, report: QuarterRecord | None) -> F:
        income = np.maximum(world.income_k[rows].sum(axis=0), 1)
        out: F = world.underlying_k[rows].sum(axis=0) / income
        return out

    return measure
