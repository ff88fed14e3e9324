"""Three figures for a trust's result: underlying, after non-recurrent measures, reported.

Trusts gather just above break-even: shortfalls of the year are first met from a finite reserve of
one-off measures that refills slowly, most of them at the year's end (of the deficit of 2015/16
three eighths were booked in its first quarter and a twelfth in its last: Monitor and TDA; HSJ on
window dressing), surpluses above plan are mostly spent. While there was a tier of
strategic health authorities it lifted most NHS trusts in small deficit to zero within the year
(Audit Commission and NAO reports on NHS financial management). After April 2013 the Trust
Development Authority helped over smaller gaps, until control totals and the fund of 2016. NHS
trusts have a duty to break even; a foundation trust has none, keeps its surpluses and may plan a
deficit, so it uses fewer one-off measures to avoid one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world.bounds import at_least
from game.world.exact_sums import grid, shares
from game.world.figure_names import EMERGENCY
from game.world.health_map import F
from game.world.market import loans
from game.world.market.capacity import Workload
from game.world.market.cost import Cost
from game.world.market.income import Income
from game.world.quarter_state import Now


@dataclass(slots=True)
class Result:
    """Whole £ thousand this quarter, as floats, (T, B); None: nothing anywhere.

    ``measures`` save money, ``spent`` is surplus spent on the spot; ``support_k`` is income
    support and ``helped_k`` that and what the pool paid."""

    measures_k: F
    spent_k: F
    tier_k: F | None
    levy_k: F | None
    pool_k: F | None
    support_k: F | None
    loan_k: F | None  # cash that is no income
    slice_k: F  # (B,) commissioners' top-slice
    returned_k: F  # (B,) of pool money not needed

    @property
    def helped_k(self) -> F | None:
        """Open help this quarter: income support and pool payments, (T, B)."""
        return _plus(self.support_k, self.pool_k)

    @property
    def mutual_k(self) -> F | float:
        """(B,) what the pool paid out of sound trusts' levy: nobody else's money."""
        if self.levy_k is None:
            return 0.0
        levied = np.add.reduce(self.levy_k, axis=0)
        gathered = levied + self.slice_k
        mutual: F = np.rint(levied * (1.0 - self.returned_k / np.maximum(gathered, 1.0)))
        return mutual


def _plus(a: F | None, b: F | None) -> F | None:
    if a is None or b is None:
        return b if a is None else a
    return a + b


def report(now: Now, income: Income, cost: Cost, work: Workload) -> Result:
    """The quarter's result; moves reserve, margin, cash and the year's result.

    A fund is paid with strings: it improves the result and is not spent again.
    """
    world, before, p = now.world, now.before, now.params
    earned = income.earned_k
    underlying = earned - cost.pay_k
    underlying -= cost.other_k
    world.income_k[:] = earned
    world.underlying_k[:] = underlying
    share = at_least(earned, 1.0, out=world.margin)
    np.divide(underlying, share, out=share)
    share -= before.margin
    share *= p.margin_smooth
    now.only_open(share)
    share += before.margin
    given = now.of_trusts("support_k")
    support = None if given is None else np.rint(given * now.alive)
    fund = _fund(now, work, underlying)
    levy, pool, slice_k, returned = _pool(now, earned, underlying)
    own = underlying
    for added in (support, pool):
        own = own if added is None else own + added
    own = own if levy is None else own - levy
    so_far = own if fund is None else own + fund
    aim = p.plan_surplus * earned
    np.rint(aim, out=aim)
    above = own - aim
    at_least(above, 0.0)
    first = now.quarter % 4 == 1
    if first:
        aim -= so_far
    else:  # it is the year that is to come out
        aim *= (now.quarter - 1) % 4 + 1.0
        aim -= so_far
        aim -= before.result_k
    reserve = before.reserve_k.astype(np.float64)
    measures = _measures(now, earned, reserve, aim)
    reported = so_far + measures
    tier = _tier(now, earned, reported)
    spent = np.multiply(above, p.surplus_spent, out=above)
    np.rint(spent, out=spent)
    left = p.reserve_refill * earned
    np.rint(left, out=left)
    left -= measures
    left += reserve
    world.reserve_k[:] = left
    if not now.all_open:
        world.reserve_k *= before.open
    if tier is not None:
        reported += tier
    reported -= spent
    now.only_open(reported)
    world.reported_k[:] = reported
    if first:
        world.result_k[:] = reported
    else:
        np.add(before.result_k, world.reported_k, out=world.result_k)
    np.add(before.cash_k, world.reported_k, out=world.cash_k)
    loan = loans.lend(now)
    if loan is not None:
        world.cash_k += loan.astype(np.int64)
    return Result(measures, spent, tier, levy, pool, _plus(support, fund), loan, slice_k, returned)


def _measures(now: Now, earned: F, reserve: F, short: F) -> F:
    """One-off measures that meet the year's shortfall against the plan so far, (T, B), which is
    used up: few early in the year and most at its end, when it is known what is wanting."""
    at_least(short, 0.0)
    p, late = now.params, now.params.measures_late
    when = (1.0 - late, 1.0 - late / 3.0, 1.0 - late / 3.0, 1.0 + late * 5.0 / 3.0)
    use = p.reserve_use * when[(now.quarter - 1) % 4]
    most = np.where(now.before.ft, use * p.ft_measures, use)
    most *= earned
    np.rint(most, out=most)
    np.minimum(most, reserve, out=most)
    at_least(most, 0.0)
    np.minimum(short, most, out=short)
    return short


def _tier(now: Now, earned: F, so_far: F) -> F | None:
    """The quiet help to NHS trusts in small deficit, (T, B), of the tier while there is one, and
    for smaller gaps of the authority that took its place."""
    times, p, knob = now.model.calendar, now.params, now.of("tier_support")
    path, reach = float(times.tier_support[now.row]), p.tier_reach
    if path == 0.0:
        path, reach = float(times.authority_support[now.row]), p.authority_reach
    if path == 0.0:
        return None
    part = np.minimum(path if knob is None else path * knob, 1.0)
    gap = -so_far
    at_least(gap, 0.0)
    helped = now.before.open & ~now.before.ft & (gap <= reach * earned)
    out: F = np.rint(gap * part * helped)
    return out


def _fund(now: Now, work: Workload, underlying: F) -> F | None:
    """A sustainability fund: by emergency work, and by deficits up to their size, (T, B)
    £ thousand (2016/17: £1.6bn and £0.2bn a year, NHS Improvement). The first part is earned
    by keeping to a control total, which trusts at risk do for part of it (NAO 2018)."""
    by_work, by_need = now.of("fund_emergency_m"), now.of("fund_deficit_m")
    paid: F | None = None
    if by_work is not None:
        earning = np.where(now.before.at_risk, now.params.fund_missed, 1.0) * now.alive
        weights = grid(work.activity[EMERGENCY] * earning, 8)
        paid = shares(np.rint(by_work * 1000.0), weights)
    if by_need is not None:
        gaps = np.maximum(-(underlying if paid is None else underlying + paid), 0.0) * now.alive
        need = np.add.reduce(gaps, axis=0)
        more = shares(np.minimum(np.rint(by_need * 1000.0), need), gaps)
        paid = more if paid is None else paid + more
    return paid


def _pool(now: Now, earned: F, underlying: F) -> tuple[F | None, F | None, F, F]:
    """Levy on sound trusts and top-slice of budgets, paid to those at risk by need; at most
    their gross deficit is paid out, and the rest goes back to commissioners."""
    levy_pct, slice_pct = now.of("pool_levy_pct"), now.of("top_slice_pct")
    before, levy = now.before, None
    slice_k = np.zeros(now.world.batch)
    if levy_pct is None and slice_pct is None:
        return None, None, slice_k, slice_k
    if levy_pct is not None:
        sound = before.open & ~before.at_risk & (underlying > 0.0)
        levy = np.rint(levy_pct / 100.0 * earned) * sound
        levy = np.minimum(levy, np.maximum(underlying, 0.0))
    if slice_pct is not None:
        slice_k = np.rint(np.add.reduce(now.world.budget_k, axis=0) * (slice_pct / 100.0))
    money = slice_k if levy is None else np.add.reduce(levy, axis=0) + slice_k
    needy = np.maximum(-underlying, 0.0) * (before.open & before.at_risk)
    part = np.minimum(money / np.maximum(np.add.reduce(needy, axis=0), 1.0), 1.0)
    pool = np.floor(needy * part)
    return levy, pool, slice_k, money - np.add.reduce(pool, axis=0)
