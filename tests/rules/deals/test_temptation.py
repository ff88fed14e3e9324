"""Promises to abstain count only once they were tempted; bought signatures are used or repaid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.lab.batch import play
from game.rules.cards.index import card_index
from game.rules.deals import temptation
from game.rules.deals.suggestions import key_of, offers
from game.rules.state.commands import OfferDeal, ReplyDeal
from game.rules.state.deal_terms import Abstain, Consent, Keep, PayClout, Terms
from game.rules.state.facts import DealMoved
from game.rules.state.position import Position
from game.rules.state.replace import replace as changed
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from tests.rules.fixtures import Game

NOW, NEXT = "2013Q4", "2014Q1"


def truce(ours: str, theirs: str, until: str = NOW) -> Terms:
    return Terms(
        offerer="unions",
        other="secretary",
        clauses=(
            Abstain(by="unions", until=until, lever=ours),
            Abstain(by="secretary", until=until, lever=theirs),
        ),
    )


def struck(deal: Terms) -> Game:
    game = Game().to("talks")
    game.do(OfferDeal(role=deal.offerer, terms=deal))
    game.do(ReplyDeal(role=deal.other, deal=game.board.deals[-1].number, reply="accept"))
    return game


def clout(game: Game, role: Role) -> int:
    return int(game.board.office(role).clout)


def test_who_withstood_a_temptation_is_paid_and_who_gave_up_nothing_is_not() -> None:
    """The unions could have attacked; a strike without a ballot was never open to them."""
    game = struck(truce("attack", "open_market")).to("papers")
    assert game.board.deals[0].state == "kept"
    assert game.board.deals[0].tempted == (0, 1)
    assert (clout(game, "unions"), clout(game, "secretary")) == (500, 500)
    idle = struck(truce("strike", "open_market")).to("papers")
    assert idle.board.deals[0].tempted == (1,)
    assert (clout(idle, "unions"), clout(idle, "secretary")) == (400, 500)
    assert idle.board.office("unions").word == 300


def test_a_temptation_in_any_quarter_of_its_time_counts() -> None:
    game = struck(truce("strike", "open_market", NEXT)).to("orders")
    assert game.board.deals[0].tempted == (1,)
    game.orders(unions="ballot")
    game.to("bulletin").to("orders")
    assert game.board.deals[0].tempted == (0, 1)


@pytest.mark.parametrize("lever", ["strike", "review", "repeal"])
def test_what_is_not_open_tempts_nobody(lever: str) -> None:
    """No ballot; nobody in administration; only in the campaign."""
    game = Game().to("talks")
    row = card_index(game.pack).levers[lever]
    assert not temptation.lies_open(game.pack, game.position, row)


def test_a_lever_that_rests_or_is_barred_tempts_nobody() -> None:
    game = Game().to("talks")
    row = card_index(game.pack).levers["open_market"]
    assert temptation.lies_open(game.pack, game.position, row)
    game.orders(number10="stop_market")
    game.to("bulletin").to("talks")
    assert not temptation.lies_open(game.pack, game.position, row)


def test_temptation_reads_nothing_that_is_hidden() -> None:
    """Clout, agendas and sheets of others change nothing: the reward tells nothing of them."""
    game = Game(loader.load("december-2013")).to("talks")
    poor = tuple(replace(o, clout=0, agenda=None, word=o.word) for o in game.board.offices)
    hidden = replace(game.position, board=replace(game.board, offices=poor))
    for row in card_index(game.pack).levers.values():
        assert temptation.lies_open(game.pack, hidden, row) == temptation.lies_open(
            game.pack, game.position, row
        )


def test_what_else_was_asked_before_changes_nothing() -> None:
    """Of two positions that differ in one thing alone that is read, each gets its own answer."""
    game = Game().to("talks")
    pack, then = game.pack, game.position
    row, once = [card_index(pack).levers[name] for name in ("open_market", "reshuffle")]
    assert once.once, "a lever that may be used once"

    def lie_open(position: Position) -> list[bool]:
        return [temptation.lies_open(pack, position, of) for of in (row, once)]

    def with_office(role: Role, **changes: object) -> Position:
        found = tuple([changed(o, **changes) if o.role == role else o for o in then.board.offices])
        return changed(then, board=changed(then.board, offices=found))

    assert lie_open(then) == [True, True]
    rests = with_office(row.role, ready_from=((row.id, then.board.quarter + 1),))
    assert lie_open(rests) == [False, True]
    spent = with_office(once.role, used=((once.id, then.board.quarter - 1),))
    assert lie_open(spent) == [True, False]
    assert lie_open(then) == [True, True]


def bought() -> Game:
    return struck(
        Terms(
            offerer="monitor",
            other="secretary",
            clauses=(
                Consent(by="secretary", until=NOW, lever="tariff"),
                PayClout(by="monitor", until=NOW, clout=1),
                Abstain(by="monitor", until=NOW, lever="ruling"),
            ),
        )
    )


def test_a_signature_that_was_not_used_gives_its_price_back_and_nobody_is_paid() -> None:
    game = bought()
    paid = clout(game, "secretary")
    told = [f for f in game.to("reveal").market() if isinstance(f, DealMoved)]
    assert [f.move for f in told] == ["returned"]
    assert clout(game, "secretary") == paid - 100 + 100  # the price gone, its bond back
    assert clout(game, "monitor") == 300 - 100 + 100 + 100
    assert game.board.office("monitor").word == 300


def test_a_signature_that_was_used_is_paid_for() -> None:
    game = bought()
    game.orders(monitor="tariff")
    told = [f for f in game.market() if isinstance(f, DealMoved)]
    assert [f.move for f in told] == ["kept"]
    assert game.board.office("secretary").word == 350


def test_nothing_is_suggested_twice_while_nothing_has_changed() -> None:
    game = Game(loader.load("december-2013")).to("talks")
    terms = next(t for t in offers(game.pack, game.position, "unions") if t.other == "secretary")
    game.do(OfferDeal(role="unions", terms=terms))
    game.do(ReplyDeal(role="secretary", deal=game.board.deals[-1].number, reply="decline"))
    for role in ("unions", "secretary"):
        assert key_of(terms) not in {key_of(t) for t in offers(game.pack, game.position, role)}
    game.to("papers").to("talks")
    assert key_of(terms) not in {key_of(t) for t in offers(game.pack, game.position, "unions")}


def test_every_lever_that_is_named_in_a_ready_offer_is_open_to_its_owner() -> None:
    pack = loader.load("december-2013")
    (one,) = play(pack, dict.fromkeys(ROLES, "persona"), [3], quarters=2)
    game = Game(pack)
    game.position = one.position
    game.to("talks")
    named = 0
    for role in ROLES:
        for terms in offers(pack, game.position, role):
            for c in terms.clauses:
                if c.kind in ("abstain", "do"):
                    row = card_index(pack).levers[c.lever]
                    assert temptation.lies_open(pack, game.position, row), c.lever
                    assert temptation.worth(pack)[c.lever] > 0, c.lever
                    named += 1
    assert named > 6


def course(above: float) -> Terms:
    """Both keep morale, which is published at about 49, above a number."""
    promises = tuple(
        Keep(by=role, until=NOW, figure="morale", above=above) for role in ("unions", "secretary")
    )
    return Terms(offerer="unions", other="secretary", clauses=promises)


@pytest.mark.parametrize(("above", "paid"), [(0.001, False), (20.0, False), (42.0, True)])
def test_a_figure_that_could_hardly_be_missed_pays_nobody(above: float, paid: bool) -> None:
    game = struck(course(above)).to("papers")
    assert game.board.deals[0].state == "kept"
    assert game.board.deals[0].tempted == ((0, 1) if paid else ())
    for role in ("unions", "secretary"):
        assert clout(game, role) == (500 if paid else 400)
        assert game.board.office(role).word == (350 if paid else 300)
