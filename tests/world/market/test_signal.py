"""Signal: rescues of any kind take credence at once, it comes back slowly, and it gates things."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.scenario import loader
from game.world.knobs import NATIONAL_INDEX, TRUST_INDEX, Knobs
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import World

PACK = loader.load("december-2013")
QUARTERS = 12


@cache
def course(rescued: tuple[int, ...], knob: str = "loan_k", by: float = 25_000) -> tuple[World, ...]:
    """Worlds after each of three years, the six weakest rescued in some quarters."""
    world, found = start(PACK.model, [1]), []
    for i in range(QUARTERS):
        knobs = Knobs.neutral(PACK.model.place.trusts)
        if i in rescued and knob in TRUST_INDEX:
            failing = world.at_risk[:, 0].nonzero()[0]
            worst = failing[np.argsort(world.underlying_k[failing, 0], kind="stable")[:6]]
            knobs.trust[TRUST_INDEX[knob], worst, 0] = by
        elif i in rescued:
            knobs.national[NATIONAL_INDEX[knob], 0] = by
        world, _ = step(PACK.model, world, knobs, Luck([1]))
        found.append(world)
    return tuple(found)


def signal(worlds: tuple[World, ...]) -> list[float]:
    return [float(w.metric_of("signal")[0]) for w in worlds]


@pytest.mark.parametrize(
    ("knob", "by"),
    [("loan_k", 25_000), ("support_k", 25_000), ("protected", 1), ("income_pct", 5),
     ("top_slice_pct", 2), ("pool_levy_pct", 1)],
)  # fmt: skip
def test_a_rescue_of_any_kind_lowers_it_at_once_and_for_a_year(knob: str, by: float) -> None:
    idle, once = signal(course(())), signal(course((2,), knob, by))
    assert once[:2] == idle[:2]
    assert once[2] < idle[2] - 0.01
    assert all(a < b for a, b in zip(once[2:7], idle[2:7], strict=True))


def test_the_second_rescue_lowers_it_further_and_it_takes_longer() -> None:
    once, twice, thrice = (signal(course(q)) for q in ((2,), (2, 3), (2, 3, 4)))
    assert thrice[5] < twice[5] < once[5]
    assert thrice[-1] < once[-1]


def test_it_comes_back_over_three_years() -> None:
    left = [float(w.credence[0]) for w in course((0,))]
    lost = 1 - left[0]
    assert left == sorted(left)
    assert 1 - left[3] > lost / 2  # a year later most of it is remembered
    assert 1 - left[-1] < lost / 4


def test_nobody_is_rescued_and_nothing_is_forgiven() -> None:
    assert all(w.credence[0] == 1.0 for w in course(()))


def test_who_may_not_fail_is_not_bid_against_and_saves_later() -> None:
    """The same world but for credence: entrants win less, and boards in some trouble save less."""
    trusting = course(())[3]
    spoilt = trusting.copy()
    spoilt.credence = np.array([0.25])
    knobs = Knobs.neutral(PACK.model.place.trusts)
    knobs.national[NATIONAL_INDEX["entry_target"], 0] = 0.01
    hard, _ = step(PACK.model, trusting, knobs, Luck([1]))
    soft, _ = step(PACK.model, spoilt, knobs, Luck([1]))
    gains = [w.entrant_share.sum() - trusting.entrant_share.sum() for w in (hard, soft)]
    assert 0 < gains[1] < 0.8 * gains[0]
    assert soft.unit_cost.mean() > hard.unit_cost.mean()


def test_a_game_in_a_batch_remembers_as_it_does_alone() -> None:
    worlds = World.stack([course((2,))[3], course(())[3]])
    knobs = Knobs.neutral(PACK.model.place.trusts, 2)
    both, _ = step(PACK.model, worlds, knobs, Luck([1, 1]))
    for b, alone in enumerate((course((2,))[4], course(())[4])):
        assert both.row(b).digest() == alone.digest()
