"""Offers in talks: they suit who makes them, and a refused one is asked for again."""

from __future__ import annotations

from game.players.persona import affordability
from game.players.persona.offers import haggled
from game.rules.state.commands import OfferDeal, ReplyDeal
from game.rules.state.deal_terms import Abstain, PayClout, Terms
from game.scenario.schema.base import ROLES
from tests.players.persona.december import persona, seen, shipped


def test_an_offer_is_haggled_over_once() -> None:
    game = shipped("talks")
    terms = Terms(
        offerer="unions",
        other="secretary",
        clauses=(Abstain(by="secretary", until="2014Q1", lever="any_qualified_provider"),),
    )
    game.do(OfferDeal(role="unions", terms=terms))
    game.do(ReplyDeal(role="secretary", deal=1, reply="decline"))
    (asked,) = haggled(seen(game, "secretary"))
    assert (asked.offerer, asked.other) == ("secretary", "unions")
    assert asked.clauses[:-1] == terms.clauses
    assert asked.clauses[-1] == PayClout(by="unions", until="2013Q4", clout=1)
    game.do(OfferDeal(role="secretary", terms=asked))
    game.do(ReplyDeal(role="unions", deal=2, reply="decline"))
    assert haggled(seen(game, "unions")) == []


def test_deals_are_struck_between_personas() -> None:
    struck = 0
    for seed in range(4):
        game = shipped("talks", seed)
        players = {role: persona(game, role, seed + i) for i, role in enumerate(ROLES)}
        for _ in range(12):
            for role in ROLES:
                said = players[role].talk(seen(game, role))
                if said is not None:
                    game.do(said)
        struck += sum(d.state == "live" for d in game.board.deals)
    assert struck


def test_an_offer_suits_its_maker() -> None:
    for seed in range(4):
        game = shipped("talks", seed)
        for role in ROLES:
            player = persona(game, role, seed)
            said = player.talk(seen(game, role))
            if said is not None:
                assert isinstance(said, OfferDeal)
                now = player.valuation(seen(game, role))
                assert now.worth(said.terms) > 0
                assert now.reasons(said.terms)
                assert affordability.affordable(seen(game, role), said.terms)
