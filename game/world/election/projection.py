"""Project real or synthetic seats onto new shares of the nations: the central projection.

No noise, no hospitals, no honeymoon: what an election would most plainly be. Works on any table of
seats, a part of the country or one with parties missing included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.world.election.regional_lean import lean, leaned
from game.world.election.swing import CON, LAB, LD, NAT, OTH, Blend, swing
from game.world.exact_sums import grid
from game.world.figure_names import NATIONS, REGIONS
from game.world.health_map import F, I

NATION_NAMES: Final = ("England", "Wales", "Scotland", "Northern Ireland")
ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = range(4)
_TINY = 2.0**-40


@dataclass(frozen=True, slots=True)
class Projection:
    """Shares (P, S) of 0–1 that sum to 1 in each seat, winners (S,), seats by party (P,)."""

    share: F
    winner: I
    seats: I


def nation_of(region: I) -> I:
    """Return the nation of each seat, from indices into ``REGIONS + NATIONS``."""
    wales, scotland = len(REGIONS), len(REGIONS) + 1
    return np.where(
        region < wales,
        ENGLAND,
        np.where(region == wales, WALES, np.where(region == scotland, SCOTLAND, NORTHERN_IRELAND)),
    )


assert NATIONS == ("WA", "SC", "NI")


def shares_of(votes: F) -> F:
    """Return the seats' shares (P, S), 0–1, of votes (P, S).

    >>> shares_of(np.array([[300.0], [100.0]])).ravel().tolist()
    [0.75, 0.25]
    """
    out: F = votes / np.maximum(np.add.reduce(votes, axis=0), _TINY)
    return out


def nation_shares(votes: F) -> F:
    """Return the shares (P,) of all the votes of some seats."""
    # votes are whole numbers (or grid points): the sum is the same in any order
    cast = np.add.reduce(grid(votes, 8), axis=1)
    out: F = cast / max(float(np.add.reduce(cast)), _TINY)
    return out


def uncontested(share: F) -> NDArray[np.bool_]:
    """Return the seats (S,) in which no large party stood, as in the Speaker's."""
    large = share[CON] + share[LAB] + share[LD]
    return np.asarray(large <= 0.0)


def settled(votes: F, blend: Blend) -> F:
    """Return shares (P, S) to swing from, in which an independent's personal vote has faded.

    What stood behind one member goes back, in part, to the parties in proportion to what they hold
    in the seat and in the nation, half each. Kidderminster's independents had 58, 40 and 32 per
    cent at three elections.
    """
    share = shares_of(votes)
    usual = nation_shares(votes)
    personal = np.maximum(share[OTH] - np.maximum(3.0 * usual[OTH], 0.12), 0.0)
    personal = np.where(uncontested(share), 0.0, personal)
    gone = personal * (1.0 - blend.independent_keep)
    here = share.copy()
    here[OTH] = 0.0
    there = np.repeat(usual[:, None], share.shape[1], axis=1)
    there[OTH] = 0.0
    there[NAT] = np.where(share[NAT] > 0.0, there[NAT], 0.0)

    def parts(x: F) -> F:
        out: F = x / np.maximum(np.add.reduce(x, axis=0), _TINY)
        return out

    out = share + gone * (0.5 * parts(here) + 0.5 * parts(there))
    out[OTH] -= gone
    return out


def stands_everywhere(base: F, target: F) -> NDArray[np.bool_]:
    """Return which parties stand in all of a nation's seats, (P, N).

    From its old shares (P,) and new ones (P, N): a small party that rises a good deal does.
    """
    stands = target > base[:, None] + 0.02
    stands[[CON, LAB, LD]] |= target[[CON, LAB, LD]] > 0.0
    # a nationalist party new to a nation where others of it stood
    stands[NAT] = (base[NAT] > 0.0) & (target[NAT] > 0.0)
    stands[OTH] = False
    return stands


def candidates(share: F, all_over: NDArray[np.bool_]) -> F:
    """Return who stands, (P, S) of 0 or 1, where the parties ``all_over`` (P,) stand everywhere.

    Another party that is absent from a seat stays away, and a nation without one keeps without.
    """
    stands = (share > 0.0).astype(np.float64)
    stands[all_over] = 1.0
    stands[:, uncontested(share)] = (share[:, uncontested(share)] > 0.0).astype(np.float64)
    return stands


def project(
    votes: F,
    region: I,
    target: Mapping[int, F],
    blend: Blend,
    london: float = 0.0,
    groups: I | None = None,
) -> Projection:
    """Return the projection of seats' ``votes`` (P, S) on new shares (P,), 0–1, by nation.

    ``groups`` (S,) are the parts of the country that ``target`` speaks of, if they are not its
    nations; ``london`` is its lean in points (``regional_lean``), within England as one.
    A nation without a target keeps its shares. Seats that only small parties contested (the
    Speaker's, Northern Ireland's) keep theirs. The projected total may miss the target by about a
    point where a party falls below nothing somewhere: strongholds are not made to pay for that.
    """
    share = shares_of(votes)
    part = nation_of(region) if groups is None else groups
    cast = np.add.reduce(votes, axis=0)
    for n, wanted in target.items():
        mine = part == n
        still = uncontested(share)
        rows = np.flatnonzero(mine & ~still)
        if not len(rows):
            continue
        here, weight = votes[:, rows], cast[rows]
        base = nation_shares(here)
        to = _attainable(wanted / max(float(np.add.reduce(wanted)), _TINY), base)
        before = settled(here, blend)
        at = nation_shares(before * weight)
        stands = candidates(before, stands_everywhere(at, to[:, None])[:, 0])
        new = swing(before, at, to[:, None], blend, stands)[:, :, 0]
        if n == ENGLAND and london != 0.0:
            new = leaned(new, lean(region, cast, rows, london)[rows])
        share[:, rows] = new
    winner = np.argmax(share, axis=0)
    return Projection(share, winner, np.bincount(winner, minlength=len(votes)))


def _attainable(wanted: F, base: F) -> F:
    """Return the target without a nationalist share where no nationalist stood."""
    to = wanted.copy()
    if base[NAT] <= 0.0:
        to[NAT] = 0.0
    out: F = to / np.maximum(np.add.reduce(to), _TINY)
    return out
