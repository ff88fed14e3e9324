"""Money over a quarter in words: who paid whom for what, and whose decision it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from game.rules.state.facts import Fact, MoneyMoved, OrderRevealed
from game.rules.state.view import View
from game.scenario.title_case import inside
from game.telling.formatting import change, listed, money
from game.telling.log import OUTCOMES
from game.telling.names import Voice, humanised

ACCOUNTS: Final[dict[str, str]] = {
    "taxpayer": "The taxpayer",
    "department": "The Department's purse",
    "commissioners": "Commissioners",
    "trusts": "Trusts",
    "entrants": "New providers",
    "pool": "The risk pool",
    "staff": "Staff",
    "suppliers": "Suppliers",
    "patients": "Patients",
}
#: What a flow is for (``world.ledger`` lists the flows).
FLOWS: Final[dict[tuple[str, str], str]] = {
    ("taxpayer", "department"): "Budgets voted, and Treasury money into the purse",
    ("department", "commissioners"): "Allocations, grants, last year's deficits covered",
    ("commissioners", "taxpayer"): "Last year's surpluses handed back",
    ("commissioners", "trusts"): "Contracts with trusts, and the tier's help",
    ("commissioners", "entrants"): "Contracts with new providers",
    ("commissioners", "suppliers"): "Primary care, prescribing, packages of care",
    ("commissioners", "pool"): "Top-sliced into the risk pool",
    ("pool", "commissioners"): "What the pool did not need",
    ("trusts", "pool"): "Levy on sound trusts",
    ("pool", "trusts"): "Rescues out of the risk pool",
    ("department", "trusts"): "Bail-outs and income support",
    ("taxpayer", "trusts"): "Debts cleared after administration",
    ("taxpayer", "suppliers"): "Mergers: new systems, redundancies, rebuilding",
    ("patients", "trusts"): "Private patients and charges",
    ("trusts", "staff"): "Trusts' pay",
    ("trusts", "suppliers"): "Trusts' other costs",
    ("trusts", "taxpayer"): "Dividends on the capital that the taxpayer put in",
    ("entrants", "staff"): "New providers' pay and costs",
    ("department", "suppliers"): "Programmes, reorganisation, administrations",
    ("commissioners", "commissioners"): "Balances handed over to successors, either way",
}
#: Flows that somebody decided on this quarter; the others are the service's daily bread.
CHOSEN: Final = (
    ("department", "trusts"),
    ("department", "suppliers"),
    ("taxpayer", "trusts"),
    ("taxpayer", "suppliers"),
    ("trusts", "pool"),
    ("pool", "trusts"),
    ("commissioners", "pool"),
)


@dataclass(frozen=True, slots=True)
class MoneyFlow:
    """Money between two accounts, £ million."""

    what: str
    source: str
    target: str
    amount_m: float
    chosen: bool


def account(name: str) -> str:
    """Return an account's name, at the start of a line."""
    return ACCOUNTS.get(name, humanised(name))


def flows(facts: Iterable[Fact], quarter: int) -> list[MoneyFlow]:
    """Return the quarter's flows that the reader may know: chosen first, then the largest."""
    sums: dict[tuple[str, str], int] = {}
    for f in facts:
        if isinstance(f, MoneyMoved) and f.quarter == quarter and f.amount_k:
            pair = (f.source, f.target)
            sums[pair] = sums.get(pair, 0) + f.amount_k
    made = [
        MoneyFlow(
            FLOWS.get(pair, f"{account(pair[0])} to {inside(account(pair[1]))}"),
            account(pair[0]),
            account(pair[1]),
            amount / 1000,
            pair in CHOSEN,
        )
        for pair, amount in sums.items()
    ]
    return sorted(made, key=lambda f: (not f.chosen, -abs(f.amount_m)))


def purse_said(view: View, facts: Iterable[Fact]) -> str:
    """Return how far the listed flows explain the purse's last move.

    Nothing is said to who doesn't know the purse exactly.
    """
    purse = view.figures.get("purse_m")
    if purse is None or not purse.exact or len(purse.history) < 2:
        return ""
    (before, old), (now, new) = purse.history[-2:]
    if (before, now) != (view.quarter - 1, view.quarter):
        return ""
    out = through = 0
    for f in facts:
        if isinstance(f, MoneyMoved) and f.quarter == now and "department" in (f.source, f.target):
            amount = f.amount_k if f.target == "department" else -f.amount_k
            if {f.source, f.target} & {"taxpayer", "commissioners"}:
                through += amount
            else:
                out += amount
    move, told = round(new - old), round(out / 1000)
    rest = move - told
    if not rest or rest == round(through / 1000):
        return f"The lines above explain the purse's move whole: {change(move, 'money_m')}."
    return (
        f"The purse moved by {change(move, 'money_m')}: {change(told, 'money_m')} by lines "
        f"above, and {change(rest, 'money_m')} is the Treasury's money less allocations and "
        "grants to commissioners (those that orders make, too), which are not listed."
    )


def own_orders_said(voice: Voice, view: View, facts: Iterable[Fact]) -> str:
    """Return what the reader's own orders of the quarter were priced at; empty if nothing."""
    priced = []
    for f in facts:
        if isinstance(f, OrderRevealed) and (f.quarter, f.role) == (view.quarter, view.who):
            price = _price(voice, f.lever)
            if price:
                name = voice.lever(f.lever, f.quarter)
                priced.append(f"“{name}” {money(price)} ({OUTCOMES[f.outcome]})")
    return f"Your orders, by their cards: {listed(priced)}." if priced else ""


def _price(voice: Voice, lever: str) -> float:
    try:
        return voice.scenario.lever(lever).purse_m
    except KeyError:  # a lever of an older scenario
        return 0.0
