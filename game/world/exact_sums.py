"""Sum and multiply to the same bits whatever the order, the batch or the machine.

Floating-point addition is exact, and so the same in any order, while every term is a multiple of
one power of two and the total stays below 2⁵³ of it. ``grid`` puts values on such a power;
``product`` is the only place of the world that multiplies matrices, and the values that it is given
lie on grids.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.world.health_map import F, I

_MANY: Final = 8  # games of a batch that makes runs of rows worth their calls


def in_order(values: Iterable[float]) -> float:
    """Return the sum of numbers as they come, each rounded as it is added.

    Python's ``sum`` makes good its own rounding of floats from 3.12 on, so that it differs between
    versions.

    >>> in_order([0.1] * 10)
    0.9999999999999999
    """
    total = 0.0
    for value in values:
        total += value
    return total


def grid(values: F, bits: int) -> F:
    """Return values rounded to multiples of 2^-``bits``."""
    scale = float(2**bits)
    return np.rint(values * scale) * (1.0 / scale)


def to_grid(values: F, bits: int) -> F:
    """Round values in place to multiples of 2^-``bits`` and return them.

    They stay below 2 to the 51 less ``bits``. Beside a number so large that doubles there lie a
    step apart, addition itself rounds, to even where two are as near: as ``grid`` does.
    """
    large = 1.5 * 2.0 ** (52 - bits)
    values += large
    values -= large
    return values


def total(values: F, bits: int = 16) -> F:
    """Return the sum over the first axis, (B,), of values put on the grid of 2^-``bits`` first."""
    return _total(values * float(2**bits), bits)


def _total(steps: F, bits: int) -> F:
    """Return the same of values in the grid's steps, which are used up."""
    return added(np.rint(steps, out=steps)) * 2.0**-bits


def mean(values: F, weights: F, bits: int = 16) -> F:
    """Return the weighted mean over the first axis, (B,); 0 where there is no weight."""
    weight = total(weights, bits)
    steps = values * weights
    steps *= float(2**bits)
    return _total(steps, bits) / np.maximum(weight, 2.0**-bits)


def product(matrix: Any, x: F) -> F:
    """Return a sparse matrix times (n, B); both on grids, so the sums are exact in any order."""
    if x.shape[1] == 1:  # what scipy does with one column in the end
        alone: F = (matrix @ x[:, 0])[:, None]
        return alone
    out: F = matrix @ x
    return out


def share_out(amount: I, weights: F) -> I:
    """Split an integer amount (B,) by weights (n, B) ≥ 0, by cumulative rounding.

    The parts add up to the amount exactly. With no weight at all the last row pays.

    >>> share_out(np.array([10]), np.array([[1.0], [1.0], [1.0]])).ravel().tolist()
    [3, 4, 3]
    """
    return shares(amount, weights.copy()).astype(np.int64)


def shares(amount: I | F, weights: F) -> F:
    """Return what ``share_out`` gives, as whole floats; amounts stay below 2⁵³.

    ``weights`` are used up.
    """
    edge = _running(weights)
    edge *= amount / np.maximum(edge[-1], 2.0**-40)
    return _between(edge, amount)


def shares_of_fixed(amount: I | F, running: F) -> F:
    """Return what ``shares`` gives by weights that are the same in every game.

    ``running`` (n, 1) holds their running totals, which are so added up but once.
    """
    return _between(running * (amount / np.maximum(running[-1], 2.0**-40)), amount)


def _between(edge: F, amount: I | F) -> F:
    """Return the whole parts between edges, (n, B), the last of which is the amount itself."""
    np.rint(edge, out=edge)
    edge[-1] = amount
    out = np.empty_like(edge)
    out[0] = edge[0]
    np.subtract(edge[1:], edge[:-1], out=out[1:])
    return out


