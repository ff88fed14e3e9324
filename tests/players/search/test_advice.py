"""Advice on a draft: from its reader's view alone, within a budget, with a swap that is lawful."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.errors import InputError
from game.match import Match
from game.players import make
from game.players.search.advice import Advice, Adviser
from game.players.search.learner import plain
from game.players.search.levels import levels
from game.players.search.opponent_models import OpponentModels, Sheets
from game.rules import engine
from game.rules.deals.promises import give
from game.rules.orders.contests import counters
from game.rules.state.commands import Order, Seal
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, Role
from tests.campaigns.twins import Twin
from tests.players.search.test_search_player import PACK, courses_run, orders

__all__ = ["courses_run", "orders"]

LEVEL = levels().coach.model_copy(
    update={"guesses": 3, "screened": 1, "finalists": 3, "courses": 60, "quarters": 2}
)


def draft(position: Position, role: Role) -> Seal:
    sheet = make("persona", role, PACK, 9).act(view(PACK, position, role), "seal")
    assert isinstance(sheet, Seal)
    return sheet


def advised(position: Position, sheet: Seal) -> Advice:
    assert sheet.role is not None
    found = Adviser(PACK, view(PACK, position, sheet.role), sheet, LEVEL).work()
    assert found is not None
    return found


@pytest.mark.parametrize("role", ROLES)
def test_it_says_gain_risk_others_and_a_swap_that_may_be_sealed(
    role: Role, orders: Position
) -> None:
    sheet = draft(orders, role)
    found = advised(orders, sheet)
    assert found.stage == 3
    assert len(found.gains) == LEVEL.guesses
    assert found.gain == pytest.approx(sum(points for _, points in found.terms))
    assert min(found.gains) == pytest.approx(sum(points for _, points in found.worst))
    assert all(pressure.points < 0 and pressure.role != role for pressure in found.pressures)
    if found.swap is not None:
        assert found.swap.sheet != sheet
        assert found.swap.points == pytest.approx(sum(points for _, points in found.swap.terms))
        engine.check(PACK, orders, found.swap.sheet)


def test_an_empty_draft_gains_nothing_and_is_told_what_would_be_better(orders: Position) -> None:
    found = advised(orders, Seal(role="unions"))
    assert set(found.gains) == {0.0}
    assert found.swap is not None
    swapped = found.swap.sheet
    assert len(swapped.orders) + len(swapped.stakes) + len(swapped.lines) == 1


def test_a_sheet_that_cant_be_paid_is_refused_in_a_sentence(orders: Position) -> None:
    seen = view(PACK, orders, "secretary")
    dear = sorted(seen.menu.open, key=lambda order: -order.clout)[:2]
    sheet = Seal(role="secretary", orders=tuple(Order(lever=o.lever, bid=2) for o in dear))
    with pytest.raises(InputError, match="does not cover"):
        Adviser(PACK, seen, sheet, LEVEL)


@pytest.mark.parametrize("who", ROLES)
def test_what_its_reader_may_not_know_changes_nothing(who: Role, orders: Position) -> None:
    """Hidden figures, others' aims, clout and luck differ in a twin; the advice is the same."""
    with Match.new(PACK, dict.fromkeys(ROLES, "human"), 3) as match:
        match._position = orders
        twin = Twin(match, who, 5)
        assert twin.digest() != match.digest()
        sheet = draft(orders, who)
        found = [Adviser(PACK, m.view(who), sheet, LEVEL).work() for m in (match, twin)]
    assert found[0] is not None
    assert found[0] == found[1]


@pytest.mark.parametrize("courses", [1, 7, 33])
def test_the_budget_is_kept(courses: int, orders: Position, courses_run: list[int]) -> None:
    level = LEVEL.model_copy(update={"courses": courses})
    adviser = Adviser(PACK, view(PACK, orders, "monitor"), draft(orders, "monitor"), level)
    adviser.work()
    assert 0 < sum(courses_run) <= courses
    assert adviser.progress == 1.0


