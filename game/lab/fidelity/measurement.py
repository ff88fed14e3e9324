"""A measured number with its Monte-Carlo error, and a country held steady."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab.experiment import error
from game.lab.experiment_arm import Arm

F = NDArray[np.float64]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value and its Monte-Carlo error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a check found: what the target judges, and what is told beside it."""

    judged: dict[str, Estimate]
    beside: dict[str, Estimate] = field(default_factory=dict)


def estimate(draws: F) -> Estimate:
    """Return the mean of the draws and its Monte-Carlo error."""
    return Estimate(float(draws.mean()), float(error(draws)))


#: What moves of itself. With these at nought and the paths still, a country has steady states.
_STILL: Final = (
    "ami_trend_year",
    "efficiency_base_year",
    "efficiency_pressure",
    "acute_cost_growth_year",
    "pay_drift_year",
    "elective_capacity_growth_year",
    "bed_growth_year",
    "entry_drift_year",
    "casemix_growth_year",
    "other_growth_year",
)
_PATHS: Final = (
    "tariff_pct",
    "budget_pct",
    "pay_pct",
    "inflation_pct",
    "outside_wage_pct",
    "demand_pct",
)
#: Quarters after which a still country's lags have run out.
STEADY: Final = 48


def steady_country(scenario: str = "culling-the-herd") -> Arm:
    """Return the country of 2008/09 with prices, pay, need and growth held steady."""
    from game.lab.experiment_arm import content_of

    params = content_of(scenario).params
    years = range(1990, 2101)
    return Arm(
        scenario,
        params={name: 0.0 for name in _STILL if name in params},
        paths={
            **{name: dict.fromkeys(years, 0.0) for name in _PATHS},
            "marginal_rate": dict.fromkeys(years, 1.0),
            "tier_support": dict.fromkeys(years, 1.0),
            "authority_support": dict.fromkeys(years, 0.0),
        },
    )
