"""What promises and deals are worth to who gives and to who gets."""

from __future__ import annotations

import numpy as np
import pytest

from game.lab.batch import begin, market, orders, run, talks
from game.players import make
from game.players.persona.assessment import Assessment
from game.players.persona.case_values import CaseValues
from game.players.persona.deal_values import FREEDOM, HORIZON, KEPT, Bargainer, Party
from game.players.persona.lever_values import LeverValues, arrows_at, axes, case_sources
from game.players.persona.parsed_terms import contract
from game.players.persona.persona import Persona
from game.players.persona.way_arrays import way_arrays, way_kinds
from game.rules.cards.index import card_index
from game.rules.state.commands import OfferDeal
from game.rules.state.deal_terms import Abstain, Consent, Do, PayClout, PayMoney, Tell, Terms
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar

PACK = loader.load("december-2013")
LEVER = "any_qualified_provider"  # the Secretary's
NOW = quarter_calendar.parse("2014Q1")
THRIFT = 0.4
#: How likely the lever is to be used.
CHANCE = 0.25

Clause = Abstain | Consent | Do | PayClout | PayMoney | Tell


def points(clause: Clause, role: Role, *, worth: float = 0.0, liking: float = 0.0) -> float:
    """What the Secretary's promise to the unions is worth to one of them, where ``LEVER`` is
    worth so much to both, and as much again for the reader's own priorities."""
    row = axes(PACK).row[LEVER]
    levers, figures = len(axes(PACK).row), len(axes(PACK).column)
    values, priority_points = np.zeros((len(ROLES), levers)), np.zeros(levers)
    values[:, row], priority_points[row] = worth, liking
    arrows = arrows_at(PACK, 2)
    of_cases = np.zeros((len(ROLES), len(case_sources(PACK))))
    lever_values = LeverValues(arrows, np.ones((len(ROLES), figures)), values, of_cases)
    likely, holding = np.full(levers, CHANCE), np.zeros(0, np.bool_)
    ways, feared = way_arrays(PACK, [lever_values])
    case_values = CaseValues(way_kinds(PACK), ways[0], feared[0])
    assessment = Assessment(lever_values, case_values, holding, priority_points, likely, likely)
    reader = Bargainer(PACK, role, NOW, NOW + 2, assessment, likely, THRIFT, [5.0] * len(ROLES))
    terms = Terms(offerer="secretary", other="unions", clauses=(clause,))
    return Party(reader, role).points(contract(PACK, terms).promises[0])


def abstain(until: str) -> Abstain:
    return Abstain(by="secretary", until=until, lever=LEVER)


def test_who_abstains_gives_up_what_it_likes_and_the_other_fears_less() -> None:
    promise = abstain("2014Q2")
    price = card_index(PACK).levers[LEVER].cost / 100 * THRIFT
    given_up = points(promise, "secretary", worth=5.0, liking=1.0)
    assert given_up == pytest.approx(-(1 + FREEDOM) * (6.0 - price))  # it could be used but once
    assert points(promise, "secretary", worth=-2.0) == 0.0
    within_two = 1 - (1 - CHANCE) ** 2
    assert points(promise, "unions", worth=-2.0) == pytest.approx(KEPT * within_two * 2.0)
    assert points(promise, "unions", worth=2.0) == 0.0


def test_nobody_reckons_with_promises_further_ahead_than_it_looks() -> None:
    found = [
        points(abstain(until), "unions", worth=-1.0)
        for until in ("2013Q4", "2014Q1", "2014Q2", "2014Q3", "2014Q4")
    ]
    used = [1 - (1 - CHANCE) ** quarters for quarters in (1, 1, 2, HORIZON, HORIZON)]
    assert found == pytest.approx([KEPT * chance for chance in used])


def test_who_must_do_something_loses_what_it_would_do_instead() -> None:
    promise = Do(by="secretary", until="2014Q1", lever=LEVER)
    price = card_index(PACK).levers[LEVER].cost / 100 * THRIFT
    assert points(promise, "secretary", worth=2.0) == 0.0  # it would be done anyway
    assert points(promise, "secretary", worth=-2.0) == pytest.approx(-2.0 - price)


def test_what_would_be_done_unasked_is_worth_less_as_a_promise() -> None:
    promise = Do(by="secretary", until="2014Q1", lever=LEVER)
    for worth in (2.0, -2.0):
        found = points(promise, "unions", worth=worth)
        assert found == pytest.approx(KEPT * (1 - CHANCE) * worth)


def test_a_consent_brings_what_the_lever_is_better_than_what_is_open_already() -> None:
    promise = Consent(by="unions", until="2014Q1", lever=LEVER)
    price = card_index(PACK).levers[LEVER].cost / 100 * THRIFT
    assert points(promise, "unions", worth=-2.0) == -2.0
    assert points(promise, "secretary", worth=2.0, liking=1.0) == pytest.approx(3.0 - price)
    assert points(promise, "secretary", worth=-2.0, liking=1.0) == 0.0


def test_clout_paid_is_less_to_one_and_more_to_the_other() -> None:
    one, three = (PayClout(by="secretary", until="2014Q1", clout=n) for n in (1, 3))
    assert points(three, "secretary") == 3 * points(one, "secretary") < 0
    assert points(three, "unions") == pytest.approx(3 * points(one, "unions"))
    assert points(one, "unions") > 0


def test_money_buys_the_same_for_both_and_one_pays() -> None:
    promise = PayMoney(by="secretary", until="2014Q1", money_m=60, to="staff")
    assert points(promise, "secretary") < points(promise, "unions") != 0.0


def test_a_secret_costs_less_than_it_brings() -> None:
    promise = Tell(by="secretary", until="2014Q1", figure="waits")
    assert 0 < -points(promise, "secretary") < points(promise, "unions")


def at_talks(seed: int) -> list[tuple[Persona, View]]:
    """The players of a game with their views at each of its quarters' talks."""
    (game,) = begin(PACK, dict.fromkeys(ROLES, "persona"), [seed])
    found = []
    while not game.ended and game.ballot is None:
        stop = run(PACK, game)
        if stop == "talks":
            for role in ROLES:
                player = make("persona", role, PACK, seed)
                assert isinstance(player, Persona)
                found.append((player, view(PACK, game.position, role)))
            talks(PACK, [game])
        orders(PACK, [game])
        if game.ballot is None:
            market(PACK, [game])
    return found


def test_an_offer_is_the_one_that_suits_both_best() -> None:
    offers = 0
    for player, seen in (one for seed in range(3) for one in at_talks(seed)):
        said = player.act(seen, "advance")
        if isinstance(said, OfferDeal):
            found = player.offering(seen)
            best = max(min(own, other) for own, other, _ in found)
            assert said.terms == next(t for own, other, t in found if min(own, other) == best)
            offers += 1
    assert offers
