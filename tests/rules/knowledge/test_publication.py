"""Published figures: drawn once, late, within the error, rounded, the same for every look."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.rules.knowledge import publication
from game.rules.knowledge.publication import Steps
from game.rules.knowledge.visibility import out
from game.world import quarter_calendar
from game.world.world_state import World
from tests.rules import fixtures
from tests.rules.fixtures import Game

INF = float("inf")


def published(
    truth: float, z: float, error: float, step: float, low: float = -INF, high: float = INF
) -> float:
    off = publication.errors(np.array([z]), error)
    limits = (np.array([x]) for x in (low, high))
    return float(publication.rounded(np.array([truth]) * off, Steps.of([step]), *limits)[0])


finite = st.floats(-1e6, 1e6)


@given(finite, st.floats(-9, 9), st.floats(0, 0.5), st.sampled_from([0.001, 0.1, 1.0, 5.0, 100.0]))
def test_the_error_is_never_passed_and_the_step_is_kept(
    truth: float, z: float, error: float, step: float
) -> None:
    read = published(truth, z, error, step)
    assert abs(read - truth) <= abs(truth) * error + step / 2 + 1e-6
    assert abs(read / step - round(read / step)) < 1e-6


@given(st.integers(-(10**6), 10**6), st.sampled_from([0.001, 0.05, 0.1, 2.5, 1.0, 10.0, 1000.0]))
def test_a_printed_number_is_the_double_next_to_its_decimal(n: int, step: float) -> None:
    exact = n * Decimal(repr(step))
    assert published(float(exact), 0.0, 0.0, step) == float(exact)


@given(st.floats(0, 1), st.floats(-9, 9))
def test_limits_hold(truth: float, z: float) -> None:
    assert 0.0 <= published(truth, z, 0.5, 0.01, 0.0, 1.0) <= 1.0


def test_to_publish_again_gives_the_same_numbers() -> None:
    game = Game().to("papers")
    again = publication.publish(game.pack, game.board, game.position.world)
    kept = game.board.published[-1]
    assert (again.values, again.ratings) == (kept.values, kept.ratings)


def test_games_are_published_together_as_each_alone() -> None:
    games = [Game(seed=seed).to("papers") for seed in (3, 4, 5)]
    boards, worlds = [g.board for g in games], [g.position.world for g in games]
    pack = games[0].pack
    alone = [
        publication.publish(pack, board, world) for board, world in zip(boards, worlds, strict=True)
    ]
    assert publication.publish_all(pack, boards, worlds, World.stack(worlds)) == alone
    assert len({p.values for p in alone}) == len(alone)


def test_another_seed_draws_other_errors() -> None:
    game = Game().to("papers")
    other = replace(game.board, seed=game.board.seed + 1)
    world = game.position.world
    assert publication.publish(game.pack, other, world).values != game.board.published[-1].values


def test_a_figure_keeps_its_luck_when_another_is_added() -> None:
    pack = fixtures.pack()
    game = Game().to("papers")
    fewer = pack.scenario.model_copy(update={"figures": pack.scenario.figures[40:]})
    small = replace(pack, scenario=fewer)
    values = dict(game.board.published[-1].values)
    for name, value in publication.publish(small, game.board, game.position.world).values:
        assert values[name] == value


def test_figures_come_out_when_the_next_quarter_begins() -> None:
    game = Game().to("papers")
    ended = game.board.quarter
    assert [p.quarter for p in game.board.published][-1] == ended
    assert [p.quarter for p in out(game.board)][-1] == ended - 1
    game.to("bulletin")
    assert [p.quarter for p in out(game.board)][-1] == ended


def test_only_the_last_two_keep_the_trusts_columns() -> None:
    game = Game()
    for _ in range(4):
        game.to("papers").to("bulletin")
    kept = [bool(p.ratings) for p in game.board.published]
    assert kept == [False] * (len(kept) - 2) + [True, True]


def test_annual_results_turn_over_with_the_year() -> None:
    game = Game().to("papers")  # 2013Q4: the year runs on
    first, second = game.board.published
    assert second.surplus_k == first.surplus_k
    game.to("bulletin").to("papers")  # 2014Q1 closes it
    assert quarter_calendar.closes_financial_year(game.board.quarter)
    assert game.board.published[-1].surplus_k == tuple(game.position.world.result_k[:, 0].tolist())


def test_better_care_is_not_rated_worse() -> None:
    game = Game().to("papers")
    world = game.position.world.copy()
    world.quality[:] = np.linspace(5, 95, len(world.quality))[:, None]
    ratings = publication.publish(game.pack, game.board, world).ratings
    assert ratings[0] == 0
    assert ratings[-1] == 3
    assert all(b - a >= -1 for a, b in pairwise(ratings))
