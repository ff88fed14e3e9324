"""What one office's doings changed: the service as it is, and as it would be without them."""

from __future__ import annotations

from typing import Final

from game.errors import InputError
from game.rules import endings
from game.rules.state import figures
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

#: Figures that the end card compares.
COMPARED: Final[tuple[str, ...]] = (
    "trusts_at_risk",
    "waits",
    "quality",
    "net_surplus_m",
    "support_m",
    "morale",
    "new_entrant_share",
    "nhs_satisfaction",
    "reform_delivered",
)


def unmade(pack: Pack, position: Position, role: Role) -> tuple[tuple[str, float, float], ...]:
    """Return (figure, as it came, without the role's orders, answers and money), by the same luck.

    What the others did is held as it was played. Raises InputError before the game has ended.
    """
    board, world = position.board, position.world
    if board.phase != "ended":
        raise InputError("What an office changed is told when the game has ended.")
    all_done = (*board.past.spent, *board.modifiers)
    theirs = [m for m in all_done if m.role != role]
    as_it_was = endings.run(pack, board.seed, all_done, world.quarter)
    without = endings.run(pack, board.seed, theirs, world.quarter)
    return tuple(
        (name, figures.value(board, as_it_was, name), figures.value(board, without, name))
        for name in COMPARED
    )
