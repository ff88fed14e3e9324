"""The five weeks: every act in one of them, and polls that end where the vote begins."""

from __future__ import annotations

import pytest

from game.rules.election.campaign_weeks import WEEKS
from game.rules.state.facts import OrderRevealed
from tests.desktop.games import game

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