@lru_cache(maxsize=64)
def _runs(rows: int) -> tuple[int, int]:
    """Return how many runs of rows, and how long: about as many as long, few rows left."""
    root = math.isqrt(rows)
    long = min(range(root, root * 3 // 4, -1), key=lambda n: (rows % n, -n))
    return rows // long, long


def added(values: F | I) -> F:
    """Return the sum over rows, the last axis but one, of values whose sum is exact in any order.

    A large batch goes by runs of rows: numpy then adds longer lines.
    """
    if values.shape[-1] < _MANY or values.shape[-2] < _MANY:
        whole: F = np.add.reduce(values, axis=-2)
        return whole
    *lead, rows, batch = values.shape
    runs, long = _runs(rows)
    whole_runs = values if rows == runs * long else values[..., : runs * long, :]
    by_place = np.add.reduce(whole_runs.reshape(*lead, runs, long * batch), axis=-2)
    out: F = np.add.reduce(by_place.reshape(*lead, long, batch), axis=-2)
    if rows > runs * long:
        out += np.add.reduce(values[..., runs * long :, :], axis=-2)
    return out


def totals(*values: NDArray[Any]) -> F:
    """Return sums over rows of several arrays (n, B) of one shape, (k, B), each exact in any order.

    Of a mask, how many rows hold. Of a small batch they are taken together, in one call.
    """
    batch = values[0].shape[1]
    if batch < _MANY:
        room = np.empty((len(values), *values[0].shape))
        for i, one in enumerate(values):
            room[i] = one
        together: F = np.add.reduce(room, axis=1)
        return together
    out = np.empty((len(values), batch))
    for i, one in enumerate(values):
        out[i] = count(one) if one.dtype == np.bool_ else added(one)
    return out


def rounded_totals(*terms: tuple[F, F | float]) -> F:
    """Return for each pair the sum over rows of their products (n, B), each rounded: (k, B).

    Of a large batch each product is added up while it is still in a processor's cache.
    """
    shape = terms[0][0].shape
    few = shape[1] < _MANY
    room = np.empty((len(terms), *shape) if few else (1, *shape))
    out = np.empty((len(terms), shape[1]))
    for i, (a, b) in enumerate(terms):
        product = np.multiply(a, b, out=room[i if few else 0])
        if not few:
            out[i] = added(np.rint(product, out=product))
    if few:
        np.add.reduce(np.rint(room, out=room), axis=1, out=out)
    return out


def largest(values: F) -> I:
    """Return the row of the largest value, the first if there are several, (B,).

    A large batch asks where the maximum stands: numpy's own way takes one number at a time.
    """
    batch = values.shape[1]
    if batch < _MANY:
        out: I = np.argmax(values, axis=0)
        return out
    there = np.flatnonzero(values == np.maximum.reduce(values, axis=0))[::-1]
    out = np.zeros(batch, np.int64)
    out[there % batch] = there // batch  # of several in one place the last one stays
    return out


def count(mask: NDArray[np.bool_]) -> F:
    """Return how many rows hold, (B,).

    A large batch goes by runs of rows, as in ``added``: so few, of fewer than 30,000 rows, that
    their number fits a byte.
    """
    rows, batch = mask.shape
    if batch < _MANY or rows < _MANY:
        out: F = np.add.reduce(mask, axis=0, dtype=np.float64)
        return out
    runs, long = _runs(rows)
    whole_runs = mask[: runs * long].view(np.uint8).reshape(runs, long * batch)
    by_place = np.add.reduce(whole_runs, axis=0, dtype=np.uint8)
    out = np.add.reduce(by_place.reshape(long, batch), axis=0, dtype=np.float64)
    if rows > runs * long:
        out += np.add.reduce(mask[runs * long :], axis=0, dtype=np.float64)
    return out


def _running(weights: F) -> F:
    """Replace weights on a grid by their running totals over the first axis; return them.

    The sums are exact in any order. A large batch goes by runs of rows, side by side: numpy's own
    way takes one number at a time.
    """
    rows, batch = weights.shape
    if batch < _MANY or rows < _MANY:
        np.add.accumulate(weights, axis=0, out=weights)
        return weights
    runs, long = _runs(rows)
    room = weights[: runs * long].reshape(runs, long, batch)
    for i in range(1, long):
        np.add(room[:, i - 1], room[:, i], out=room[:, i])
    ends = _running(room[:-1, -1].copy())
    room[1:] += ends[:, None]
    for i in range(runs * long, rows):
        weights[i] += weights[i - 1]
    return weights
