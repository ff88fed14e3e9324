"""The inheritance: the service eight idle quarters after the vote.

Half of the national result is measured there, so that looting the horizon doesn't pay.
Lasting effects go on; payments that only keep trusts or commissioners above water stop.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.rules.constants import IDLE_QUARTERS
from game.rules.effects.knob_settings import KnobCourse
from game.rules.effects.modifiers import lasting
from game.rules.state.position import Board
from game.scenario.pack import Pack
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.world_state import World


def inherited(
    pack: Pack, boards: Sequence[Board], world: World, quarters: int = IDLE_QUARTERS
) -> World:
    """Return the world after idle quarters that begin with the one after ``world``'s.

    ``world`` holds the games of ``boards`` side by side.
    """
    luck = Luck([board.seed for board in boards])
    games = [lasting(board.modifiers, world.quarter + 1) for board in boards]
    course = KnobCourse(pack, games, support=False)
    for quarter in range(world.quarter + 1, world.quarter + 1 + quarters):
        world, _ = step(pack.model, world, course.knobs(quarter, world), luck, seats=False)
    return world
