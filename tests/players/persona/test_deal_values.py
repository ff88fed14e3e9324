"""What a promise is to who gives it and to who gets it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.players.persona.assessment import LIKELY
from game.players.persona.deal_values import AHEAD, KEPT, Sense, feeling, sensed
from game.players.persona.parsed_terms import Promise, contract
from game.rules.state.deal_terms import Abstain, Consent, Do, PayClout, PayMoney, Tell, Terms
from game.scenario import loader
from game.world import quarter_calendar

PACK = loader.load("december-2013")
LEVER = "any_qualified_provider"  # the Secretary's


def promise_of(terms: Terms) -> Promise:
    return contract(PACK, terms).promises[0]


def from_secretary(clause: Abstain | Consent | Do | PayClout | PayMoney | Tell) -> Terms:
    return Terms(offerer="secretary", other="unions", clauses=(clause,))


NOW = quarter_calendar.parse("2014Q1")


def test_who_abstains_gives_up_what_it_likes_and_the_other_fears_less() -> None:
    p = promise_of(from_secretary(Abstain(by="secretary", until="2014Q2", lever=LEVER)))
    mine, theirs = (feeling(p, NOW, 1.0, mine=mine) for mine in (True, False))
    assert (mine.sense, mine.share) == ("liked", -2 * LIKELY * 2)
    assert (theirs.sense, theirs.share) == ("feared", KEPT * 2)
    assert mine.rows == theirs.rows == p.rows


def test_nobody_reckons_with_promises_further_ahead_than_it_looks() -> None:
    shares = []
    for until in ("2013Q4", "2014Q1", "2014Q2", "2014Q3", "2014Q4"):
        p = promise_of(from_secretary(Abstain(by="secretary", until=until, lever=LEVER)))
        shares.append(feeling(p, NOW, 1.0, mine=False).share)
    assert shares == [KEPT, KEPT, KEPT * 2, KEPT * AHEAD, KEPT * AHEAD]
    assert all(a <= b for a, b in pairwise(shares))


def test_clout_paid_is_as_much_less_to_one_as_it_is_more_to_the_other() -> None:
    p = promise_of(from_secretary(PayClout(by="secretary", until="2014Q1", clout=3)))
    assert feeling(p, NOW, 1.0, mine=True).clout == -3 == -feeling(p, NOW, 1.0, mine=False).clout


def test_money_buys_the_same_for_both_and_one_pays() -> None:
    p = promise_of(from_secretary(PayMoney(by="secretary", until="2014Q1", money_m=60, to="staff")))
    mine, theirs = (feeling(p, NOW, 1.0, mine=mine) for mine in (True, False))
    assert mine.moves == theirs.moves != ()
    assert mine.fixed < theirs.fixed == 0.0


@pytest.mark.parametrize(
    ("sense", "expected"),
    [("worth", (2.0, -2.0)), ("cost", (0.0, 2.0)), ("liked", (3.0, 0.0)), ("feared", (0.0, 0.5))],
)
def test_levers_are_sensed_from_two_sides(sense: Sense, expected: tuple[float, float]) -> None:
    assert (sensed(sense, 2.0, 1.0, 0.25), sensed(sense, -2.0, 1.0, 0.25)) == expected
