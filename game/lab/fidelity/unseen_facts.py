"""Measure the facts that were written down before the model was asked (``unseen_facts.yaml``).

Most are read from the historical run's trace, which ``historical_facts`` runs with the measures
of both files; three need the commissioners' arm, one an arm of its own, two only the map. A fact
of which the model has nothing is not in what is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab import historical_run
from game.lab.arm_trace import Measure, Trace
from game.lab.experiment import compare
from game.lab.experiment_arm import Arm, prepare
from game.lab.fidelity.measurement import Estimate, F, Progress, estimate
from game.lab.measures import LAB, Mask, figure, fts, share_in_deficit
from game.world import exact_math
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

_STANDARD: Final = 0.95  # within four hours
_LARGE_K: Final = 50_000  # a deficit of £50m
_NEAR_KM: Final = 10.0


def of_history(t: Trace) -> dict[str, Estimate]:
    """Return every such fact of the historical run, by its id."""

    def by(name: str, year: int, read: str = "end") -> F:
        return historical_run.of_year(t, name, year, read)

    def share(name: str, year: int) -> Estimate:
        return estimate(100.0 * by(name, year))

    agency = {
        f"agency_{year}": estimate(by("agency_m", year, "sum") / 1000.0)
        for year in (2009, 2010, 2011, 2012, 2014)
    }
    nets = {f"ft_net_{year}": estimate(by("ft_net_m", year)) for year in (2011, 2012, 2013, 2014)}
    return {
        "ft_deficits_2011": estimate(by("ft_deficits", 2011)),
        "nhs_trust_deficits_2011": estimate(by("nhs_trust_deficits", 2011)),
        "nhs_trust_deficits_2012": estimate(by("nhs_trust_deficits", 2012)),
        "gross_deficit_2011": estimate(by("year_gross_deficit_m", 2011)),
        **nets,
        "nhs_trust_net_2014": estimate(by("nhs_trust_net_m", 2014)),
        "nhs_trust_share_2014": share("nhs_trust_share", 2014),
        "nhs_trust_share_2015": share("nhs_trust_share", 2015),
        "ft_share_2015": share("ft_share", 2015),
        "acute_part_2015": share("acute_part", 2015),
        "acute_share_2016": share("deficit_share_acute", 2016),
        "acute_part_2016": share("acute_part", 2016),
        "worst_2015": estimate(by("worst_m", 2015)),
        "above_50m_2015": estimate(by("large", 2015)),
        "underlying_2017": estimate(by("underlying_bn", 2017, "sum")),
        "income_2015": estimate(by("income_bn", 2015, "sum")),
        "quarter_2015": estimate(t.at("year_net_m", "2015Q2")),
        "half_2015": estimate(t.at("year_net_m", "2015Q3")),
        "half_share_2015": estimate(100.0 * t.at("deficit_share", "2015Q3")),
        "ft_half_share_2014": estimate(100.0 * t.at("ft_share", "2014Q3")),
        "ft_half_net_2014": estimate(t.at("ft_net_m", "2014Q3")),
        "ft_enforcement_2014": estimate(t.at("trusts_at_risk_ft", "2014Q3")),
        **agency,
        "staff_growth": estimate(_growth(by, 2010, 2016)),
        "staff_growth_late": estimate(_growth(by, 2014, 2017)),
        "staff_growth_early": estimate(_growth(by, 2010, 2013)),
        "ae_missed_2013": estimate(100.0 * t.at("ft_ae_missed", "2013Q1")),
        "ae_missed_2012": estimate(100.0 * t.at("ft_ae_missed", "2012Q4")),
        "list_2014_summer": estimate(t.at("waiting_list", "2014Q3") / 1e6),
        "independent_2017": estimate(100.0 * by("new_entrant_share", 2017, "mean")),
        "pct_deficits_2011": estimate(by("overspent", 2011)),
    }


def of_arms(draws: int, seed: int, done: Progress) -> dict[str, Estimate]:
    """Measure the fact that needs an arm of its own: what a per cent of price is worth."""
    n, base = historical_run.quarters(), historical_run.arm()
    path = prepare(base, n).pack.scenario.paths.tariff_pct[2013]
    dearer = base.but(paths={"tariff_pct": {2013: path + 1.0}})
    both = compare(base, dearer, draws, seed, n, {"income": _income_m}, done=done)
    at = historical_run.years(both.base).index(2013)
    more = [historical_run.by_year(arm, "income", "sum")[at] for arm in (both.changed, both.base)]
    return {"price_per_cent": estimate(more[0] - more[1])}


def of_map() -> dict[str, Estimate]:
    """Measure how far people live from the nearest acute hospital; none depends on luck."""
    place = prepare(Arm("december-2013")).pack.model.place
    acute = place.trust_kind[place.edge_trust] == 0
    km = np.where(acute, place.edge_distance, np.inf).min(axis=1)
    people = place.district_population.astype(np.float64)
    order = np.argsort(km, kind="stable")
    below = np.cumsum(people[order]) / people.sum()
    median = float(km[order][np.searchsorted(below, 0.5)])
    near = float(people[km <= _NEAR_KM].sum() / people.sum())
    return {
        "emergencies_10km": Estimate(100.0 * near, 0.0),
        "emergencies_median_km": Estimate(median, 0.0),
    }


def _growth(by: Callable[[str, int, str], F], first: int, last: int) -> F:
    """Return the growth of staff between two years, per cent a year, (draws,)."""
    ratio = by("staff", last, "mean") / by("staff", first, "mean")
    out: F = 100.0 * (exact_math.exp(exact_math.log(ratio) / (last - first)) - 1.0)
    return out


def _nhs_trusts(model: Model, world: World) -> NDArray[np.bool_]:
    return world.open & ~world.ft


def _acute_fts(model: Model, world: World) -> NDArray[np.bool_]:
    out: NDArray[np.bool_] = world.open & world.ft & (model.place.trust_kind == 0)[:, None]
    return out


def _net(who: Mask) -> Measure:
    """Return the measure of the summed results of the year so far, £m."""

    def net(model: Model, world: World, report: QuarterRecord | None) -> F:
        out: F = np.add.reduce(np.where(who(model, world), world.result_k, 0), axis=0) / 1000.0
        return out

    return net


def _acute_part(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return acute trusts' part of those in deficit, 0–1, (B,)."""
    short = world.open & (world.result_k < 0)
    acute = short & (model.place.trust_kind == 0)[:, None]
    out: F = np.add.reduce(acute, axis=0) / np.maximum(np.add.reduce(short, axis=0), 1)
    return out


