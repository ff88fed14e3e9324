"""Market forces: what a place costs beyond another, what is paid for it, and local pay.

Payment is scaled by a factor of each place, from 1.00 in the far south-west to 1.30 in central
London (national tariff 2013/14), that moves money between places and brings none: its mean over
income is 1. Pay is regulated nationally, with supplements in and around London, while wages
outside differ more; where the outside pays better, agencies fill posts, staff come and go, and
heart-attack patients die (Propper and Van Reenen 2010). So what a place costs goes with what it
is paid, but is not the same, and the rest shows in its margin. Nationally the cost of staff who
come and go is part of pay drift; here it follows a region's distance from the mean alone.
Commissioners' allocations hold the same factor, so none of this moves their balance.
"""

from __future__ import annotations

from game.world import exact_math
from game.world.health_map import F
from game.world.quarter_state import Now


def payment(now: Now) -> F:
    """The factor of each place on prices, (T, B) or (T, 1)."""
    at = now.model.baseline.forces.payment
    far = now.of("market_forces")
    return at if far is None else 1.0 + far * (at - 1.0)


def gaps(now: Now) -> tuple[F, F]:
    """The log of outside over own wage here against the national one, and the wage against
    the nationally regulated one, (T, B) or (T, 1): pay set in regions moves it to the
    outside's."""
    at = now.model.baseline.forces
    local = now.of("regional_pay")
    if local is None:
        return at.gap, at.pay
    return at.gap * (1.0 - local), at.pay * exact_math.exp(at.gap * local)
