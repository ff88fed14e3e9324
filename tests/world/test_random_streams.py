"""Luck is keyed: no draw depends on another."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.world.random_streams import Luck, keyed_normal, normal_of

SEED = st.integers(0, 2**64 - 1)


@given(SEED, SEED, st.integers(7900, 8200), st.integers(1, 50))
def test_a_game_in_a_batch_has_the_luck_it_has_alone(a: int, b: int, quarter: int, n: int) -> None:
    both = Luck([a, b])
    alone = Luck([b])
    for pair, own in (
        (both.uniform(quarter, "x", n), alone.uniform(quarter, "x", n)),
        (both.normal(quarter, "x", n), alone.normal(quarter, "x", n)),
        (both.bells(quarter, [("x", n)]), alone.bells(quarter, [("x", n)])),
    ):
        assert (pair[:, 1:] == own).all()


@given(SEED, st.integers(1, 60), st.integers(1, 60))
def test_entity_i_draws_the_same_however_many_are_drawn(seed: int, few: int, more: int) -> None:
    few, more = sorted((few, more))
    luck = Luck([seed])
    assert (luck.uniform(8055, "x", few) == luck.uniform(8055, "x", more)[:few]).all()


def test_draws_do_not_depend_on_order() -> None:
    luck = Luck([5])
    first = luck.uniform(8055, "a", 9)
    luck.normal(8056, "b", 100)
    assert (luck.uniform(8055, "a", 9) == first).all()


def test_seed_quarter_and_subsystem_each_change_the_draw() -> None:
    base = Luck([5]).uniform(8055, "a", 4)
    for other in (
        Luck([6]).uniform(8055, "a", 4),
        Luck([5]).uniform(8056, "a", 4),
        Luck([5]).uniform(8055, "b", 4),
    ):
        assert (other != base).any()


def test_philox_words_are_those_of_every_machine() -> None:
    assert Luck([7]).words(8055, "demand", 2).ravel().tolist() == WORDS


def test_moments() -> None:
    luck = Luck([11])
    bells = luck.bells(8055, [("x", 200_000)])
    for z in (luck.normal(8055, "x", 200_000), bells):
        assert abs(float(z.mean())) < 0.01
        assert abs(float(z.std()) - 1.0) < 0.01
    assert np.abs(bells).max() < 3.5


def test_a_places_own_history_is_keyed_by_its_name() -> None:
    ab, ba = keyed_normal(["a", "b"], "margin"), keyed_normal(["b", "a"], "margin")
    assert (ab == ba[::-1]).all()


WORDS = [1609664097057668408, 12403097400249169766]


def test_few_and_many_draws_are_the_same_numbers() -> None:
    u = np.linspace(0.0, 1.0, 4001, endpoint=False)
    one_by_one = np.concatenate([normal_of(u[i : i + 1]) for i in range(len(u))])
    assert np.array_equal(normal_of(u), one_by_one)


def test_several_quarters_at_once_are_each_quarters_draws() -> None:
    luck = Luck([3, 4])
    together = luck.normals(range(8055, 8059), "opinion", 3)
    for quarter, drawn in zip(range(8055, 8059), together, strict=True):
        assert np.array_equal(drawn, luck.normal(quarter, "opinion", 3))


def test_draws_of_several_subsystems_at_once_are_each_subsystems_draws() -> None:
    for seeds in ([9], range(40)):
        luck = Luck(seeds)
        together = luck.bells(8055, (("trust", 7), ("commissioner", 5)))
        assert np.array_equal(together[:7], luck.bells(8055, [("trust", 7)]))
        assert np.array_equal(together[7:], luck.bells(8055, [("commissioner", 5)]))
        normal = luck.normal_each(8055, (("trust", 7), ("commissioner", 5)))
        assert np.array_equal(normal[:7], luck.normal(8055, "trust", 7))
        assert np.array_equal(normal[7:], luck.normal(8055, "commissioner", 5))


@pytest.mark.parametrize("times", [1, 5])  # worked one by one, and together
def test_the_farthest_draws_are_as_far_as_the_distribution_says(times: int) -> None:
    u = np.array([2.0**-53, 1e-12, 1e-9, 0.5, 1.0 - 2.0**-53] * times)
    assert normal_of(u) == pytest.approx([NormalDist().inv_cdf(x) for x in u], abs=1e-9)
