"""A scenario ready to play: its content and the model built from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from game.scenario.schema.scenario import Scenario
from game.world.model import Model


@dataclass(frozen=True, slots=True)
class Pack:
    """What all games of one scenario share. Frozen; never copied.

    ``derived`` keeps what others have worked out from it alone (``rules.cache.per_pack``).
    """

    scenario: Scenario
    model: Model
    derived: dict[object, Any] = field(init=False, default_factory=dict, compare=False, repr=False)
