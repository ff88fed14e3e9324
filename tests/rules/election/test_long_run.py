"""The regime that is left, run on for twenty years against 2.1 per cent and ninety-two."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules import engine
from game.rules.election import long_run
from game.rules.state.counts import put
from game.rules.state.facts import Concluded, Projected
from game.scenario.loader import load
from game.scenario.pack import Pack
from game.telling import Voice
from game.telling.formatting import number
from game.telling.log import tell


@cache
def pack() -> Pack:
    return load("culling-the-herd")


def projected(begun: int, taken: int = 0) -> Projected:
    """A projection from the start's world, of a regime used so often in six quarters."""
    position, _ = engine.start(pack(), 3)
    board = replace(position.board, quarter=position.board.quarter + 6)
    board = put(put(board, "administrations_begun", begun), "takeovers", taken)
    (found,) = long_run.project(pack(), [board], position.world)
    assert found is not None
    return found


def test_the_texts_own_rate_makes_ninety_two_of_266_in_twenty_years() -> None:
    assert pack().scenario.projection is not None
    assert pack().scenario.projection.rate_pct == 2.1
    assert pack().model.place.trusts == 266
    assert round(long_run.assumed(266, 2.1, 20)) == 92


@given(st.floats(1, 500), st.floats(0.1, 20), st.integers(1, 20))
def test_what_is_assumed_grows_and_never_takes_the_last(
    trusts: float, rate: float, years: int
) -> None:
    assert 0 < long_run.assumed(trusts, rate, years) < trusts
    assert long_run.assumed(trusts, rate, years) < long_run.assumed(trusts, rate, years + 1)


def test_a_regime_that_was_never_used_stays_in_the_drawer() -> None:
    found = projected(0)
    assert found.failures[-1] == 0
    assert found.trusts[-1] == 266
    assert len(found.years) == 20
    assert found.years[0] == 2009


def test_the_more_it_was_used_the_more_go() -> None:
    few, many = projected(2), projected(8)
    assert 0 < few.failures[-1] < many.failures[-1]
    assert all(b >= a for a, b in zip(many.failures, many.failures[1:], strict=False))


@pytest.mark.slow
def test_takeovers_leave_fewer_owners_and_more_concentration() -> None:
    kept, taken = projected(6), projected(0, 6)
    assert taken.trusts[-1] < kept.trusts[-1]
    assert taken.hhi[-1] > kept.hhi[-1]


def test_results_speak_of_the_last_year() -> None:
    found = projected(0, 6)
    results = long_run.results(found)
    assert results["projected_failures"] == found.failures[-1]
    assert 0 < results["projected_rate_pct"] < 10


@pytest.mark.parametrize("name", ["december-2013"])
def test_a_scenario_that_asks_for_none_has_none(name: str) -> None:
    other = load(name)
    position, _ = engine.start(other, 1)
    assert long_run.project(other, [position.board], position.world) == (None,)


@pytest.mark.slow
def test_games_side_by_side_are_projected_as_each_alone() -> None:
    from game.lab.batch import play, play_one
    from game.scenario.schema.base import ROLES, Role

    kinds: dict[Role, str] = dict.fromkeys(ROLES, "persona")
    for game in play(pack(), kinds, [8, 9]):
        alone = play_one(pack(), kinds, game.seed)
        assert engine.digest(game.position) == engine.digest(alone.position)


def test_a_game_ends_with_its_projection_and_one_outcome() -> None:
    from game.lab.batch import play
    from game.scenario.schema.base import ROLES

    (game,) = play(pack(), dict.fromkeys(ROLES, "idle"), [5])
    told = [f for f in game.happenings if isinstance(f, Projected | Concluded)]
    assert [f.kind for f in told] == ["projected", "concluded"]
    result = dict(game.position.board.result)
    assert isinstance(told[0], Projected)
    assert result["projected_failures"] == told[0].failures[-1]
    assert sum(name.startswith("outcome/") for name in result) == 1


def test_the_sentence_of_the_end_adds_up() -> None:
    found = projected(0, 6)
    assert found.began is not None
    assert found.began[0] == 266
    said = tell(Voice(pack().scenario), found)
    numbers = [int(n) for n in re.findall(r"\b\d+\b(?!\.\d)", said.replace("20 years", ""))]
    fail, _assumed, before, gone, left = numbers[:5]
    assert before - gone == left == round(found.trusts[-1])
    assert fail == round(found.failures[-1])
    assert (f"{fail - gone} of those that fail carry on" in said) == (fail > gone)
    assert f"{number(found.hhi[-1], 2)}, where 1 is one owner" in said


def test_a_projection_of_before_it_was_kept_is_told_without_what_it_lacks() -> None:
    said = tell(Voice(pack().scenario), replace(projected(0, 6), began=None))
    assert "are left" in said
    assert "Concentration" not in said
