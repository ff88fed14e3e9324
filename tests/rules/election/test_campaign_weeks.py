"""The five weeks: every act in one of them, and polls that end where the vote begins."""

from __future__ import annotations

import pytest

from game.rules.election.campaign_weeks import WEEKS, weeks
from game.rules.state.commands import Seal
from game.rules.state.facts import OrderRevealed
from game.rules.state.position import Modifier, Position
from game.rules.state.replace import replace
from game.scenario.schema.base import ROLES
from tests.desktop.games import game
from tests.rules.fixtures import Game, sheet

SEEDS = (3, 11)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_act_that_took_effect_falls_in_one_week(seed: int) -> None:
    match = game("ended", seed=seed).match
    weeks = match.night().weeks
    assert [w.number for w in weeks] == list(range(1, WEEKS + 1))
    told = [act for w in weeks for act in w.acts]
    assert len(told) == len(set(told))
    quarter = match.view("spectator").quarter
    done = {
        (f.role, f.lever)
        for f in match.log
        if isinstance(f, OrderRevealed) and f.quarter == quarter and f.outcome in ("full", "half")
    }
    assert set(told) <= done
    assert told


def test_an_order_of_the_last_quarter_that_acts_only_now_is_no_act_of_the_campaign() -> None:
    played = Game().to("campaign")
    played.do(*(Seal(role=r, orders=sheet("bus" if r == "number10" else None)) for r in ROLES))
    board = played.position.board
    ordered = next(lever for lever in played.pack.scenario.levers if lever.kind != "campaign")
    late = Modifier(ordered.id, ordered.role, 0, board.quarter, None)
    board = replace(board, modifiers=(*board.modifiers, late))
    told = weeks(played.pack, Position(board, played.position.world))
    assert [act for week in told for act in week.acts] == [("number10", "bus")]


@pytest.mark.parametrize("seed", SEEDS)
def test_polls_are_whole_per_cents_near_a_hundred_and_the_same_each_time(seed: int) -> None:
    match = game("ended", seed=seed).match
    weeks = match.night().weeks
    for week in weeks:
        values = [v for _, v in week.poll]
        assert all(v == int(v) and 0 <= v <= 100 for v in values)
        assert 95 <= sum(values) <= 105
    assert match.night().weeks == weeks


def test_the_last_poll_is_near_what_was_voted() -> None:
    """It knows of every act; what is left is its own error, and the night's."""
    match = game("ended", seed=11).match
    last = dict(match.night().weeks[-1].poll)
    match.announce()
    result = dict(match.view("spectator").result)
    assert abs(last["con"] - result["vote_con"]) < 9
    assert abs(last["lab"] - result["vote_lab"]) < 9


def test_a_poll_that_shows_the_government_ahead_by_more_gives_it_more_seats() -> None:
    match = game("ended", seed=11).match
    weeks = match.night().weeks
    lead = [dict(w.poll)["con"] - dict(w.poll)["lab"] for w in weeks]
    best, worst = lead.index(max(lead)), lead.index(min(lead))
    assert lead[best] > lead[worst]
    assert weeks[best].seats > weeks[worst].seats
    assert all(200 < w.seats < 450 for w in weeks)
