"""Worlds whose districts are bought for by other commissioners from a quarter on.

Budgets, balances, debts and other spending pass on in whole thousands of pounds, how far bodies
have tightened as the mean of their people; what is no commissioner's stays as it is. The nation's
sums are the same before and after.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from game.world.commissioners import Handover, period
from game.world.health_map import I
from game.world.model import Model
from game.world.row_names import axes_of
from game.world.world_state import World, quantise


def hand_over(model: Model, world: World) -> tuple[World, I | None]:
    """Return the world in the grouping of the quarter after its own, and what was handed over.

    The second is the balances that passed to other bodies, signs aside, (B,) £ thousand; the very
    world and None where the commissioners go on.
    """
    now, then = period(model.place, world.quarter), period(model.place, world.quarter + 1)
    if now == then:
        return world, None
    moved = np.zeros(world.batch, np.int64)
    for passed in model.prepared.handovers[now:then]:
        moved += passed.moved(world.balance_k)
        world = _passed(passed, world)
    return world, moved


def in_grouping(model: Model, world: World, have: int, want: int) -> World:
    """Return the world of grouping ``have`` in a later one, ``want``."""
    for passed in model.prepared.handovers[have:want]:
        world = _passed(passed, world)
    return world


def _passed(passed: Handover, world: World) -> World:
    arrays: dict[str, Any] = {}
    for field in fields(World):
        if field.name == "quarter":
            continue
        values = getattr(world, field.name)
        if axes_of(field.name) == ("commissioner",):
            values = _rows(passed, values)
        arrays[field.name] = values
    return World(quarter=world.quarter, **arrays)


def _rows(passed: Handover, values: Any) -> Any:
    """Money in whole thousands, or a mean of people; of yes and no what holds for most people."""
    if values.dtype == np.int64:
        return passed.pass_on(values)
    if values.dtype == np.bool_:
        return passed.blend(values.astype(np.float64)) >= 0.5
    return quantise(passed.blend(values))
