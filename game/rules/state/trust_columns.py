"""Columns of trusts that a board keeps as whole numbers, as arrays: made once for each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import MANY, Memo

F = NDArray[np.float64]
_FLOATS: Memo[F] = Memo(2 * MANY)  # of each game of a tile two, for some quarters


def floats(column: tuple[int, ...]) -> F:
    """Return the column as an array, (T,), read only."""
    return _FLOATS.of(column, _made)


def keep(values: F) -> tuple[int, ...]:
    """Return whole numbers, (T,), as a column of which ``floats`` is known from the start."""
    column = tuple(values.astype(np.int64).tolist())
    values.flags.writeable = False
    _FLOATS.put(column, values)
    return column


def _made(column: tuple[int, ...]) -> F:
    made = np.array(column, np.float64)
    made.flags.writeable = False
    return made
