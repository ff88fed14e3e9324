"""What may be ordered, at what price, and the sentences that say why not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.errors import IllegalCommandError
from game.rules import engine
from game.rules.effects.execution import paid
from game.rules.orders import legality, lever_menu
from game.rules.state.commands import Advance, OfferDeal, Order, ReplyDeal, Seal
from game.rules.state.deal_terms import Consent, PayClout, Terms
from game.rules.state.position import Modifier
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.small_cards import lever


def ready() -> Game:
    return Game().to("orders")


def why(game: Game, name: str) -> tuple[str, ...]:
    return lever_menu.reasons(game.pack, game.position, name)


def refused(game: Game, role: Role, *orders: Any) -> str:
    """The sentence with which the sheet is refused; the position must not change."""
    before = engine.digest(game.position)
    with pytest.raises(IllegalCommandError) as caught:
        game.do(Seal(role=role, orders=fixtures.sheet(orders)))
    assert engine.digest(game.position) == before
    sentence = str(caught.value)
    assert sentence.endswith(".") and "\n" not in sentence
    return sentence


def test_a_lawful_lever_has_no_reasons() -> None:
    game = ready()
    assert why(game, "open_market") == ()


def test_clout_must_cover_the_price() -> None:
    game = ready()
    poor = paid(game.board, "secretary", -350)
    game.position = replace(game.position, board=poor)
    assert why(game, "open_market") == ("Open market costs 2 clout and you have 0.5.",)


def test_a_sheet_must_be_covered_bids_and_all() -> None:
    game = ready()
    orders = (Order(lever="open_market", bid=1), Order(lever="offer", bid=1))
    assert refused(game, "secretary", *orders) == "The sheet costs 5 clout and you have 4."


def test_the_purse_must_cover_a_price_in_money_and_a_whole_sheet() -> None:
    game = ready()
    game.position = replace(game.position, board=replace(game.board, committed_k=330_000))
    assert why(game, "bail_out") == ("Bail out costs £150m and the purse holds £70m.",)
    game.position = replace(game.position, board=replace(game.board, committed_k=200_000))
    told = refused(game, "secretary", "bail_out", "offer")
    assert told == "The sheet costs £230m and the purse holds £200m."


def test_a_lever_rests_after_use_and_says_until_when() -> None:
    game = ready()
    game.orders(secretary="offer")
    game.do(Advance())
    game.to("orders")
    assert why(game, "offer") == ("Offer can be used again from Q1 2014/15.",)
    game.to("reveal").do(Advance())
    assert why(game.to("orders"), "offer") == ()


def test_a_yearly_lever_rests_a_year_and_a_single_one_for_good() -> None:
    game = ready()
    game.orders(number10="treasury", secretary="freeze")
    game.do(Advance())
    game.to("orders")
    assert why(game, "treasury") == ("Treasury can be used again from Q3 2014/15.",)
    used = replace(game.board.office("number10"), used=(("reshuffle", 1),))
    game.position = replace(
        game.position,
        board=replace(
            game.board,
            offices=tuple(used if o.role == "number10" else o for o in game.board.offices),
        ),
    )
    assert why(game, "reshuffle") == ("Reshuffle can be used once in a game, and has been.",)


def test_a_prerequisite_says_its_own_sentence() -> None:
    game = ready()
    assert why(game, "strike") == ("Needs a ballot.",)
    assert why(game, "go_country") == ("It takes lost confidence: strain above 70.",)


def test_a_prerequisite_reads_only_what_its_owner_may_see() -> None:
    card = lever("card", "unions", 1, requires={"figure": "coalition_strain", "above": 0})
    game = Game(fixtures.pack(levers=(card,), events=(), agendas=()))
    assert why(game, "card") == ("What Card needs does not hold now.",)


def test_a_bar_names_its_end() -> None:
    game = ready()
    game.orders(number10="stop_market")
    game.do(Advance())
    game.to("orders")
    assert why(game, "open_market") == ("Open market is barred until the end of Q4 2013/14.",)
    assert why(game, "price_war") == ("Price war is barred until the end of Q4 2013/14.",)
    assert why(game, "offer") == ()


def test_a_bar_may_be_for_one_office_or_for_good() -> None:
    for_one = lever("bar", "number10", 1, {"do": "bar", "role": "secretary", "quarters": None})
    mine, theirs = lever("mine", "secretary", 1), lever("theirs", "unions", 1)
    game = Game(fixtures.pack(levers=(for_one, mine, theirs), events=(), agendas=()))
    board = game.board
    live = Modifier("bar", "number10", 0, board.quarter, None)
    game.position = replace(game.position, board=replace(board, modifiers=(live,)))
    assert why(game, "mine") == ("Mine is barred for the rest of the game.",)
    assert why(game, "theirs") == ()


def test_powers_belong_to_their_period() -> None:
    early = lever("early", "unions", 1, period={"last": "2013Q3"})
    late = lever("late", "unions", 1, period={"first": "2014Q2"})
    later = lever("later", "unions", 1, period={"first": "2016Q1"})
    game = Game(fixtures.pack(levers=(early, late, later), events=(), agendas=()))
    assert why(game, "early") == ("Early was open to Q2 2013/14.",)
    assert why(game, "late") == ("Late is open from Q1 2014/15.",)
    assert [t.lever.id for t in lever_menu.belonging(game.pack, "unions", campaign=False)] == [
        "late"
    ]


def test_campaign_acts_wait_for_the_campaign_and_levers_end_with_it() -> None:
    game = ready()
    assert why(game, "bus") == ("Bus is for the campaign only.",)
    game.to("campaign")
    assert why(game, "bus") == ()
    assert "purdah" in why(game, "whip")[0]
    menu = [t.lever.id for t in lever_menu.belonging(game.pack, "unions", campaign=True)]
    assert menu == ["doorstep", "repeal"]


def test_a_countersignature_must_be_given_in_a_deal() -> None:
    game = Game().to("talks")
    assert why(game, "tariff") == (
        "Tariff needs the consent of the Health Secretary, given in a deal.",
    )
    until = quarter_calendar.label(game.board.quarter + 1)
    terms = Terms(
        offerer="monitor",
        other="secretary",
        clauses=(
            Consent(by="secretary", until=until, lever="tariff"),
            PayClout(by="monitor", until=until, clout=1),
        ),
        bond=0 if game.board.office("monitor").word >= 400 else 1,
    )
    game.do(
        OfferDeal(role="monitor", terms=terms),
        ReplyDeal(role="secretary", deal=1, reply="accept"),
    )
    assert why(game, "tariff") == ()


def test_changes_of_price_are_paid_and_shown() -> None:
    game = ready()
    assert legality.price(game.pack, game.board, "strike") == 200
    game.orders(unions="reps")
    assert legality.price(game.pack, game.board, "strike") == 100
    m = next(m for m in game.board.modifiers if m.source == "reps")
    dear = replace(m, factor=-1000)
    board = replace(game.board, modifiers=(dear,))
    assert legality.price(game.pack, board, "strike") == 300


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        (Order(lever="pledge"), "Pledge must name a trust."),
        (Order(lever="pledge", trusts=("t999",)), "Pledge cannot be ordered for 't999'."),
        (Order(lever="whip", trusts=("t001",)), "Whip names no trusts."),
        (Order(lever="whip", to_role="unions"), "Whip names no office."),
        (Order(lever="whip", tag="money"), "Whip names no kind of lever."),
        (Order(lever="summon"), "Summon must name a kind of lever: money, staff."),
        (Order(lever="summon", tag="market"), "Summon must name a kind of lever: money, staff."),
        (Order(lever="offer"), "There is no lever 'offer' for this seat."),
        (Order(lever="no_such_lever"), "There is no lever 'no_such_lever' for this seat."),
    ],
)
def test_an_order_names_what_its_lever_asks_for(order: Order, sentence: str) -> None:
    assert refused(ready(), "number10", order) == sentence


def test_trusts_are_named_once_and_not_too_many() -> None:
    game = ready()
    table = legality.card_index(game.pack).levers["pledge"]
    rows = legality.candidates(game.pack, game.position, table)
    ids = [game.pack.model.place.trust_id[t] for t in rows]
    twice = Order(lever="pledge", trusts=(ids[0], ids[0]))
    assert refused(game, "number10", twice) == "Pledge names a trust twice."
    many = Order(lever="pledge", trusts=tuple(ids[:3]))
    assert refused(game, "number10", many) == "Pledge names at most 2."
    game.do(Seal(role="number10", orders=(Order(lever="pledge", trusts=tuple(ids[:2])),)))


def test_an_office_is_named_from_those_allowed() -> None:
    game = ready()
    assert refused(game, "monitor", "letters") == "Letters must name another office."
    itself = Order(lever="letters", to_role="monitor")
    assert refused(game, "monitor", itself) == "Letters must name another office."


def test_one_lever_stands_once_on_a_sheet() -> None:
    told = refused(ready(), "unions", "organise", "organise")
    assert told == "A lever can be ordered once on a sheet."


def test_the_menu_agrees_with_the_engine() -> None:
    game = ready()
    for role in ROLES:
        for item in lever_menu.menu(game.pack, game.position, role):
            order = Order(
                lever=item.lever,
                trusts=item.trusts[: item.n],
                to_role=item.roles[0] if item.roles else None,
                tag=item.tags[0] if item.tags else None,
            )
            command = Seal(role=role, orders=(order,))
            if item.reasons:
                with pytest.raises(IllegalCommandError, match=r"\.$"):
                    engine.check(game.pack, game.position, command)
            else:
                engine.check(game.pack, game.position, command)


def test_reasons_never_change_with_what_is_hidden_from_the_owner() -> None:
    game = ready()
    other = game.position.world.copy()
    other.fails[:] = 7 - other.fails
    other.named[:] = ~other.named
    other.cash_k[:] = -other.cash_k
    other.quality[:] = 100 - other.quality
    hidden = replace(game.position, world=other)
    for role in ("secretary", "number10", "unions"):
        for table in lever_menu.belonging(game.pack, role, campaign=False):
            name = table.lever.id
            assert lever_menu.reasons(game.pack, hidden, name) == why(game, name)
            assert legality.candidates(game.pack, hidden, table) == legality.candidates(
                game.pack, game.position, table
            )
