"""The night's own chance stays a small part of what play makes of the vote."""

from __future__ import annotations

import pytest

from game.lab.vote_noise import VoteVariance, measure, mixtures
from game.scenario.schema.base import ROLES


def test_parts_are_shares_of_one_variance() -> None:
    found = VoteVariance("x", 10, vote_night=1.0, vote_games=4.0, seats_night=1.0, seats_games=1.0)
    assert found.vote_share == pytest.approx(0.2)
    assert found.seats_share == pytest.approx(0.5)
    assert "20% of the variance" in found.lines()[1]


def test_the_mixture_has_every_kind_and_every_seat_at_random_once() -> None:
    made = mixtures()
    assert [set(m.values()) for m in made[:3]] == [{"persona"}, {"random"}, {"idle"}]
    assert [[r for r in ROLES if m[r] == "random"] for m in made[3:]] == [[r] for r in ROLES]


def test_the_nights_chance_is_about_a_fifth_of_the_vote_in_the_shortest_scenario() -> None:
    """70 games of 'failure-regime lab noise --scenario december-2013'; 210 give 0.2 or less."""
    found = measure("december-2013", 70)
    assert found.games >= 60
    assert found.vote_share <= 0.25
    assert found.vote_night > 0
