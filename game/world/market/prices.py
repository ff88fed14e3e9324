"""What turns over of itself: price, pay, need and budgets.

In April the scenario's paths move the national price, pay and budgets (real net tariff,
pay and budget series of the model brief; Department of Health, Monitor, Nuffield Trust). A yearly
rate added by a knob acts a quarter of it at a time, in every quarter that it is in force;
a price that is set replaces the path's change in April.
"""

from __future__ import annotations

import numpy as np

from game.world.names import ELECTIVE, EMERGENCY, LONG_TERM, MENTAL
from game.world.now import Now
from game.world.place import F
from game.world.state import quantise


def turn(now: Now) -> None:
    """Moves tariff, wage, demand and budgets of ``now.world`` to the quarter."""
    world, knobs, row, times, p = now.world, now.knobs, now.row, now.model.calendar, now.params
    opens = now.quarter % 4 == 1
    change = np.full(world.batch, float(times.tariff_pct[row]))
    if opens:
        fixed = knobs.of("tariff_set_pct")
        change = np.where(np.isnan(fixed), change, fixed)
    change = change + knobs.of("tariff_pct") / 4.0
    now.tariff_growth = change
    world.tariff = world.tariff * (1.0 + change / 100.0)
    world.wage = (
        world.wage
        * (1.0 + float(times.pay_pct[row]) / 100.0)
        * (1.0 + knobs.of("wage_pct") / 100.0)
    )
    path = float(times.demand_pct[row])
    world.demand[EMERGENCY] *= (
        1.0 + (path * p.emergency_growth + knobs.of("emergency_growth_pct")) / 100.0
    ) * (1.0 - p.integration_emergencies * knobs.of("integration"))
    world.demand[ELECTIVE] *= (
        1.0 + (path * p.elective_growth + knobs.of("elective_growth_pct")) / 100.0
    )
    world.demand[LONG_TERM] *= 1.0 + path * p.long_term_growth / 100.0
    world.demand[MENTAL] *= 1.0 + path * p.mental_growth / 100.0
    world.demand, world.tariff, world.wage = (
        quantise(world.demand),
        quantise(world.tariff),
        quantise(world.wage),
    )  # so that the quarter uses what its end will show
    growth: F = 1.0 + (float(times.budget_pct[row]) + knobs.of("budget_pct") / 4.0) / 100.0
    world.budget_k = np.rint(world.budget_k * growth).astype(np.int64)
