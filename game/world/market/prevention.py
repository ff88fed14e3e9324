"""Emergencies avoided: integration, prevention and better care of long illness, with a floor.

Trials of case management found next to nothing (Purdy 2010; Stokes and others 2015), and whole
systems that integrated health and social care some few per cent over years (Nuffield Trust and
RAND on the integrated care pilots 2012; Torbay; the vanguards of 2015 to 2017, whose emergency
admissions grew one to two per cent a year less than elsewhere). So each further effort finds less,
whatever card or scheme it is called by; all of them together find no more in a quarter than
``avoided_pace`` and reach no further than ``avoided_most``, unless a scenario says so. What is
avoided comes back slowly when nobody keeps it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.world.bounds import at_least
from game.world.health_map import F

if TYPE_CHECKING:
    from game.world.quarter_state import Now


def moved(now: Now, asked_pct: F | None) -> F | None:
    """The factor on emergency need this quarter, (B,), of integration and of ``asked_pct``, the
    change that others ask for (B,); moves ``avoided``. None: no change."""
    p, world = now.params, now.world
    integrated = now.of("integration")
    if asked_pct is None and integrated is None and not np.count_nonzero(world.avoided):
        return None
    grown = np.zeros(world.batch) if asked_pct is None else np.maximum(asked_pct, 0.0) / 100.0
    effort = np.zeros(world.batch) if asked_pct is None else np.maximum(-asked_pct, 0.0) / 100.0
    if integrated is not None:
        effort = effort + p.integration_emergencies * integrated
    left = at_least(1.0 - world.avoided / p.avoided_most, 0.0)
    found = effort * (p.avoided_pace / (effort + p.avoided_pace)) * left
    lapsed = np.where(effort > 0.0, 0.0, p.avoided_lapse * world.avoided)
    after = world.avoided + found - lapsed
    out: F = (1.0 + grown) * (1.0 - after) / (1.0 - world.avoided)
    world.avoided = after
    return out
