"""Columns of whole numbers, and the arrays that they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.state.trust_columns import floats, keep

WHOLE = st.lists(st.integers(-(2**40), 2**40), max_size=30)


@given(WHOLE)
def test_a_column_kept_is_the_array_that_it_was_made_of(numbers: list[int]) -> None:
    column = keep(np.array(numbers, np.float64))
    assert column == tuple(numbers)
    assert all(type(n) is int for n in column)
    assert np.array_equal(floats(column), np.array(numbers, np.float64))
    again = (*numbers,)
    assert np.array_equal(floats(again), floats(column))


def test_nobody_writes_to_a_column() -> None:
    for column in (keep(np.array([1.0, 2.0])), (3, 4)):
        with pytest.raises(ValueError):
            floats(column)[0] = 9.0
