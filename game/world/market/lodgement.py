"""What health authorities moved between primary care trusts at a year's end.

Until March 2013 each lodged two per cent of its budget with its strategic health authority, which
met shortfalls with it from others' surpluses: 3 of 151 were in deficit in 2011/12, and 7 more would
have been (NAO, Securing the future financial sustainability of the NHS, July 2012). Who was able to
meet its obligations is judged without it.
"""

from __future__ import annotations

import numpy as np

from game.world.exact_sums import added, shares
from game.world.health_map import F
from game.world.quarter_state import Now


def level(now: Now, balance: F, budget: F) -> F:
    """The year's balances once shortfalls are met from others' surpluses, (C, B) whole £ thousand,
    while there is a tier that may: each up to what it lodged, and nothing is made or lost."""
    path, knob = float(now.model.calendar.tier_support[now.row]), now.of("tier_support")
    if path == 0.0 or now.quarter % 4 != 0:
        return balance
    part = np.minimum(path if knob is None else path * knob, 1.0)
    lodged = 4.0 * now.params.lodged * budget
    short = np.where((balance < 0.0) & (-balance <= lodged), -balance, 0.0)
    over = np.maximum(balance, 0.0)
    met = part * np.minimum(added(over) / np.maximum(added(short), 1.0), 1.0)
    given = np.floor(short * met)
    out: F = balance + given - shares(added(given), over)
    return out
