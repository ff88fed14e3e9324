"""What turns over of itself: price, pay, need and budgets.

In April the scenario's paths move the national price, pay and budgets (real net tariff,
pay and budget series of the model brief; Department of Health, Monitor, Nuffield Trust). A yearly
rate added by a knob acts a quarter of it at a time, in every quarter that it is in force;
a price that is set replaces the path's change in April.
"""

from __future__ import annotations

import numpy as np

from game.world.market import prevention
from game.world.quarter_state import Now
from game.world.world_state import settle

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
    yearly = now.of("tariff_pct")
    if yearly is not None:
        moves[_TARIFF] += yearly / 4.0
    more = now.of("elective_growth_pct")
    if more is not None:
        moves[_ELECTIVE] += more
    moves /= 100.0
    moves += 1.0
    changed = prevention.moved(now, now.of("emergency_growth_pct"))
    if changed is not None:
        moves[_EMERGENCY] *= changed
    moves *= world.rows_from("tariff", "demand")
    paid = now.of("wage_pct")
    if paid is not None:
        moves[_WAGE] *= 1.0 + paid / 100.0
    settle(moves)  # so that the quarter uses what its end will show
    world.tariff[:], world.wage[:], world.demand[:] = moves[0], moves[1], moves[2:]
    growth, added = float(times.budget_pct[row]), now.of("budget_pct")
    if growth or added is not None:
        factor = 1.0 + (growth + (0.0 if added is None else added / 4.0)) / 100.0
        world.budget_k[:] = np.rint(world.budget_k * factor)
