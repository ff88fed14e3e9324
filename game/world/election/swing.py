"""How a nation's new shares become seats' shares: uniform swing blended with transition.

*Uniform*: every seat changes by the nation's points. *Transition*: a party that loses,
loses the same part of its vote everywhere, and what all the losers lose in a seat is shared
out among the gainers as the nation's gains are; it can't make a share negative, it lets a
collapse be worst where the party was strongest, and sends a town's lost votes to those who
gain. Neither is right alone: sitting members and tactical votes make losses flatter than in
proportion, floors make them steeper than uniform. The blend is by party.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.names import PARTIES
from game.world.place import F

CON, LAB, LD, UKIP, GREEN, NAT, OTH = range(len(PARTIES))
_TINY = 2.0**-40


@dataclass(frozen=True, slots=True)
class Blend:
    """Weights of uniform swing, 0–1; the rest is transition.

    ``uniform`` for parties that keep most of their vote, ``liberal`` for the Liberal
    Democrats, ``stronghold`` for a Green seat; ``collapse`` takes weight away, a point for
    each point of share of its vote that a party loses beyond ``collapse_from``.
    """

    uniform: float
    liberal: float
    stronghold: float
    collapse: float
    collapse_from: float
    independent_keep: float  # of an independent's vote, at the next election


def weights(blend: Blend, base: F, target: F) -> F:
    """Each party's weight of uniform swing, (P, N), from a nation's old (P, 1) and new shares."""
    kept = np.minimum(target / np.maximum(base, _TINY), 1.0)
    weight = np.full(target.shape, blend.uniform)
    fallen = np.maximum((1.0 - kept) - blend.collapse_from, 0.0)
    weight = np.maximum(weight - blend.collapse * fallen, 0.0)
    weight[LD] = blend.liberal  # what is lost in a collapse is in this weight already
    weight[GREEN] = blend.stronghold
    return weight


def swing(share: F, base: F, target: F, blend: Blend, stands: F | None = None) -> F:
    """New shares of a nation's seats, (P, S, N): never negative, and 1 in each seat.

    ``share`` (P, S) and ``base`` (P,) are the seats' and the nation's old shares, ``target``
    (P, N) the nation's new ones, all 0–1. ``stands`` (P, S) is 0 where a party has no
    candidate.
    """
    old, b, to = share[:, :, None], base[:, None, None], target[:, None, :]
    weight = weights(blend, base[:, None], target)[:, None, :]
    kept = np.minimum(to / np.maximum(b, _TINY), 1.0)
    uniform_loss = np.minimum(np.maximum(b - to, 0.0), old)
    loss = weight * uniform_loss + (1.0 - weight) * (old * (1.0 - kept))
    gain = np.maximum(to - b, 0.0)
    # of what is lost in the seat, so much goes to each gainer
    part = gain / np.maximum(np.add.reduce(gain, axis=0), _TINY)
    pool = np.add.reduce(loss, axis=0)
    new = (old - loss) + (weight * gain + (1.0 - weight) * (pool * part))
    if stands is not None:
        new = new * stands[:, :, None]
    new = np.maximum(new, 0.0)
    out: F = new / np.maximum(np.add.reduce(new, axis=0), _TINY)
    return out
