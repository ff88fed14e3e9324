"""Multiply many rows by a matrix in pieces small enough for one thread.

OpenBLAS splits a large product among threads, which spin for a while afterwards. Where several
processes play games side by side, spinning threads only take processors from the others.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

F = NDArray[np.float64]
#: Multiplications of a piece: OpenBLAS wakes no thread for so few.
_PIECE: Final = 4 * 65536


def product(rows: F, matrix: F) -> F:
    """Return rows (N, n) times a matrix (n, m): (N, m).

    Both must lie on grids of powers of two, so that sums are exact in any order and pieces.

    >>> product(np.array([[1.0, 2.0], [0.5, 0.0]]), np.array([[4.0], [1.0]])).tolist()
    [[6.0], [2.0]]
    """
    found: F = np.empty((len(rows), matrix.shape[1]))
    most = max(1, _PIECE // max(1, matrix.size))
    for first in range(0, len(rows), most):
        piece = slice(first, first + most)
        np.matmul(rows[piece], matrix, out=found[piece])
    return found
