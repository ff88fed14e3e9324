"""95% intervals: of a mean, and of a share."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Final

#: Standard errors on either side of a 95% interval.
SPREAD: Final = 1.96


def of_mean(values: Sequence[float]) -> tuple[float, float]:
    """Return the mean and half of its interval, 0 for one value alone.

    >>> [round(x, 2) for x in of_mean([1.0, 3.0])]
    [2.0, 1.96]
    """
    mean = statistics.fmean(values)
    if len(values) < 2:
        return mean, 0.0
    return mean, SPREAD * statistics.stdev(values) / math.sqrt(len(values))


def of_share(share: float, n: int) -> tuple[float, float]:
    """Return both ends of the interval of a share of ``n``, Wilson's.

    >>> low, high = of_share(0.5, 100)
    >>> round(low, 3), round(high, 3)
    (0.404, 0.596)
    """
    z = SPREAD * SPREAD
    middle = (share + z / (2 * n)) / (1 + z / n)
    half = SPREAD * math.sqrt(share * (1 - share) / n + z / (4 * n * n)) / (1 + z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
