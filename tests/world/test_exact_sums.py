"""Sums on a grid are the same in any order; shares of money add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.world.exact_sums import (
    grid,
    largest,
    rounded_totals,
    share_out,
    shares,
    shares_of_fixed,
    to_grid,
    total,
    totals,
)

VALUES = hnp.arrays(np.float64, st.integers(1, 300), elements=st.floats(-1e6, 1e6))


@given(VALUES, st.randoms(use_true_random=False))
def test_a_total_does_not_depend_on_order(values: np.ndarray, rng: object) -> None:
    order = list(range(len(values)))
    rng.shuffle(order)  # type: ignore[attr-defined]
    a, b = total(values[:, None]), total(values[order][:, None])
    assert (a == b).all()


@given(VALUES)
def test_a_total_alone_equals_the_total_in_a_batch(values: np.ndarray) -> None:
    batch = np.ascontiguousarray(np.repeat(values[:, None], 7, axis=1))
    assert (total(batch) == total(values[:, None])).all()


@given(
    st.integers(-(10**11), 10**11),
    hnp.arrays(np.float64, st.integers(1, 200), elements=st.floats(0, 1e6)),
)
def test_shares_of_money_add_up_to_the_thousand(amount: int, weights: np.ndarray) -> None:
    parts = share_out(np.array([amount]), weights[:, None])
    assert parts.dtype == np.int64
    assert int(parts.sum()) == amount


@given(st.floats(-1e6, 1e6), st.integers(0, 20))
def test_a_grid_moves_a_value_by_at_most_half_a_step(x: float, bits: int) -> None:
    assert abs(float(grid(np.array([x]), bits)[0]) - x) <= 0.5 * 2.0**-bits + 1e-9


@given(VALUES, st.integers(0, 20))
def test_values_are_put_on_a_grid_in_place_as_elsewhere(values: np.ndarray, bits: int) -> None:
    halves = np.arange(-9, 9) * 2.0 ** -(bits + 1)  # as near to the step below as to that above
    for given_values in (values, halves):
        assert (to_grid(given_values.copy(), bits) == grid(given_values, bits)).all()


@given(st.integers(1, 12), st.sampled_from([1, 7, 8, 40]), st.integers(0, 2**32))
def test_the_largest_is_the_first_of_the_largest_in_batches_of_every_size(
    rows: int, batch: int, key: int
) -> None:
    values = np.random.default_rng(key).integers(0, 4, (rows, batch)).astype(float)
    assert (largest(values) == np.argmax(values, axis=0)).all()


@given(st.integers(1, 30), st.sampled_from([1, 7, 8, 40]), st.integers(0, 2**32))
def test_several_sums_at_once_are_the_sums_one_by_one(rows: int, batch: int, key: int) -> None:
    rng = np.random.default_rng(key)
    money = rng.integers(-(10**6), 10**6, (rows, batch))
    mask, some = rng.random((rows, batch)) < 0.5, np.rint(rng.normal(0, 1e4, (rows, batch)))
    found = totals(money, mask, some)
    assert (found == [v.sum(axis=0) for v in (money, mask, some)]).all()
    weights = rng.random((rows, batch))
    rounded = rounded_totals((some, weights), (some, 0.25))
    plain = [np.rint(some * weights).sum(axis=0), np.rint(some * 0.25).sum(axis=0)]
    assert (rounded == plain).all()


@pytest.mark.parametrize("batch", [1, 3, 40])
def test_shares_by_weights_of_all_games_are_those_of_each(batch: int) -> None:
    """Weights whose running totals are kept share out as the weights themselves do."""
    weights = np.rint(np.random.default_rng(3).random((57, 1)) * 1e5)
    amount = np.rint(np.random.default_rng(4).normal(0.0, 1e6, batch))
    each = shares(amount, np.repeat(weights, batch, axis=1))
    together = shares_of_fixed(amount, np.add.accumulate(weights, axis=0))
    assert (together == each).all() and (together.sum(axis=0) == amount).all()
