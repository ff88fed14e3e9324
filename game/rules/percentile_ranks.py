"""How rare a score is for its office, and by that who won the match.

The four offices score on different things, some in a narrow band, some in two humps as the vote
goes. Their scores are therefore compared by **percentile rank**: the share of the games by which
par was found in which the office scored less. ``par.yaml`` keeps quantiles of those games. A
scenario whose par was written without them, or by hand, is read as a normal distribution of its par
and spread.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Final

import numpy as np

from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import QUANTILE_SHARES, Scoring

#: Beyond the quantiles ranks fall off exponentially, by this share of the spread: the mean distance
#: at which a normal distribution lies beyond its 97.5th percentile (0.38 standard deviations).
_TAIL: Final = 0.38
#: Spread and par of a scenario that doesn't say its own.
_USUAL_SPREAD: Final = 10.0
_USUAL_PAR: Final = 50.0
_HALF: Final = 0.5


def percentile_rank(scoring: Scoring, role: Role, score: float) -> float:
    """Return the share (0–1) of an office's games that a score is better than.

    Between two quantiles it goes in a straight line, beyond the outermost it comes ever nearer to 0
    or 1, so that two scores that differ seldom rank alike. It never falls as the score rises.
    """
    spread = max(scoring.spread.get(role, _USUAL_SPREAD), 1.0)
    kept = scoring.quantiles.get(role)
    if kept is None:
        return NormalDist(scoring.par.get(role, _USUAL_PAR), spread).cdf(score)
    return rank_among(kept, spread, score)


def quantiles_of(scores: Sequence[float]) -> tuple[float, ...]:
    """Return scores at ``QUANTILE_SHARES``, in a straight line between two games'.

    By Hazen's rule: each of n games stands in the middle of its own nth. Raises IndexError without
    a score.
    """
    found = np.quantile(np.array(scores, np.float64), QUANTILE_SHARES, method="hazen")
    return tuple(float(score) for score in found)


def rank_among(kept: Sequence[float], spread: float, score: float) -> float:
    """Return the percentile rank (0–1) of a score among games of these quantiles and spread."""
    tail = _TAIL * spread
    first, last = QUANTILE_SHARES[0], QUANTILE_SHARES[-1]
    if score < kept[0]:
        return first * math.exp((score - kept[0]) / tail)
    if score > kept[-1]:
        return 1.0 - (1.0 - last) * math.exp((kept[-1] - score) / tail)
    below, above = bisect_left(kept, score), bisect_right(kept, score) - 1
    if above >= below:  # it is a quantile, or several alike: their middle
        return (QUANTILE_SHARES[below] + QUANTILE_SHARES[above]) / 2.0
    part = (score - kept[above]) / (kept[below] - kept[above])
    return QUANTILE_SHARES[above] + part * (QUANTILE_SHARES[below] - QUANTILE_SHARES[above])


def match_winner(scoring: Scoring, scores: Mapping[Role, float]) -> Role | None:
    """Return the office whose score is the rarest: the highest percentile rank, above a half.

    None where nobody did better than in half of the games of its office. Nobody wins a game in
    which the service collapsed, whatever the scores: that is for the caller to ask.
    """
    ranks = {role: percentile_rank(scoring, role, scores[role]) for role in ROLES if role in scores}
    best = max(ranks, key=lambda role: ranks[role], default=None)
    return best if best is not None and ranks[best] > _HALF else None
