"""Measure facts of the years 2009/10 to 2017/18 in one historical run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab import historical_run
from game.lab.arm_trace import Measure, Trace, trace
from game.lab.experiment import seeds
from game.lab.experiment_arm import prepare
from game.lab.fidelity import unseen_facts
from game.lab.fidelity.measurement import Estimate, F, Progress, estimate
from game.lab.historical_run import of_year
from game.lab.measures import LAB, Mask, figure, fts, in_deficit, share_in_deficit
from game.world import exact_math
from game.world.figure_names import ELECTIVE, REGIONS
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

_PFI: Final = 0.04
_SMALL: Final = 0.7
_WINTERS: Final = range(2012, 2018)
_STANDARD: Final = 0.95  # within four hours
_EIGHTEEN_WEEKS: Final = 0.92


def measure(draws: int, seed: int, done: Progress) -> dict[str, Estimate]:
    """Measure every fact of the historical run, held out or unseen, by its id."""
    n = historical_run.quarters()
    what = {**_MEASURES, **unseen_facts.MEASURES}
    t = trace(prepare(historical_run.arm(), n), seeds(draws, seed), n, what, done)
    return {**_money(t), **_care(t), **unseen_facts.of_history(t)}


def _money(t: Trace) -> dict[str, Estimate]:
    def by(name: str, year: int, read: str = "end") -> F:
        return of_year(t, name, year, read)

    def apart(one: str, other: str, year: int) -> Estimate:
        return estimate(100.0 * (by(one, year) - by(other, year)))

    fall = exact_math.log(by("unit_cost", 2009) / by("unit_cost", 2014)) / 5.0
    found = {
        f"share_{year}": estimate(100.0 * by("deficit_share", year)) for year in (2011, 2014, 2015)
    }
    return found | {
        "net_2014": estimate(by("year_net_m", 2014)),
        "net_2015": estimate(by("year_net_m", 2015)),
        "underlying_2016": estimate(by("underlying_bn", 2016, "sum")),
        "acute_2014": estimate(100.0 * by("deficit_share_acute", 2014)),
        "block_2014": estimate(100.0 * by("deficit_share_block", 2014)),
        "nhs_trusts_2013": estimate(by("nhs_trust_deficits", 2013)),
        "ft_2014": estimate(by("ft_deficits", 2014)),
        "pfi_2013": apart("pfi", "no_pfi", 2013),
        "pfi_paid_2013": estimate(100.0 * by("pfi_paid", 2013, "mean")),
        "small_2014": apart("small", "teaching", 2014),
        "london_2014": apart("london", "elsewhere", 2014),
        "worst_2012": estimate(100.0 * by("worst", 2012)),
        "ten_2013": estimate(100.0 * by("ten", 2013)),
        "income_growth": estimate(_growth(t, "income_bn", 2013, 2017)),
        "agency_2013": estimate(by("agency_m", 2013, "sum") / 1000.0),
        "agency_2015": estimate(by("agency_m", 2015, "sum") / 1000.0),
        "efficiency": estimate(100.0 * fall),
    }


def _care(t: Trace) -> dict[str, Estimate]:
    autumn = of_year(t, "morale", 2015, "autumn") - of_year(t, "morale", 2010, "autumn")
    return {
        "emergencies": estimate(_growth(t, "emergency_admissions", 2009, 2017)),
        "emergencies_early": estimate(_growth(t, "emergency_admissions", 2009, 2013)),
        "electives": estimate(_growth(t, "elective_admissions", 2009, 2016)),
        "ae_2013": estimate(100.0 * t.at("ae_4h_share", "2013Q1")),
        "ae_2015": estimate(100.0 * t.at("ae_4h_share", "2015Q1")),
        "ae_2018": estimate(100.0 * t.at("ae_4h_share", "2018Q1")),
        "ae_spread": estimate(100.0 * t.at("ae_spread", "2018Q1")),
        "winter_ae": estimate(100.0 * _winter(t, "ae_4h_share")),
        "winter_beds": estimate(100.0 * _winter(t, "occupancy")),
        "eighteen_weeks": estimate(_first_below(t, "rtt_18w_share", _EIGHTEEN_WEEKS)),
        "ami_fall": estimate(100.0 * (t.at("ami_mortality", "2018Q1") / _ami_2010(t) - 1.0)),
        "readmissions": estimate(
            of_year(t, "elective_readmissions", 2015, "mean")
            - of_year(t, "elective_readmissions", 2009, "mean")
        ),
        "clinical_2013": estimate(t.at("fails_clinical", "2013Q3")),
        "entrants_2013": estimate(100.0 * of_year(t, "entrants", 2013, "mean")),
        "engagement": estimate(autumn),
        "satisfaction_2017": estimate(of_year(t, "nhs_satisfaction", 2017, "autumn")),
    }


def _growth(t: Trace, name: str, first: int, last: int) -> F:
    """Return the growth between two years' sums, per cent a year, (draws,)."""
    ratio = of_year(t, name, last, "sum") / of_year(t, name, first, "sum")
    return 100.0 * (exact_math.exp(exact_math.log(ratio) / (last - first)) - 1.0)


