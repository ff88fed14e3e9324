"""The names of the rows of a world's arrays, and how rows kept under names find their place.

Within a process rows are numbers. Whatever outlives the process says which name each row had,
so that a figure or a trust may be added, dropped or put elsewhere without harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from game.world.commissioners import groupings, period
from game.world.figure_names import GAUGES, LINES, METRICS, REGIONS
from game.world.health_map import I

if TYPE_CHECKING:
    from game.world.model import Model

Axis = Literal["gauge", "metric", "trust", "commissioner", "line", "region", "constituency"]
AXES: Final[tuple[Axis, ...]] = get_args(Axis)
RowNames = Mapping[Axis, tuple[str, ...]]

#: What the axes of an array are rows of, the batch aside; arrays not named here: of trusts.
_AXES_OF: Final[dict[str, tuple[Axis, ...]]] = {
    "gauge": ("gauge",),
    "metric": ("metric",),
    "capacity": ("line", "trust"),
    "commissioner_open": ("commissioner",),
    "budget_k": ("commissioner",),
    "balance_k": ("commissioner",),
    "commissioner_at_risk": ("commissioner",),
    "tightened": ("commissioner",),
    "owed_k": ("commissioner",),
    "other_k": ("commissioner",),
    "entrant_share": ("line", "region"),
    "local_effect": ("constituency",),
    "anger": ("constituency",),
    "purse_k": (),
    "treasury_k": (),
    "tariff": (),
    "wage": (),
    "demand": ("line",),
    "drawn_away": (),
    "avoided": (),
    "unmet": (),
    "turned_away": (),
    "credence": (),
    "used_to": ("gauge",),
}


def axes_of(array: str) -> tuple[Axis, ...]:
    """Return what the axes of a world's array are rows of, the batch axis aside.

    >>> axes_of("capacity"), axes_of("cash_k"), axes_of("wage")
    (('line', 'trust'), ('trust',), ())
    """
    return _AXES_OF.get(array, ("trust",))


def row_names(model: Model, grouping: int = 0) -> RowNames:
    """Return the name of every row of a model's worlds, axis by axis.

    Commissioners are those of a grouping of districts, the first one if none is said.
    """
    return {
        "gauge": GAUGES,
        "metric": METRICS,
        "trust": model.place.trust_id,
        "commissioner": groupings(model.place)[grouping].id,
        "line": LINES,
        "region": REGIONS,
        "constituency": model.country.seat_id,
    }


@dataclass(frozen=True, slots=True, eq=False)
class RowMap:
    """Where rows kept under some names lie among the rows of today, along one axis.

    ``source`` (rows of today,) gives the kept row or -1 where there was none; ``target``
    (rows kept,) the row of today or -1 where there is none any more. ``added`` and ``dropped``
    are names, ``same`` is whether names and order agree.
    """

    source: I
    target: I
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    same: bool

    @classmethod
    def between(cls, kept: tuple[str, ...], today: tuple[str, ...]) -> RowMap:
        """Match two lists of names. Raises ValueError if a kept name comes twice.

        >>> RowMap.between(("a", "b"), ("b", "c")).source.tolist()
        [1, -1]
        """
        before = {name: row for row, name in enumerate(kept)}
        after = {name: row for row, name in enumerate(today)}
        if len(before) != len(kept):
            raise ValueError("a name comes twice")
        return cls(
            source=np.array([before.get(name, -1) for name in today], np.int64),
            target=np.array([after.get(name, -1) for name in kept], np.int64),
            added=tuple(name for name in today if name not in before),
            dropped=tuple(name for name in kept if name not in after),
            same=kept == today,
        )


def row_maps(kept: RowNames, today: RowNames) -> dict[Axis, RowMap]:
    """Match the rows of every axis. An axis whose names were not kept has today's.

    Raises ValueError if a kept name comes twice.
    """
    return {axis: RowMap.between(kept.get(axis, today[axis]), today[axis]) for axis in AXES}


def grouping_kept(model: Model, kept: RowNames, quarter: int) -> int:
    """Return which grouping of districts the rows of a world kept at a quarter's end are of.

    It is the one whose commissioners have the most names in common with those kept, of equals the
    quarter's own: a game may have been kept before its scenario had another.
    """
    own = period(model.place, quarter)
    names = set(kept.get("commissioner", ()))
    if not names:
        return 0

    def alike(k: int) -> tuple[float, bool]:
        there = set(groupings(model.place)[k].id)
        return len(names & there) / len(names | there), k == own

    return max(range(own + 1), key=alike)
