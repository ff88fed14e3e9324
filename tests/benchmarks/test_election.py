"""How long a night takes; run with ``pytest tests/benchmarks --benchmark-only``.

500 draws of 650 seats are to stay well under 0.3 s.
"""

from __future__ import annotations

from typing import Any

from game.world.election.election_night import night
from game.world.random_streams import Luck
from tests.world.election.common import SEEDS, december, played


def test_five_hundred_draws_of_650_seats(benchmark: Any) -> None:
    world = played()[-1].row(0)
    found = benchmark(lambda: night(december(), world, Luck([SEEDS[0]]), draws=500))
    assert found.seats.shape == (7, 500)


def test_the_one_night_of_a_game(benchmark: Any) -> None:
    world = played()[-1].row(0)
    found = benchmark(lambda: night(december(), world, Luck([SEEDS[0]])))
    assert found.seats.sum() == 650
