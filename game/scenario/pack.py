"""A scenario ready to play: its content and the world model built from it."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.setup import Scenario
from game.world.model import Model


@dataclass(frozen=True, slots=True)
class Pack:
    """What all games of one scenario share. Frozen; never copied."""

    scenario: Scenario
    model: Model
