"""Beds, waiting lists and the four-hour standard.

Below 88% of beds filled there is no effect on A&E; from 88 to 92% the share seen within
four hours falls by about three points, and at 100% it has fallen by about eight (NHS
Improvement 2017). Emergencies are always admitted; when beds run out, electives wait.
Waits follow the list: with more quarters' work waiting, more patients exceed 18 weeks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world import exact
from game.world.market.choice import Flows
from game.world.market.demand import Need
from game.world.names import ELECTIVE, EMERGENCY, LONG_TERM, MENTAL
from game.world.now import Now
from game.world.params import Params
from game.world.place import F
from game.world.sums import grid


@dataclass(slots=True)
class Work:
    """What trusts did. ``activity`` (L, T, B) episodes; ``rtt`` share within 18 weeks."""

    activity: F
    rtt: F
    list_quarters: F


def ae_loss(p: Params, occupancy: F) -> F:
    """Share of A&E patients who no longer make four hours, by occupancy."""
    first = np.minimum(np.maximum(occupancy - p.ae_knee, 0.0), p.ae_second - p.ae_knee)
    second = np.maximum(occupancy - p.ae_second, 0.0)
    loss: F = p.ae_slope * first + p.ae_slope_second * second
    return loss


def rtt_share(p: Params, quarters: F) -> F:
    """Share of patients within 18 weeks, by quarters of work on the list."""
    beyond = p.rtt_base * exact.exp(p.rtt_slope * (quarters - p.list_start))
    return 1.0 - np.minimum(beyond, 0.9)


def treat(now: Now, need: Need, flows: Flows) -> Work:
    """Admits, treats and leaves waiting; fills occupancy, A&E, lists and capacity."""
    world, before, p, knobs = now.world, now.before, now.params, now.knobs
    acute = now.model.baseline.acute
    live = world.open * acute
    goodwill = before.gauge_of("goodwill") - now.model.baseline.goodwill
    effort = knobs.of("price_competition") * p.price_effort_capacity * (1.0 - flows.hhi)
    working = (1.0 + p.goodwill_capacity * goodwill) * (
        1.0 + (knobs.of("capacity_pct") + knobs.of_trusts("capacity_pct")) / 100.0
    )
    beds = np.maximum(before.capacity[EMERGENCY] * working, 1.0)
    waiting = before.waiting + flows.referrals
    usual = np.maximum(before.capacity[ELECTIVE], 1.0)
    over = before.waiting / usual - p.list_start
    pace = 1.0 + p.list_response * np.minimum(np.maximum(over, -1.0), 1.0)
    could = before.capacity[ELECTIVE] * working * (pace + effort)
    could = could * (1.0 + knobs.of("activity_pct") / 100.0)
    room = np.maximum(p.occupancy_full * beds - need.emergencies, 0.0) / p.elective_beds
    treated = np.minimum(np.minimum(could, room), waiting - p.list_floor * flows.referrals)
    treated = grid(np.maximum(treated, 0.0) * live, 8)
    filled = (need.emergencies + p.elective_beds * treated) / beds
    imposed = knobs.of("occupancy_set")
    filled = np.where(np.isnan(imposed), filled, imposed)
    relief = p.relief * knobs.of("waits_relief")
    world.occupancy = np.minimum(filled, 1.1) * live
    staff = p.ae_goodwill * goodwill
    ae = p.ae_base + staff + relief - ae_loss(p, world.occupancy) - _outgrown(now)
    world.ae = np.minimum(np.maximum(ae, 0.3), 1.0) * live
    world.waiting = (waiting - treated) * live
    quarters = world.waiting / np.maximum(treated, 0.25 * usual)
    rtt = np.minimum(rtt_share(p, np.minimum(quarters, 6.0)) + relief, 1.0)
    _grow(now, need)
    return Work(
        activity=np.stack([need.emergencies * live, treated, need.long_term, need.mental]),
        rtt=rtt * live,
        list_quarters=quarters,
    )


def _outgrown(now: Now) -> F:
    """Share of four-hour patients lost since the start because attendances have grown more
    than A&E staff (or won, where less), (B,)."""
    p = now.params
    growth = exact.log(now.world.demand[EMERGENCY]) - p.ae_staff_growth_year * (now.row / 4.0)
    return p.ae_demand * growth


def _grow(now: Now, need: Need) -> None:
    """Beds and theatres follow the scenario's slow growth, and stays shorten where beds are
    full; other lines follow their work."""
    world, p = now.world, now.params
    crowded = np.maximum(world.occupancy - p.ae_second, 0.0)
    world.capacity[EMERGENCY] *= 1.0 + p.bed_growth_year / 4.0 + p.bed_response * crowded
    world.capacity[ELECTIVE] *= 1.0 + p.elective_capacity_growth_year / 4.0
    world.capacity[LONG_TERM] += 0.25 * (need.long_term - world.capacity[LONG_TERM])
    world.capacity[MENTAL] += 0.25 * (need.mental - world.capacity[MENTAL])
