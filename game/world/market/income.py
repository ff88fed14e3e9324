"""What trusts earn from commissioners.

Acute work is paid by a national price for each episode; emergencies above a baseline at a
marginal rate (30% from 2010, 70% from 2015/16), which reaches part of urgent care's value
(admissions within contracts; not A&E attendances, nor what was agreed beyond); mental health and
community work by block contracts. With capitation a share of income is a fixed budget instead:
a part of what all are paid, as large as in the year before. On top come payments for agreed
quality goals (CQUIN), which grew from 0.5 to 2.5% of contracts between 2009/10 and 2012/13 and
softened the squeeze; and case-mix, drugs and devices, which are in cost as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world import quarter_calendar
from game.world.exact_sums import added
from game.world.figure_names import EMERGENCY, LONG_TERM, MENTAL
from game.world.health_map import F
from game.world.market import ambulance, best_practice, forces
from game.world.market.capacity import Workload
from game.world.market.choice import Flows
from game.world.market.demand import Need
from game.world.quarter_state import Now


@dataclass(slots=True)
class Income:
    """The quarter's income: whole £ thousand, as floats, (T, B) and totals (B,)."""

    contracts_k: F  # commissioners' money
    private_k: F | None  # patients' money, from outside; None: none anywhere
    work: F  # value of the work at the start's prices: what cost follows
    paid_k: F  # (B,) all contracts

    @property
    def earned_k(self) -> F:
        """All that trusts earned, (T, B)."""
        return self.contracts_k if self.private_k is None else self.contracts_k + self.private_k


def earn(now: Now, need: Need, flows: Flows, work: Workload) -> Income:
    """The quarter's income."""
    p, done, grown = now.params, work.activity, now.world.demand
    block = 1.0 - p.block_growth
    followed = 1.0 - block * (1.0 - 1.0 / grown[LONG_TERM : MENTAL + 1])
    long_term = done[LONG_TERM] * p.long_term_price
    mental = done[MENTAL] * p.mental_price
    all_work = long_term + mental
    long_term *= followed[0]
    mental *= followed[1]
    own = long_term
    own += mental
    carried = ambulance.journeys(now)
    if carried is not None:
        at, value = carried
        all_work[at] += value
        own[at] += value * (1.0 - block * (1.0 - 1.0 / grown[EMERGENCY]))
    acute = _acute(now, need, flows, work, all_work)
    acute += now.care(own)
    earned = best_practice.premium(now)
    if earned is not None:
        earned += 1.0
        acute *= earned
    own[now.model.prepared.care.rows] = acute
    own *= forces.payment(now)
    own *= now.world.tariff * (_incentive(now) * casemix(now))
    contracts = now.only_open(own)
    np.rint(contracts, out=contracts)
    _capitate(now, contracts)
    more, private_pct = now.of_trusts("income_pct"), now.of_trusts("private_pct")
    if more is not None:
        contracts *= 1.0 + more / 100.0
    private = None if private_pct is None else np.rint(contracts * (private_pct / 100.0))
    np.rint(contracts, out=contracts)
    return Income(
        contracts_k=contracts,
        private_k=private,
        work=now.only_open(all_work),
        paid_k=added(contracts),
    )


def casemix(now: Now) -> float:
    """What an episode is worth against the start's beside the tariff: heavier cases, and drugs
    and devices paid for at cost. It is in cost as in income."""
    return 1.0 + now.params.casemix_growth_year * (now.row / 4.0)


def _capitate(now: Now, contracts: F) -> None:
    """Pay a share of contracts as a fixed budget, (T, B) whole £ thousand in place: each trust's
    part of what all were paid in the year before that began, of what all are paid now. So it moves
    money, and makes none. Moves ``contract_k``, which follows contracts until then."""
    world, before = now.world, now.before
    fixed = now.of("capitation")
    follow = np.subtract(contracts, before.contract_k, out=world.contract_k)
    follow *= 0.25
    follow += before.contract_k
    if fixed is None:
        return
    part = now.only_open(before.contract_k.copy())
    np.copyto(world.contract_k, part, where=fixed > 0.0)
    part *= added(contracts) / np.maximum(added(part), 1.0)
    contracts += fixed * (part - contracts)


def _acute(now: Now, need: Need, flows: Flows, work: Workload, all_work: F) -> F:
    """What acute trusts earn by the episode at the start's prices, (A, B); its value is added
    to ``all_work`` (T, B)."""
    p, free = now.params, now.of("price_competition")
    electives = work.treated * p.elective_price
    value = work.emergencies * p.emergency_price
    value += electives
    all_work[now.model.prepared.care.rows] += value
    earned = _emergencies(now, need, work.emergencies)
    if free is not None:
        electives *= 1.0 - free * p.price_discount * (1.0 - flows.hhi)
    earned += electives
    return earned


def _emergencies(now: Now, need: Need, done: F) -> F:
    """What emergencies earn at the start's prices: those above the baseline a part, (A, B)."""
    p = now.params
    rate: F | float = float(now.model.calendar.marginal_rate[now.row])
    fixed = now.of("marginal_rate")
    if fixed is not None:
        rate = np.where(np.isnan(fixed), rate, fixed)
    rate = 1.0 - p.marginal_scope * (1.0 - rate)
    within = np.minimum(done, p.emergency_baseline * (p.emergency_rate * need.catch))
    paid = done - within
    paid *= rate
    paid += within
    paid *= p.emergency_price
    return paid


def _incentive(now: Now) -> float:
    """Payments for agreed quality, against those of the scenario's start."""
    p, first = now.params, now.model.first - 1

    def share(quarter: int) -> float:
        year = quarter_calendar.financial_year(quarter)
        steps = ((2012, p.incentive_2012), (2010, p.incentive_2010), (2009, p.incentive_2009))
        return next((paid for since, paid in steps if year >= since), 0.0)

    return (1.0 + share(now.quarter)) / (1.0 + share(first))
