"""Competition, prices, wages, crowding and mergers: what they do to care."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.lab.arm_trace import Measure, trust_rows
from game.lab.experiment import compare, run
from game.lab.experiment_arm import Plan, Turned, ready
from game.lab.fidelity.measurement import STEADY, Done, F, Measured, Number, number, still
from game.lab.measures import department, figure
from game.world import exact_math
from game.world.figure_names import ELECTIVE, EMERGENCY
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

_DEATHS = {"deaths": figure("ami_mortality")}
_EARLY = 8
_PAIRS = 8  # mergers looked at, each alone


def _per_cent(changed: F, base: F) -> F:
    out: F = 100.0 * (changed / base - 1.0)
    return out


def competition(draws: int, seed: int, done: Done) -> Measured:
    """Ten per cent off every trust's concentration."""
    both = compare(
        still(), still().but(Turned("hhi_factor", 0.9)), draws, seed, STEADY, _DEATHS, done=done
    )
    deaths = _per_cent(both.changed.values["deaths"], both.base.values["deaths"])
    return Measured(
        {"deaths": number(deaths[-1])}, {"after eight quarters": number(deaths[_EARLY])}
    )


def one_more_rival(draws: int, seed: int, done: Done) -> Number:
    """Deaths, per cent, with one more equal rival of every hospital in a still country."""
    both = compare(
        still(), still().but(Turned("rivals", 1.0)), draws, seed, STEADY, _DEATHS, done=done
    )
    return number(_per_cent(both.changed.values["deaths"], both.base.values["deaths"])[-1])


def price_competition(draws: int, seed: int, done: Done) -> Measured:
    """All elective prices free; the gradient of deaths on HHI between trusts in that arm."""
    measures = {**_DEATHS, "list": figure("waiting_list"), "slope": gradient}
    free = still().but(Turned("price_competition", 1.0))
    both = compare(still(), free, draws, seed, STEADY, measures, done=done)
    changed, base = both.changed.values, both.base.values
    return Measured(
        {
            "deaths": number(_per_cent(changed["deaths"], base["deaths"])[-1]),
            "waiting_list": number(_per_cent(changed["list"], base["list"])[-1]),
        },
        {
            "gradient of ln deaths on ln HHI, free price": number(changed["slope"][-1]),
            "the same, fixed price": number(base["slope"][-1]),
        },
    )


