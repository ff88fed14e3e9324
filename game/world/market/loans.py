"""Loans to trusts: cash and a debt, never income.

Interest on them is a cost, paid to the Treasury (1.5% on interim loans, 3.5% on others:
Department of Health, interim financial support guidance 2015). Nobody has paid much back: £13.4bn
was written off in April 2020.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.world.bounds import somewhere
from game.world.health_map import F

if TYPE_CHECKING:
    from game.world.quarter_state import Now


def lend(now: Now) -> F | None:
    """The quarter's loans, whole £ thousand, (T, B), or None; moves ``debt_k``."""
    lent = now.of_trusts("loan_k")
    if lent is None:
        return None
    loan: F = np.rint(lent * now.alive)
    now.world.debt_k += loan.astype(np.int64)
    return loan


def interest(now: Now) -> F | None:
    """What debts cost this quarter, whole £ thousand, (T, B); None: nobody owes anything."""
    if not somewhere(now.before.debt_k):
        return None
    out: F = np.rint(now.before.debt_k * (now.params.loan_interest_year / 4.0))
    return now.only_open(out)
