"""How many patients need care this quarter, by service line.

Rates a head from admissions in England (about 5.3m emergency and 7.7m elective a year for
53.5m people in 2012/13, HES); winter lifts emergencies; each hospital's own quarter varies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.market import choice
from game.world.names import ELECTIVE, EMERGENCY, LONG_TERM, MENTAL
from game.world.now import Now
from game.world.place import F
from game.world.sums import grid

#: Shape of the year for emergencies: July–September is the trough, January–March the peak.
_SEASON = {1: -0.5, 2: -1.0, 3: 0.5, 0: 1.0}


@dataclass(slots=True)
class Need:
    """Patients a quarter before capacity. Sites' work is already in their owners' rows."""

    emergencies: F  # (T, B), winter included
    catch: F  # persons of each emergency catchment
    patients: F  # (C, B) elective referrals to NHS trusts
    entrants: F  # (C, B) share of electives that goes to new entrants
    long_term: F  # (T, B)
    mental: F  # (T, B)


def need(now: Now) -> Need:
    """The quarter's need."""
    model, p, world, before = now.model, now.params, now.world, now.before
    base, place = model.baseline, model.place
    acute = base.acute > 0.0
    if now.owner is None and now.working.all():
        catch, block = base.catch, model.links.block_catch
    else:
        catch = choice.catchment(model.links, np.where(now.working & acute, base.size, 0.0))
        if now.owner is not None:
            without = choice.catchment(model.links, np.where(before.open & acute, base.size, 0.0))
            catch = np.rint(catch + p.takeover_site * (without - catch))
        catch = choice.to_owners(catch, now.owner)
        block = choice.to_owners(np.where(now.working, model.links.block_catch, 0.0), now.owner)
    level = catch * (p.emergency_rate * world.demand[EMERGENCY])
    season = 1.0 + p.winter_emergencies * _SEASON[now.quarter % 4]
    chance = 1.0 + p.trust_demand_sd * now.noise[0]
    away = before.entrant_share[ELECTIVE][place.commissioner_region]
    patients = base.patients * (world.demand[ELECTIVE] * (1.0 - away))
    kept = 1.0 - before.entrant_share
    long_term = kept[LONG_TERM][place.trust_region] * (p.long_term_rate * world.demand[LONG_TERM])
    return Need(
        emergencies=grid(level * (season * chance), 8),
        catch=catch,
        patients=patients,
        entrants=away,
        long_term=long_term * (catch * p.acute_long_term + block * (1.0 - p.acute_long_term)),
        mental=kept[MENTAL][place.trust_region] * (p.mental_rate * world.demand[MENTAL]) * block,
    )
