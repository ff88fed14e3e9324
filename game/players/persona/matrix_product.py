"""Products of many rows with a matrix, in pieces that one thread works.

The linear algebra library shares a large product out to threads, which then keep their
processors busy for a while, waiting for more. Where several processes play games side by side
they take the processors from each other for nothing: these products are soon done.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

F = NDArray[np.float64]
#: Multiplications of a piece: OpenBLAS wakes no thread for so few.
_PIECE: Final = 4 * 65536


def product(rows: F, matrix: F) -> F:
    """Return rows (N, n) times a matrix (n, m): (N, m). Both lie on grids, so that the sums are
    exact in any order, and the same in whichever pieces.

    >>> product(np.array([[1.0, 2.0], [0.5, 0.0]]), np.array([[4.0], [1.0]])).tolist()
    [[6.0], [2.0]]
    """
    found: F = np.empty((len(rows), matrix.shape[1]))
    most = max(1, _PIECE // max(1, matrix.size))
    for first in range(0, len(rows), most):
        piece = slice(first, first + most)
        np.matmul(rows[piece], matrix, out=found[piece])
    return found
