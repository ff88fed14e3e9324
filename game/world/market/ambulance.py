"""Ambulance services: they convey patients, by contract, and treat no other illness.

About five million emergency journeys a year for some £1.8bn, so £0.35 thousand a journey with
the calls that end without one (National Audit Office, Transforming NHS ambulance services, HC
1086, 2011). Work follows emergencies; the contract follows most of its growth, as other block
contracts do.
"""

from __future__ import annotations

import numpy as np

from game.world.exact_sums import to_grid
from game.world.figure_names import EMERGENCY
from game.world.health_map import F, I
from game.world.market import choice
from game.world.quarter_state import Now


def journeys(now: Now) -> tuple[I, F] | None:
    """The services' rows, (n,), and their journeys' value at the start's prices, (n, B) £
    thousand; None: the country has none."""
    at = now.model.prepared.carriers
    if not len(at):
        return None
    people = now.model.links.journeys
    if now.owner is not None:
        people = choice.to_owners(np.where(now.working, people, 0.0), now.owner)
        at = np.flatnonzero(np.logical_or.reduce(people > 0.0, axis=1))
    p = now.params
    value = people[at] * (now.world.demand[EMERGENCY] * (p.journey_rate * p.journey_price))
    return at, to_grid(value, 8)
