"""Work out once for a scenario what every night needs: nations, shares, hospitals' reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.world.country import Country
from game.world.election.parameters import ElectionParams
from game.world.election.projection import (
    ENGLAND,
    NORTHERN_IRELAND,
    SCOTLAND,
    WALES,
    candidates,
    nation_of,
    nation_shares,
    settled,
    shares_of,
    stands_everywhere,
    uncontested,
)
from game.world.election.regional_lean import lean, leaned
from game.world.election.swing import NAT, OTH, swing
from game.world.exact_sums import grid
from game.world.figure_names import NATIONS, PARTIES, REGIONS
from game.world.health_map import F, I

#: A hospital counts in full where it has this much of a seat's weight: the town's own.
_OWN = 0.5
_TINY = 2.0**-40
_LONGEST = 8  # quarters after which failing longer makes it no worse


@dataclass(frozen=True, slots=True)
class Electorate:
    """S seats of one baseline, ready for many nights.

    ``share`` (P, S) are baseline shares, ``settled`` those that swing starts from, ``cast``
    (S,) votes cast, ``rows`` the contested seats of England, Wales and Scotland, ``base``
    their nations' shares, ``weight`` (3,) their part of Great Britain's votes, ``gb`` (P,)
    its shares, ``still`` the seats that no swing moves, ``lean`` (S,) what each leans to the
    Conservatives against England's swing. ``region`` (S,) and ``region_rows``
    are the regions of Great Britain (Northern Ireland's seats, which stay still, stand with
    the last), ``region_weight`` (R,) their parts of its votes. ``reach`` is the sparse (S, T)
    weight of each trust's news in each seat, ``failing`` (9,) what a hospital at risk is worth
    in its own town by the quarters that it has failed, at most eight.
    """

    params: ElectionParams
    country: Country
    nation: I
    share: F
    settled: F
    cast: F
    rows: tuple[I, I, I]
    base: tuple[F, F, F]
    weight: F
    gb: F
    still: NDArray[np.bool_]
    lean: F
    region: I
    region_rows: tuple[I, ...]
    region_weight: F
    reach: Any
    failing: F

    def targets(self, national: F) -> list[F]:
        """Return shares of Great Britain (P, N), 0–1, as shares of its three nations, (P, N) each.

        Nationalists of Wales keep to their part of the vote and Scotland's have the rest; other
        parties move by the same points in Scotland and Wales and are fitted into what the
        nationalists leave; England has what remains, so that the whole is kept.
        """
        out: list[F] = [national, national, national]
        if self.weight[WALES] + self.weight[SCOTLAND] <= 0:
            return [_whole(_without(national, NAT))] * 3
        left = national.copy()
        for n in (WALES, SCOTLAND):
            base = self.base[n][:, None]
            if self.weight[n] <= 0:
                continue
            to = np.maximum(base + (national - self.gb[:, None]), 0.1 * base)
            # a party new to Great Britain's contest is weaker where nationalists ask for it
            to = np.minimum(to, base + 0.6 * np.maximum(national - self.gb[:, None], 0.0) + 0.02)
            to[NAT] = 0.0
            nat = national[NAT] * (self.base[n][NAT] / max(self.gb[NAT], _TINY))
            if n == SCOTLAND:
                others = self.weight[WALES] * self.base[WALES][NAT] if self.weight[WALES] else 0.0
                nat = (national[NAT] - others) / self.weight[SCOTLAND]
            else:
                nat = np.minimum(np.maximum(nat, 0.7 * base[NAT]), 1.15 * base[NAT])
            nat = np.minimum(np.maximum(nat, 0.0), 0.56)
            to = to / np.maximum(np.add.reduce(to, axis=0), _TINY) * (1.0 - nat)
            to[NAT] = nat
            out[n] = to
            left = left - self.weight[n] * to
        left = np.maximum(left, 0.0)
        left[NAT] = 0.0
        if self.weight[0] > 0:
            out[0] = _whole(left)
        return out

    def central(self, national: F, first: I | None = None) -> F:
        """Return the seats' shares (P, S, N), without noise or hospitals, from Great Britain's.

        Who stands is settled once for a game's draws: ``first`` (N,) is the column of each column's
        first draw, all of them column 0 if it is not given.
        """
        n_draws = national.shape[1]
        first = np.zeros(n_draws, np.int64) if first is None else first
        out = np.repeat(self.share[:, :, None], n_draws, axis=2)
        blend = self.params.blend
        parts = zip(self.rows, self.base, self.targets(national), strict=True)
        for n, (rows, base, target) in enumerate(parts):
            if not len(rows):
                continue
            here = self.settled[:, rows]
            fields, field = np.unique(
                stands_everywhere(base, target)[:, first], axis=1, return_inverse=True
            )
            for k, all_over in enumerate(fields.T):
                stands = candidates(here, all_over)
                if fields.shape[1] == 1:
                    out[:, rows] = swing(here, base, target, blend, stands)
                else:
                    columns = np.flatnonzero(field == k)
                    new = swing(here, base, target[:, columns], blend, stands)
                    out[:, rows[:, None], columns] = new
            if n == ENGLAND and self.params.lean_london != 0.0:
                out[:, rows] = leaned(out[:, rows], self.lean[rows])
        return out


def _without(shares: F, party: int) -> F:
    out = shares.copy()
    out[party] = 0.0
    return out


def _whole(shares: F) -> F:
    out: F = shares / np.maximum(np.add.reduce(shares, axis=0), _TINY)
    return out


def electorate(country: Country, trusts: int, params: ElectionParams) -> Electorate:
    """Build the electorate of a country whose near trusts are known (``trusts`` rows in all)."""
    from scipy import sparse

    nation = nation_of(country.region)
    votes = country.votes
    share = shares_of(votes)
    still = uncontested(share)
    cast = np.add.reduce(votes, axis=0)
    settled_ = share.copy()
    rows, base = [], []
    weight = np.zeros(3)
    for n in (0, WALES, SCOTLAND):
        mine = np.flatnonzero((nation == n) & ~still)
        rows.append(mine)
        if not len(mine):
            base.append(np.zeros(len(PARTIES)))
            continue
        settled_[:, mine] = settled(votes[:, mine], params.blend)
        base.append(nation_shares(settled_[:, mine] * cast[mine]))
        weight[n] = float(np.add.reduce(grid(cast[mine], 8)))
    total = float(np.add.reduce(weight))
    weight = weight / max(total, _TINY)
    gb = np.zeros(len(PARTIES))
    for n in range(3):
        gb = gb + weight[n] * base[n]
    english = np.flatnonzero(country.near_trust[:, 0] >= 0)
    k = country.near_trust.shape[1]
    near = country.near_trust[english].reshape(-1)
    pull = np.minimum(country.near_weight[english].reshape(-1) / _OWN, 1.0)
    reach = sparse.csr_array(
        (grid(pull, 14), (np.repeat(english, k), np.maximum(near, 0))),
        shape=(country.seats, trusts),
    )
    regions = tuple(
        np.flatnonzero(country.region == r) for r in range(len(REGIONS) + len(NATIONS) - 1)
    )
    return Electorate(
        params=params,
        country=country,
        nation=nation,
        share=share,
        settled=settled_,
        cast=cast,
        rows=(rows[0], rows[1], rows[2]),
        base=(base[0], base[1], base[2]),
        weight=weight,
        gb=gb,
        still=still | (nation == NORTHERN_IRELAND),
        lean=lean(country.region, cast, rows[0], params.lean_london),
        region=np.minimum(country.region, len(regions) - 1),
        region_rows=regions,
        region_weight=_weights(regions, cast, still),
        reach=reach,
        failing=_failing(params),
    )


def _failing(p: ElectionParams) -> F:
    since = np.arange(_LONGEST + 1.0)
    points = p.local_failing + p.local_failing_quarter * np.maximum(since - 2.0, 0.0)
    return np.maximum(points, p.local_failing_worst)


def _weights(regions: tuple[I, ...], cast: F, still: NDArray[np.bool_]) -> F:
    """Return the regions' parts of the votes that swing, (R,)."""
    moving = grid(np.where(still, 0.0, cast), 8)
    votes = np.array([float(np.add.reduce(moving[rows])) for rows in regions])
    return votes / max(float(np.add.reduce(votes)), _TINY)


assert PARTIES[OTH] == "oth"
