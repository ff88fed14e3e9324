"""Words of deals, the reveal, flows, the night and the verdicts."""

from __future__ import annotations

import pytest

from game.rules.state.facts import MoneyMoved
from game.telling import election_night, money_flows
from game.telling.gauge_changes import Term, gathered
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


@pytest.mark.parametrize("most", range(1, 8))
def test_terms_gathered_still_sum(most: int) -> None:
    terms = tuple(Term(str(i), v, None) for i, v in enumerate((900, -400, 300, 20, -7, 1)))
    short = gathered(terms, most)
    assert len(short) <= max(most, 1)
    assert sum(t.milli for t in short) == sum(t.milli for t in terms)


def test_the_show_of_the_night_never_goes_back() -> None:
    minutes = [election_night.minute_at(i / 200) for i in range(201)]
    assert minutes == sorted(minutes)
    assert minutes[0] == 0
    assert minutes[-1] == 960
