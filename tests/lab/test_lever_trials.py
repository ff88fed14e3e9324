"""What a strong player would choose changes from quarter to quarter, for every role."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from game.lab import lever_trials
from game.lab.lever_trials import BestChoices, LeverTrial
from game.lab.simulate import seed_of
from game.match.seats import player_seed
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.views.builder import view
from game.scenario.loader import load
from game.scenario.schema.base import ROLES, Role
from game.scenario.source_files import shipped_ids
from game.telling.lab_reports import choices as told

IDS = sorted(shipped_ids())


def judged(name: str, games: int, seed: int) -> Iterator[LeverTrial]:
    """Every lawful lever by the persona's own worth of it, free of noise: one draw, not played on.

    A cheap stand-in for ``lab choices``, which plays every choice on.
    """
    pack = load(name)
    for game, position in lever_trials.positions(pack, [seed_of(seed, i) for i in range(games)]):
        for role in ROLES:
            luck = player_seed(position.board.seed, role)
            mind = Persona(pack, role, luck, DEFAULT_PERSONA[role])
            mind.character = mind.character.model_copy(update={"noise": 0.0})
            ranked = mind.rank(view(pack, position, role))
            gains: dict[str, tuple[float, ...]] = {o.lever: (value,) for value, o in ranked}
            if gains:
                yield LeverTrial(game, position.board.quarter, role, gains)


@cache
def found(name: str) -> dict[Role, BestChoices]:
    return lever_trials.best_choices(list(judged(name, 3, seed=2)))


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("role", ROLES)
def test_the_best_lever_changes_in_most_quarters(name: str, role: Role) -> None:
    assert found(name)[role].rate >= 0.6


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("role", ROLES)
def test_no_lever_is_the_best_nearly_always_and_several_are_some_time(
    name: str, role: Role
) -> None:
    first = found(name)[role].won
    assert len(first) >= 4
    assert first.most_common(1)[0][1] <= 0.6 * first.total()


def test_each_lawful_lever_is_tried_against_an_empty_sheet_on_the_same_luck() -> None:
    pack = load("culling-the-herd")
    game, position = list(lever_trials.positions(pack, [seed_of(9, 0)]))[-1]
    tried = lever_trials.try_levers(pack, game, position, "unions", 2)
    lawful = {order.lever for order in view(pack, position, "unions").menu.open}
    assert set(tried.gains) == lawful
    assert all(len(gains) == 2 for gains in tried.gains.values())
    assert any(gain != 0 for gains in tried.gains.values() for gain in gains)
    assert lever_trials.try_levers(pack, game, position, "unions", 2) == tried


def at(quarter: int, **gains: tuple[float, ...]) -> LeverTrial:
    return LeverTrial(0, quarter, "monitor", gains)


def test_a_change_is_sure_when_the_earlier_best_is_closed_or_beaten_by_more_than_luck() -> None:
    first = at(1, a=(2.0, 2.0), b=(1.0, 1.0))
    closed, beaten = at(2, b=(1.0, 1.0)), at(2, a=(0.0, 0.1), b=(1.0, 1.2))
    unsure = at(2, a=(0.0, 2.0), b=(3.0, -0.5))
    for later, sure in ((closed, 1), (beaten, 1), (unsure, 0)):
        c = lever_trials.best_choices([first, later])["monitor"]
        assert (c.pairs, c.changed, c.sure) == (1, 1, sure)
    assert lever_trials.best_choices([first, at(2, a=(1.0, 1.0))])["monitor"].rate == 0


def test_what_is_never_and_what_is_always_best_is_named() -> None:
    c = lever_trials.best_choices([at(q, a=(2.0,), b=(1.0,)) for q in range(3)])["monitor"]
    assert (c.always, c.never) == (["a"], ["b"])


def test_the_measurement_is_told_in_words() -> None:
    result = lever_trials.as_json([at(8000 + q, a=(2.0,), b=(1.0,)) for q in range(3)], "x", 1, 1)
    lines = told(result)
    assert result["roles"]["monitor"]["change_rate"] == 0
    assert any(line.startswith("monitor: the best changes in 0% of steps") for line in lines)
    assert "  always best: a" in lines
