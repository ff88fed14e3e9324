"""The price of a promise: bonds follow Word, and a breach costs what the table says."""

from __future__ import annotations

from typing import Any

import pytest

from game.rules import constants, scoring
from game.rules.deals import breach
from game.rules.deals.breach import BreachCost, bond_at, breach_cost
from game.rules.state.commands import OfferDeal, ReplyDeal
from game.rules.state.deal_terms import Abstain, Do, Keep, PayClout, Terms
from game.rules.state.replace import replace
from game.world import quarter_calendar
from tests.rules.deals.test_talks import (
    NEXT,
    NOW,
    clout,
    struck,
    talking,
    terms,
    truce,
    with_word,
    word,
)

Q = quarter_calendar.parse(NOW)


def cost(deal: Terms, **more: Any) -> BreachCost:
    found = breach_cost(deal, "unions", **{"word": 300, "quarter": Q, "final": Q + 5, **more})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("held", "bond"), [(0, 400), (1, 200), (100, 200), (399, 200), (400, 0), (500, 0)]
)
def test_a_bond_of_two_clout_by_word(held: int, bond: int) -> None:
    assert bond_at(held, 2) == bond
    assert cost(truce(bond=2), word=held).bond == bond


def test_who_runs_a_deal_loses_what_it_put_up_then() -> None:
    assert cost(truce(bond=1), word=400, bond=100).bond == 100


@pytest.mark.parametrize(("held", "left"), [(0, 0), (50, 0), (100, 0), (400, 300)])
def test_word_left_after_a_breach(held: int, left: int) -> None:
    assert cost(truce(), word=held).word_after == left


def test_who_promises_nothing_that_takes_keeping_can_break_nothing() -> None:
    gift = terms(
        PayClout(by="unions", until=NOW, clout=1), Do(by="secretary", until=NEXT, lever="freeze")
    )
    assert breach_cost(gift, "unions", 300, Q, Q + 5) is None
    assert breach_cost(gift, "secretary", 300, Q, Q + 5) is not None


#: The game's last quarter as quarters from now, the promise, and whether its breach is late.
LATE = [
    (5, Abstain(by="unions", until=NEXT, lever="attack"), "never"),
    (2, Abstain(by="unions", until=NEXT, lever="attack"), "if_late"),
    (1, Abstain(by="unions", until=NEXT, lever="attack"), "surely"),
    (2, Do(by="unions", until=NEXT, lever="attack"), "surely"),
    (3, Do(by="unions", until=NEXT, lever="attack"), "never"),
    (2, Keep(by="unions", until=NOW, figure="waits", below=50), "never"),
]


@pytest.mark.parametrize(("last", "promise", "late"), LATE)
def test_when_a_breach_costs_points(last: int, promise: Any, late: str) -> None:
    assert cost(terms(promise), final=Q + last).late == late


@pytest.mark.parametrize("held", [0, 100, 400])
def test_a_broken_deal_costs_its_breaker_what_was_told(held: int) -> None:
    game = talking()
    with_word(game, "unions", held)
    told = cost(truce(), word=held)
    game.do(OfferDeal(role="unions", terms=truce()))
    game.do(ReplyDeal(role="secretary", deal=1, reply="accept"))
    victims = dict(game.board.deals[0].bonds)["secretary"]
    had = clout(game, "secretary")
    game.orders(unions="attack")
    assert game.board.deals[0].state == "broken"
    assert word(game, "unions") == told.word_after
    assert clout(game, "secretary") == had + victims + told.bond
    heat = [e for e in constants.effects_of("deal/1") if getattr(e, "gauge", "") == "media_heat"]
    assert [getattr(e, "by", 0) for e in heat] == [told.heat]


def test_points_are_lost_in_the_quarters_that_count_as_late() -> None:
    """What the score takes off agrees with ``is_late`` in every quarter of a game."""
    game = struck(truce())
    (deal,) = game.board.deals
    for broken_in in range(Q, Q + 6):
        broken = replace(deal, state="broken", broken_by="unions", broken_in=broken_in)
        board = replace(game.board, quarter=Q + 6, phase="campaign", deals=(broken,))
        counted = scoring.late_breaches(board, "unions")
        assert counted == breach.is_late(broken_in, Q + 5)
