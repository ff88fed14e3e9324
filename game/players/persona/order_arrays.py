"""The orders revealed in many views, as arrays by lever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.lever_values import axes
from game.rules.cache import MANY, Memo
from game.rules.state.view import SeenOrder
from game.scenario.pack import Pack

#: A quarter before all others: never.
NEVER: Final = -(10**6)


@dataclass(frozen=True, slots=True, eq=False)
class OrderArrays:
    """The quarter in which each lever was last ordered, and last took effect, by N readers' views.

    Both are (N, L + 1): the last column, for levers that the scenario lacks, is ``NEVER``.
    """

    ordered: NDArray[np.int64]
    done: NDArray[np.int64]


#: Readers of one game are shown the same orders.
_READ: Final[Memo[NDArray[np.int64]]] = Memo(MANY)


def order_arrays(pack: Pack, some: Sequence[tuple[SeenOrder, ...]]) -> OrderArrays:
    """Return the arrays of N readers from the orders revealed to each."""
    read = [_READ.get((pack, orders), None, partial(_read, pack, orders)) for orders in some]
    ordered, done = np.stack(read, axis=1)
    return OrderArrays(ordered, done)


def _read(pack: Pack, orders: Sequence[SeenOrder]) -> NDArray[np.int64]:
    """Return the quarters in which levers were last ordered, and last took effect, (2, L + 1)."""
    rows = axes(pack).row
    found = np.full((2, len(rows) + 1), NEVER)
    for o in orders:  # oldest first: of several orders of one lever the last stays
        found[0, rows[o.lever]] = o.quarter
        if o.outcome in ("full", "half"):
            found[1, rows[o.lever]] = o.quarter
    return found
