"""Commissioners: budgets, what they buy, and whether they can meet their obligations.

Two tests: in deficit; and unable to meet obligations after reserves and the risk pool.
Small bodies carry more chance: the standard deviation of spending a head falls with the
square root of the population (Bevan and others on budgets of GP fundholders; Martin, Rice
and Smith 1998). Weak commissioners and a weak tier above them let spending drift.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.market.income import Income
from game.world.names import ELECTIVE, EMERGENCY, LONG_TERM, MENTAL
from game.world.now import Now
from game.world.place import F, I
from game.world.sums import grid, share_out


@dataclass(slots=True)
class Purchase:
    """Whole £ thousand this quarter, (C, B) and totals (B,)."""

    contracts_k: I  # (C, B) to trusts
    entrants_k: I  # (C, B)
    other_k: I  # (C, B) primary care, prescribing, packages, chance
    returned_k: I  # (B,) last year's surpluses, given back in April
    covered_k: I  # (B,) last year's deficits, covered in April


def buy(now: Now, income: Income, slice_k: I, returned_k: I, tier_k: I) -> Purchase:
    """Pays for the quarter; moves balances and ``commissioner_at_risk``.

    ``slice_k`` and ``returned_k`` (B,) are the pool's top-slice and what came back of it,
    ``tier_k`` (B,) the tier's help to trusts: shared by all commissioners by
    population, as the Department's grants are.
    """
    world, before, p, model = now.world, now.before, now.params, now.model
    people, region = model.links.population, model.place.commissioner_region
    worth = np.array(
        [
            [p.emergency_rate * p.emergency_price],
            [p.elective_rate * p.elective_price],
            [p.long_term_rate * p.long_term_price],
            [p.mental_rate * p.mental_price],
        ]
    )
    per_head = (worth * world.demand)[:, None, :]
    share = before.entrant_share
    gone = _four(per_head * share)[region]
    kept = _four(per_head * (1.0 - share))[region]
    opens = now.quarter % 4 == 1
    old = before.balance_k if not opens else np.zeros_like(before.balance_k)
    surplus = np.maximum(before.balance_k, 0) if opens else None
    deficit = np.maximum(-before.balance_k, 0) if opens else None
    entrants = np.rint(people * (gone * world.tariff)).astype(np.int64)
    paid = np.add.reduce(income.contracts_k, axis=0)
    contracts = share_out(paid, grid(people * kept, 4))
    other = _other(now, people, contracts + entrants)
    spread = (
        slice_k
        + tier_k
        - returned_k
        - np.rint(now.knobs.of("commissioner_grant_m") * 1000.0).astype(np.int64)
    )
    extra: I | int = 0
    if spread.any():
        extra = share_out(spread, np.rint(people + np.zeros(world.batch)))
    world.balance_k = old + world.budget_k - contracts - entrants - other - extra
    _test(now)
    none = np.zeros_like(paid)
    return Purchase(
        contracts_k=contracts,
        entrants_k=entrants,
        other_k=other,
        returned_k=none if surplus is None else np.add.reduce(surplus, axis=0),
        covered_k=none if deficit is None else np.add.reduce(deficit, axis=0),
    )


def _four(lines: F) -> F:
    """The sum over service lines, (L, R, B) to (R, B), in one fixed order."""
    out: F = lines[EMERGENCY] + lines[ELECTIVE] + lines[LONG_TERM] + lines[MENTAL]
    return out


def _other(now: Now, people: F, bought: I) -> I:
    """Spending that is no contract: its base and growth, what commissioners commit of the
    room that their budget leaves beyond what is ``bought`` by contract, leaks of control,
    and chance."""
    p, model, budget = now.params, now.model, now.world.budget_k
    base = model.baseline.commissioned * (p.other_spend / (1.0 - p.other_spend))
    base = base * (1.0 + p.other_growth_year * (now.row / 4.0))
    room = budget * (1.0 - model.baseline.gap) - bought - base
    start = model.start.gauges
    leak = p.capability_leak * (float(start.get("commissioner_capability", 50.0)) - now.capability)
    leak = leak + p.grip_leak * (float(start.get("management_capacity", 50.0)) - now.grip)
    z = now.luck.bell(now.quarter, "commissioner", people.shape[0])
    chance = p.risk_sd * np.sqrt(100_000.0 / np.maximum(people, 1.0)) * z
    other = base + p.room_spent * room + budget * (leak / 100.0 + chance)
    return np.rint(other).astype(np.int64)


def _test(now: Now) -> None:
    """Unable to meet obligations: the year's expected deficit, were the rest of the year
    like the year so far (drawn towards the body's own distance from need while little is
    known), exceeds reserves and the body's share of the risk pool."""
    world, p = now.world, now.params
    done = (now.quarter - 1) % 4 + 1
    year = 4.0 * np.maximum(world.budget_k, 1)
    seen = world.balance_k / (np.maximum(world.budget_k, 1) * float(done))
    known = done / (done + 1.0)
    ahead = (4.0 - done) / 4.0 * (known * seen + (1.0 - known) * now.model.baseline.gap)
    expected = world.balance_k / year + ahead
    cover = p.reserve_share + p.pool_share
    world.commissioner_at_risk = now.before.commissioner_open & (expected < -cover)
