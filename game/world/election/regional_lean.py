"""A region that leans the same way against England's swing at election after election.

London did at all three elections of ``region_facts.csv`` (and again in 2019): its swing from Labour
to Conservatives was 2.3 to 3.4 points below England's, while no other region's mean is as large
against its own scatter. A lean moves votes between the two; England's own totals are kept.
"""

from __future__ import annotations

import numpy as np

from game.world.election.swing import CON, LAB
from game.world.exact_sums import grid
from game.world.figure_names import REGIONS
from game.world.health_map import F, I

_LONDON = REGIONS.index("LN")
_TINY = 2.0**-40


def lean(region: I, cast: F, rows: I, points: float) -> F:
    """Return what each seat leans towards the Conservatives, (S,) 0–1, against its nation's swing.

    ``rows`` are the contested seats of England, ``cast`` (S,) their votes, ``points`` London's.
    """
    out = np.zeros(len(region))
    here = np.where(region[rows] == _LONDON, points / 100.0, 0.0)
    weight = grid(cast[rows], 8)
    inside = float(np.add.reduce(np.where(here != 0.0, weight, 0.0)))
    whole = float(np.add.reduce(weight))
    out[rows] = here - points / 100.0 * (inside / max(whole, _TINY))
    return out


def leaned(share: F, by: F) -> F:
    """Return shares (P, S, …), 0–1 and 1 in each seat, moved by the seats' leans (S,).

    A party too small to swing moves in proportion.
    """
    move = by.reshape(-1, *(1,) * (share.ndim - 2))
    out = share.copy()
    out[CON] += move * np.minimum(4.0 * share[CON], 1.0)
    out[LAB] -= move * np.minimum(4.0 * share[LAB], 1.0)
    out = np.maximum(out, 0.0)
    out /= np.maximum(np.add.reduce(out, axis=0), _TINY)
    return out
