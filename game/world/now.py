"""One quarter while it is being worked out: what every mechanism may look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.knobs import Knobs
from game.world.luck import Luck
from game.world.market import choice
from game.world.model import Model
from game.world.params import Params
from game.world.place import F, I
from game.world.state import B, World
from game.world.sums import grid


@dataclass(slots=True)
class Now:
    """The quarter at work. ``world`` is new and is filled in place; ``before`` is never
    written to. ``noise`` (3, T, B) are standard normal draws: demand, cost, quality."""

    model: Model
    params: Params
    before: World
    world: World
    knobs: Knobs
    luck: Luck
    quarter: int
    row: int  # of the model's calendar
    noise: F
    owner: I | None  # (T, B) owner of each site, None if none has been taken over
    working: B  # (T, B) site takes patients: open, or kept by the trust that took it over
    capability: F  # (B,) commissioners' capability this quarter, points
    grip: F  # (B,) management capacity
    tariff_growth: F  # (B,) this quarter's change of the price, per cent

    def blended(self, values: F) -> F:
        """A start value of trusts, (T, 1), as the mean over the sites that each now owns,
        weighted by size: a merged hospital is neither of its parents."""
        if self.owner is None:
            return values
        size = np.repeat(self.model.place.trust_size[:, None], self.owner.shape[1], axis=1)
        size = grid(size * self.working, 10)
        mixed = choice.to_owners(grid(values * size, 20), self.owner)
        own = choice.to_owners(size, self.owner)
        rows = np.arange(size.shape[0])[:, None]
        taken = choice.to_owners(np.where(self.owner != rows, 1.0, 0.0), self.owner)
        return np.where(taken > 0.0, mixed / np.maximum(own, 2.0**-10), values)
