"""Independents who stand over a hospital: whether, with whom standing aside, how strong.

The average effect of a hospital on votes is small; this is the tail. Wyre Forest 2001: an
independent had 58.1 per cent after the hospital was downgraded and a third party stood aside. Most
who stand get a few per cent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.world import exact_math
from game.world.election.parameters import ElectionParams
from game.world.election.swing import CON, LAB, LD
from game.world.health_map import F, I

_TINY = 2.0**-40
_MOST = 0.72  # share that no independent passes


@dataclass(frozen=True, slots=True)
class Insurgents:
    """Where independents stand (S, N), where a pact helps them, and their shares, 0–1."""

    serious: NDArray[np.bool_]
    pact: NDArray[np.bool_]
    share: F


def insurgents(
    p: ElectionParams, anger: F, chance: F, strength: F, pact: NDArray[np.bool_] | None = None
) -> Insurgents:
    """Return the independents who stand at ``anger`` (S, N), 0–100.

    ``chance`` (3, S, N) is uniform – to stand, to be spared, to stand anyway – and ``strength`` (S,
    N) normal. ``pact`` forces pacts.
    """
    odds = exact_math.logistic((anger - p.stand_middle) / p.stand_width)
    serious = chance[0] < odds
    spared = np.maximum(anger - p.pact_start, 0.0) / (100.0 - p.pact_start) * p.pact_most
    helped = serious & (chance[1] < spared) if pact is None else pact
    serious = serious | helped
    protest = ~serious & (chance[2] < p.protest_chance)
    spread = exact_math.exp(p.insurgent_spread * strength)
    middle = p.insurgent_low + p.insurgent_slope * np.maximum(anger - 50.0, 0.0)
    share = np.where(serious, middle * spread * np.where(helped, p.pact_lift, 1.0), 0.0)
    share = np.where(protest, p.protest_share * spread, share) / 100.0
    # a large share bends towards a limit: nobody takes everyone
    share = np.where(share > 0.3, 0.3 + (_MOST - 0.3) * exact_math.tanh((share - 0.3) / 0.5), share)
    return Insurgents(serious, helped, share)


def take_votes(
    p: ElectionParams, share: F, who: Insurgents, holder: I, ruling: tuple[int, ...]
) -> F:
    """Return the parties' shares (P, S, N) after the independents have taken theirs.

    With a pact the strongest of the smaller parties stands aside first. The holder, if it governs,
    loses ``insurgent_from_government`` times its part.
    """
    out = share
    if who.pact.any():
        out = out.copy()
        third = np.full(share.shape[1:], LD)
        lowest = np.minimum(out[CON], out[LAB])
        # where the Liberal Democrats are among the first two, the weaker large party stands aside
        second = np.where(out[CON] < out[LAB], CON, LAB)
        third = np.where((out[LD] > lowest) & (second != holder[:, None]), second, third)
        gone = np.where(who.pact, np.take_along_axis(out, third[None], axis=0)[0], 0.0)
        np.put_along_axis(
            out, third[None], (np.take_along_axis(out, third[None], axis=0)[0] - gone)[None], 0
        )
    pull = np.ones(share.shape[:2])
    rules = np.isin(holder, ruling)
    pull[holder[rules], np.flatnonzero(rules)] = p.insurgent_from_government
    weight = out * pull[:, :, None]
    weight = weight / np.maximum(np.add.reduce(weight, axis=0), _TINY)
    standing = np.add.reduce(out, axis=0)
    need = np.maximum(who.share - (1.0 - standing), 0.0)  # a pact's votes come first
    out = np.maximum(out - need * weight, 0.0)
    total = np.add.reduce(out, axis=0)
    result: F = out * ((1.0 - who.share) / np.maximum(total, _TINY))
    return result