def _winter(t: Trace, name: str) -> F:
    """Return January to March less July to September before, the mean of the winters."""
    gaps = [t.at(name, f"{y}Q1") - t.at(name, f"{y - 1}Q3") for y in _WINTERS]
    out: F = np.mean(gaps, axis=0)
    return out


def _ami_2010(t: Trace) -> F:
    return t.at("ami_mortality", "2010Q1")


def _first_below(t: Trace, name: str, line: float) -> F:
    """Return the end of the first quarter in which a measure is below a line, as a year.

    Where it never is, the run's end.
    """
    below = t.values[name][1:] < line
    first = np.where(below.any(axis=0), below.argmax(axis=0) + 1, below.shape[0])
    ends = np.array([int(label[:4]) + int(label[-1]) / 4.0 for label in t.quarters])
    out: F = ends[first]
    return out


def _acute(where: Callable[[Model], NDArray[np.bool_]]) -> Mask:
    def mask(model: Model, world: World) -> NDArray[np.bool_]:
        chosen = where(model) & (model.place.trust_kind == 0)
        out: NDArray[np.bool_] = world.open & chosen[:, None]
        return out

    return mask


def _not_ft(model: Model, world: World) -> NDArray[np.bool_]:
    return world.open & ~world.ft


def _worst(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the largest deficit of the year as a share of its trust's income, (B,)."""
    income = np.maximum(4 * world.income_k, 1)
    out: F = np.max(np.where(world.open, -world.result_k / income, 0.0), axis=0)
    return out


def _ten(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the ten largest deficits of the year as a share of all, (B,)."""
    short = np.sort(np.where(world.open, np.maximum(-world.result_k, 0), 0), axis=0)
    out: F = short[-10:].sum(axis=0) / np.maximum(short.sum(axis=0), 1)
    return out


def _underlying(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the underlying result of all trusts this quarter, £bn, (B,)."""
    out: F = np.add.reduce(np.where(world.open, world.underlying_k, 0), axis=0) / 1e6
    return out


def _income(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the income of all trusts this quarter, £bn, (B,)."""
    out: F = np.add.reduce(np.where(world.open, world.income_k, 0), axis=0) / 1e6
    return out


def _pfi_paid(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return PFI payments as a share of all trusts' income, (B,)."""
    price = float(model.calendar.other[model.calendar.row(world.quarter)]) if report else 1.0
    paid = np.add.reduce(np.where(world.open, price * model.baseline.pfi_k, 0.0), axis=0)
    out: F = paid / np.maximum(np.add.reduce(np.where(world.open, world.income_k, 0), axis=0), 1)
    return out


def _ae_spread(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return the standard deviation over acute trusts of the share seen within four hours, (B,)."""
    rows = np.flatnonzero(model.baseline.acute[:, 0] > 0.0)
    out: F = world.ae[rows].std(axis=0)
    return out


def _entrants(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Return new entrants' share of elective patients, mean of the regions, (B,)."""
    out: F = world.entrant_share[ELECTIVE].mean(axis=0)
    return out


_LONDON: Final = REGIONS.index("LN")
_MEASURES: Final[Mapping[str, Measure]] = {
    "deficit_share_acute": LAB["deficit_share_acute"][2],
    "deficit_share_block": LAB["deficit_share_block"][2],
    "year_net_m": LAB["year_net_m"][2],
    "agency_m": LAB["agency_m"][2],
    "unit_cost": LAB["unit_cost"][2],
    "fails_clinical": LAB["fails_clinical"][2],
    "deficit_share": figure("deficit_share"),
    "ae_4h_share": figure("ae_4h_share"),
    "occupancy": figure("occupancy"),
    "rtt_18w_share": figure("rtt_18w_share"),
    "emergency_admissions": figure("emergency_admissions"),
    "elective_admissions": figure("elective_admissions"),
    "ami_mortality": figure("ami_mortality"),
    "elective_readmissions": figure("elective_readmissions"),
    "nhs_satisfaction": figure("nhs_satisfaction"),
    "morale": figure("morale"),
    "ft_deficits": in_deficit(fts),
    "nhs_trust_deficits": in_deficit(_not_ft),
    "pfi": share_in_deficit(_acute(lambda m: m.place.trust_pfi >= _PFI)),
    "no_pfi": share_in_deficit(_acute(lambda m: m.place.trust_pfi < _PFI)),
    "small": share_in_deficit(_acute(lambda m: m.place.trust_size < _SMALL)),
    "teaching": share_in_deficit(_acute(lambda m: m.place.trust_teaching)),
    "london": share_in_deficit(_acute(lambda m: m.place.trust_region == _LONDON)),
    "elsewhere": share_in_deficit(_acute(lambda m: m.place.trust_region != _LONDON)),
    "worst": _worst,
    "ten": _ten,
    "underlying_bn": _underlying,
    "income_bn": _income,
    "pfi_paid": _pfi_paid,
    "ae_spread": _ae_spread,
    "entrants": _entrants,
}