def _worst(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the largest deficit of the year so far, £m, (B,)."""
    out: F = np.max(np.where(world.open, -world.result_k, 0), axis=0) / 1000.0
    return out


def _large(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return how many trusts have a deficit of more than £50m in the year so far, (B,)."""
    out: F = np.add.reduce(world.open & (world.result_k < -_LARGE_K), axis=0).astype(np.float64)
    return out


def _missed(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the share of acute foundation trusts below the four-hour standard, 0–1, (B,)."""
    who = _acute_fts(model, world)
    missed = np.add.reduce(who & (world.ae < _STANDARD), axis=0)
    out: F = missed / np.maximum(np.add.reduce(who, axis=0), 1)
    return out


def _staff(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return staff employed: pay without agencies over pay per head, £m of the start, (B,)."""
    if report is None:
        return np.zeros(world.batch)
    paid = report.flows[report.flow_names.index(("trusts", "staff"))] / 1000.0
    years = model.calendar.row(world.quarter) / 4.0
    head = world.wage * (1.0 + model.params.pay_drift_year * years)
    out: F = paid * (1.0 - world.metric_of("agency_share")) / head
    return out


def _income_m(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the income of all trusts this quarter, £m, (B,)."""
    out: F = np.add.reduce(np.where(world.open, world.income_k, 0), axis=0) / 1000.0
    return out


def overspent(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return how many commissioners have spent above the budget of the year so far, (B,)."""
    short = world.commissioner_open & (world.balance_k < 0)
    out: F = np.add.reduce(short, axis=0).astype(np.float64)
    return out


#: What the historical run's trace must hold beyond what ``historical_facts`` measures itself.
MEASURES: Final[Mapping[str, Measure]] = {
    "nhs_trust_share": share_in_deficit(_nhs_trusts),
    "ft_share": share_in_deficit(fts),
    "ft_net_m": _net(fts),
    "nhs_trust_net_m": _net(_nhs_trusts),
    "year_gross_deficit_m": LAB["year_gross_deficit_m"][2],
    "acute_part": _acute_part,
    "worst_m": _worst,
    "large": _large,
    "ft_ae_missed": _missed,
    "staff": _staff,
    "overspent": overspent,
    "waiting_list": figure("waiting_list"),
    "new_entrant_share": figure("new_entrant_share"),
    "trusts_at_risk_ft": figure("trusts_at_risk_ft"),
}
