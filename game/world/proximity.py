"""Turn distances into sparse weights, once, shared by all games.

Weights lie on a grid of 2⁻¹⁴ and attractions are bounded, so that the sums that the market makes
with them are exact in any order (``game.world.exact_sums``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from game.world import exact_math
from game.world.exact_sums import grid
from game.world.health_map import F, I, Place

WEIGHT_BITS = 14
_BLOCK_KM = 10.0  # teams of neighbouring trusts share the people between them
_NEAR = 12  # candidates kept for a takeover


@dataclass(frozen=True, slots=True)
class Links:
    """Sparse weights, (D, T) and transposed (T, D), and the nearest of the same kind.

    ``elective`` falls slowly with distance (patients choose), ``emergency`` steeply (they
    go to the nearest that is open). ``squared`` holds the elective weights squared, for
    concentration; ``dense`` (T, D) the elective weights for pairs of sites of one owner.
    """

    elective: Any
    elective_t: Any
    squared: Any
    emergency: Any
    emergency_t: Any
    dense: F
    near: I  # (T, N) other trusts of the same kind, nearest first
    population: F  # (D, 1)
    block_catch: F  # (T, 1) persons served by each mental health or community trust
    journeys: F  # (T, 1) persons to whom its ambulances come

    def of(self, rows: I) -> Links:
        """The same with the weights of some trusts alone, (D, n) and (n, D)."""
        return replace(
            self,
            elective=self.elective[:, rows],
            elective_t=self.elective_t[rows],
            squared=self.squared[:, rows],
            emergency=self.emergency[:, rows],
            emergency_t=self.emergency_t[rows],
            dense=self.dense[rows],
        )


def links(place: Place, elective_km: float, emergency_km: float) -> Links:
    """Return the links of a place; the lengths are the distances at which weights fall by 1/e."""
    from scipy import sparse

    c, k = place.edge_trust.shape
    t = place.trusts
    further = place.edge_distance - place.edge_distance.min(axis=1, keepdims=True)
    rows = np.repeat(np.arange(c), k)
    columns = place.edge_trust.reshape(-1)

    def matrix(weights: F) -> Any:
        return sparse.csr_array((weights.reshape(-1), (rows, columns)), shape=(c, t))

    def fall(length: float) -> F:
        return np.maximum(grid(exact_math.exp(-further / length), WEIGHT_BITS), 2.0**-WEIGHT_BITS)

    elective = fall(elective_km)
    emergency = fall(emergency_km)
    we, wm = matrix(elective), matrix(emergency)
    population = place.district_population.reshape(-1, 1).astype(np.float64)

    def served(trusts: I, shares: F) -> F:
        people = np.zeros((t, 1))
        if trusts.size:
            np.add.at(people[:, 0], trusts, np.rint(population * shares))
        return people

    past = place.block_distance - place.block_distance.min(axis=1, keepdims=True)
    by_block = exact_math.exp(-past / _BLOCK_KM)
    by_block = by_block / np.add.accumulate(by_block, axis=1)[:, -1:]

    squared = matrix(grid(elective * elective, 20))
    squared.eliminate_zeros()  # more than a quarter: the far ones
    return Links(
        elective=we,
        elective_t=sparse.csr_array(we.T),
        squared=squared,
        emergency=wm,
        emergency_t=sparse.csr_array(wm.T),
        dense=np.ascontiguousarray(we.T.toarray()),
        near=_near(place),
        population=population,
        block_catch=served(place.block_trust, by_block),
        journeys=served(place.ambulance_trust[:, None], np.ones((c, 1))),
    )


def _near(place: Place) -> I:
    dx = place.trust_x[:, None] - place.trust_x[None, :]
    dy = place.trust_y[:, None] - place.trust_y[None, :]
    far = dx * dx + dy * dy
    carries = np.isin(np.arange(place.trusts), place.ambulance_trust)
    kind = place.trust_kind + 2 * carries
    far = far + np.where(kind[:, None] == kind[None, :], 0.0, 1e9)
    np.fill_diagonal(far, 1e12)
    order = np.argsort(far, axis=1, kind="stable")
    return np.ascontiguousarray(order[:, :_NEAR])
