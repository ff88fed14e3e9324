"""How long market quarters take, alone and side by side.

The floor of a batched quarter: for each line with choice a gather, ``exp`` and sum in float64
over (games, commissioners, near trusts). No model that chooses by a logit of pairs does less.
The second floor adds what no quarter here can leave out, whatever its model: a quarter's keyed
draws, since luck depends on the seed and the entity, and one copy of the arrays, since the world
that a quarter starts from stays as it was.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from game.lab.batch import keep
from game.rules.effects import knob_settings
from game.scenario import loader
from game.scenario.pack import Pack
from game.world.knobs import Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import World

Tell = Callable[[str, float], None]
LINES_WITH_CHOICE = 1  # elective care; emergencies go to the nearest, the rest is contracts


@pytest.fixture(scope="module")
def pack() -> Pack:
    return loader.load("december-2013")


def _quarter(pack: Pack, batch: int) -> Callable[[], None]:
    keep()  # as the lab does
    worlds, luck = start(pack.model, range(batch)), Luck(range(batch))
    knobs = Knobs.neutral(pack.model.place.trusts, batch)

    def run() -> None:
        step(pack.model, worlds, knobs, luck)

    return run


def _least(run: Callable[[], object], times: int = 3) -> float:
    run()
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        found.append(time.perf_counter() - begun)
    return min(found)


def _pace(floor: Callable[[], object], run: Callable[[], object], turns: int = 15) -> float:
    """The floor's time in that of the other, medians of turns taken one after the other: what
    else the machine does slows both alike."""
    pairs = [(_least(floor, 1), _least(run, 1)) for _ in range(turns)]
    least, taken = (statistics.median(times) for times in zip(*pairs, strict=True))
    return least / taken


def test_a_quarter_alone(benchmark: Any, pack: Pack) -> None:
    benchmark(_quarter(pack, 1))


def test_a_quarter_alone_without_constituencies(benchmark: Any, pack: Pack) -> None:
    """As the eight quarters of the inheritance are stepped."""
    worlds, luck = start(pack.model, [1]), Luck([1])
    knobs = Knobs.neutral(pack.model.place.trusts)
    benchmark(lambda: step(pack.model, worlds, knobs, luck, seats=False))


@pytest.mark.parametrize("batch", [32, 256])
def test_a_batched_quarter(benchmark: Any, pack: Pack, tell: Tell, batch: int) -> None:
    quarter = _quarter(pack, batch)
    benchmark.pedantic(quarter, rounds=5, warmup_rounds=1)
    near = pack.model.place.edge_trust
    pull = np.random.default_rng(1).random((pack.model.place.trusts, batch))

    def floor() -> None:
        for _ in range(LINES_WITH_CHOICE):
            np.exp(pull[near]).sum(axis=1)

    worlds, luck, place = start(pack.model, range(batch)), Luck(range(batch)), pack.model.place
    arrays = [x for f in fields(World) if isinstance(x := getattr(worlds, f.name), np.ndarray)]
    assert arrays, "a world has arrays"

    def floor_with_luck_and_state() -> None:
        floor()
        luck.bells(0, (("trust", 3 * place.trusts), ("commissioner", place.commissioners)))
        luck.uniform(0, "hazard", place.trusts)
        for array in arrays:
            array.copy()

    tell("microseconds a game", 1e6 * min(benchmark.stats.stats.data) / batch)
    tell("of the floor's pace", _pace(floor, quarter))
    tell(
        "of the pace of the floor with draws and a copy", _pace(floor_with_luck_and_state, quarter)
    )


def test_cost_grows_with_the_batch(benchmark: Any, pack: Pack, tell: Tell) -> None:
    small = _least(_quarter(pack, 64))
    benchmark.pedantic(_quarter(pack, 512), rounds=3, warmup_rounds=1)
    large = min(benchmark.stats.stats.data)
    tell("exponent from 64 to 512 games", math.log(large / small) / math.log(8))


def test_a_start(benchmark: Any, pack: Pack) -> None:
    benchmark(lambda: start(pack.model, [1]))


def test_knobs_of_nothing_in_force(benchmark: Any, pack: Pack) -> None:
    world = start(pack.model, [1])
    benchmark(lambda: knob_settings.knobs_of(pack, (), pack.model.first, world))
