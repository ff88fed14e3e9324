"""The second ply: what may be sealed a quarter after a sheet, and what that makes it worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, cast

import numpy as np
import pytest

from game.players.persona.persona import Persona
from game.players.search.evaluation import Evaluator, F, GuessPoints
from game.players.search.opponent_models import OpponentModels, Sheets
from game.players.search.second_ply import SecondPly
from game.rules.cards.index import card_index
from game.rules.constants import CLOUT_CAP
from game.rules.rollouts.guesses import Guess, opened
from game.rules.state.commands import Order, Seal
from game.rules.state.menu import LegalOrder
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, Role
from tests.players.search.test_search_player import PACK, orders

__all__ = ["orders"]
ROLE: Final[Role] = "secretary"
GUESSES = 2


class ByWhatIsInForce:
    """Evaluates by what the Secretary has put in force from the next quarter on."""

    def __init__(self) -> None:
        self.courses: list[tuple[int, Guess]] = []

    def run(
        self, asked: Sequence[tuple[GuessPoints, int, Callable[[], Guess | None]]]
    ) -> Iterator[None]:
        for kept, i, guess in asked:
            course = guess()
            if course is not None:
                self.courses.append((i, course))
                kept.by_guess[i] = np.array([float(len(later(course)))])
            yield

    def total(self, points: F) -> float:
        return float(points[0])


def later(course: Guess, role: Role = ROLE) -> set[tuple[str, int]]:
    """Effects that a role's orders of the next quarter have put in force."""
    levers, quarter = card_index(PACK).levers, course.board.quarter
    return {
        (m.source, m.effect)
        for m in course.board.modifiers
        if m.role == role and m.first > quarter and m.source in levers
    }


Tried = tuple[SecondPly, ByWhatIsInForce, list[Seal]]


@pytest.fixture(scope="module")
def tried(orders: Position) -> Tried:
    """A second ply after no order, and after the dearest single order."""
    return tried_in(orders)


@pytest.fixture(scope="module")
def tried_with_little(orders: Position) -> Tried:
    """The same where the dearest single order, a bid beside it, takes all the clout."""
    first, *others = orders.board.offices
    assert first.role == ROLE
    poor = replace(first, clout=100 * (1 + round(dearest(view(PACK, orders, ROLE)).clout)))
    return tried_in(replace(orders, board=replace(orders.board, offices=(poor, *others))), bid=1)


def plain(seen: View) -> list[LegalOrder]:
    return [o for o in seen.menu.open if not (o.trusts or o.roles or o.tags or o.purse_m)]


def dearest(seen: View) -> LegalOrder:
    return max(plain(seen), key=lambda o: o.clout)


def tried_in(orders: Position, bid: int = 0) -> Tried:
    seen = view(PACK, orders, ROLE)
    own = Persona(PACK, ROLE, 5, "reformer")
    models = OpponentModels(PACK, seen, own, 5, GUESSES)
    list(models.guess())
    others: list[Sheets] = []
    list(models.sheets(others))
    dear = dearest(seen).lever
    sheets = [Seal(role=ROLE), Seal(role=ROLE, orders=(Order(lever=dear, bid=bid),))]
    judge = ByWhatIsInForce()
    found = SecondPly(models, cast(Evaluator, judge), ROLE, plans=5)
    list(found.play_on(others))
    singles = {o.lever: 1.0 for o in plain(seen)[:4]} | {dear: 2.0}

    def course(i: int, sheet: Seal) -> Guess:
        return opened(PACK, models.guesses[i], (*others[i].values(), sheet))

    list(found.run(sheets, singles, course))
    return found, judge, sheets


def test_a_lever_that_rests_and_clout_that_is_gone_can_not_follow(
    tried: Tried,
) -> None:
    _, judge, (_, dear) = tried
    lever = dear.orders[0].lever
    after = [c for _, c in judge.courses if lever in dict(c.board.office(ROLE).ready_from)]
    assert after, "the dear order was tried"
    for _, course in judge.courses:
        assert 0 <= course.board.office(ROLE).clout <= CLOUT_CAP
    card = card_index(PACK).levers[lever]
    assert card.cool_down > 1
    assert not [c for c in after if lever in {source for source, _ in later(c)}]


def test_others_do_the_same_a_quarter_later_whichever_sheet_is_tried(
    tried: Tried,
) -> None:
    _, judge, _ = tried
    for i in range(GUESSES):
        for role in [r for r in ROLES if r != ROLE]:
            done = {frozenset(later(c, role)) for n, c in judge.courses if n == i}
            assert len(done) == 1


def test_a_dear_sheet_is_judged_over_the_same_guesses_as_a_cheap_one(
    tried_with_little: Tried,
) -> None:
    """What it leaves no clout for, of the usual stakes and backing, is dropped."""
    found, judge, (empty, dear) = tried_with_little
    lever = dear.orders[0].lever
    by_sheet: dict[bool, set[int]] = {True: set(), False: set()}
    for i, course in judge.courses:
        after = lever in dict(course.board.office(ROLE).ready_from)
        by_sheet[after].add(i)
        assert 0 <= course.board.office(ROLE).clout <= CLOUT_CAP
    everywhere = set(range(GUESSES))
    assert by_sheet == {True: everywhere, False: everywhere}
    assert found.best(empty) is not None and found.best(dear) is not None


def test_a_sheet_is_worth_the_best_that_may_follow_it(
    tried: Tried,
) -> None:
    found, judge, (empty, dear) = tried
    lever = dear.orders[0].lever

    def best(*, after: bool) -> float:
        some = [
            (i, c)
            for i, c in judge.courses
            if (lever in dict(c.board.office(ROLE).ready_from)) == after
        ]
        rows = [[len(later(c)) for i, c in some if i == n] for n in range(GUESSES)]
        return float(max(sum(each) / GUESSES for each in zip(*rows, strict=True)))

    assert found.best(dear) == best(after=True) and found.best(empty) == best(after=False)
    assert found.best(Seal(role=ROLE, orders=(Order(lever="never"),))) is None
