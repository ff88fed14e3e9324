"""A scenario ready to play: its content and the model built from it."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.schema.scenario import Scenario
from game.world.model import Model


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """What all games of one scenario share. Frozen; never copied, and equal to itself alone."""

    scenario: Scenario
    model: Model