def gradient(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Slope of the change of ln deaths since the start on ln HHI, over acute trusts."""
    live = world.open & (model.baseline.acute > 0.0)
    y = exact_math.log(np.maximum(world.ami, 1e-3)) - model.baseline.ln_ami
    x = np.broadcast_to(model.baseline.ln_hhi, y.shape)
    n = np.maximum(live.sum(axis=0), 1)
    dx = np.where(live, x - np.where(live, x, 0.0).sum(axis=0) / n, 0.0)
    dy = np.where(live, y - np.where(live, y, 0.0).sum(axis=0) / n, 0.0)
    out: F = (dx * dy).sum(axis=0) / np.maximum((dx * dx).sum(axis=0), 1e-9)
    return out


def outside_wage(draws: int, seed: int, done: Done) -> Measured:
    """Wages outside the service up by a tenth for good."""
    measures = {**_DEATHS, "agency": figure("agency_share")}
    dearer = still().but(Turned("outside_wage_pct", 10.0))
    both = compare(still(), dearer, draws, seed, STEADY, measures, done=done)
    deaths = _per_cent(both.changed.values["deaths"], both.base.values["deaths"])
    return Measured(
        {"deaths": number(deaths[-1])},
        {
            "after eight quarters": number(deaths[_EARLY]),
            "agency share of pay, points": number(100.0 * both.difference("agency")[-1]),
        },
    )


def occupancy(draws: int, seed: int, done: Done) -> Measured:
    """The same hospitals with occupancy imposed; the median acute trust is read."""
    level = {}
    for filled in (0.88, 0.92, 1.0):
        plan = Plan("december-2013").but(Turned("occupancy_set", filled))
        level[filled] = run(plan, draws, seed, 2, {"ae": _median_ae}, done).values["ae"][-1]
    return Measured(
        {
            "at_92": number(100.0 * (level[0.92] - level[0.88])),
            "at_100": number(100.0 * (level[1.0] - level[0.88])),
        }
    )


def _median_ae(model: Model, world: World, report: QuarterRecord | None) -> F:
    rows = np.flatnonzero(model.baseline.acute[:, 0] > 0.0)
    out: F = np.median(world.ae[rows], axis=0)
    return out


def merger(draws: int, seed: int, done: Done) -> Measured:
    """Neighbouring pairs, each in an arm of its own, against themselves unmerged in year 4."""
    found = merged(draws, seed, done)
    return Measured(
        {name: over_pairs(found[name]) for name in ("activity", "quality", "cost")},
        {"activity, with what other trusts took over": over_pairs(found["country"])},
    )


def merged(draws: int, seed: int, done: Done) -> dict[str, list[F]]:
    """What mergers changed in year 4, a list over pairs of values by draw: the pair's activity
    and the country's by the pair's (per cent), quality (points), waits (per cent), result
    (points of income) and the cost (£m)."""
    base = Plan("culling-the-herd", first="2009Q2")
    model = ready(base).pack.model
    names = ("activity", "country", "quality", "waits", "margin", "cost")
    out: dict[str, list[F]] = {name: [] for name in names}
    for left, right in _pairs(model):
        pair = trust_rows(model, (left, right))
        both = compare(
            base,
            base.but(Turned("merge_into", float(pair[1]) + 1.0, model.first, model.first, (left,))),
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
        work = {arm: found["work"][-4:].sum(axis=0) for arm, found in (("old", old), ("new", new))}
        out["activity"].append(_per_cent(work["new"], work["old"]))
        out["country"].append(100.0 * (new["all"][-4:] - old["all"][-4:]).sum(axis=0) / work["old"])
        out["quality"].append((new["quality"] - old["quality"])[-1])
        out["waits"].append(_per_cent(new["waits"][-1], old["waits"][-1]))
        out["margin"].append(100.0 * (new["margin"] - old["margin"])[-4:].mean(axis=0))
        out["cost"].append((old["purse"] - new["purse"])[-1])
    return out


def over_pairs(found: list[F]) -> Number:
    """Mean over pairs; the error is that of pairs and luck together."""
    means = np.array([f.mean() for f in found])
    return Number(float(means.mean()), float(means.std(ddof=1) / np.sqrt(len(means))))


def _pairs(model: Model) -> list[tuple[str, str]]:
    """Acute trusts spread over the table, each with its nearest neighbour."""
    acute = np.flatnonzero(model.baseline.acute[:, 0] > 0.0)
    step = max(1, len(acute) // _PAIRS)
    ids = model.place.trust_id
    return [(ids[i], ids[int(model.links.near[i, 0])]) for i in acute[step // 2 :: step][:_PAIRS]]


def _work(rows: NDArray[np.int64] | None) -> Measure:
    """Value of the work done at the start's prices, £ thousand, by some trusts or all."""

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
    """Quality of the pair, weighted by income."""

    def measure(model: Model, world: World, report: QuarterRecord | None) -> F:
        weight = np.where(world.open[rows], np.maximum(world.income_k[rows], 1), 0)
        out: F = (weight * world.quality[rows]).sum(axis=0) / np.maximum(weight.sum(axis=0), 1)
        return out

    return measure


def _waits(rows: NDArray[np.int64]) -> Measure:
    """Quarters of work on the pair's list."""

    def measure(model: Model, world: World, report: QuarterRecord | None) -> F:
        able = np.maximum(world.capacity[ELECTIVE, rows].sum(axis=0), 1.0)
        out: F = world.waiting[rows].sum(axis=0) / able
        return out

    return measure


def _margin(rows: NDArray[np.int64]) -> Measure:
    """Underlying result of the pair over its income."""

    def measure(model: Model, world: World, report: QuarterRecord | None) -> F:
        income = np.maximum(world.income_k[rows].sum(axis=0), 1)
        out: F = world.underlying_k[rows].sum(axis=0) / income
        return out

    return measure
