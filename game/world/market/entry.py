"""New entrants: by region and line they grow towards the share that commissioners aim at.

The independent share of NHS spend went from 6.1% to 7.6% between 2010/11 and 2015/16
(Department of Health accounts): slowly, and faster where commissioners know their business.
They hire from the same staff, build up over years, take the easier cases and have no A&E: what
they leave is dearer (Street and others 2010 on treatment centres' patients; Cooper, Gibbons and
Skellern 2018), and deaths after a heart attack owe them nothing (Cooper and others 2012).
"""

from __future__ import annotations

import numpy as np

from game.world.bounds import everywhere, within
from game.world.exact_sums import to_grid
from game.world.figure_names import ELECTIVE, EMERGENCY
from game.world.health_map import F
from game.world.quarter_state import Now


def gained(now: Now) -> F:
    """Entrants' share of planned surgery beyond that of the start, (R, B)."""
    start = now.model.baseline.entrants[ELECTIVE][:, None]
    out: F = now.before.entrant_share[ELECTIVE] - start
    return out


def hired(now: Now) -> F:
    """What is left of NHS theatres' staff where entrants have hired from them, (R, B)."""
    out: F = 1.0 - now.params.entry_hires * gained(now)
    return out


def dearer(now: Now) -> F:
    """Cost of NHS planned surgery against the usual, (R, B): easy cases have gone."""
    out: F = 1.0 + now.params.entry_easy * gained(now)
    return out


def enter(now: Now) -> None:
    """Moves ``entrant_share``; emergencies have no entrants."""
    before, world, p = now.before.entrant_share, now.world, now.params
    start = now.model.baseline.entrants[:, :, None]
    years = (now.row + 0.0) / 4.0
    aim = start * (1.0 + p.entry_drift_year * years * (now.capability / 50.0))
    target = now.of("entry_target")
    if target is not None:
        aim += target * (start > 0.0)
    within(aim, 0.0, p.entry_ceiling)
    uptake = now.of("entry_uptake")
    speed = p.entry_speed if uptake is None else p.entry_speed * uptake
    pace = speed * (0.4 + 1.2 * now.capability / 100.0)
    credence = now.before.credence
    if not everywhere(credence >= 1.0):  # who may not fail is not bid against
        pace = pace * (1.0 - p.signal_entry * (1.0 - credence))
    aim -= before
    aim *= np.minimum(pace, 0.9)
    within(aim, -p.entry_most, p.entry_most)
    aim += before
    aim[EMERGENCY] = before[EMERGENCY]
    world.entrant_share[:] = to_grid(aim, 16)
