"""Best-practice tariffs: a part of acute payment that hangs on how well care is given.

From 2010/11 prices of a growing list of services, four at first, paid more where care followed
what is known to work (hip fracture, stroke, cataracts, keyhole gall bladders) and less where it
did not (national tariff documents). Money moves between hospitals and none is added: a score
is a hospital's quality against the mean of all, and the start's own scores are in its accounts
already.
"""

from __future__ import annotations

from game.world import quarter_calendar
from game.world.endowments import of_games
from game.world.health_map import F
from game.world.market.initial_conditions import scores
from game.world.parameters import Params
from game.world.quarter_state import Now


def at_stake(p: Params, quarter: int) -> float:
    """The share of an acute hospital's contracts that the best gain and the worst lose."""
    year = quarter_calendar.financial_year(quarter)
    steps = ((2013, p.best_practice_2013), (2010, p.best_practice_2010))
    return next((share for since, share in steps if year >= since), 0.0)


def premium(now: Now) -> F | None:
    """What best practice adds to acute trusts' contracts (or takes), share of them, (A, B);
    None: nothing."""
    p, care = now.params, now.model.prepared.care
    since = at_stake(p, now.model.first - 1)
    share = at_stake(p, now.quarter)
    if share <= 0.0 and since <= 0.0:
        return None
    weight = care.weight if now.all_open else care.weight * now.care(now.alive)
    earned = scores(p, now.care(now.before.quality), weight)
    earned *= share
    if since > 0.0:
        start = of_games(now.model.baseline, "quality", now.before.endowment, care.rows)
        start = scores(p, start, care.weight)
        start *= since
        earned -= start
    return earned
