"""Post the quarter's money in double entry: every pound comes from somewhere and goes somewhere.

Accounts that hold money are those of ``balances``; the taxpayer, staff, suppliers and patients are
outside. For each holding account, what enters less what leaves is what it grew by, to the thousand
pounds, in every quarter and game.
"""

from __future__ import annotations

import numpy as np

from game.world.exact_sums import added, totals
from game.world.health_map import F, I
from game.world.market.commissioning import Purchase
from game.world.market.cost import Cost
from game.world.market.failure import Exits
from game.world.market.income import Income
from game.world.market.result import Result
from game.world.quarter_state import Now
from game.world.world_state import QuarterRecord, World

FLOWS: tuple[tuple[str, str], ...] = (
    ("taxpayer", "department"),  # budgets, and Treasury money into the purse
    ("department", "commissioners"),  # allocations, grants, last year's deficits covered
    ("commissioners", "taxpayer"),  # last year's surpluses
    ("commissioners", "trusts"),  # contracts, and the tier's help
    ("commissioners", "entrants"),
    ("commissioners", "suppliers"),  # primary care, prescribing, packages
    ("commissioners", "pool"),  # top-slice
    ("pool", "commissioners"),  # what the pool did not need
    ("trusts", "pool"),  # levy on sound trusts
    ("pool", "trusts"),
    ("department", "trusts"),  # income support and loans
    ("taxpayer", "trusts"),  # debts cleared after administration
    ("taxpayer", "suppliers"),  # mergers: new systems, redundancies, rebuilding
    ("patients", "trusts"),
    ("trusts", "staff"),
    ("trusts", "suppliers"),
    ("trusts", "taxpayer"),  # dividends on public capital
    ("entrants", "staff"),
    ("department", "suppliers"),  # programmes, reorganisation, administrations
    ("commissioners", "commissioners"),  # balances handed over to successors, signs aside
)
HELD = ("department", "commissioners", "trusts", "entrants", "pool")


def balances(world: World) -> dict[str, I]:
    """Return what each holding account has, (B,) £ thousand."""
    none = np.zeros_like(world.purse_k)
    return {
        "department": world.purse_k,
        "commissioners": np.add.reduce(world.balance_k, axis=0),
        "trusts": np.add.reduce(world.cash_k, axis=0),
        "entrants": none,
        "pool": none,
    }


def post(
    now: Now, income: Income, cost: Cost, result: Result, purchase: Purchase, exits: Exits
) -> I:
    """Post the quarter, moving the purse and the Treasury's headroom; return the flows, (K, B)."""
    world = now.world

    def thousands(name: str) -> F | float:
        asked = now.of(name)
        return 0.0 if asked is None else np.rint(asked * 1000.0)

    purse, grant = thousands("purse_m"), thousands("commissioner_grant_m")
    programmes = thousands("spend_m") + thousands("transition_cost_m") + exits.cost_k
    support = total(result.support_k) + total(result.loan_k)
    left = purse - grant - programmes - support
    world.purse_k += left.astype(np.int64)
    world.treasury_k -= np.rint(purse + exits.cleared_k + exits.merger_k).astype(np.int64)
    other, measures, spent = totals(cost.other_k, result.measures_k, result.spent_k)
    allocated = purchase.budgets_k + purchase.covered_k
    out = np.empty((len(FLOWS), world.batch), np.int64)
    for row, money in zip(
        out,
        (
            allocated + purse,
            allocated + grant,
            purchase.returned_k,
            income.paid_k + total(result.tier_k),
            purchase.entrants_k,
            purchase.other_k,
            result.slice_k,
            result.returned_k,
            total(result.levy_k),
            total(result.pool_k),
            support,
            exits.cleared_k,
            exits.merger_k,
            total(income.private_k),
            cost.paid_k,
            other - cost.dividend_k - measures + spent,
            cost.dividend_k,
            purchase.entrants_k,
            programmes,
            0.0 if now.handed_k is None else now.handed_k,
        ),
        strict=True,
    ):
        row[:] = money
    return out


def total(money: F | None) -> F | float:
    """Return the sum over rows, (B,), of whole thousands; None is nothing."""
    if money is None:
        return 0.0
    return added(money)


def imbalance(before: World, after: World, report: QuarterRecord) -> dict[str, I]:
    """Return each holding account's growth less (in − out), (B,): nought if books balance."""
    old, new = balances(before), balances(after)
    out: dict[str, I] = {}
    for account in HELD:
        flow = new[account] - old[account]
        for k, (source, target) in enumerate(report.flow_names):
            if target == account:
                flow = flow - report.flows[k]
            if source == account:
                flow = flow + report.flows[k]
        out[account] = flow
    return out
