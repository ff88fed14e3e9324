"""Published facts that are no target, measured beside them whether they agree or not.

Which facts, and what was published, stands in ``scenarios/common/held_out.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab import data, history
from game.lab.experiment import run, seeds
from game.lab.fidelity.base import Done, F, Number, number
from game.lab.fidelity.care import one_more_rival
from game.lab.measures import LAB, Mask, figure, share_in_deficit
from game.lab.plan import Plan, ready
from game.lab.trace import Measure, Trace, trace
from game.world import exact
from game.world.market import choice
from game.world.model import Model
from game.world.names import REGIONS
from game.world.state import Report, World

_PFI: Final = 0.04
_SMALL: Final = 0.7
_NORTH: Final = ("NE", "NW", "YH")
_WINTERS: Final = range(2012, 2018)


@dataclass(frozen=True, slots=True)
class Fact:
    """A published fact and what was measured."""

    fact: data.Fact
    measured: Number

    @property
    def agrees(self) -> bool:
        """Whether the measured number lies within what was published."""
        low, high = self.fact.within
        return low <= self.measured.value <= high


def measure(draws: int, seed: int, done: Done = lambda count: None) -> list[Fact]:
    """Every held-out fact."""
    found = {**_historical(draws, seed, done), **_still(draws, seed, done)}
    return [Fact(fact, found[fact.id]) for fact in data.held_out()]


def _historical(draws: int, seed: int, done: Done) -> dict[str, Number]:
    n = history.quarters()
    t = trace(ready(history.plan(), n), seeds(draws, seed), n, _MEASURES, done)
    years = history.years(t)

    def by(name: str, year: int, read: str = "end") -> F:
        out: F = history.by_year(t, name, read)[years.index(year)]
        return out

    def agency(year: int) -> Number:
        return number(by("agency_m", year, "sum") / 1000.0)

    def apart(one: str, other: str, year: int) -> Number:
        return number(100.0 * (by(one, year) - by(other, year)))

    fall = exact.log(by("unit_cost", 2009) / by("unit_cost", 2014)) / 5.0
    return {
        "acute_2014": number(100.0 * by("deficit_share_acute", 2014)),
        "block_2014": number(100.0 * by("deficit_share_block", 2014)),
        "pfi_2013": apart("pfi", "no_pfi", 2013),
        "small_2014": apart("small", "teaching", 2014),
        "london_2014": apart("london", "elsewhere", 2014),
        "worst_2012": number(100.0 * by("worst", 2012)),
        "ten_2013": number(100.0 * by("ten", 2013)),
        "agency_2013": agency(2013),
        "agency_2015": agency(2015),
        "winter_ae": number(100.0 * _winter(t, "ae_4h_share")),
        "winter_beds": number(100.0 * _winter(t, "occupancy")),
        "efficiency": number(100.0 * fall),
    }


def _winter(t: Trace, name: str) -> F:
    """January to March less July to September before, the mean of the winters."""
    gaps = [t.at(name, f"{y}Q1") - t.at(name, f"{y - 1}Q3") for y in _WINTERS]
    out: F = np.mean(gaps, axis=0)
    return out


def _still(draws: int, seed: int, done: Done) -> dict[str, Number]:
    model = ready(Plan("december-2013")).pack.model
    bodies = Plan(
        "december-2013", "2013Q2", start={"commissioners": "211", "commissioners_at_risk": -1}
    )
    over = run(bodies, draws, seed, 4, {"over": _overspent}, done).values["over"][-1]
    return {
        "past_nearest": Number(100.0 * past_nearest(model), 0.0),
        "wait_elasticity": Number(wait_elasticity(model), 0.0),
        "south_pay": Number(100.0 * _pay_deaths(model), 0.0),
        "rival": one_more_rival(draws, seed, done),
        "ccg_2013": number(over),
    }


def _overspent(model: Model, world: World, report: Report | None) -> F:
    short = world.commissioner_open & (world.balance_k < 0)
    out: F = np.add.reduce(short, axis=0).astype(np.float64)
    return out


def _attraction(model: Model, waits: F) -> F:
    b, p = model.baseline, model.params
    drawn = choice.attraction(
        b.size, waits, b.quality, p.choice_wait, p.choice_quality, np.ones((1, 1))
    )
    out: F = drawn * (b.acute > 0.0)
    return out


def past_nearest(model: Model) -> float:
    """Share of elective patients who do not go to the nearest acute hospital, 0–1."""
    a = _attraction(model, model.baseline.list_quarters)[:, 0]
    drawn = model.links.dense * a[:, None]  # (T, C)
    nearest = model.place.edge_trust[:, 0]
    there = drawn[nearest, np.arange(drawn.shape[1])] / drawn.sum(axis=0)
    people = model.links.population[:, 0]
    return float(1.0 - (there * people).sum() / people.sum())


def wait_elasticity(model: Model) -> float:
    """Per cent of referrals that one acute hospital loses for a list one per cent longer."""
    b = model.baseline
    rows = np.flatnonzero(b.acute[:, 0] > 0.0)[::8]
    none = np.zeros_like(b.patients)

    def referrals(waits: F) -> F:
        a = _attraction(model, waits)
        return choice.flows(model.links, a, b.patients, none, 1.0, None).referrals[:, 0]

    before = referrals(b.list_quarters)
    found = []
    for i in rows:
        longer = b.list_quarters.copy()
        longer[i] *= 1.1
        found.append((referrals(longer)[i] / before[i] - 1.0) / 0.1)
    return float(np.mean(found))


def _pay_deaths(model: Model) -> float:
    """Log points of heart-attack deaths that pay puts between London and the North."""
    acute = model.baseline.acute[:, 0] > 0.0
    region = np.array([REGIONS[r] for r in model.place.trust_region])
    gap = model.baseline.forces.gap[:, 0]
    south = gap[acute & (region == "LN")].mean()
    north = gap[acute & np.isin(region, _NORTH)].mean()
    return float(model.params.ami_wage * (south - north))


def _acute(where: Callable[[Model], NDArray[np.bool_]]) -> Mask:
    def mask(model: Model, world: World) -> NDArray[np.bool_]:
        chosen = where(model) & (model.place.trust_kind == 0)
        out: NDArray[np.bool_] = world.open & chosen[:, None]
        return out

    return mask


def _worst(model: Model, world: World, report: Report | None) -> F:
    """The largest deficit of the year as a share of its trust's income."""
    income = np.maximum(4 * world.income_k, 1)
    out: F = np.max(np.where(world.open, -world.result_k / income, 0.0), axis=0)
    return out


