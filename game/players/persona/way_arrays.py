"""What ways out of cases are worth to each role, as arrays over many views.

A way out is worth what its effects bring the role by its own score, as a lever is, less its price.
Its worth in points, and the clout that others may be expected to put against it, depend on its
kind: which way it is, who decides, and whether the seat is marginal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.lever_values import PER_100M, LeverValues, case_sources
from game.rules.cache import per_pack
from game.rules.cases import ways_out
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

F = NDArray[np.float64]
Rows = NDArray[np.int64]
#: Points that a way out must bring or cost a role before it stakes one clout, and two.
WORTH_A_STAKE: Final = (0.35, 1.0)
#: All that a way out's worth depends on: its id, who decides, whether the seat is marginal.
WayKind = tuple[str, Role, bool]


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """Which of C sources make up the worth of each of K kinds of ways out.

    ``done`` (K,) is the column of what the way does, ``price`` (K,) its price in points; ``held``
    and ``marginal`` are the kinds to which one more source adds, and its column.
    """

    done: Rows
    price: F
    held: tuple[Rows, Rows]
    marginal: tuple[Rows, Rows]
    staking: NDArray[np.bool_]  # (roles, K): who may put clout against it, all but its decider


@per_pack
def way_kinds(pack: Pack) -> dict[WayKind, int]:
    """Return the kinds of the scenario's ways out, each with its place in the arrays."""
    ways = [way.id for way in pack.scenario.cases.ways]
    return {kind: k for k, kind in enumerate(product(ways, ROLES, (False, True)))}


@per_pack
def _parts(pack: Pack) -> _Parts:
    """Return what makes up the worth of the scenario's ways out."""
    column = {source: c for c, source in enumerate(case_sources(pack))}
    kinds, cases = list(way_kinds(pack)), pack.scenario.cases
    holding = {way.id for way in cases.ways if way.hold}  # which costs its decider standing
    price = {way.id: PER_100M * way.purse_m / 100 for way in cases.ways}
    held = [
        (k, column[ways_out.held_source(decider)])
        for k, (way, decider, _) in enumerate(kinds)
        if way in holding
    ]
    marginal = [
        (k, column[f"{ways_out.source(way)}/marginal"])
        for k, (way, _, marginal) in enumerate(kinds)
        if marginal
    ]
    return _Parts(
        np.array([column[ways_out.source(way)] for way, _, _ in kinds], np.int64),
        np.array([price[way] for way, _, _ in kinds], np.float64),
        _columns(held),
        _columns(marginal),
        np.array([[role != decider for _, decider, _ in kinds] for role in ROLES], np.bool_),
    )


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[Rows, Rows]:
    """Return the first of each pair, and the second."""
    rows = np.array(pairs, np.int64).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def way_arrays(pack: Pack, values: Sequence[LeverValues]) -> tuple[F, Rows]:
    """Return what ways out are worth in each of N views, by ``way_kinds``.

    The first array (N, roles, K) has the points that a way brings each role when it is done whole;
    the second (N, K) the clout that others may be expected to put against it, less what for it.
    """
    of, sources = _parts(pack), np.stack([of_view.of_cases for of_view in values])
    points = sources[:, :, of.done] - of.price
    for kinds, columns in (of.held, of.marginal):
        points[:, :, kinds] += sources[:, :, columns]
    size = np.abs(points)
    clout = sum((size >= least).astype(np.int64) for least in WORTH_A_STAKE) * of.staking
    staked = np.where(points < 0, clout, -clout).sum(axis=1)
    return points, np.maximum(staked, 0)
