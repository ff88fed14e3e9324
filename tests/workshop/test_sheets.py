"""A facilitator types what four people wrote on paper."""

from __future__ import annotations

import pytest

from game.match import Match
from game.match.seats import HUMAN
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.menu import LegalOrder
from game.rules.state.view import View
from game.scenario import loader
from game.scenario.card_codes import ROLE_OF, way_codes
from game.scenario.schema.base import ROLES, Role
from game.telling import Voice
from game.workshop.plan import plan_of
from game.workshop.press.phrases import Wording
from game.workshop.sheets import TypedSheet, read_sheet
from tests.workshop.conftest import Until


@pytest.fixture
def table(match: Match, until: Until) -> Match:
    until(match, "orders")
    return match


def _read(table: Match, role: Role, text: str) -> TypedSheet:
    view = table.view(role)
    return read_sheet(Voice.of(table.pack.scenario, view), view, text)


def _voice(table: Match) -> Voice:
    return Voice.of(table.pack.scenario, table.view("spectator"))


def _first(table: Match, role: Role, *, trusts: bool = False) -> LegalOrder:
    """An order that the office may give now, naming hospitals or naming nothing."""
    menu = table.view(role).menu
    return next(
        o
        for o in menu
        if not o.reasons
        and bool(o.trusts) == trusts
        and not o.roles
        and not o.tags
        and o.clout <= 3
    )


def test_a_code_a_bid_and_a_hospital_are_an_order(table: Match) -> None:
    order = _first(table, "secretary", trusts=True)
    code, trust = _voice(table).code(order.lever), order.trusts[0]
    typed = _read(table, "secretary", f" {code.lower()} + 1 {trust.lower()} ")
    assert typed.seal == Seal(
        role="secretary", orders=(Order(lever=order.lever, bid=1, trusts=(trust,)),)
    )
    assert typed.said[0].startswith(f"{code} ")


def test_what_was_read_can_be_sealed(table: Match) -> None:
    for role in ROLES:
        order = _first(table, role)
        seal = _read(table, role, _voice(table).code(order.lever)).seal
        assert seal is not None
        table.submit(seal)
    assert table.view("spectator").phase == "reveal"
    assert {o.role for o in table.view("spectator").orders} == set(ROLES)


def test_a_dash_is_an_empty_sheet_and_nothing_is_none(table: Match) -> None:
    assert _read(table, "unions", "–").seal == Seal(role="unions")
    nothing = _read(table, "unions", "  ")
    assert (nothing.seal, nothing.faults) == (None, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "“HELLO” is no code: orders are typed as S"),
        ("N1", "N1 is a card of No 10."),
        ("S99", "There is no card S99 in this hand."),
        ("T107", "T107 stands behind no order."),
        ("C99 W1", "There is no case 99."),
        ("W1", "W1 stands behind no case: type C and its number first."),
        ("=cmd()", "“=CMD()” is no code"),
        ("<b>", "“<B>” is no code"),
    ],
)
def test_each_fault_is_one_sentence(table: Match, text: str, said: str) -> None:
    typed = _read(table, "secretary", text)
    assert typed.seal is None
    assert len(typed.faults) == 1
    assert typed.faults[0].startswith(said)


def test_what_an_order_lacks_or_can_t_name_is_said(table: Match) -> None:
    order, plain = _first(table, "secretary", trusts=True), _first(table, "secretary")
    code, other = (_voice(table).code(o.lever) for o in (order, plain))
    assert "has to name a hospital" in _read(table, "secretary", code).faults[0]
    assert _read(table, "secretary", f"{code} T9999").faults[0] == (
        "There is no hospital T9999 on the list."
    )
    assert "names no hospital" in _read(table, "secretary", f"{other} {order.trusts[0]}").faults[0]
    assert "stands on the sheet twice" in _read(table, "secretary", f"{other} {other}").faults[0]


def test_a_card_that_is_closed_says_why(table: Match) -> None:
    view = table.view("secretary")
    closed = next(o for o in view.menu if o.reasons)
    typed = _read(table, "secretary", _voice(table).code(closed.lever))
    assert typed.seal is None
    assert closed.reasons[0].rstrip(".") in typed.faults[0]


def test_a_sheet_that_costs_more_than_there_is_is_refused(table: Match) -> None:
    view = table.view("monitor")
    dear = sorted((o for o in view.menu if not o.reasons and not o.trusts), key=lambda o: -o.clout)
    plain = [o for o in dear if not o.roles and not o.tags][:2]
    codes = " ".join(f"{_voice(table).code(o.lever)}+2" for o in plain)
    assert "the office has 4" in _read(table, "monitor", codes).faults[0]


def test_cases_are_decided_and_staked_on(pack_with_case: tuple[Match, View]) -> None:
    table, view = pack_with_case
    case = next(c for c in view.cases if c.falls_due)
    code = way_codes(table.pack.scenario)
    way = next(w for w in case.ways if w.may_choose and not w.reasons and not w.purse_m)
    decided = _read(table, case.decider, f"C{case.number} {code[way.way]}+1")
    assert decided.seal is not None
    assert decided.seal.lines == (CaseLine(case=case.number, way=way.way, backing=1),)
    other: Role = "unions"
    staked = _read(table, other, f"c{case.number} {code[way.way]}-2")
    assert staked.seal is not None
    assert staked.seal.stakes == (Stake(case=case.number, way=way.way, side="against", clout=2),)
    bare = _read(table, other, f"c{case.number} {code[way.way]}")
    assert "stake for with" in bare.faults[0]
    assert "needs a way out" in _read(table, other, f"C{case.number}").faults[0]


@pytest.fixture
def pack_with_case(match: Match, until: Until) -> tuple[Match, View]:
    """A quarter in which a case falls due."""
    while True:
        until(match, "orders")
        view = match.view("secretary")
        if any(c.falls_due for c in view.cases):
            return match, view
        until(match, "reveal")


@pytest.mark.parametrize("scenario", [name for name, *_ in loader.available()])
def test_the_sheets_that_the_guide_has_typed_in_the_rehearsal_are_complete(
    scenario: str, until: Until
) -> None:
    table = Match.new(loader.load(scenario), dict.fromkeys(ROLES, HUMAN), 1)
    until(table, "orders")
    said = Wording(_voice(table), plan_of(None), 1, scenario).fill("{sheets}")
    codes = said.partition(", or a dash")[0].split(", ")
    assert [ROLE_OF[code[0]] for code in codes] == list(ROLES)
    for role, code in zip(ROLES, codes, strict=True):
        assert _read(table, role, code).seal is not None, code
