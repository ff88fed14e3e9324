"""Where the money went, in words."""

from __future__ import annotations

from game.rules.state.facts import MoneyMoved
from game.telling import money_flows
from game.world import ledger


def test_every_flow_of_the_ledger_has_its_words() -> None:
    assert set(ledger.FLOWS) == set(money_flows.FLOWS)
    accounts = {a for pair in ledger.FLOWS for a in pair}
    assert accounts == set(money_flows.ACCOUNTS)


def test_equal_flows_are_added_and_decided_ones_come_first() -> None:
    facts = [
        MoneyMoved(quarter=1, source="commissioners", target="trusts", amount_k=9_000_000),
        MoneyMoved(quarter=1, source="department", target="trusts", amount_k=1_000),
        MoneyMoved(quarter=1, source="department", target="trusts", amount_k=2_000),
        MoneyMoved(quarter=2, source="department", target="trusts", amount_k=5_000),
    ]
    told = money_flows.flows(facts, 1)
    assert [(f.what, f.amount_m) for f in told] == [
        ("Bail-outs and income support", 3.0),
        ("Contracts with trusts, and the tier's help", 9000.0),
    ]
