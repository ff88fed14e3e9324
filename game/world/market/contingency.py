"""What commissioners hold back: half a per cent of a budget, against a shortfall.

Planning guidance of 2013/14 had each keep that much uncommitted; it goes on schemes late in
the year unless there is a shortfall to be met. So commissioners' accounts, like trusts', gather
just above balance, and fewer are overspent than their plans went wrong.
"""

from __future__ import annotations

import numpy as np

from game.world.bounds import at_most
from game.world.health_map import F
from game.world.parameters import Params


def held_back(p: Params, balance: F, budget: F, out: F | None = None) -> F:
    """What is not spent after all where the year so far is short: at most the quarter's part
    of the contingency. Whole £ thousand, (C, B), in ``out`` if that is given."""
    out = np.empty_like(budget) if out is None else out
    held = np.multiply(budget, -p.contingency, out=out)  # as a balance: below nought
    np.rint(held, out=held)
    np.maximum(balance, held, out=held)
    at_most(held, 0.0)
    return np.negative(held, out=held)


def after(p: Params, expected: F) -> F:
    """An expected balance, share of budget, once the contingency has been used on it."""
    out: F = expected + np.minimum(np.maximum(-expected, 0.0), p.contingency)
    return out


def cover(p: Params) -> float:
    """What is left of reserves, with the share of the risk pool, for a deficit after that."""
    return p.reserve_share - p.contingency + p.pool_share
