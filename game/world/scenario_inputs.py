"""What a scenario gives the world: who governs, the start, and what the calendar brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.world import quarter_calendar
from game.world.health_map import F

_HORIZON = 100  # quarters after the first that the paths reach (a 20-year projection and more)


@dataclass(frozen=True, slots=True)
class Government:
    """Who governs. Parties are indices into ``figure_names.PARTIES``; quarters are integers."""

    leading: int
    partner: int | None
    opposition: int
    began: int  # quarter of the last general election
    election: int  # quarter whose first weeks are the campaign
    baseline: int  # year of the constituency results that swing is measured from
    national_share: F  # (P,) vote intention at the start, per cent
    free_dissolution_to: int | None = None


@dataclass(frozen=True, slots=True)
class StartValues:
    """The position at the start. Gauges that are missing take their rule's base."""

    gauges: Mapping[str, float]
    trusts_at_risk: int
    commissioners_at_risk: int
    entrant_share: Mapping[str, float]  # by service line
    purse_m: float
    treasury_headroom_m: float
    tariff_since_start: float = 1.0


@dataclass(frozen=True, slots=True)
class Calendar:
    """The scenario's paths quarter by quarter, row 0 the quarter before the first.

    ``tariff_pct``, ``budget_pct`` and ``pay_pct`` are non-zero where a financial year opens
    only; ``demand`` is a quarter's growth in per cent; ``other`` (input costs) and
    ``outside`` (wages) are indices with 1 at row 0.
    """

    first: int
    tariff_pct: F
    budget_pct: F
    pay_pct: F
    demand_pct: F
    other: F
    outside: F
    marginal_rate: F
    tier_support: F
    authority_support: F

    def row(self, quarter: int) -> int:
        """The row of a quarter; the last one holds for ever after."""
        return min(max(quarter - self.first + 1, 0), len(self.other) - 1)


def calendar_of(first: int, paths: Mapping[str, Mapping[int, float]]) -> Calendar:
    """The calendar from paths by financial year; outside their years the nearest holds.

    ``paths`` has the keys of ``schema.scenario.Paths``. Raises ValueError if one is missing.
    """
    quarters = range(first - 1, first + _HORIZON)
    years = [quarter_calendar.financial_year(q) for q in quarters]
    opens = np.array([quarter_calendar.opens_financial_year(q) for q in quarters])
    opens[0] = False

    def by_quarter(name: str) -> F:
        if not paths.get(name):
            raise ValueError(f"the path {name!r} is missing")
        path = paths[name]
        low, high = min(path), max(path)
        known: dict[int, float] = {}
        for year in range(low, high + 1):
            known[year] = path.get(year, known.get(year - 1, 0.0))
        return np.array([known[min(max(y, low), high)] for y in years])

    def index(name: str) -> F:
        quarterly = 1.0 + by_quarter(name) / 400.0
        quarterly[0] = 1.0
        return np.multiply.accumulate(quarterly)

    return Calendar(
        first=first,
        tariff_pct=np.where(opens, by_quarter("tariff_pct"), 0.0),
        budget_pct=np.where(opens, by_quarter("budget_pct"), 0.0),
        pay_pct=np.where(opens, by_quarter("pay_pct"), 0.0),
        demand_pct=by_quarter("demand_pct") / 4.0,
        other=index("inflation_pct"),
        outside=index("outside_wage_pct"),
        marginal_rate=by_quarter("marginal_rate"),
        tier_support=by_quarter("tier_support"),
        authority_support=by_quarter("authority_support"),
    )
