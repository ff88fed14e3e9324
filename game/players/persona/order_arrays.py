"""What has been ordered so far as arrays by lever, read from views' revealed orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import per_pack
from game.rules.cards.index import card_index

if TYPE_CHECKING:
    from game.rules.state.view import SeenOrder
    from game.scenario.pack import Pack

#: A quarter before all others: never.
NEVER: Final = -(10**6)


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """The quarter in which each lever was last ordered, and last took effect: (N, L + 1), a row
    for each of N readers. The last entry, for a lever that isn't there, is ``NEVER``.
    """

    ordered: NDArray[np.int64]
    done: NDArray[np.int64]


@per_pack
def _rows(pack: Pack) -> dict[str, int]:
    return {lever: i for i, lever in enumerate(card_index(pack).levers)}


def records(pack: Pack, some: Sequence[tuple[SeenOrder, ...]]) -> Record:
    """What several readers read in the orders, of which many are the same: read once each."""
    rows, place = _rows(pack), dict.fromkeys(map(id, some), 0)
    ordered = np.full((len(place), len(rows) + 1), NEVER)
    done = ordered.copy()
    for k, orders in enumerate({id(orders): orders for orders in some}.values()):
        place[id(orders)] = k
        worked = [o for o in orders if o.outcome in ("full", "half")]
        # oldest first: of several orders of one lever the last stays
        ordered[k, [rows[o.lever] for o in orders]] = [o.quarter for o in orders]
        done[k, [rows[o.lever] for o in worked]] = [o.quarter for o in worked]
    of = [place[id(orders)] for orders in some]
    return Record(ordered[of], done[of])
