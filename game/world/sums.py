"""Sums and products whose bits do not depend on order, batch, or the machine.

Floating-point addition is exact, and so the same in any order, while every term is a
multiple of one power of two and the total stays below 2⁵³ of it. ``grid`` puts values on
such a power; ``product`` is the only place of the world that multiplies matrices, and the
values that it is given lie on grids.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from game.world.place import F, I


def grid(values: F, bits: int) -> F:
    """Values rounded to multiples of 2 to the minus ``bits``."""
    scale = float(2**bits)
    out: F = np.rint(values * scale) * (1.0 / scale)
    return out


def total(values: F, bits: int = 16) -> F:
    """The sum over the first axis, (B,), of values put on the grid of 2^-bits first."""
    out: F = np.add.reduce(np.rint(values * float(2**bits)), axis=0) * 2.0**-bits
    return out


def mean(values: F, weights: F, bits: int = 16) -> F:
    """The weighted mean over the first axis, (B,); 0 where there is no weight."""
    weight = total(weights, bits)
    out: F = total(values * weights, bits) / np.maximum(weight, 2.0**-bits)
    return out


def product(matrix: Any, x: F) -> F:
    """A sparse matrix times (n, B); both on grids, so the sums are exact in any order."""
    out: F = matrix @ x
    return out


def share_out(amount: I, weights: F) -> I:
    """An integer amount (B,) split by weights (n, B) ≥ 0, cumulative rounding: the parts
    add up to the amount exactly. Raises nothing; with no weight at all the last row pays."""
    running = np.add.accumulate(weights, axis=0)
    whole = np.maximum(running[-1], 2.0**-40)
    edge = np.rint(running * (amount / whole)).astype(np.int64)
    edge[-1] = amount
    edge[1:] -= edge[:-1].copy()
    out: I = edge
    return out
