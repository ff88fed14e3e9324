"""Many games in lock-step are the games that they would be alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.lab import simulate as lab
from game.lab.batch import TILE, play, play_one
from game.lab.checkpoint import Checkpoint
from game.match import Match
from game.rules import engine
from game.rules.state.facts import GaugeMoved, MoneyMoved, TrustChanged
from game.rules.state.figures import figures_of
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world.figure_names import FIGURES

PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "persona")
MIXED: dict[Role, str] = {
    "secretary": "random",
    "number10": "persona",
    "monitor": "idle",
    "unions": "random",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.mark.parametrize("kinds", [PERSONAS, MIXED])
def test_a_game_in_a_batch_is_that_game_alone_and_at_a_table(
    pack: Pack, kinds: dict[Role, str]
) -> None:
    seeds = [lab.seed_of(5, i) for i in range(5)]
    together = list(play(pack, kinds, seeds, explained=True))
    for seed, game in list(zip(seeds, together, strict=True))[:3]:
        alone = play_one(pack, kinds, seed)
        assert engine.digest(game.position) == engine.digest(alone.position)
        assert game.happenings == alone.happenings
        assert np.array_equal(np.array(game.track), np.array(alone.track), equal_nan=True)
        with Match.new(pack, {r: f"ai:{k}" for r, k in kinds.items()}, seed) as match:
            match.run_ai()
            assert match.digest() == engine.digest(game.position)
            assert list(match.log) == game.happenings


def test_a_game_unexplained_is_the_same_game_told_without_the_markets_doings(pack: Pack) -> None:
    (whole,) = play(pack, PERSONAS, [11], quarters=2, explained=True)
    (brief,) = play(pack, PERSONAS, [11], quarters=2)
    assert engine.digest(brief.position) == engine.digest(whole.position)
    market = {GaugeMoved, MoneyMoved}
    assert market <= {type(h) for h in whole.happenings}
    assert market.isdisjoint(type(h) for h in brief.happenings)
    left_out = (*market, TrustChanged)  # orders, too, change trusts
    told = [[h for h in g.happenings if not isinstance(h, left_out)] for g in (whole, brief)]
    assert told[0] == told[1]


def test_results_are_the_same_whatever_the_jobs() -> None:
    games = TILE + 3
    one, two = (
        lab.simulate("december-2013", PERSONAS, games, seed=9, quarters=1, jobs=jobs)
        for jobs in (1, 2)
    )
    assert one == two


def test_a_games_seed_depends_on_the_run_and_its_number_alone() -> None:
    seeds = [lab.seed_of(1, i) for i in range(200)]
    assert len(set(seeds)) == 200
    assert lab.seed_of(1, 7) == seeds[7]
    assert set(seeds).isdisjoint(lab.seed_of(2, i) for i in range(200))
    assert all(0 <= seed < 2**48 for seed in seeds)


def test_figures_come_in_the_order_of_their_names(pack: Pack) -> None:
    world = engine.start(pack, 1)[0].world
    row = figures_of(world)[:, 0]
    assert row.shape == (len(FIGURES),)
    assert row[FIGURES.index("morale")] == world.gauge_of("morale")[0]
    assert row[FIGURES.index("waits")] == world.metric_of("waits")[0]
    wings = (world.gauge_of("nerves_market")[0] + world.gauge_of("nerves_local")[0]) / 2
    assert row[FIGURES.index("backbench_nerves")] == wings


def measured(pack: Pack, games: list[lab.PlayedGame], quarters: int) -> dict[str, Any]:
    """The statistics of games that were played elsewhere."""
    with Checkpoint(None, {}, len(FIGURES) * quarters) as kept:
        kept.append(lab.tile(games, quarters, {}))
        return lab.metrics(pack.scenario, kept, len(games), quarters)


def test_games_that_ended_leave_the_mean(pack: Pack) -> None:
    figures = len(FIGURES)
    long = lab.PlayedGame(1, "election", True, {}, {}, {}, None, {}, {}, np.full((3, figures), 2.0))
    short = lab.PlayedGame(
        2, "collapse", None, {}, {}, {}, None, {}, {}, np.full((1, figures), 4.0)
    )
    waits = measured(pack, [long, short], 4)["waits"]
    assert waits["n"] == [2, 1, 1, 0]
    assert waits["mean"] == [3.0, 2.0, 2.0, None]
    assert waits["sd"] == [pytest.approx(2**0.5, abs=1e-6), 0.0, 0.0, None]
    assert waits["p5"] == [2.1, 2.0, 2.0, None]
    assert waits["p95"] == [3.9, 2.0, 2.0, None]


def test_results_have_the_promised_shape() -> None:
    result = lab.simulate("december-2013", PERSONAS, 2, seed=3)
    assert result["quarters"] == [
        "2013Q3", "2013Q4", "2014Q1", "2014Q2", "2014Q3", "2014Q4", "2015Q1",
    ]  # fmt: skip
    for game in result["results"]:
        assert game["ending"] in ("election", "snap", "collapse")
        assert list(game["scores"]) == list(ROLES)
        assert all(0 <= s <= 100 for s in game["scores"].values())
        if game["ending"] != "collapse":
            assert list(game["seats"]) == ["con", "lab", "ld", "ukip", "green", "nat", "oth"]
            assert sum(game["seats"].values()) == 650
    for metric in result["metrics"].values():
        assert list(metric) == ["unit", "n", "mean", "sd", "p5", "p95"]
        assert all(len(metric[key]) == 7 for key in list(metric)[1:])


def test_no_metric_is_without_a_unit(pack: Pack) -> None:
    one = lab.PlayedGame(1, None, None, {}, {}, {}, None, {}, {}, np.zeros((1, len(FIGURES))))
    assert all(m["unit"] for m in measured(pack, [one], 1).values())
