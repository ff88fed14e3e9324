"""Bounds and questions give the same of few values as of many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.world.bounds import at_least, at_most, everywhere, somewhere, within

SIZES = st.sampled_from([1, 7, 1024, 1025, 5000])


@given(SIZES, st.floats(-2, 2), st.floats(0, 2), st.integers(0, 2**32))
def test_values_are_held_within_bounds_in_place(
    size: int, low: float, width: float, key: int
) -> None:
    values = np.random.default_rng(key).normal(size=(size, 1))
    high = low + width
    plain = [min(max(v, low), high) for v in values[:, 0].tolist()]
    assert at_least(values.copy(), low)[:, 0].tolist() == [max(v, low) for v in values[:, 0]]
    assert at_most(values.copy(), high)[:, 0].tolist() == [min(v, high) for v in values[:, 0]]
    held = values.copy()
    within(held, low, high)
    assert held[:, 0].tolist() == plain


def test_the_values_themselves_stay_if_there_is_another_place_for_the_held_ones() -> None:
    values, out = np.array([[1.0], [5.0]]), np.empty((2, 1))
    at_least(values, 2.0, out)
    assert out[:, 0].tolist() == [2.0, 5.0]
    assert within(values, 2.0, 3.0, out)[:, 0].tolist() == [2.0, 3.0]
    assert values[:, 0].tolist() == [1.0, 5.0]


@pytest.mark.parametrize("size", [3, 3000])
def test_somewhere_and_everywhere(size: int) -> None:
    mask = np.zeros((size, 2), np.bool_)
    assert not somewhere(mask) and not everywhere(mask)
    mask[1, 1] = True
    assert somewhere(mask) and not everywhere(mask)
    assert everywhere(np.ones_like(mask))
