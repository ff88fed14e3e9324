"""Commissioners: budgets, what they buy, and whether they can meet their obligations.

Two tests: in deficit; and unable to meet obligations after reserves and the risk pool.
Small bodies carry more chance: the standard deviation of spending a head falls with the
square root of the population (Bevan and others on budgets of GP fundholders; Martin, Rice
and Smith 1998). Weak commissioners and a weak tier above them let spending drift.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.bounds import at_least, somewhere, within
from game.world.exact_sums import added, shares, shares_of_fixed
from game.world.figure_names import ELECTIVE, EMERGENCY, LONG_TERM, MENTAL
from game.world.health_map import F
from game.world.market import contingency, lodgement, rationing
from game.world.market.income import Income, casemix
from game.world.market.result import Result
from game.world.quarter_state import Now


@dataclass(slots=True)
class Purchase:
    """Whole £ thousand this quarter, as floats, (B,): sums over commissioners."""

    budgets_k: F
    entrants_k: F
    other_k: F  # primary care, prescribing, packages, chance
    returned_k: F | float  # last year's surpluses, given back in April
    covered_k: F | float  # last year's deficits, covered in April


def buy(now: Now, income: Income, result: Result, tier_k: F | float) -> Purchase:
    """Pays for the quarter; moves balances and ``commissioner_at_risk``.

    The pool's top-slice and what came back of it, and ``tier_k`` (B,), the tier's help to
    trusts, are shared by all commissioners by population, as the Department's grants are.
    """
    world, before, model, p = now.world, now.before, now.model, now.params
    people, region = now.buyers.people, now.buyers.region
    budget = world.budget_k.astype(np.float64)
    per_head = (model.prepared.per_head * world.demand)[:, None, :]
    gone = _four(per_head * before.entrant_share) * (world.tariff * casemix(now))
    kept = _four(per_head * (1.0 - before.entrant_share))
    entrants = gone.take(region, axis=0)
    entrants *= people
    entrants_k = added(np.rint(entrants, out=entrants))
    weights = kept.take(region, axis=0)
    weights *= now.buyers.sixteenths
    bought = shares(income.paid_k, np.rint(weights, out=weights))  # on the grid of 2⁻⁴
    bought += entrants
    repaid, charged = _repay(now), _charged(now, result, tier_k)
    bought = bought if repaid is None else np.add(bought, repaid, out=bought)
    bought = bought if charged is None else np.add(bought, charged, out=bought)
    other = _other(now, budget, bought, entrants)
    other_k = added(other)
    balance = np.subtract(budget, bought, out=bought)
    balance -= other
    returned: F | float = 0.0
    covered: F | float = 0.0
    if now.quarter % 4 == 1:
        returned = added(np.maximum(before.balance_k, 0))
        short = np.maximum(-before.balance_k, 0)
        covered = added(short)
        world.owed_k += np.rint(p.deficit_repaid * short).astype(np.int64)
    else:
        other[:] = before.balance_k  # room that is free again
        balance += other
    held = contingency.held_back(p.contingency, balance, budget, other)
    balance += held
    other_k -= added(held)
    settled = lodgement.level(now, balance, budget)
    still = contingency.headroom(p, now.quarter)
    if still > 0.0:
        freed = contingency.held_back(4.0 * still, settled, budget)
        settled = settled + freed
        other_k -= added(freed)
    world.balance_k[:] = settled
    budgets_k = added(budget)
    if repaid is not None:
        returned = returned + added(repaid)
    _test(now, budget, balance)
    return Purchase(
        budgets_k=budgets_k,
        entrants_k=entrants_k,
        other_k=other_k,
        returned_k=returned,
        covered_k=covered,
    )


def _four(lines: F) -> F:
    """The sum over service lines, (L, R, B) to (R, B), in one fixed order."""
    out: F = lines[EMERGENCY] + lines[ELECTIVE] + lines[LONG_TERM] + lines[MENTAL]
    return out


def _charged(now: Now, result: Result, tier_k: F | float) -> F | None:
    """What the pool's top-slice, less what came back of it, and the tier's help to trusts take
    from each commissioner, less grants, whole £ thousand, (C, B); None: nothing."""
    spread = result.slice_k + tier_k - result.returned_k
    grant = now.of("commissioner_grant_m")
    spread = spread if grant is None else spread - np.rint(grant * 1000.0)
    if not somewhere(spread):
        return None
    return shares_of_fixed(spread, now.buyers.heads)


def _repay(now: Now) -> F | None:
    """What is paid back this quarter of last year's deficits, whole £ thousand, (C, B): all of
    it within the year, in equal parts. None: nobody owes anything."""
    owed = now.before.owed_k
    if not somewhere(owed):
        return None
    out: F = np.rint(owed / (4.0 - (now.quarter - 1) % 4))
    now.world.owed_k -= out.astype(np.int64)
    return out


def _other(now: Now, budget: F, bought: F, out: F) -> F:
    """Spending that is no contract: its base and growth, less where a commissioner has
    tightened; part of the room beyond what is ``bought`` by contract, or otherwise gone, or part
    of what is wanting saved; leaks of control, and chance. Whole £ thousand, (C, B), in ``out``.
    Moves ``tightened`` by the room, and ``other_k``: part of what is committed is recurrent."""
    p, model = now.params, now.model
    base = now.before.other_k * (1.0 + p.other_growth_year / 4.0)
    start = model.start.gauges
    leak = p.capability_leak * (float(start.get("commissioner_capability", 50.0)) - now.capability)
    leak = leak + p.grip_leak * (float(start.get("management_capacity", 50.0)) - now.grip)
    usual = now.before.tightened * -p.ration_other
    usual += 1.0
    usual *= base
    room = np.multiply(budget, now.buyers.planned, out=out)
    room -= bought
    room -= usual
    committed = at_least(room, 0.0, np.empty_like(room))
    committed *= p.room_spent
    base += p.room_recurrent * committed
    now.world.other_k[:] = np.rint(base, out=base)
    saved = room * p.want_saved
    committed += within(saved, usual * -p.want_most, 0.0)
    chance = now.chance  # used up: nobody else has any
    chance *= now.buyers.chance
    chance += leak / 100.0
    chance *= budget
    rationing.tighten(now, room, budget, saved)
    other = np.add(usual, committed, out=out)
    other += chance
    return np.rint(other, out=other)


def _test(now: Now, budget: F, balance: F) -> None:
    """Unable to meet obligations: the year's expected deficit, were the rest of the year
    like the year so far (drawn towards the body's own distance from need while little is
    known), exceeds reserves and the body's share of the risk pool. ``budget`` is used up."""
    p = now.params
    done = (now.quarter - 1) % 4 + 1
    known, ahead = done / (done + 1.0), (4.0 - done) / 4.0
    # the year's deficit, share of its budget: the balance so far over a quarter's budget times
    # ``so_far``, and what the body's distance from need adds; so the balance must not be below
    so_far = 0.25 + ahead * known / done
    far = ahead * (1.0 - known) * now.buyers.ahead
    least = -(contingency.cover(p) + far) / so_far
    worst = at_least(budget, 1.0)
    worst *= least
    world = now.world
    failing = np.less(balance, worst, out=world.commissioner_at_risk)
    failing &= now.before.commissioner_open
