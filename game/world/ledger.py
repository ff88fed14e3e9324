"""Every pound comes from somewhere and goes somewhere: the quarter's double entry.

Accounts that hold money are those of ``held``; the taxpayer, staff, suppliers and patients
are outside. For each holding account, what enters less what leaves is what it grew by, to
the thousand pounds, in every quarter and game.
"""

from __future__ import annotations

import numpy as np

from game.world.market.commissioning import Purchase
from game.world.market.cost import Cost
from game.world.market.failure import Exits
from game.world.market.income import Income
from game.world.market.result import Result
from game.world.now import Now
from game.world.place import I
from game.world.state import Report, World

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
    ("department", "trusts"),  # income support
    ("taxpayer", "trusts"),  # debts cleared after administration
    ("taxpayer", "suppliers"),  # mergers: new systems, redundancies, rebuilding
    ("patients", "trusts"),
    ("trusts", "staff"),
    ("trusts", "suppliers"),
    ("entrants", "staff"),
    ("department", "suppliers"),  # programmes, reorganisation, administrations
)
HELD = ("department", "commissioners", "trusts", "entrants", "pool")


def held(world: World) -> dict[str, I]:
    """What each holding account has, (B,) £ thousand."""
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
    """Posts the quarter, moves the purse and the Treasury's headroom; the flows, (K, B)."""
    world, before, knobs = now.world, now.before, now.knobs

    def thousands(name: str) -> I:
        return np.rint(knobs.of(name) * 1000.0).astype(np.int64)

    def total(values: I) -> I:
        whole: I = np.add.reduce(values, axis=0)
        return whole

    budgets = total(world.budget_k)
    purse, grant = thousands("purse_m"), thousands("commissioner_grant_m")
    programmes = thousands("spend_m") + thousands("transition_cost_m") + exits.cost_k
    support = total(result.support_k)
    world.purse_k = before.purse_k + purse - grant - programmes - support
    world.treasury_k = before.treasury_k - purse - exits.cleared_k - exits.merger_k
    entrants = total(purchase.entrants_k)
    measures = total(result.measures_k)
    return np.stack(
        [
            budgets + purse + purchase.covered_k,
            budgets + grant + purchase.covered_k,
            purchase.returned_k,
            total(income.contracts_k) + total(result.tier_k),
            entrants,
            total(purchase.other_k),
            result.slice_k,
            result.returned_k,
            total(result.levy_k),
            total(result.pool_k),
            support,
            exits.cleared_k,
            exits.merger_k,
            total(income.private_k),
            total(cost.pay_k),
            total(cost.other_k) - measures + total(result.spent_k),
            entrants,
            programmes,
        ]
    )


def imbalance(before: World, after: World, report: Report) -> dict[str, I]:
    """For each holding account, growth less (in − out), (B,): nought if the books balance."""
    old, new = held(before), held(after)
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
