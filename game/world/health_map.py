"""The fixed map of a scenario: what never changes in a game, shared by a whole batch."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

F = NDArray[np.float64]
I = NDArray[np.int64]  # noqa: E741  (the short name keeps signatures of arrays readable)


def _none_f() -> F:
    return np.zeros(0)


def _none_i() -> I:
    return np.zeros(0, np.int64)


def _none_b() -> NDArray[np.bool_]:
    return np.zeros(0, np.bool_)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Who buys for which district from a quarter on (0: from the start), C bodies."""

    first: int
    id: tuple[str, ...]
    name: tuple[str, ...]
    region: I  # (C,) index into ``figure_names.REGIONS``
    population: F  # (C,) persons: the sum of its districts'
    of_district: I  # (D,) row of the body that buys for it


@dataclass(frozen=True, slots=True)
class Place:
    """Trusts, districts, commissioners, regions and the near-trust edges between them.

    People live in districts (D of them, the same whoever buys for them); a commissioner is a
    group of districts.

    Trust rows are never compacted or reordered; a closed trust keeps its row. Positions
    are on the plane of the hex map, in hexes. ``kind``: 0 acute, 1 block-funded (mental
    health, community, ambulance). ``edge_trust`` (D, K) are the K nearest acute trusts of
    each district's people, nearest first; ``edge_distance`` (D, K) in km.
    """

    trust_id: tuple[str, ...]
    trust_name: tuple[str, ...]
    trust_region: I  # (T,) index into ``figure_names.REGIONS``
    trust_kind: I  # (T,)
    trust_x: F
    trust_y: F
    trust_size: F  # (T,) relative scale, mean 1 within its kind
    trust_teaching: NDArray[np.bool_]
    trust_pfi: F  # (T,) unitary payment as a share of income, 0–0.14
    trust_seat: I  # (T,) index of its constituency in the country's table
    commissioner_id: tuple[str, ...]
    commissioner_name: tuple[str, ...]
    commissioner_region: I  # (C,)
    commissioner_x: F
    commissioner_y: F
    commissioner_population: F  # (C,) persons: the sum of its districts'
    commissioner_seat: I  # (C,)
    district_region: I  # (D,)
    district_population: F  # (D,) persons
    district_commissioner: I  # (D,) who buys for it
    edge_trust: I  # (D, K)
    edge_distance: F  # (D, K)
    block_trust: I  # (D, N) the mental health and community trusts that serve it, nearest first
    block_distance: F  # (D, N) km
    ambulance_trust: I = field(default_factory=_none_i)  # (D,) whose ambulances come; empty: none
    # what is hidden about each at the start; read by ``world.start`` only
    trust_ft: NDArray[np.bool_] = field(default_factory=_none_b)  # (T,) foundation trust
    trust_named: NDArray[np.bool_] = field(default_factory=_none_b)  # (T,) named as failing
    trust_viable: NDArray[np.bool_] = field(default_factory=_none_b)  # (T,) False: pipeline's end
    trust_strain: F = field(default_factory=_none_f)  # (T,) mean 0, sd near 1, heavy tail above
    commissioner_strain: F = field(default_factory=_none_f)  # (C,) the same
    # indices of what the place costs and is paid (game.world.market.forces); empty: all the same
    trust_payment: F = field(default_factory=_none_f)  # (T,) market forces factor
    trust_outside: F = field(default_factory=_none_f)  # (T,) wages outside
    trust_supplement: F = field(default_factory=_none_f)  # (T,) nationally regulated pay
    trust_site: F = field(default_factory=_none_f)  # (T,) land and buildings
    # hospital sites: each acute trust has one to three, the first its main site
    site_name: tuple[str, ...] = ()
    site_trust: I = field(default_factory=_none_i)  # (N,)
    site_seat: I = field(default_factory=_none_i)  # (N,)
    #: who buys later in the game (``game.world.commissioners``), in the order of their quarters
    later_commissioners: tuple[Grouping, ...] = ()

    @property
    def trusts(self) -> int:
        """T, the number of trust rows."""
        return len(self.trust_id)

    @property
    def districts(self) -> int:
        """D, the number of districts."""
        return len(self.district_population)

    @property
    def commissioners(self) -> int:
        """C, the number of commissioner rows."""
        return len(self.commissioner_id)
