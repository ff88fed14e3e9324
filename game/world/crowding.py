"""What full beds cost accident and emergency: at the start, and in every quarter."""

from __future__ import annotations

from game.world.bounds import at_least, within
from game.world.health_map import F
from game.world.parameters import Params


def ae_loss(p: Params, occupancy: F) -> F:
    """Share of A&E patients who no longer make four hours, by occupancy."""
    loss: F = occupancy - p.ae_knee
    within(loss, 0.0, p.ae_second - p.ae_knee)
    loss *= p.ae_slope
    second = occupancy - p.ae_second
    at_least(second, 0.0)
    second *= p.ae_slope_second
    loss += second
    return loss
