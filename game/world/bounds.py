"""Hold values within bounds, and ask whether something is true anywhere.

Both are done in one of two ways, by the number of values: numpy's quick way with many has an
overhead that a game alone would pay some fifty times a quarter.
"""

from __future__ import annotations

from math import inf
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.world.health_map import F, I

X = TypeVar("X", F, I)

_FEW: Final = 1024  # values; below it two simple passes cost less than the overhead of one


def at_least(values: F, low: float, out: F | None = None) -> F:
    """Raise values that are below ``low`` to it, in place or into ``out``."""
    out = values if out is None else out
    if values.size <= _FEW:
        return np.maximum(values, low, out=out)
    return values.clip(low, inf, out=out)


def at_most(values: F, high: float, out: F | None = None) -> F:
    """Lower values that are above ``high`` to it, in place or into ``out``."""
    out = values if out is None else out
    if values.size <= _FEW:
        return np.minimum(values, high, out=out)
    return values.clip(-inf, high, out=out)


def within(values: X, low: X | float, high: X | float, out: X | None = None) -> X:
    """Hold values from ``low`` to ``high``, numbers or arrays, in place or into ``out``."""
    out = values if out is None else out
    if values.size <= _FEW or isinstance(high, np.ndarray):
        np.maximum(values, low, out=out)
        return np.minimum(out, high, out=out)
    if isinstance(low, np.ndarray):
        np.maximum(values, low, out=out)
        return out.clip(-inf, high, out=out)
    return values.clip(low, high, out=out)


def somewhere(mask: NDArray[Any]) -> bool:
    """Tell whether any is true (of numbers: whether any is not 0)."""
    return bool(np.count_nonzero(mask))


def everywhere(mask: NDArray[np.bool_]) -> bool:
    """Tell whether all are true."""
    return int(np.count_nonzero(mask)) == mask.size
