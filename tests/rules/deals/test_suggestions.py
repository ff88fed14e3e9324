"""Ready-written offers: lawful, fitting, the same for everyone who asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from game.rules import engine
from game.rules.deals.openings import RESTED, Openings
from game.rules.deals.suggestions import A_PAIR, offers
from game.rules.state.commands import OfferDeal
from game.scenario import loader
from game.scenario.schema.base import ROLES
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.views.test_builder import random_game


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
        signed = [t for t in ready if any(c.kind == "consent" for c in t.clauses)]
        found = Counter(t.other for t in ready if t not in signed)
        assert set(found) == set(ROLES) - {role}
        assert all(n == A_PAIR for n in found.values()), (role, found)


def test_every_countersignature_is_on_offer_from_both_sides() -> None:
    pack = loader.load("december-2013")
    position = Game(pack).to("talks").position
    for lever in pack.scenario.levers:
        signer = lever.countersign
        if signer is None or not lever.period.holds(position.board.quarter):
            continue
        for role in (lever.role, signer):
            wanted = [
                c.lever
                for t in offers(pack, position, role)
                for c in t.clauses
                if c.kind == "consent" and c.by == signer
            ]
            assert lever.id in wanted, (role, lever.id)


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


def openings_where(game: Game, **changes: tuple[tuple[str, int], ...]) -> Openings:
    """What there is to offer where the Secretary's levers were used so, or rest."""
    first, *others = game.board.offices
    board = replace(game.board, offices=(replace(first, **changes), *others))
    return Openings(game.pack, board)


def test_what_is_between_two_roles_is_the_same_object_wherever_the_same_holds() -> None:
    one, other = (Game(loader.load("december-2013"), seed).to("talks") for seed in (1, 2))
    for role in ROLES:
        for to in ROLES:
            if to != role:
                found = Openings(one.pack, one.board).between(role, to)
                assert found is Openings(other.pack, other.board).between(role, to)
                assert found.role == role and found.other == to


def test_a_lever_that_rests_is_no_threat_and_the_next_worst_is_one() -> None:
    game = Game(loader.load("december-2013")).to("talks")
    worst, second = Openings(game.pack, game.board).between("secretary", "unions").mine
    after = openings_where(game, ready_from=((worst, game.board.quarter + 2),))
    assert after.between("secretary", "unions").mine[0] == second
    assert after.between("unions", "secretary").theirs[0] == second
    soon = openings_where(game, ready_from=((worst, game.board.quarter + 1),))
    assert soon.between("secretary", "unions").mine[0] == worst  # a truce covers next quarter


def test_how_long_a_lever_has_rested_is_asked_for_a_year() -> None:
    game = Game(loader.load("december-2013")).to("talks")
    now = game.board.quarter
    worst = Openings(game.pack, game.board).between("unions", "secretary").theirs[0]
    for ago in range(RESTED + 2):
        after = openings_where(game, used=((worst, now - 9), (worst, now - ago)))
        between = after.between("unions", "secretary")
        assert between.rested[between.theirs.index(worst)] == min(ago, RESTED)


def test_offers_are_the_same_object_while_nothing_changes() -> None:
    game = Game(loader.load("december-2013")).to("talks")
    before = {role: offers(game.pack, game.position, role) for role in ROLES}
    terms = next(t for t in before["unions"] if t.other == "secretary")
    game.do(OfferDeal(role="unions", terms=terms))
    after = {role: offers(game.pack, game.position, role) for role in ROLES}
    assert after["monitor"] is before["monitor"] and after["number10"] is before["number10"]
    assert terms not in after["unions"]
