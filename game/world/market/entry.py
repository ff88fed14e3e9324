"""New entrants: by region and line they grow towards the share that commissioners aim at.

The independent share of NHS spend went from 6.1% to 7.6% between 2010/11 and 2015/16
(Department of Health accounts): slowly, and faster where commissioners know their business.
"""

from __future__ import annotations

import numpy as np

from game.world.names import EMERGENCY
from game.world.now import Now
from game.world.sums import grid


def enter(now: Now) -> None:
    """Moves ``entrant_share``; emergencies have no entrants."""
    world, before, p, knobs = now.world, now.before, now.params, now.knobs
    start = now.model.baseline.entrants[:, :, None]
    years = (now.row + 0.0) / 4.0
    drift = p.entry_drift_year * years * (now.capability / 50.0)
    aim = start * (1.0 + drift) + knobs.of("entry_target") * (start > 0.0)
    aim = np.minimum(np.maximum(aim, 0.0), 0.6)
    pace = p.entry_speed * knobs.of("entry_uptake") * (0.4 + 1.2 * now.capability / 100.0)
    share = before.entrant_share + np.minimum(pace, 0.9) * (aim - before.entrant_share)
    share[EMERGENCY] = before.entrant_share[EMERGENCY]
    world.entrant_share = grid(share, 16)
