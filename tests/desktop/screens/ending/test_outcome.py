"""The end tells which of the scenario's endings the game came to, and what was left behind."""

from __future__ import annotations

from functools import lru_cache

import pytest

from game.desktop.match_session import Session
from game.desktop.screens.ending.scores import Scores
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game, play


@lru_cache(maxsize=1)
def culled() -> Session:
    match = Match.new(loader.load("culling-the-herd"), dict.fromkeys(ROLES, "ai:persona"), 2)
    play(match, "ended")
    return Session(match)


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_the_regime_that_is_left_is_drawn_against_the_rate_assumed(
    size: tuple[int, int], text: float
) -> None:
    driver = Driver(Scores(culled()), size, text)
    assert driver.faults() == []
    plan = culled().match.pack.scenario.projection
    assert plan is not None
    assert driver.find(f"{plan.title}: failures so far by year") is not None


def test_the_ending_is_one_of_the_scenarios_own() -> None:
    session = game("ended")
    titles = {o.title for o in session.match.pack.scenario.outcomes}
    shown = {item.label for item in Driver(Scores(session)).app.semantic().walk()}
    assert len(titles & shown) == 1
