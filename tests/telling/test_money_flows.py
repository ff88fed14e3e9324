"""Where the money went, in words."""

from __future__ import annotations

import re

import pytest

from game.rules.state.facts import MoneyMoved
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling import money_flows
from game.world import ledger
from tests.desktop.games import game


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


def test_what_the_lines_leave_open_of_the_purses_move_is_said() -> None:
    session = game("papers", quarters=1)
    view, heard = session.view, session.heard()
    (_, old), (quarter, new) = view.figures["purse_m"].history[-2:]
    said = money_flows.purse_said(view, heard)
    move, listed, rest = [
        int(sign.replace("−", "-") + digits) if sign != "±" else 0
        for sign, digits in re.findall(r"([−+±])£?(\d+)m?", said)
    ]
    assert move == round(new - old) == listed + rest
    paid = sum(
        f.amount_k
        for f in heard
        if isinstance(f, MoneyMoved) and f.quarter == quarter and f.source == "department"
    )
    assert listed == -round(paid / 1000)
    voted = sum(
        f.amount_k
        for f in heard
        if isinstance(f, MoneyMoved) and f.quarter == quarter and f.target == "department"
    )
    granted = MoneyMoved(
        quarter=quarter,
        source="department",
        target="commissioners",
        amount_k=voted - 1000 * rest,
    )
    assert "explain the purse's move whole" in money_flows.purse_said(view, (*heard, granted))


@pytest.mark.parametrize("role", ROLES)
def test_every_office_that_knows_the_purse_is_told_how_far_the_lines_explain_it(role: Role) -> None:
    session = game("papers", humans=(role,))
    assert session.view.figures["purse_m"].exact
    assert money_flows.purse_said(session.view, session.heard()).startswith("The ")


def test_one_s_own_orders_are_told_with_their_price_and_nobody_else_s() -> None:
    session = game("papers", quarters=2, seed=12)
    view, scenario = session.view, session.voice.scenario
    own = [o for o in view.orders if (o.role, o.quarter) == ("secretary", view.quarter)]
    said = money_flows.own_orders_said(session.voice, view, session.heard())
    priced = [o for o in own if scenario.lever(o.lever).purse_m]
    assert priced
    for order in priced:
        price = f"£{scenario.lever(order.lever).purse_m:.0f}m"
        assert f"“{session.voice.lever(order.lever, order.quarter)}” {price}" in said
    assert money_flows.own_orders_said(session.voice, session.match.view(SPECTATOR), ()) == ""
