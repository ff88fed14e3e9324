"""Beds, waiting lists and the four-hour standard.

Below 88% of beds filled there is no effect on A&E; from 88 to 92% the share seen within
four hours falls by about three points, and at 100% it has fallen by about eight (NHS
Improvement 2017). Emergencies are always admitted; when beds run out, electives wait. Some
beds are open in winter alone (4,390 on the fullest day of 2015/16, Nuffield Trust 2016).
Waits follow the list: with more quarters' work waiting, more patients exceed 18 weeks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.world import exact_math
from game.world.bounds import at_least, at_most, somewhere, within
from game.world.crowding import ae_loss
from game.world.exact_sums import added, mean, to_grid, total
from game.world.figure_names import ELECTIVE, EMERGENCY, LONG_TERM, MENTAL
from game.world.health_map import F
from game.world.market import entry, rationing
from game.world.market.choice import Flows
from game.world.market.demand import SEASON, Need
from game.world.parameters import Params
from game.world.quarter_state import Now


@dataclass(slots=True)
class Workload:
    """What trusts did: ``activity`` (L, T, B) episodes. Of acute trusts alone, (A, B):
    emergencies, electives treated, and the share of those waiting within 18 weeks.
    ``list_quarters`` (T, B)."""

    activity: F
    emergencies: F
    treated: F
    rtt: F
    list_quarters: F
    turned_away: F  # (B,) emergencies for whom there is no bed anywhere
    given_up: F  # (B,) patients who leave the list without treatment


def rtt_share(p: Params, quarters: F) -> F:
    """Share of patients within 18 weeks, by quarters of work on the list."""
    share = quarters - p.list_start
    share *= p.rtt_slope
    exact_math.exp(share, out=share)
    share *= p.rtt_base
    at_most(share, 0.9)
    np.subtract(1.0, share, out=share)
    return share


def treat(now: Now, need: Need, flows: Flows) -> Workload:
    """Admits, treats and leaves waiting; fills occupancy, A&E, lists and capacity."""
    world, before, p = now.world, now.before, now.params
    live = None if now.all_open else now.care(now.alive)
    goodwill = before.gauge_of("goodwill") - now.model.baseline.goodwill
    working = _working(now, goodwill)
    staffed = now.care(before.capacity[EMERGENCY])
    beds = staffed * (working * (1.0 + p.winter_beds * SEASON[now.quarter % 4]))
    at_least(beds, 1.0)
    waiting = now.care(before.waiting)
    waiting += flows.referrals
    treated = now.care(before.capacity[ELECTIVE])
    treated *= working
    treated *= _pace(now, flows)
    paid = rationing.surgery(now, now.tight)
    paid *= entry.hired(now)
    treated *= paid.take(now.model.prepared.care.region, axis=0)
    if somewhere(before.thinned):
        treated *= 1.0 - p.thinned_surgery * now.care(before.thinned)
    imposed = now.of("activity_pct")
    if imposed is not None:
        treated *= 1.0 + imposed / 100.0
    most = p.emergencies_full * beds
    if live is not None:  # ``beds`` are at least 1: nobody is sent where a hospital was
        most *= live
    turned_away = _divert(need.emergencies, most)
    room = p.occupancy_full * beds
    room -= need.emergencies
    at_least(room, 0.0)
    room *= 1.0 / p.elective_beds
    np.minimum(treated, room, out=treated)
    np.multiply(flows.referrals, p.list_floor, out=room)
    np.subtract(waiting, room, out=room)
    np.minimum(treated, room, out=treated)
    at_least(treated, 0.0)
    emergencies = need.emergencies
    if live is not None:
        treated *= live
    to_grid(treated, 8)
    filled = p.elective_beds * treated
    filled += need.emergencies
    filled /= beds
    fixed = now.of("occupancy_set")
    if fixed is not None:
        np.copyto(filled, fixed, where=~np.isnan(fixed))
    at_most(filled, 1.1)
    if live is not None:
        filled *= live
    now.put(filled, out=world.occupancy)
    relief = now.of("waits_relief")
    relief = None if relief is None else p.relief * relief
    ae = _four_hours(now, filled, goodwill, relief)
    waiting -= treated
    given_up = _give_up(now, waiting)
    if live is not None:
        waiting *= live
    quarters = np.multiply(now.usual, 0.25, out=room)
    np.maximum(treated, quarters, out=quarters)
    np.divide(waiting, quarters, out=quarters)
    rtt = rtt_share(p, at_most(quarters, 6.0, np.empty_like(quarters)))
    if relief is not None:
        rtt += relief
        at_most(rtt, 1.0)
    if live is not None:
        for values in (ae, rtt, emergencies):
            values *= live
    now.put(ae, out=world.ae)
    now.put(waiting, out=world.waiting)
    _grow(now, need, staffed, filled)
    now.put(emergencies, out=need.activity[EMERGENCY])
    now.put(treated, out=need.activity[ELECTIVE])
    return Workload(
        need.activity, emergencies, treated, rtt, now.whole(quarters), turned_away, given_up
    )


def _affordable(now: Now) -> F:
    """What a trust's margin does to its beds and theatres a quarter, (A, B): beyond what it can
    bear wards close, and a good margin opens some, as far as a trust may keep what it earns."""
    p = now.params
    margin = now.care(now.before.margin)
    loss = margin - p.squeeze_from
    within(loss, -1.0, 0.0)
    loss *= p.capacity_loss
    margin -= p.capacity_gain_from
    within(margin, 0.0, 0.1)
    margin *= p.capacity_gain
    loss += margin
    return within(loss, -0.1, 0.02)


def _give_up(now: Now, waiting: F) -> F:
    """Takes patients off the lists, (A, B) in place, who have waited too long: they go without,
    pay, or die; and those who came last, where a tenth of all people wait, since nobody further
    is put on a list then. Returns how many, (B,)."""
    p = now.params
    left = np.zeros(waiting.shape[1])
    beyond = waiting - p.list_patience * now.usual
    if somewhere(beyond > 0.0):
        at_least(beyond, 0.0)
        beyond *= p.list_gives_up
        to_grid(beyond, 8)
        waiting -= beyond
        left += added(beyond)
    whole, room = total(waiting, 8), now.model.prepared.list_room
    if somewhere(whole > room):
        full = np.flatnonzero(whole > room)  # the other games' lists stay to the last bit
        kept = waiting[:, full]
        kept *= room / whole[full]
        waiting[:, full] = to_grid(kept, 8)
        left[full] += whole[full] - total(kept, 8)
    return left


def _divert(emergencies: F, most: F) -> F:
    """Moves emergencies, (A, B) in place, beyond what a hospital can admit at all to those with
    room, in proportion; returns how many find none, (B,). ``most`` is used up."""
    over = emergencies - most
    if not somewhere(over > 0.0):
        return np.zeros(emergencies.shape[1])
    room = at_least(-over, 0.0, np.empty_like(over))
    at_least(over, 0.0)
    to_grid(room, 8)
    to_grid(over, 8)
    beyond, free = added(over), added(room)
    np.minimum(emergencies, most, out=emergencies)
    moved = np.minimum(beyond, free)
    emergencies += room * (moved / np.maximum(free, 1.0))
    to_grid(emergencies, 8)
    out: F = beyond - moved
    return out


def _working(now: Now, goodwill: F) -> F:
    """Staff and beds at work against the usual, (B,) or (A, B)."""
    working: F = 1.0 + now.params.goodwill_capacity * goodwill
    everywhere, here = now.of("capacity_pct"), now.of_trusts("capacity_pct")
    if everywhere is None and here is None:
        return working
    more = 0.0 if everywhere is None else everywhere
    more = more + (0.0 if here is None else now.care(here))
    return working * (1.0 + more / 100.0)


def _pace(now: Now, flows: Flows) -> F:
    """Elective work against capacity, (A, B): more where lists are long and prices free."""
    p = now.params
    pace = now.lists - p.list_start
    within(pace, -1.0, 1.0)
    pace *= p.list_response
    pace += 1.0
    free = now.of("price_competition")
    if free is not None:
        pace += free * p.price_effort_capacity * (1.0 - flows.hhi)
    return pace


def _four_hours(now: Now, filled: F, goodwill: F, relief: F | None) -> F:
    """A&E patients seen within four hours, (A, B), from the quarter's occupancy: hospitals as
    full as each other differ by how they are run."""
    p = now.params
    usual = p.ae_base + p.ae_goodwill * goodwill
    usual = usual if relief is None else usual + relief
    ae = ae_loss(p, filled)
    np.subtract(usual, ae, out=ae)
    ae -= _outgrown(now)
    ae -= 1.0
    at_most(ae, -p.ae_least)
    ae *= now.at_start("breaches")
    ae += 1.0
    return within(ae, 0.3, 1.0)


def _outgrown(now: Now) -> F:
    """Share of four-hour patients lost since the start because attendances have grown more
    than A&E staff (or won, where less), (B,)."""
    p = now.params
    growth = exact_math.log(now.world.demand[EMERGENCY]) - p.ae_staff_growth_year * (now.row / 4.0)
    return p.ae_demand * growth


def _merged(now: Now) -> NDArray[np.bool_] | None:
    """Which acute trusts have taken others over, (A, B), or None: nobody has. What was closed to
    save money when two became one is opened again more slowly where the list is long: admissions
    and staff were a tenth lower, and waits longer, four years on (Gaynor, Laudicella and Propper
    2012)."""
    if now.owner is None:
        return None
    at = now.before.absorbed_by
    out = np.zeros(at.shape, np.bool_)
    taken, games = np.nonzero(at >= 0)
    out[at[taken, games], games] = True
    merged: NDArray[np.bool_] = out[now.model.prepared.care.rows]
    return merged


def _grow(now: Now, need: Need, staffed: F, filled: F) -> None:
    """Beds and theatres follow the scenario's slow growth, and stays shorten where beds are
    full; other lines follow their work. ``staffed`` are the beds of before; ``filled``, the
    share of beds filled, is used up."""
    world, before, p = now.world, now.before, now.params
    money = _affordable(now)
    idle = np.subtract(p.bed_idle_from, filled)
    at_least(idle, 0.0)
    growth = np.subtract(filled, p.ae_second, out=filled)
    at_least(growth, 0.0)
    growth *= p.bed_response
    idle *= p.bed_idle
    growth -= idle
    growth += 1.0 + p.bed_growth_year / 4.0
    growth += money
    growth *= staffed
    now.put(growth, out=world.capacity[EMERGENCY])
    growth = p.follow_list * now.lists
    growth -= p.follow_list * mean(now.lists, now.usual, 8)
    within(growth, -p.follow_most, p.follow_most)
    merged = _merged(now)
    if merged is not None:
        np.multiply(growth, p.merged_follows, out=growth, where=merged & (growth > 0.0))
    growth += 1.0 + p.elective_capacity_growth_year / 4.0
    growth += money
    growth *= now.care(before.capacity[ELECTIVE])
    now.put(growth, out=world.capacity[ELECTIVE])
    by_contract = slice(LONG_TERM, MENTAL + 1)
    moved = world.capacity[by_contract]
    np.subtract(need.activity[by_contract], before.capacity[by_contract], out=moved)
    moved *= 0.25
    moved += before.capacity[by_contract]
