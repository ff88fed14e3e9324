"""What a role knows of the purse that is left."""

from __future__ import annotations

from typing import Final

from game.rules.cache import per_pack
from game.rules.knowledge import visibility
from game.rules.state.figures import all_values
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world.figure_names import FIGURE_INDEX

_PURSE: Final = FIGURE_INDEX["purse_m"]


@per_pack
def _knows_purse(pack: Pack) -> dict[Role, bool]:
    """Return whether the role knows the purse exactly."""
    return {role: visibility.knows(pack, role, "purse_m") == "exact" for role in ROLES}


def purse_left_k(pack: Pack, position: Position, role: Role) -> int | None:
    """Return £ thousand of the purse not yet committed, as the role knows it (None: it doesn't)."""
    if _knows_purse(pack)[role]:  # every menu asks
        return round(all_values(position.world)[_PURSE] * 1000) - position.board.committed_k
    purse = visibility.figure_for(pack, position, role, "purse_m")
    return None if purse is None else round(purse * 1000) - position.board.committed_k
