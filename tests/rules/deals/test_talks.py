"""Deals: what may be offered, what is put aside, and how promises are judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.errors import IllegalCommandError
from game.rules import engine
from game.rules.deals import promises, talks
from game.rules.effects.execution import with_office
from game.rules.state.commands import Advance, Leak, OfferDeal, ReplyDeal
from game.rules.state.deal_terms import Abstain, Consent, Do, Keep, PayClout, PayMoney, Tell, Terms
from game.rules.state.facts import DealMoved
from game.rules.views.builder import view
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from tests.rules.fixtures import Game

NOW, NEXT, LAST = "2013Q4", "2014Q1", "2015Q1"


def terms(*clauses: Any, offerer: Role = "unions", other: Role = "secretary", **more: Any) -> Terms:
    return Terms(offerer=offerer, other=other, clauses=clauses, **more)


def truce(until: str = NEXT, theirs: str = "freeze", **more: Any) -> Terms:
    return terms(
        Abstain(by="unions", until=until, lever="attack"),
        Abstain(by="secretary", until=until, lever=theirs),
        **more,
    )


def talking() -> Game:
    return Game().to("talks")


def clout(game: Game, role: Role) -> int:
    return int(game.board.office(role).clout)


def word(game: Game, role: Role) -> int:
    return int(game.board.office(role).word)


def with_word(game: Game, role: Role, hundredths: int) -> None:
    office = replace(game.board.office(role), word=hundredths)
    game.position = replace(game.position, board=with_office(game.board, office))


def struck(deal: Terms) -> Game:
    game = talking()
    game.do(OfferDeal(role=deal.offerer, terms=deal))
    game.do(ReplyDeal(role=deal.other, deal=game.board.deals[-1].number, reply="accept"))
    return game


def state(game: Game, number: int = 1) -> str:
    return str(game.board.deals[number - 1].state)


def moves(told: Any) -> list[str]:
    return [h.move for h in told if isinstance(h, DealMoved)]


def test_an_offer_puts_the_bond_aside_and_a_refusal_gives_it_back() -> None:
    game = talking()
    had = clout(game, "unions")
    game.do(OfferDeal(role="unions", terms=truce()))
    assert clout(game, "unions") == had - 100
    game.do(ReplyDeal(role="secretary", deal=1, reply="decline"))
    assert (clout(game, "unions"), state(game)) == (had, "declined")


@pytest.mark.parametrize("end", ["withdrawn", "lapsed"])
def test_offers_that_come_to_nothing_cost_nothing(end: str) -> None:
    game = talking()
    had = clout(game, "unions")
    game.do(OfferDeal(role="unions", terms=truce()))
    if end == "withdrawn":
        told = game.do(ReplyDeal(role="unions", deal=1, reply="withdraw"))
    else:
        told = game.do(Advance())
    assert [h.move for h in told if isinstance(h, DealMoved)] == [end]
    assert (clout(game, "unions"), state(game)) == (had, end)


def test_both_bonds_are_held_while_a_deal_runs() -> None:
    game = struck(truce())
    assert game.board.deals[0].bonds == (("unions", 100), ("secretary", 100))
    assert (clout(game, "unions"), clout(game, "secretary")) == (300, 300)


def test_a_kept_deal_pays_both_and_their_word_grows() -> None:
    game = struck(truce(NOW, theirs="open_market"))
    game.to("papers")
    assert state(game) == "kept"
    assert (clout(game, "unions"), clout(game, "secretary")) == (500, 500)
    assert (word(game, "unions"), word(game, "secretary")) == (350, 350)


def test_a_deal_is_kept_at_the_end_of_its_last_quarter_not_before() -> None:
    game = struck(truce(NEXT)).to("papers")
    assert state(game) == "live"
    game.to("bulletin").to("papers")
    assert state(game) == "kept"


def test_a_broken_promise_pays_the_victim_and_makes_the_papers() -> None:
    game = struck(truce())
    told = game.orders(unions="attack")
    assert moves(told) == ["broken"]
    assert game.board.deals[0].broken_by == "unions"
    assert word(game, "unions") == 200
    assert clout(game, "secretary") == 500  # its own bond back, and the breaker's
    assert clout(game, "unions") == 400 - 100 - 200
    source = [m for m in game.board.modifiers if m.source == "deal/1"]
    assert [m.first for m in source] == [game.board.quarter]
    assert dict(game.board.past.counts)["deals_broken"] == 1


def test_a_tag_covers_every_lever_that_bears_it() -> None:
    deal = terms(
        Abstain(by="secretary", until=NOW, tag="market"),
        PayClout(by="unions", until=NOW, clout=1),
    )
    game = struck(deal)
    assert moves(game.orders(secretary="open_market")) == ["broken"]


def test_a_cancelled_order_was_still_used_and_a_fizzled_one_was_not() -> None:
    game = struck(truce())
    for outcome, judged in (("cancelled", ["broken"]), ("half", ["broken"]), ("fizzled", [])):
        past = replace(game.board.past, orders=(("unions", "attack", game.board.quarter, outcome),))
        position = replace(game.position, board=replace(game.board, past=past))
        assert moves(promises.after_reveal(game.pack, position)[1]) == judged


def test_to_do_is_judged_at_the_last_quarter() -> None:
    deal = terms(
        Do(by="secretary", until=NOW, lever="freeze"),
        Abstain(by="unions", until=NOW, lever="attack"),
    )
    broken = struck(deal).to("papers")
    assert broken.board.deals[0].broken_by == "secretary"
    kept = struck(deal)
    kept.orders(secretary="freeze")
    kept.market()
    assert state(kept) == "kept"


@pytest.mark.parametrize(("below", "end"), [(99.5, "kept"), (0.5, "broken")])
def test_a_figure_is_kept_by_what_is_published(below: float, end: str) -> None:
    deal = terms(
        Keep(by="secretary", until=NOW, figure="waits", below=below),
        Abstain(by="unions", until=NOW, lever="attack"),
    )
    game = struck(deal).to("papers")
    assert state(game) == end
    if end == "broken":  # found at the quarter's end: the papers' heat is felt in the next
        shocks = [m.first for m in game.board.modifiers if m.source == "deal/1"]
        assert shocks == [game.board.quarter + 1]


def test_clout_changes_hands_at_once() -> None:
    deal = terms(
        PayClout(by="unions", until=NOW, clout=2),
        Abstain(by="secretary", until=NOW, lever="freeze"),
    )
    game = struck(deal)
    assert (clout(game, "unions"), clout(game, "secretary")) == (400 - 100 - 200, 400 - 100 + 200)


def test_money_to_staff_leaves_the_purse_and_lifts_morale() -> None:
    deal = terms(
        PayMoney(by="secretary", until=NOW, money_m=80, to="staff"),
        Abstain(by="unions", until=NOW, lever="attack"),
    )
    with_deal, without = struck(deal), talking()
    assert with_deal.board.committed_k == without.board.committed_k + 80_000
    for game in (with_deal, without):
        game.to("papers")
    paid, plain = with_deal.position.world, without.position.world
    assert paid.purse_k[0] == plain.purse_k[0] - 80_000
    assert paid.gauge_of("morale")[0] == pytest.approx(plain.gauge_of("morale")[0] + 4)


def test_a_countersignature_opens_the_lever_while_it_lasts() -> None:
    deal = terms(
        Consent(by="secretary", until=NOW, lever="tariff"),
        PayClout(by="monitor", until=NOW, clout=1),
        offerer="monitor",
    )
    game = talking()
    assert not talks.consents(game.board, "secretary", "tariff")
    game = struck(deal)
    assert talks.consents(game.board, "secretary", "tariff")
    game.to("bulletin")
    assert not talks.consents(game.board, "secretary", "tariff")


def test_word_of_nothing_doubles_the_bond_and_a_good_word_needs_none() -> None:
    game = talking()
    with_word(game, "unions", 0)
    assert talks.bond_of(game.board, "unions", truce()) == 200
    with_word(game, "unions", 400)
    assert talks.bond_of(game.board, "unions", truce()) == 0


def test_word_stays_between_nothing_and_five() -> None:
    game = talking()
    with_word(game, "unions", 50)
    board = promises.give(game.board, "unions", word=-100)
    assert board.office("unions").word == 0
    assert promises.give(board, "unions", word=900).office("unions").word == 500


def test_deals_that_cost_nothing_are_not_minted_into_clout() -> None:
    one_sided = terms(Abstain(by="unions", until=NOW, lever="attack"))
    game = struck(one_sided).to("papers")
    assert (state(game), clout(game, "unions"), word(game, "unions")) == ("kept", 400, 300)


def test_a_role_is_rewarded_for_one_kept_deal_a_quarter() -> None:
    game = struck(truce(NOW))
    second = terms(
        Abstain(by="unions", until=NOW, lever="review"),
        Abstain(by="secretary", until=NOW, lever="direct"),
    )
    game.do(OfferDeal(role="unions", terms=second))
    game.do(ReplyDeal(role="secretary", deal=2, reply="accept"))
    game.to("papers")
    assert (state(game), state(game, 2)) == ("kept", "kept")
    assert (clout(game, "unions"), word(game, "unions")) == (500, 350)


def test_secret_deals_come_out_at_about_the_rate_of_the_rule_book() -> None:
    game = struck(truce(LAST, secret=True))
    came_out = 0
    for seed in range(400):
        now = replace(game.position, board=replace(game.board, seed=seed))
        after, told = promises.after_quarter(game.pack, now, now)
        came_out += moves(told) == ["leaked"]
        assert after.board.deals[0].leaked == bool(told)
    assert 30 <= came_out <= 95


def test_open_deals_do_not_leak() -> None:
    game = struck(truce(LAST))
    for seed in range(100):
        now = replace(game.position, board=replace(game.board, seed=seed))
        after, told = promises.after_quarter(game.pack, now, now)
        assert (after.board.deals, told) == (now.board.deals, ())


def test_happenings_of_a_secret_deal_are_for_its_parties() -> None:
    game = talking()
    told = game.do(OfferDeal(role="unions", terms=truce(secret=True)))
    assert [h.seen_by for h in told] == [("unions", "secretary")]
    told = game.do(ReplyDeal(role="secretary", deal=game.board.deals[-1].number, reply="accept"))
    assert all(h.seen_by == ("unions", "secretary") for h in told)


def test_a_secret_deal_that_is_broken_is_no_secret() -> None:
    game = struck(truce(secret=True))
    (told,) = [h for h in game.orders(unions="attack") if isinstance(h, DealMoved)]
    assert told.seen_by is None
    assert game.board.deals[0].leaked
    for reader in (*ROLES, SPECTATOR):
        (seen,) = view(game.pack, game.position, reader).deals
        assert seen.leaked


def test_a_fallen_ministers_secret_deals_are_void() -> None:
    game = struck(truce(secret=True))
    board, told = talks.void_secret(game.board, "secretary")
    assert (board.deals[0].state, moves(told)) == ("void", ["void"])
    assert board.office("unions").clout == 400
    open_deal = struck(truce())
    assert talks.void_secret(open_deal.board, "secretary") == (open_deal.board, ())


BAD: dict[str, tuple[Any, str]] = {
    "another's lever": (terms(Abstain(by="unions", until=NOW, lever="freeze")), "its own"),
    "both a lever and a tag": (
        terms(Abstain(by="unions", until=NOW, lever="strike", tag="strike")),
        "one lever or one",
    ),
    "the past": (terms(Abstain(by="unions", until="2013Q3", lever="attack")), "between now"),
    "after the end": (terms(Abstain(by="unions", until="2015Q2", lever="attack")), "between now"),
    "a campaign act": (terms(Abstain(by="unions", until=NOW, lever="repeal")), "its own"),
    "money of others": (
        terms(PayMoney(by="unions", until=NOW, money_m=50, to="staff")),
        "Only the Health",
    ),
    "a hidden figure": (
        terms(Keep(by="secretary", until=NOW, figure="treasury_headroom_m", above=1)),
        "published",
    ),
    "a figure that can't but be kept": (
        terms(Keep(by="secretary", until=NOW, figure="waits", above=-1.0)),
        "between 0 and 100",
    ),
    "a figure that can't be kept": (
        terms(Keep(by="secretary", until=NOW, figure="waits", above=1e308)),
        "between 0 and 100",
    ),
    "the end of the scale": (
        terms(Keep(by="secretary", until=NOW, figure="waits", below=100)),
        "between 0 and 100",
    ),
    "a count": (terms(Keep(by="unions", until=NOW, figure="strikes", below=3)), "published"),
    "no threshold": (terms(Keep(by="secretary", until=NOW, figure="waits")), "above or below"),
    "a figure it does not know": (
        terms(Tell(by="unions", until=NOW, figure="treasury_headroom_m")),
        "knows exactly",
    ),
    "a consent nobody needs": (
        terms(Consent(by="secretary", until=NOW, lever="attack")),
        "does not need",
    ),
    "more clout than it has": (terms(PayClout(by="unions", until=NOW, clout=4)), "takes 5 clout"),
    "no bond": (truce(bond=0), "needs a bond"),
}


@pytest.mark.parametrize("name", BAD)
def test_offers_that_make_no_sense_are_refused_in_a_sentence(name: str) -> None:
    deal, said = BAD[name]
    game = talking()
    before = engine.digest(game.position)
    with pytest.raises(IllegalCommandError, match=said):
        game.do(OfferDeal(role="unions", terms=deal))
    assert engine.digest(game.position) == before


def test_replies_are_for_the_other_party() -> None:
    game = talking()
    game.do(OfferDeal(role="unions", terms=truce()))
    for role, reply, said in (
        ("unions", "accept", "Only the other"),
        ("secretary", "withdraw", "Only who made"),
        ("monitor", "accept", "no open offer"),
    ):
        with pytest.raises(IllegalCommandError, match=said):
            game.do(ReplyDeal(role=role, deal=1, reply=reply))  # type: ignore[arg-type]
    game.do(ReplyDeal(role="secretary", deal=1, reply="accept"))
    with pytest.raises(IllegalCommandError, match="no open offer"):
        game.do(ReplyDeal(role="secretary", deal=1, reply="accept"))


def test_talk_has_its_time() -> None:
    game = Game().to("orders")
    with pytest.raises(IllegalCommandError, match="talks"):
        game.do(OfferDeal(role="unions", terms=truce()))
    with pytest.raises(IllegalCommandError, match="talks"):
        game.do(Leak(role="unions", figure="morale"))


def test_one_leak_a_quarter_and_only_of_what_is_ones_own() -> None:
    game = talking()
    with pytest.raises(IllegalCommandError, match="alone knows"):
        game.do(Leak(role="unions", figure="treasury_headroom_m"))
    with pytest.raises(IllegalCommandError, match="Everyone knows"):
        game.do(Leak(role="unions", figure="media_heat"))
    game.do(Leak(role="unions", figure="morale"))
    with pytest.raises(IllegalCommandError, match="no more leaks"):
        game.do(Leak(role="unions", figure="morale"))


def test_clout_is_conserved_by_every_offer_reply_and_lapse() -> None:
    def held(game: Game) -> int:
        bonds = sum(b for d in game.board.deals for _, b in d.bonds)
        return sum(clout(game, r) for r in ROLES) + bonds

    game = talking()
    whole = held(game)
    game.do(OfferDeal(role="unions", terms=truce()))
    assert held(game) == whole
    game.do(ReplyDeal(role="secretary", deal=1, reply="accept"))
    assert held(game) == whole
    gift = PayClout(by="monitor", until=NOW, clout=1)
    game.do(OfferDeal(role="monitor", terms=terms(gift, offerer="monitor", other="number10")))
    assert held(game) == whole
    game.do(Advance())
    assert held(game) == whole
