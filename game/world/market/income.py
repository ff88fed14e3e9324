"""What trusts earn from commissioners.

Acute work is paid by a national price for each episode; emergencies above a baseline at a
marginal rate (30% from 2010, 70% from 2015/16), which reaches part of urgent care's value
(admissions within contracts; not A&E attendances, nor what was agreed beyond); mental
health and community work by block contracts. With capitation a share of income is a fixed
budget instead. On top come payments for agreed quality goals (CQUIN), which grew from 0.5 to
2.5% of contracts between 2009/10 and 2012/13 and softened the squeeze.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world import calendar
from game.world.market.capacity import Work
from game.world.market.choice import Flows
from game.world.market.demand import Need
from game.world.names import ELECTIVE, EMERGENCY, LONG_TERM, MENTAL
from game.world.now import Now
from game.world.place import F, I


@dataclass(slots=True)
class Income:
    """Whole £ thousand a quarter, (T, B)."""

    contracts_k: I  # commissioners' money
    private_k: I  # patients' money, from outside
    work: F  # value of the work at the start's prices: what cost follows


def earn(now: Now, need: Need, flows: Flows, work: Work) -> Income:
    """The quarter's income."""
    world, p, knobs, base = now.world, now.params, now.knobs, now.model.baseline
    done = work.activity
    rate = knobs.of("marginal_rate")
    rate = np.where(np.isnan(rate), float(now.model.calendar.marginal_rate[now.row]), rate)
    rate = 1.0 - p.marginal_scope * (1.0 - rate)
    floor = p.emergency_baseline * (p.emergency_rate * need.catch)
    within = np.minimum(done[EMERGENCY], floor)
    paid = within + rate * (done[EMERGENCY] - within)
    discount = 1.0 - knobs.of("price_competition") * p.price_discount * (1.0 - flows.hhi)
    block = 1.0 - p.block_growth
    grown = world.demand
    own = (
        p.emergency_price * paid
        + p.elective_price * (done[ELECTIVE] * discount)
        + p.long_term_price * done[LONG_TERM] * (1.0 - block * (1.0 - 1.0 / grown[LONG_TERM]))
        + p.mental_price * done[MENTAL] * (1.0 - block * (1.0 - 1.0 / grown[MENTAL]))
    )
    fixed = knobs.of("capitation")
    if fixed.any():
        own = own + fixed * (base.income * grown[LONG_TERM] - own)
    live = now.before.open
    contracts = own * (world.tariff * _incentive(now)) * live
    contracts = contracts * (1.0 + knobs.of_trusts("income_pct") / 100.0)
    private = contracts * (knobs.of_trusts("private_pct") / 100.0)
    value = (
        p.emergency_price * done[EMERGENCY]
        + p.elective_price * done[ELECTIVE]
        + p.long_term_price * done[LONG_TERM]
        + p.mental_price * done[MENTAL]
    )
    return Income(
        contracts_k=np.rint(contracts).astype(np.int64),
        private_k=np.rint(private).astype(np.int64),
        work=value * live,
    )


def _incentive(now: Now) -> float:
    """Payments for agreed quality, against those of the scenario's start."""
    p, first = now.params, now.model.first - 1

    def share(quarter: int) -> float:
        year = calendar.financial_year(quarter)
        steps = ((2012, p.incentive_2012), (2010, p.incentive_2010), (2009, p.incentive_2009))
        return next((paid for since, paid in steps if year >= since), 0.0)

    return (1.0 + share(now.quarter)) / (1.0 + share(first))
