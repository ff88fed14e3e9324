"""What commissioners hold back against a shortfall: part of a budget that is spent last, if at all.

Planning guidance of 2013/14 had each group keep half a per cent uncommitted, and spend two per cent
once only, of which some part is still free at the year's end (one per cent in 2015/16; in 2016/17
and 2017/18 it was the system's, and not theirs to use). It goes on schemes late in the year unless
there is a shortfall to be met. So commissioners' accounts, like trusts', gather just above balance,
and fewer are overspent than their plans went wrong. Who is able to meet its obligations is judged
without the second, which is a part of reserves.
"""

from __future__ import annotations

import numpy as np

from game.world import quarter_calendar
from game.world.bounds import at_most
from game.world.health_map import F
from game.world.parameters import Params


def headroom(p: Params, quarter: int) -> float:
    """Share of a year's budget beyond the contingency that is still free at its end."""
    if quarter % 4 != 0:
        return 0.0
    year = quarter_calendar.financial_year(quarter)
    steps = ((2016, 0.0), (2015, p.headroom_2015), (2013, p.headroom_2013))
    return next((share for since, share in steps if year >= since), 0.0)


def held_back(share: float, balance: F, budget: F, out: F | None = None) -> F:
    """What is not spent after all where the year so far is short: at most the ``share`` of the
    quarter's budget. Whole £ thousand, (C, B), in ``out`` if that is given."""
    out = np.empty_like(budget) if out is None else out
    held = np.multiply(budget, -share, out=out)  # as a balance: below nought
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
