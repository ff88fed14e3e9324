"""Ready-written offers: lawful, fitting, the same for everyone who asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from game.rules import engine
from game.rules.cards.index import card_index
from game.rules.deals import temptation
from game.rules.deals.suggestion_basis import Basis
from game.rules.deals.suggestions import A_PAIR, offers, suggestions
from game.rules.state.commands import OfferDeal
from game.rules.state.deal_terms import Abstain, Terms
from game.rules.state.position import Position
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.views.test_builder import random_game

#: Levers, each with a quarter.
Uses = tuple[tuple[str, int], ...]


def test_every_ready_written_offer_is_lawful() -> None:
    pack = fixtures.pack()
    for position in random_game(pack, 5):
        if position.board.phase not in ("bulletin", "event", "talks"):
            continue
        for role in ROLES:
            open_ones = sum(
                d.state == "offered" and d.terms.offerer == role for d in position.board.deals
            )
            if open_ones >= 3:
                continue
            for terms in offers(pack, position, role):
                engine.check(pack, position, OfferDeal(role=role, terms=terms))


def test_each_pair_has_three_and_the_signatures_in_a_shipped_scenario() -> None:
    pack = loader.load("december-2013")
    position = Game(pack).to("talks").position
    for role in ROLES:
        ready = offers(pack, position, role)
        signed = [t for t in ready if any(c.kind in ("consent", "decide") for c in t.clauses)]
        found = Counter(t.other for t in ready if t not in signed)
        assert set(found) == set(ROLES) - {role}
        assert all(n == A_PAIR for n in found.values()), (role, found)


def test_every_countersignature_is_on_offer_from_both_sides() -> None:
    pack = loader.load("december-2013")
    position = Game(pack).to("talks").position
    signed = 0
    for lever in pack.scenario.levers:
        signer = lever.signer(position.board.quarter)
        if signer is None or not lever.period.holds(position.board.quarter):
            continue
        row = card_index(pack).levers[lever.id]
        usable = temptation.lies_open(pack, position, row, but_for_signature=True)
        if not usable or temptation.worth(pack)[lever.id] <= 0:
            continue  # nobody buys a signature for what can't be ordered, or brings nothing
        signed += 1
        for role in (lever.role, signer):
            wanted = [
                c.lever
                for t in offers(pack, position, role)
                for c in t.clauses
                if c.kind == "consent" and c.by == signer
            ]
            assert lever.id in wanted, (role, lever.id)
    assert signed


def test_an_offer_is_of_the_offerer() -> None:
    game = Game().to("talks")
    for role in ROLES:
        assert all(t.offerer == role for t in offers(game.pack, game.position, role))


def test_nobody_is_offered_what_is_already_offered() -> None:
    game = Game().to("talks")
    first = offers(game.pack, game.position, "unions")[0]
    game.do(OfferDeal(role="unions", terms=first))
    assert first not in offers(game.pack, game.position, "unions")


def test_consent_is_asked_for_where_an_order_needs_it() -> None:
    game = Game().to("talks")
    kinds = [
        c.kind
        for t in offers(game.pack, game.position, "monitor")
        if t.other == "secretary"
        for c in t.clauses
    ]
    assert "consent" in kinds


# -- what there is to offer -----------------------------------------------------------


def abstained(game: Game, role: Role, other: Role, **secretary: Uses) -> list[str]:
    """The Secretary's levers that the role offers or asks to give up in deals with the other,
    fittest first, where the Secretary's levers were used so, or rest."""
    first, *others = game.board.offices
    board = replace(game.board, offices=(replace(first, **secretary), *others))
    found = [
        c.lever
        for t in offers(game.pack, Position(board, game.position.world), role)
        if t.other == other
        for c in t.clauses
        if c.kind == "abstain" and c.by == "secretary"
    ]
    return [lever for lever in dict.fromkeys(found) if lever is not None]


def test_a_lever_that_rests_is_no_threat_and_the_next_worst_is_one() -> None:
    game = Game(loader.load("december-2013")).to("talks")
    now = game.board.quarter
    worst = abstained(game, "secretary", "unions")[0]
    for pair in (("secretary", "unions"), ("unions", "secretary")):
        for ready in (now + 1, now + 2):
            found = abstained(game, *pair, ready_from=((worst, ready),))
            assert found and worst not in found
    assert abstained(game, "secretary", "unions", ready_from=((worst, now),))[0] == worst


def second_truce(rested: tuple[int, int]) -> list[str]:
    """What the second truce has both give up where the other's levers have rested so long."""
    basis = Basis(
        role="unions",
        other="secretary",
        now="2013Q4",
        soon="2014Q1",
        mine=("strike", "march"),
        theirs=("tender", "merge"),
        rested=rested,
        favour=None,
        signatures=(),
        money=False,
        gift=None,
        wish=None,
    )
    found = next(s.terms for s in suggestions(basis) if s.kind == "other truce")
    return [c.lever for c in found.clauses if isinstance(c, Abstain) and c.lever is not None]


def test_a_lever_that_has_rested_longer_is_feared_more() -> None:
    assert second_truce((1, 3)) == ["strike", "merge"]
    assert second_truce((3, 1)) == ["march", "tender"]


def test_deals_of_others_bear_on_nobodys_offers() -> None:
    game = Game(loader.load("december-2013")).to("talks")
    before = {role: offers(game.pack, game.position, role) for role in ROLES}
    terms = next(t for t in before["unions"] if t.other == "secretary")
    game.do(OfferDeal(role="unions", terms=terms))
    after = {role: offers(game.pack, game.position, role) for role in ROLES}
    assert after["monitor"] == before["monitor"] and after["number10"] == before["number10"]
    assert terms not in after["unions"]


def test_what_was_suggested_before_changes_nothing() -> None:
    """Suggestions are remembered by the basis that they are made of alone."""
    pack = loader.load("december-2013")

    def all_offers() -> list[tuple[Terms, ...]]:
        talking = [p for p in random_game(pack, 5) if p.board.phase in ("bulletin", "talks")]
        return [offers(pack, position, role) for position in talking for role in ROLES]

    once, again = all_offers(), all_offers()
    suggestions.cache_clear()
    assert once == again == all_offers() != []
