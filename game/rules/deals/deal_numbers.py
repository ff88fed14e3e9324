"""Numbers of deals, from which nobody can count offers that are hidden.

Those in the open are counted by themselves. A secret one has a number by lot, of those that are its
pair's alone: what the two have made of others tells nobody who reads one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, count
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import MANY
from game.rules.state.deal_terms import Terms
from game.rules.state.position import Board
from game.scenario.schema.base import ROLES
from game.world.random_streams import Luck

#: Numbers of secret deals: from here, so many.
SECRET_FROM: Final = 1000
SECRET_NUMBERS: Final = 9000
#: So many of them, ten to a pair, are sorted out first: few games give more.
_FIRST_LOTS: Final = 60
_PAIRS: Final = [set(pair) for pair in combinations(ROLES, 2)]


def next_number(board: Board, terms: Terms) -> int:
    """Return the number of a new offer of the terms."""
    taken = {d.number for d in board.deals}  # of the others, by older rules, any
    secret = [d for d in board.deals if d.terms.secret]
    if not terms.secret:
        return next(n for n in count(len(board.deals) - len(secret) + 1) if n not in taken)
    own = _lots_of(board.seed, _PAIRS.index({terms.offerer, terms.other}))
    return next(n for n in own if n not in taken)


def _lots_of(seed: int, pair: int) -> Iterator[int]:
    """Yield the numbers of a pair's secret deals in the order of its lots, without an end."""
    for many in (_FIRST_LOTS, SECRET_NUMBERS):  # who asks for more finds the first ones taken
        yield from (_lots(seed, many)[pair :: len(_PAIRS)] + SECRET_FROM).tolist()
    for first in count(SECRET_FROM + 10 * SECRET_NUMBERS, 10 * SECRET_NUMBERS):
        yield from (_lots(seed, SECRET_NUMBERS)[pair :: len(_PAIRS)] + first).tolist()


@lru_cache(maxsize=MANY)
def _lots(seed: int, many: int) -> NDArray[np.int64]:
    """Return the first of the order, by lot, in which a game gives the numbers of its secret deals,
    counted from 0: every pair takes each sixth. There are ``many`` of them, or a few less.

    To sort all of them takes longer than any other part of an offer.
    """
    lots = Luck([seed]).words(0, "deal_numbers", SECRET_NUMBERS)[:, 0]
    if many < SECRET_NUMBERS:
        first = (lots < np.partition(lots, many)[many]).nonzero()[0]
    else:
        first = np.arange(SECRET_NUMBERS)
    order: NDArray[np.int64] = first[np.argsort(lots[first], kind="stable")]
    order.flags.writeable = False
    return order
