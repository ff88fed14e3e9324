"""The country that votes: constituencies of one baseline election, fixed for a game."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.world.place import F, I


@dataclass(frozen=True, slots=True)
class Country:
    """S constituencies; parties in the order of ``names.PARTIES``.

    ``region`` indexes ``names.REGIONS + names.NATIONS``. ``votes`` (P, S) are the baseline
    election's votes. ``q``, ``r`` are axial hex coordinates of a map that reads as Britain.
    ``near_trust`` (S, K) and ``near_weight`` (S, K, rows sum to at most 1) say how much each
    near trust is a seat's hospital; none outside England.
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

    @property
    def seats(self) -> int:
        """S, how many constituencies elect a member."""
        return len(self.seat_id)
