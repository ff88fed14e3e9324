"""Products in pieces are the products."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.players.persona import matrix_product


@given(st.integers(0, 40), st.integers(1, 7), st.integers(1, 7), st.integers(0, 2**32 - 1))
def test_every_row_is_multiplied_in_whichever_pieces(n: int, k: int, m: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    rows, matrix = draw.integers(-99, 99, (n, k)) / 8.0, draw.integers(-99, 99, (k, m)) / 4.0
    exact = (rows[:, :, None] * matrix).sum(axis=1)
    with pytest.MonkeyPatch.context() as patch:
        for piece in (1, 3 * k * m, 10**6):
            patch.setattr(matrix_product, "_PIECE", piece)
            assert np.array_equal(matrix_product.product(rows, matrix), exact)
