"""Three figures for a trust's result: underlying, after non-recurrent measures, reported.

Trusts gather just above break-even: shortfalls are first met from a finite reserve of
one-off measures that refills slowly, surpluses above plan are mostly spent. While there
was a tier of strategic health authorities it lifted most NHS trusts in small deficit to
zero within the year (Audit Commission and NAO reports on NHS financial management).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.market.capacity import Work
from game.world.market.cost import Cost
from game.world.market.income import Income
from game.world.names import EMERGENCY
from game.world.now import Now
from game.world.place import I
from game.world.sums import grid, share_out


@dataclass(slots=True)
class Result:
    """Whole £ thousand this quarter, (T, B). ``reported`` is after income support, without
    cash loans; ``measures`` save money, ``spent`` is surplus spent on the spot."""

    reported_k: I
    measures_k: I
    spent_k: I
    tier_k: I
    levy_k: I
    pool_k: I
    support_k: I
    slice_k: I  # (B,) commissioners' top-slice
    returned_k: I  # (B,) of pool money not needed


def report(now: Now, income: Income, cost: Cost, work: Work) -> Result:
    """The quarter's result; moves reserve, margin, cash and the year's result.

    A fund is paid with strings: it improves the result and is not spent again.
    """
    world, before, p, knobs = now.world, now.before, now.params, now.knobs
    live = before.open
    earned = income.contracts_k + income.private_k
    underlying = earned - cost.pay_k - cost.other_k
    world.income_k = earned
    world.underlying_k = underlying
    share = np.where(live, underlying / np.maximum(earned, 1), 0.0)
    world.margin = before.margin + p.margin_smooth * (share - before.margin) * live
    support = np.rint(knobs.of_trusts("support_k") * live).astype(np.int64)
    fund = _fund(now, work, underlying)
    levy, pool, slice_k, returned = _pool(now, earned, underlying)
    own = underlying + support + pool - levy
    so_far = own + fund
    aim = np.rint(p.plan_surplus * earned).astype(np.int64)
    short = np.maximum(aim - so_far, 0)
    most = np.minimum(before.reserve_k, np.rint(p.reserve_use * earned).astype(np.int64))
    measures = np.minimum(short, np.maximum(most, 0))
    gap = np.maximum(-(so_far + measures), 0)
    reach = p.tier_reach * earned
    tier_on = float(now.model.calendar.tier_support[now.row]) * knobs.of("tier_support")
    helped = live & ~before.ft & (gap > 0) & (gap <= reach)
    tier = np.rint(np.where(helped, gap * np.minimum(tier_on, 1.0), 0.0)).astype(np.int64)
    above = np.maximum(own - aim, 0)
    spent = np.rint(p.surplus_spent * above).astype(np.int64)
    refill = np.rint(p.reserve_refill * earned).astype(np.int64)
    world.reserve_k = np.where(live, before.reserve_k - measures + refill, 0)
    reported = (so_far + measures + tier - spent) * live
    opens = now.quarter % 4 == 1
    world.result_k = reported if opens else before.result_k + reported
    world.reported_k = reported
    world.cash_k = before.cash_k + reported
    support = support + fund
    return Result(reported, measures, spent, tier, levy, pool, support, slice_k, returned)


def _fund(now: Now, work: Work, underlying: I) -> I:
    """A sustainability fund: by emergency work, and by deficits up to their size, (T, B)
    £ thousand (2016/17: £1.6bn and £0.2bn a year, NHS Improvement). The first part is earned
    by keeping to a control total, which trusts at risk do for part of it (NAO 2018)."""
    by_work, by_need = now.knobs.of("fund_emergency_m"), now.knobs.of("fund_deficit_m")
    paid: I = np.zeros_like(underlying)
    if by_work.any():
        money = np.rint(by_work * 1000.0).astype(np.int64)
        earning = np.where(now.before.at_risk, now.params.fund_missed, 1.0) * now.before.open
        paid = paid + share_out(money, grid(work.activity[EMERGENCY] * earning, 8))
    if by_need.any():
        gaps = np.where(now.before.open, np.maximum(-(underlying + paid), 0), 0)
        need = np.add.reduce(gaps, axis=0)
        money = np.minimum(np.rint(by_need * 1000.0).astype(np.int64), need)
        paid = paid + share_out(money, gaps.astype(np.float64))
    return paid


def _pool(now: Now, earned: I, underlying: I) -> tuple[I, I, I, I]:
    """Levy on sound trusts and top-slice of budgets, paid to those at risk by need; at most
    their gross deficit is paid out, and the rest goes back to commissioners."""
    knobs, before = now.knobs, now.before
    levy_pct, slice_pct = knobs.of("pool_levy_pct"), knobs.of("top_slice_pct")
    none = np.zeros_like(before.purse_k)
    if not (levy_pct.any() or slice_pct.any()):
        empty = np.zeros_like(earned)
        return empty, empty, none, none
    sound = before.open & ~before.at_risk & (underlying > 0)
    levy = np.rint(np.where(sound, levy_pct / 100.0 * earned, 0.0)).astype(np.int64)
    levy = np.minimum(levy, np.maximum(underlying, 0))
    budget = np.add.reduce(now.world.budget_k, axis=0)
    slice_k = np.rint(budget * (slice_pct / 100.0)).astype(np.int64)
    money = np.add.reduce(levy, axis=0) + slice_k
    needy = np.where(before.open & before.at_risk, np.maximum(-underlying, 0), 0)
    want = np.add.reduce(needy, axis=0)
    part = np.minimum(money / np.maximum(want, 1), 1.0)
    pool = np.floor(needy * part).astype(np.int64)
    returned = money - np.add.reduce(pool, axis=0)
    return levy, pool, slice_k, returned