def _ten(model: Model, world: World, report: Report | None) -> F:
    """The ten largest deficits of the year as a share of all."""
    short = np.sort(np.where(world.open, np.maximum(-world.result_k, 0), 0), axis=0)
    out: F = short[-10:].sum(axis=0) / np.maximum(short.sum(axis=0), 1)
    return out


_LONDON: Final = REGIONS.index("LN")
_MEASURES: Final[Mapping[str, Measure]] = {
    "deficit_share_acute": LAB["deficit_share_acute"][2],
    "deficit_share_block": LAB["deficit_share_block"][2],
    "agency_m": LAB["agency_m"][2],
    "unit_cost": LAB["unit_cost"][2],
    "ae_4h_share": figure("ae_4h_share"),
    "occupancy": figure("occupancy"),
    "pfi": share_in_deficit(_acute(lambda m: m.place.trust_pfi >= _PFI)),
    "no_pfi": share_in_deficit(_acute(lambda m: m.place.trust_pfi < _PFI)),
    "small": share_in_deficit(_acute(lambda m: m.place.trust_size < _SMALL)),
    "teaching": share_in_deficit(_acute(lambda m: m.place.trust_teaching)),
    "london": share_in_deficit(_acute(lambda m: m.place.trust_region == _LONDON)),
    "elsewhere": share_in_deficit(_acute(lambda m: m.place.trust_region != _LONDON)),
    "worst": _worst,
    "ten": _ten,
}
