"""What was done before a scenario's first quarter and is still in force when it begins."""

from __future__ import annotations

from game.rules.effects.modifiers import Enactment, modifiers_of
from game.rules.state.position import Board, Modifier
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.world import quarter_calendar
from game.world.world_state import World


def enacted(pack: Pack, board: Board, world: World) -> tuple[Modifier, ...]:
    """Return the modifiers, live in the board's quarter or later, of the scenario's ``enacted``.

    Each lever took effect whole in its quarter; trusts are chosen and conditions judged as the
    start has them. What it did at once is not done again.
    """
    found: list[Modifier] = []
    for lever, quarter in pack.scenario.start.enacted.items():
        then = replace(board, quarter=quarter_calendar.parse(quarter))
        done = Enactment(lever, pack.scenario.lever(lever).role)
        made = modifiers_of(pack, then, world, done)
        found += [m for m in made if m.last is None or m.last >= board.quarter]
    return tuple(found)
