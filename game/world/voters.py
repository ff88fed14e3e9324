"""The electorate's part of a quarter, taken from the election's own modules."""

from __future__ import annotations

try:
    from game.world.election.local import local
    from game.world.election.opinion import opinion
except ModuleNotFoundError:  # until the election lands: opinion and anger stand still
    from game.world.knobs import Knobs
    from game.world.luck import Luck
    from game.world.model import Model
    from game.world.place import F
    from game.world.state import World

    def opinion(model: Model, world: World, luck: Luck) -> dict[str, F]:
        """Vote intentions as they were at the start."""
        return {}

    def local(model: Model, before: World, after: World, knobs: Knobs) -> tuple[F, F]:
        """Local effects as they were."""
        return before.local_effect, before.anger


__all__ = ["local", "opinion"]
