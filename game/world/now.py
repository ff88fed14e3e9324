"""One quarter while it is being worked out: what every mechanism may look at."""

from __future__ import annotations

from dataclasses import dataclass

from game.world.knobs import Knobs
from game.world.luck import Luck
from game.world.model import Model
from game.world.params import Params
from game.world.place import F, I
from game.world.state import B, World


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
