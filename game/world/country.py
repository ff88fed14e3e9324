"""The country that votes: constituencies of one baseline election, fixed for a game."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.world.health_map import F, I


def _none() -> F:
    return np.zeros(0)


@dataclass(frozen=True, slots=True)
class Country:
    """S constituencies; parties in the order of ``figure_names.PARTIES``.

    ``region`` indexes ``REGIONS`` then ``NATIONS`` of ``figure_names``. ``votes`` (P, S) are the
    baseline election's votes. ``q``, ``r`` are axial hexes of a map that reads as Britain.
    ``near_trust`` (S, K) and ``near_weight`` (S, K, rows sum to at most 1) say how much each
    near trust is a seat's hospital: 0.45 and more where the trust has a site in the seat, at
    most 0.28 elsewhere; none outside England (index −1, weight 0). ``km`` is the width of a
    seat's hex on the ground.
    """

    seat_id: tuple[str, ...]
    seat_name: tuple[str, ...]
    region: I
    electorate: I
    votes: F  # (P, S)
    q: I
    r: I
    near_trust: I  # (S, K)
    near_weight: F  # (S, K)
    government: NDArray[np.bool_]  # (S,) held by a governing party
    marginal: NDArray[np.bool_]  # (S,) government-held, English, majority under 10 points
    km: F = field(default_factory=_none)  # (S,)

    @property
    def seats(self) -> int:
        """S, the number of constituencies."""
        return len(self.seat_id)
