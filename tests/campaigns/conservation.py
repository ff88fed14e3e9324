"""Laws of conservation, watched in every market quarter that is played while ``watched`` holds.

Money: each account grows by what enters it less what leaves. Patients: whoever waited or was
referred is treated, waits still, or is counted as unmet; whoever came as an emergency is admitted
or counted as turned away; lists of what closes pass on whole. Staff and their beds and theatres:
an exit makes none, loses no more than stood where it struck, and what is on its way arrives.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import numpy as np

from game.rules import reruns
from game.rules.election import inheritance, long_run
from game.world import ledger, quarter
from game.world.figure_names import ELECTIVE, EMERGENCY
from game.world.health_map import F
from game.world.knobs import Knobs
from game.world.market import capacity, displacement, failure
from game.world.market.capacity import Workload
from game.world.market.choice import Flows
from game.world.market.demand import Need
from game.world.market.failure import Exits
from game.world.model import Model
from game.world.quarter_state import Now
from game.world.random_streams import Luck
from game.world.world_state import QuarterRecord, World
from tests.campaigns.report import Report

#: Patients are on grids of 2⁻⁸ in some hundred places: what rounding may come to.
_PATIENTS = 1.0
_STEP, _TREAT, _FAIL, _ARRIVE = quarter.step, capacity.treat, failure.fail, displacement.arrive


@contextmanager
def watched(report: Report) -> Iterator[None]:
    """Have every quarter tried against the laws; what breaks one is a failure of the report."""

    def held(law: str, now: Now | Luck, off: F, most: F | float) -> None:
        luck = now.luck if isinstance(now, Now) else now
        broken = np.flatnonzero(~(np.abs(off) <= most))
        for b in broken[:1]:
            when = now.quarter if isinstance(now, Now) else "the last"
            report.fail(f"{law} by {off[b]} in quarter {when} of seed {luck.seeds[b]}")

    def step(
        model: Model, world: World, knobs: Knobs, luck: Luck, *, seats: bool = True
    ) -> tuple[World, QuarterRecord]:
        after, record = _STEP(model, world, knobs, luck, seats=seats)
        for account, off in ledger.imbalance(world, after, record).items():
            held(f"money of {account} is off", luck, off, 0)
        region = model.place.district_region
        kept = after.demand[ELECTIVE] * (1.0 - world.entrant_share[ELECTIVE])
        referred = (model.baseline.patients * kept[region]).sum(axis=0)
        grown = after.waiting.sum(axis=0) - world.waiting.sum(axis=0)
        treated = record.trust_activity[ELECTIVE].sum(axis=0)
        held("patients are off", luck, referred - treated - grown - after.unmet, _PATIENTS)
        report.found["quarters in which money and patients are conserved"] += world.batch
        return after, record

    def treat(now: Now, need: Need, flows: Flows) -> Workload:
        came, referred = need.emergencies.sum(axis=0), need.patients.sum(axis=0)
        held("referrals are off", now, referred - flows.referrals.sum(axis=0), _PATIENTS)
        work = _TREAT(now, need, flows)
        met = work.emergencies.sum(axis=0) + work.turned_away
        held("emergencies are off", now, came - met, _PATIENTS)
        return work

    def fail(now: Now, work: Workload, helped_k: F | None) -> Exits:
        world, before = now.world, now.before
        waiting, stood = world.waiting.sum(axis=0), _stock(world)
        exits = _FAIL(now, work, helped_k)
        held("lists are off", now, world.waiting.sum(axis=0) - waiting, 1e-6)
        struck = (before.open & ~world.open) | (before.admin_stage > 0)
        struck |= world.downgraded & ~before.downgraded
        taken = before.absorbed_by != world.absorbed_by
        for b in np.flatnonzero(taken.any(axis=0)):  # who takes over loses something as well
            struck[world.absorbed_by[taken[:, b], b], b] = True
        lost = stood - _stock(world)
        total, most = lost.sum(axis=1), (stood * struck).sum(axis=1)
        # from nothing to all that stood where something happened
        held("beds are made or lost", now, (total - most / 2.0)[0], most[0] / 2.0 + 1e-6)
        held("theatres are made or lost", now, (total - most / 2.0)[1], most[1] / 2.0 + 1e-6)
        spared = ~struck & (lost > 1e-6)
        held("hospitals lose what others closed", now, spared.sum(axis=(0, 1)), 0)
        report.found["trusts closed or taken over"] += int((before.open & ~world.open).sum())
        return exits

    def arrive(now: Now) -> None:
        before = _stock(now.world).sum(axis=1)
        _ARRIVE(now)
        off = _stock(now.world).sum(axis=1) - before
        held("beds are lost on their way", now, off[0], 1e-6)
        held("theatres are lost on their way", now, off[1], 1e-6)

    with ExitStack() as patches:
        for module in (quarter, reruns, inheritance, long_run):
            patches.enter_context(patch.object(module, "step", step))
        patches.enter_context(patch.object(capacity, "treat", treat))
        patches.enter_context(patch.object(failure, "fail", fail))
        patches.enter_context(patch.object(displacement, "arrive", arrive))
        yield


def _stock(world: World) -> F:
    """Beds and theatres of every trust with those on their way to it, (2, T, B)."""
    out: F = world.capacity[[EMERGENCY, ELECTIVE]]
    return out + np.stack([world.arriving_beds, world.arriving_theatres])
