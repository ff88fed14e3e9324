"""Hard budgets: what a commissioner that can't pay for everybody does, and to whom.

Each has a budget; reserve and risk pool are all that softens it. While what is bought and the
rest of its spending come to more than it plans to spend, it tightens quarter by quarter, and
eases as slowly when there is room. Tightening raises thresholds (fewer referrals are taken, and
the need is left unmet), lengthens waits (less surgery is paid for than is referred), holds back
contracts for community and mental health care, and spares general practice and prescribing no
more; what general practice no longer does comes to A&E in part. Nobody tightens emergencies.
King's Fund, Understanding NHS financial pressures (2017), finds these same four, and in this
order of being seen: waits and thresholds last.
"""

from __future__ import annotations

import numpy as np

from game.world.bounds import at_least, within
from game.world.exact_sums import added, product, total
from game.world.health_map import F
from game.world.quarter_state import Now


def by_region(now: Now) -> F:
    """How far each region's commissioners have tightened, share of budget, (R, B)."""
    return product(now.buyers.regions, now.before.tightened)


def accept(now: Now, patients: F) -> F:
    """Takes from ``patients`` (D, B), in place, those whom thresholds and long waits keep away;
    returns how many there are, (B,), that nobody treats."""
    p = now.params
    wanted = total(patients, 8)
    tight = at_least(now.before.tightened, 0.0, np.empty_like(now.before.tightened))
    tight *= -p.ration_referrals
    tight += 1.0
    patients *= tight.take(now.buyers.of_district, axis=0)
    patients *= _patience(now)
    left: F = wanted - total(patients, 8)
    return left


def _patience(now: Now) -> F:
    """Share of patients who still ask to be referred when the country's list is so long, (B,):
    they go without, or pay (Besley, Hall and Preston 1999 on waits and private insurance)."""
    p, base = now.params, now.model.baseline
    before = added(now.before.waiting)  # on the fixed point
    longer = at_least(before / max(base.waiting, 1.0) - 1.0, 0.0)
    out: F = 1.0 / (1.0 + p.list_deters * longer)
    return out


def surgery(now: Now, tight: F) -> F:
    """Planned surgery that is paid for against the usual, (R, B); ``tight`` as in
    ``by_region``: more than usual where there is room."""
    out: F = 1.0 - now.params.ration_surgery * tight
    return out


def contracts(now: Now, tight: F) -> F:
    """Community and mental health work that is bought against the usual, (R, B)."""
    out: F = 1.0 - now.params.ration_block * tight
    return out


def spill(now: Now, tight: F) -> F:
    """Emergencies against the usual where general practice does less, (R, B)."""
    p = now.params
    less = at_least(tight, 0.0, np.empty_like(tight))
    less *= p.ration_other * p.primary_care_emergencies
    less += 1.0
    return less


def tighten(now: Now, room: F, budget: F, out: F) -> None:
    """Moves ``tightened`` by the ``room`` that spending as planned leaves in each budget,
    (C, B) £ thousand; ``room`` and ``out`` (C, B) are used up."""
    p, world, before = now.params, now.world, now.before
    room /= at_least(budget, 1.0, out)
    room *= -p.ration_speed
    room += before.tightened
    within(room, -p.ration_eased, p.ration_most, out=world.tightened)
