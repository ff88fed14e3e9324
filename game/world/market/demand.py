"""How many patients need care this quarter, by service line.

Rates a head from admissions in England (about 5.3m emergency and 7.7m elective a year for
53.5m people in 2012/13, HES); winter lifts emergencies; each hospital's own quarter varies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.world.bounds import everywhere
from game.world.exact_sums import added, to_grid
from game.world.figure_names import ELECTIVE, EMERGENCY, LINES, LONG_TERM, MENTAL
from game.world.health_map import F
from game.world.market import choice, rationing
from game.world.quarter_state import Now

#: Shape of the year: July–September is the trough, January–March the peak.
SEASON: Final = {1: -0.5, 2: -1.0, 3: 0.5, 0: 1.0}


@dataclass(slots=True)
class Need:
    """Patients a quarter before capacity. Sites' work is already in their owners' rows.

    ``activity`` (L, T, B) holds the work by contract, long-term and mental; its other lines
    are filled when it is known who can be treated.
    """

    emergencies: F  # (A, B), winter included
    catch: F  # persons of each emergency catchment, (A, 1) or (A, B)
    patients: F  # (D, B) elective referrals to NHS trusts
    elsewhere: F  # (B,) electives that new entrants treat
    unmet: F  # (B,) patients whom nobody treats
    entrants: F  # (R, B) share of a region's electives that goes to new entrants
    activity: F


def need(now: Now) -> Need:
    """The quarter's need."""
    model, p, demand, before = now.model, now.params, now.world.demand, now.before
    base, place = model.baseline, model.place
    catch, block = _served(now)
    served = model.prepared.care.catch if catch is base.catch else now.care(catch)
    level = served * (p.emergency_rate * demand[EMERGENCY])
    emergencies = now.care(now.noise[0])
    emergencies *= p.trust_demand_sd
    emergencies += 1.0
    emergencies *= 1.0 + p.winter_emergencies * SEASON[now.quarter % 4]
    emergencies *= level
    tight = now.tight
    emergencies *= rationing.spill(now, tight).take(now.model.prepared.care.region, axis=0)
    kept = 1.0 - before.entrant_share
    stays = demand[ELECTIVE] * kept[ELECTIVE]
    activity = np.empty((len(LINES), place.trusts, before.batch))
    bought = rationing.contracts(now, tight)
    long_term = kept[LONG_TERM] * (p.long_term_rate * demand[LONG_TERM]) * bought
    by_kind = catch * p.acute_long_term + block * (1.0 - p.acute_long_term)
    long_term.take(place.trust_region, axis=0, out=activity[LONG_TERM], mode="clip")
    activity[LONG_TERM] *= by_kind
    mental = kept[MENTAL] * (p.mental_rate * demand[MENTAL]) * bought
    mental.take(place.trust_region, axis=0, out=activity[MENTAL], mode="clip")
    activity[MENTAL] *= block
    patients = stays.take(place.district_region, axis=0)
    patients *= base.patients
    went = base.patients * demand[ELECTIVE]
    went *= before.entrant_share[ELECTIVE].take(place.district_region, axis=0)
    left = rationing.accept(now, patients)
    return Need(
        emergencies=to_grid(emergencies, 8),
        catch=served,
        patients=patients,
        elsewhere=added(np.rint(went)),
        unmet=left,
        entrants=before.entrant_share[ELECTIVE],
        activity=activity,
    )


def _served(now: Now) -> tuple[F, F]:
    """Persons in each emergency catchment, and those whom block-funded trusts serve."""
    model, p, before = now.model, now.params, now.before
    base = model.baseline
    if now.owner is None and (now.all_open or everywhere(now.working)):
        return base.catch, model.links.block_catch
    acute = base.acute > 0.0
    catch = choice.catchment(model.links, np.where(now.working & acute, base.size, 0.0))
    if now.owner is not None:
        without = choice.catchment(model.links, np.where(before.open & acute, base.size, 0.0))
        catch = np.rint(catch + p.takeover_site * (without - catch))
    catch = choice.to_owners(catch, now.owner)
    block = choice.to_owners(np.where(now.working, model.links.block_catch, 0.0), now.owner)
    return catch, block
