"""Hospitals in the seats: what each did to the government's local vote, and to tempers.

``local_effect`` is in points of the holding governing party's share. What is true of a
hospital now (failing, poor, a plan on the table) counts while it is true; what has happened
(a closure, a downgrading, a rescue) is remembered and fades by about a tenth a year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.world.election.electorate import Electorate
from game.world.knobs import Knobs
from game.world.place import F
from game.world.state import World, quantise
from game.world.sums import grid, product

if TYPE_CHECKING:
    from game.world.model import Model

_BITS = 14


def present(e: Electorate, world: World) -> F:
    """Points that each trust's present state is worth in its own town, (T, B)."""
    p = e.params
    quarters = np.minimum(world.failing_quarters, 8).astype(np.float64)
    failing = p.local_failing + p.local_failing_quarter * np.maximum(quarters - 2.0, 0.0)
    failing = np.where(world.at_risk, np.maximum(failing, p.local_failing_worst), 0.0)
    poor = np.minimum(
        np.maximum((p.local_poor_from - world.quality) / p.local_poor_width, 0.0), 1.0
    )
    planned = np.where(world.admin_stage > 0, p.local_proposal, 0.0)
    ill = np.maximum(failing + p.local_poor * poor, p.local_present_worst)
    out: F = np.where(world.open, ill + planned, 0.0)
    return out


def initial(model: Model, world: World) -> tuple[F, F]:
    """``local_effect`` and ``anger`` (S, B) at a game's start: what is true, nothing else."""
    e = model.electorate
    effect = product(e.reach, grid(present(e, world), _BITS))
    anger = product(e.reach, grid(np.where(world.at_risk, e.params.anger_failing, 0.0), _BITS))
    bounded = np.maximum(effect, -e.params.local_bound)
    return quantise(bounded), quantise(np.minimum(anger, 100.0))


def local(model: Model, before: World, after: World, knobs: Knobs) -> tuple[F, F]:
    """``local_effect`` and ``anger`` (S, B) after a quarter that led from world to world."""
    e = model.electorate
    p = e.params
    backlash = knobs.of("closure_backlash") * knobs.of_trusts("backlash")
    closed = before.open & ~after.open
    # a trust taken over keeps its site: the name goes, and some of the trust in it
    merged = closed & (after.absorbed_by >= 0)
    closed = closed & ~merged
    downgraded = after.downgraded & ~before.downgraded & after.open
    planned = (after.admin_stage > 0) & (before.admin_stage == 0)
    # a hospital that stops failing because half of it has gone has not been rescued
    rescued = before.at_risk & ~after.at_risk & after.open & ~downgraded
    newly = after.at_risk & ~before.at_risk
    event = backlash * (
        np.where(closed, p.local_closure, 0.0)
        + np.where(downgraded, p.local_downgrade, 0.0)
        + np.where(merged, 0.5 * p.local_proposal, 0.0)
    ) + np.where(rescued, p.local_rescue, 0.0)
    # a promise that it will not close is worth a rescue, quarter by quarter while it holds
    promised = (knobs.of_trusts("protected") > 0) & after.open
    event = event + np.where(promised, p.local_pledge, 0.0)
    temper = backlash * (
        np.where(closed, p.anger_closure, 0.0)
        + np.where(downgraded, p.anger_downgrade, 0.0)
        + np.where(merged, 0.5 * p.anger_proposal, 0.0)
        + np.where(planned, p.anger_proposal, 0.0)
    ) + np.where(newly, p.anger_failing, 0.0)
    temper = temper + np.where(promised, p.anger_pledge, 0.0)
    was, now = present(e, before), present(e, after)
    # the present counts as it is; only memory fades, so what was present is taken out first
    news = product(e.reach, grid(now + event - p.local_keep * was, _BITS))
    effect = p.local_keep * before.local_effect + news
    anger = p.anger_keep * before.anger
    if temper.any():
        anger = anger + product(e.reach, grid(temper, _BITS))
    return (
        quantise(np.minimum(np.maximum(effect, -p.local_bound), p.local_bound)),
        quantise(np.minimum(np.maximum(anger, 0.0), 100.0)),
    )


def campaigned(model: Model, world: World, knobs: Knobs) -> tuple[F, F]:
    """``local_effect`` and ``anger`` (S, B) that vote, after a campaign's backlash knobs.

    Nothing opens or closes in five weeks: what a town holds against the government counts for
    more or less, in full where the hospital is the town's own. What it thanks it for stays.
    """
    e = model.electorate
    national = knobs.of("closure_backlash")
    near = product(e.reach, grid(knobs.of_trusts("backlash") - 1.0, _BITS))
    factor = np.maximum(national * (1.0 + near), 0.0)
    effect = np.where(world.local_effect < 0.0, world.local_effect * factor, world.local_effect)
    return (
        quantise(np.maximum(effect, -e.params.local_bound)),
        quantise(np.minimum(world.anger * factor, 100.0)),
    )
