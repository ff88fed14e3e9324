"""The list of the trusts that fail: the one count that headline, map, scores and levers read."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.rules.state.position import Board, Listed
from game.world.world_state import World

#: Many games list the same trust since the same quarter.
_row: Final = lru_cache(maxsize=8192)(Listed)


def listing(board: Board, world: World, quarter: int) -> tuple[Listed, ...]:
    """Return the list at the end of ``quarter``, with what the board knew of since when."""
    since = {x.trust: x.since for x in board.listed}
    rows = world.at_risk[:, 0].nonzero()[0].tolist()
    fails = world.fails[:, 0].tolist()
    return tuple([_row(t, since.get(t, quarter), fails[t]) for t in rows])
