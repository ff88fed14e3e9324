"""What turns over of itself: price, pay, need and budgets.

In April the scenario's paths move the national price, pay and budgets (real net tariff,
pay and budget series of the model brief; Department of Health, Monitor, Nuffield Trust). A yearly
rate added by a knob acts a quarter of it at a time, in every quarter that it is in force;
a price that is set replaces the path's change in April.
"""

from __future__ import annotations

import numpy as np

from game.world.now import Now
from game.world.state import settle

_TARIFF, _WAGE, _EMERGENCY, _ELECTIVE = range(4)  # rows of the indices that turn over


def turn(now: Now) -> None:
    """Moves tariff, wage, demand and budgets of ``now.world`` to the quarter."""
    world, row, times, p = now.world, now.row, now.model.calendar, now.params
    path = float(times.demand_pct[row])
    moves = np.empty((2 + len(world.demand), world.batch))
    moves[:] = [
        [float(times.tariff_pct[row])],
        [float(times.pay_pct[row])],
        [path * p.emergency_growth],
        [path * p.elective_growth],
        [path * p.long_term_growth],
        [path * p.mental_growth],
    ]
    fixed = now.of("tariff_set_pct") if now.quarter % 4 == 1 else None
    if fixed is not None:
        moves[_TARIFF] = np.where(np.isnan(fixed), moves[_TARIFF], fixed)
    for knob, line, part in (
        ("tariff_pct", _TARIFF, 0.25),
        ("emergency_growth_pct", _EMERGENCY, 1.0),
        ("elective_growth_pct", _ELECTIVE, 1.0),
    ):
        added = now.of(knob)
        if added is not None:
            moves[line] += added * part
    moves /= 100.0
    moves += 1.0
    integrated = now.of("integration")
    if integrated is not None:
        moves[_EMERGENCY] *= 1.0 - p.integration_emergencies * integrated
    indices = world.rows_from("tariff", "demand")
    indices *= moves
    paid = now.of("wage_pct")
    if paid is not None:
        indices[_WAGE] *= 1.0 + paid / 100.0
    settle(indices)  # so that the quarter uses what its end will show
    growth, more = float(times.budget_pct[row]), now.of("budget_pct")
    if growth or more is not None:
        factor = 1.0 + (growth + (0.0 if more is None else more / 4.0)) / 100.0
        world.budget_k[:] = np.rint(world.budget_k * factor)