def test_who_stops_it_has_what_it_has_come_to(orders: Position) -> None:
    adviser = Adviser(PACK, view(PACK, orders, "secretary"), draft(orders, "secretary"), LEVEL)
    shares = []
    for _ in adviser.pieces():
        shares.append(adviser.progress)
        if adviser.advice is not None:
            break
    assert shares == sorted(shares)
    assert shares[-1] < 1.0
    assert adviser.advice is not None
    assert adviser.advice.stage == 1
    again = Adviser(PACK, view(PACK, orders, "secretary"), draft(orders, "secretary"), LEVEL)
    again.stop()
    assert again.work() is None


def test_an_order_that_another_office_would_counter_is_told(
    orders: Position, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every guess another office seals what meets the draft's order, with more behind it."""
    against = counters(PACK)
    seen = view(PACK, orders, "secretary")
    own, by = next(
        (o.lever, lever)
        for o in seen.menu.open
        if o.clout <= 2
        for lever in sorted(against[o.lever])
        if PACK.scenario.lever(lever).role != "number10"
    )
    role = PACK.scenario.lever(by).role
    plain = OpponentModels.sheets

    def meeting(self: OpponentModels, found: list[dict[Role, Seal]]) -> Iterator[None]:
        yield from plain(self, found)
        for sheets in found:
            met = Order(lever=by)
            sheets[role] = sheets[role].model_copy(update={"orders": (met,), "stakes": ()})

    monkeypatch.setattr(OpponentModels, "sheets", meeting)
    legal = next(o for o in seen.menu.open if o.lever == own)
    sheet = Seal(role="secretary", orders=(Order(lever=own, trusts=legal.trusts[: legal.n]),))
    found = advised(orders, sheet)
    (meeting_,) = [m for m in found.meetings if m.lever == by]
    assert (meeting_.role, meeting_.own, meeting_.guesses) == (role, own, LEVEL.guesses)
    assert 0 <= meeting_.beaten <= meeting_.guesses


def test_an_order_that_will_be_barred_comes_to_nothing_and_is_told(
    orders: Position, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every guess another office seals what bars the draft's order."""
    against = counters(PACK)
    own, lever = next(
        (own, lever)
        for role in ROLES
        for own in view(PACK, orders, role).menu.open
        if own.clout <= 2
        for lever in map(PACK.scenario.lever, sorted(against[own.lever]))
        if lever.counters is not None and lever.counters.mode == "bar" and lever.clout <= 2
    )
    plain = OpponentModels.sheets

    def barring(self: OpponentModels, found: list[dict[Role, Seal]]) -> Iterator[None]:
        yield from plain(self, found)
        for i, sheets in enumerate(found):  # in a guess its owner may have too little for it
            guess = self.guesses[i]
            paid = give(guess.board, lever.role, clout=round(100 * lever.clout))
            self.guesses[i] = replace(guess, board=paid)
            met = {"orders": (Order(lever=lever.id),), "stakes": (), "lines": ()}
            sheets[lever.role] = sheets[lever.role].model_copy(update=met)

    monkeypatch.setattr(OpponentModels, "sheets", barring)
    role = PACK.scenario.lever(own.lever).role
    sheet = Seal(role=role, orders=(Order(lever=own.lever, trusts=own.trusts[: own.n]),))
    assert advised(orders, sheet).fizzles == ((own.lever, LEVEL.guesses),)


def test_of_learners_no_stakes_and_no_second_orders_are_expected(
    orders: Position, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Sheets] = []
    real = OpponentModels.sheets

    def noted(self: OpponentModels, found: list[Sheets]) -> Iterator[None]:
        yield from real(self, found)
        given.extend(found)

    monkeypatch.setattr(OpponentModels, "sheets", noted)
    seen, sheet = view(PACK, orders, "secretary"), draft(orders, "secretary")
    adviser = Adviser(PACK, seen, sheet, LEVEL, learners=("unions", "monitor"))
    adviser.work()
    expected = adviser.expected
    assert len(expected) == len(given) > 0
    for before, after in zip(given, expected, strict=True):
        assert after["number10"] == before["number10"]
        for role in ("unions", "monitor"):
            assert after[role] == plain(before[role])
            assert not after[role].stakes and len(after[role].orders) <= 1
