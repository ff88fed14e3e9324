"""The night's chance: errors of the country, its regions and its seats.

A seat's error is k·√(s(1−s)) for each large party, so that nobody falls below nothing; it is a sum
of four sixteen-bit uniforms from one raw word, near enough to normal and quick.
"""

from __future__ import annotations

import numpy as np

from game.world.election.electorate import Electorate
from game.world.election.parameters import ElectionParams
from game.world.election.swing import CON, LAB, LD, NAT, UKIP
from game.world.health_map import F
from game.world.random_streams import U

#: Parties with an error of their own in each seat, by field of luck.
FIELDS: tuple[tuple[int, ...], ...] = ((CON,), (LAB,), (LD,), (UKIP, NAT))
_TINY = 2.0**-40
# four uniforms on 0 … 65535: mean 2 × 65535, variance 4 × (65536² − 1) / 12
_MEAN = 2.0 * 65535.0
_SD = (4.0 * (65536.0 * 65536.0 - 1.0) / 12.0) ** 0.5


def nearly_normal(words: U) -> F:
    """Return raw words as nearly standard normal draws, within ±3.47."""
    low = np.uint64(0xFFFF)
    total = (words & low) + ((words >> np.uint64(16)) & low)
    total = total + ((words >> np.uint64(32)) & low) + (words >> np.uint64(48))
    out: F = (total.astype(np.float64) - _MEAN) * (1.0 / _SD)
    return out


def seat_errors(p: ElectionParams, share: F, words: U) -> None:
    """Add seats' errors to ``share`` (P, S, N) in place; ``words`` are (4, S, N)."""
    for k, parties in enumerate(FIELDS):
        z = nearly_normal(words[k])
        for party in parties:
            s = share[party]
            size = np.sqrt(np.maximum(s * (1.0 - s), 0.0))
            s += p.night_seat_k * size * z


def region_errors(e: Electorate, share: F, draws: F) -> None:
    """Add regions' errors to ``share`` in place.

    ``draws`` (R, 3, N) are normal: on the swing between the two large parties, on the Liberal
    Democrats and on the rest. They are regions' differences from the country, whose own error is
    drawn apart: over all votes cast they come to nothing.
    """
    sd = e.params.night_region_sd / 100.0
    apart = draws - np.add.reduce(draws * e.region_weight[:, None, None], axis=0)
    z = (sd * apart)[e.region]

    def moved(party: int, by: F) -> None:
        s = share[party]
        # a party too small to swing moves in proportion
        s += by * np.minimum(4.0 * s, 1.0)

    moved(CON, z[:, 0])
    moved(LAB, -z[:, 0])
    moved(LD, 0.6 * z[:, 1])
    moved(UKIP, 0.6 * z[:, 2])
    moved(NAT, 0.6 * z[:, 2])


def normalised(share: F) -> F:
    """Return shares that are never negative, and 1 in each seat."""
    share = np.maximum(share, 0.0)
    out: F = share / np.maximum(np.add.reduce(share, axis=0), _TINY)
    return out
