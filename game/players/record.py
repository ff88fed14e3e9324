"""What has been ordered so far as arrays by lever, read from a view's revealed orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from game.rules.memo import MANY, Memo, per_pack
from game.rules.tables import tables

if TYPE_CHECKING:
    from game.rules.views import SeenOrder
    from game.scenario.pack import Pack

#: A quarter before all others: never.
NEVER: Final = -(10**6)


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """The quarter in which each lever was last ordered, and last took effect: (L + 1,).

    The last entry, for a lever that isn't there, is ``NEVER``.
    """

    ordered: NDArray[np.int64]
    done: NDArray[np.int64]


@per_pack
def _rows(pack: Pack) -> dict[str, int]:
    return {lever: i for i, lever in enumerate(tables(pack).levers)}


_RECORDS: Memo[Record] = Memo(MANY)


def record(pack: Pack, orders: tuple[SeenOrder, ...]) -> Record:
    """The record of the orders (remembered until there are more)."""
    return _RECORDS.get((pack, orders), None, lambda: _read(_rows(pack), orders))


def _read(rows: dict[str, int], orders: tuple[SeenOrder, ...]) -> Record:
    ordered, done = [NEVER] * (len(rows) + 1), [NEVER] * (len(rows) + 1)
    for o in orders:
        row = rows[o.lever]
        ordered[row] = o.quarter
        if o.outcome in ("full", "half"):
            done[row] = o.quarter
    return Record(np.array(ordered, np.int64), np.array(done, np.int64))
