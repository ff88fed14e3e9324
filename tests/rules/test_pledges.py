"""No 10's bargains: a pledge is held against it, a summons is owed for, a reshuffle has terms."""

from __future__ import annotations

from dataclasses import replace

from game.rules import pledges
from game.rules.state.commands import Advance, Order
from game.rules.state.facts import TrustChanged
from game.rules.state.position import Modifier
from game.scenario import loader
from tests.rules.fixtures import Game


def pledging(game: Game, first: int, last: int) -> None:
    """Let No 10 have pledged the trusts in rows 3 and 7."""
    pledge = Modifier("pledge", "number10", 0, first, last, trusts=(3, 7))
    game.position = replace(game.position, board=replace(game.board, modifiers=(pledge,)))


def test_a_pledged_hospital_that_is_lost_costs_no_10_its_word_in_the_open() -> None:
    game = Game().to("papers")
    pledging(game, game.board.quarter - 8, game.board.quarter - 5)
    board, told = pledges.held_to(game.pack, game.board, [1, 7])
    assert [
        (f.trust, f.change, f.role, f.seen_by) for f in told if isinstance(f, TrustChanged)
    ] == [(7, "pledge_broken", "number10", None)]
    assert board.office("number10").word == game.board.office("number10").word - 100
    cost = board.modifiers[-1]
    assert (cost.source, cost.first) == ("rule/pledge_broken", game.board.quarter + 1)


def test_two_lost_at_once_break_one_word_and_others_none() -> None:
    game = Game().to("papers")
    pledging(game, game.board.quarter, game.board.quarter + 3)
    board, told = pledges.held_to(game.pack, game.board, [3, 7])
    assert len(told) == 2
    assert board.office("number10").word == game.board.office("number10").word - 100
    assert pledges.held_to(game.pack, game.board, [1, 2]) == (game.board, ())


def test_a_pledge_that_has_run_out_still_binds() -> None:
    game = Game().to("papers")
    pledging(game, game.board.quarter - 8, game.board.quarter - 5)
    past = replace(game.board.past, spent=game.board.modifiers)
    game.position = replace(game.position, board=replace(game.board, modifiers=(), past=past))
    assert pledges.pledged(game.pack, game.board) == {3, 7}


def test_a_summons_that_is_obeyed_is_owed_for() -> None:
    def clout(lever: str | None) -> tuple[int, int]:
        game = Game().to("orders")
        game.orders(number10=Order(lever="summon", tag="money"))
        game.do(Advance())
        game.orders(secretary=lever)
        return (game.board.office("number10").clout, game.board.office("secretary").clout)

    (ten_obeyed, own_obeyed), (ten_ignored, own_ignored) = clout("bail_out"), clout(None)
    assert ten_ignored - ten_obeyed == 100
    assert own_obeyed - (own_ignored - 100) == 100  # its price is a clout


def test_a_reshuffle_binds_no_10_for_a_year() -> None:
    """In the shipped cards the newcomer has two clout more, and cannot be sent for."""
    effects = loader.load("december-2013").scenario.lever("reshuffle").effects
    assert [e.by for e in effects if e.do == "clout" and e.role == "secretary"] == [2]
    (bar,) = [e for e in effects if e.do == "bar"]
    assert (bar.levers, bar.quarters) == (("summon",), 4)
