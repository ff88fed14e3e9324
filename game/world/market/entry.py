"""New entrants: by region and line they grow towards the share that commissioners aim at.

The independent share of NHS spend went from 6.1% to 7.6% between 2010/11 and 2015/16
(Department of Health accounts): slowly, and faster where commissioners know their business.
"""

from __future__ import annotations

import numpy as np

from game.world.bounds import within
from game.world.exact_sums import to_grid
from game.world.figure_names import EMERGENCY
from game.world.quarter_state import Now


def enter(now: Now) -> None:
    """Moves ``entrant_share``; emergencies have no entrants."""
    before, world, p = now.before.entrant_share, now.world, now.params
    start = now.model.baseline.entrants[:, :, None]
    years = (now.row + 0.0) / 4.0
    aim = start * (1.0 + p.entry_drift_year * years * (now.capability / 50.0))
    target = now.of("entry_target")
    if target is not None:
        aim += target * (start > 0.0)
    within(aim, 0.0, 0.6)
    uptake = now.of("entry_uptake")
    speed = p.entry_speed if uptake is None else p.entry_speed * uptake
    pace = speed * (0.4 + 1.2 * now.capability / 100.0)
    aim -= before
    aim *= np.minimum(pace, 0.9)
    aim += before
    aim[EMERGENCY] = before[EMERGENCY]
    world.entrant_share[:] = to_grid(aim, 16)
