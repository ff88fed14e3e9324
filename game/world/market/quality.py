"""Quality: deaths after a heart attack, readmissions and a trust's index.

ln AMI = a + 0.28·[ln HHI + (margin / margin₀ − 1)·(ln HHI − mean₀)] + 0.62·ln(outside / own
wage), reached with a lag. The margin is price less marginal cost over price, hospital-wide
(0.15–0.20): with a fixed price competition acts on quality in proportion to what a further patient
brings (Gaynor, Moreno-Serra and Propper 2013; Cooper and others 2011), so a squeeze flattens the
slope on concentration and can turn it. It moves the slope alone: a dearer price or a cheaper
hospital by itself saves nobody in the country as a whole. A rival matters where patients can go
to it: more choice saves lives, and the more the less concentrated a place is, with falling
returns (the reform of 2006: Gaynor, Propper and Seiler 2016). Wages: Propper and Van Reenen 2010.
When prices are free, effort moves from what is not seen, deaths, to what is, waits (Propper,
Burgess and Gossage 2008).
"""

from __future__ import annotations

import numpy as np

from game.world import exact_math
from game.world.bounds import at_least, somewhere, within
from game.world.health_map import F
from game.world.market import forces
from game.world.market.choice import Flows
from game.world.market.cost import Cost
from game.world.market.result import Result
from game.world.parameters import Params
from game.world.quarter_state import Now


def concentration(hhi: F, rivals: F | None, factor: F | None) -> F:
    """HHI as it acts on care: with ``rivals`` further equal owners, times ``factor``."""
    out = hhi if rivals is None else hhi / (1.0 + rivals * hhi)
    out = out if factor is None else out * factor
    return within(out, 2.0**-10, 1.0, np.empty_like(out))


def change(now: Now, flows: Flows, cost: Cost, result: Result) -> None:
    """Moves ``ami`` and ``quality`` of every trust."""
    world, p = now.world, now.params
    crowded = now.care(world.occupancy)
    crowded -= p.ae_second
    at_least(crowded, 0.0)
    worse = _deaths(now, flows, cost, crowded)
    index = _aim(now, worse, crowded, result, world.quality)
    before = now.before
    index -= before.quality
    index *= p.quality_lag
    index += before.quality
    chance = now.noise[2]  # used up: nothing else has it
    chance *= p.quality_noise
    index += chance
    pushed = now.of_trusts("quality_push")
    if pushed is not None:
        index += pushed
    within(index, 0.0, 100.0, out=world.quality)
    if not now.all_open:
        np.copyto(world.quality, before.quality, where=~before.open)


def _deaths(now: Now, flows: Flows, cost: Cost, crowded: F) -> F:
    """Moves ``ami``; how much worse it is than at the start, trend aside, in log points, at
    acute trusts, (A, B)."""
    world, before, p, base = now.world, now.before, now.params, now.model.baseline
    trend = p.ami_trend_year * (now.row / 4.0)  # of treatment, everywhere at once: no lag
    by_now = p.ami_trend_year / 4.0
    hhi = concentration(flows.hhi, now.of("rivals"), now.of("hhi_factor"))
    other = float(now.model.calendar.other[now.row])
    free, price, wage = now.of("price_competition"), world.tariff, world.wage
    if now.of("market_forces") is not None:
        price = price * now.care(forces.payment(now) / base.forces.payment)
    if now.of("regional_pay") is not None:
        wage = wage * now.care(forces.gaps(now)[1] / base.forces.pay)
    input_price = p.pay_share * wage + (1.0 - p.pay_share) * other
    effort: F | None = None
    if free is not None:
        rivals = 1.0 - hhi
        price = price * (1.0 - free * p.price_discount * rivals)
        effort = free * rivals
    # margin / margin₀, where the margin is 1 − (1 − margin₀) × cost / cost₀ / price
    ratio = now.care(world.unit_cost)
    ratio *= input_price / price * (1.0 - 1.0 / p.ami_margin)
    ratio /= np.maximum(now.at_start("unit_cost"), 0.25)
    ratio += 1.0 / p.ami_margin
    within(ratio, -1.0, 2.0)
    ratio -= 1.0
    logs: F = np.empty((2, *hhi.shape))
    logs[0] = hhi
    at_least(now.care(before.ami), 2.0**-10, logs[1])
    aim, moved = exact_math.log(logs, out=logs)
    ratio *= aim - now.model.prepared.ln_hhi
    choice = now.of("choice")
    if choice is not None:
        aim += (p.ami_choice * (_reach(p, choice) - 1.0)) * aim
    aim += ratio
    aim *= p.ami_hhi
    aim += now.at_start("ami_constant")
    aim += (trend - by_now) + p.ami_wage * (cost.gap if cost.gap.ndim == 1 else now.care(cost.gap))
    if effort is not None:
        aim += p.ami_effort * effort
    aim += np.multiply(crowded, p.ami_occupancy, out=ratio)
    aim -= moved
    aim *= p.ami_lag
    aim += by_now
    moved += aim
    worse: F = np.subtract(moved, now.at_start("ln_ami"), out=aim)
    worse -= trend
    exact_math.exp(moved, out=moved)
    at_least(moved, p.ami_least)
    if not now.all_open:
        np.copyto(moved, now.care(before.ami), where=~now.care(before.open))
    care = now.model.prepared.care
    world.ami[care.others] = before.ami[care.others]
    world.ami[care.rows] = moved
    return worse


def _reach(p: Params, choice: F) -> F:
    """How far choice makes rivals matter, 1 as usual, 0 without any, with falling returns."""
    out: F = choice * (1.0 + p.choice_half) / (choice + p.choice_half)
    return out


def _aim(now: Now, worse: F, crowded: F, result: Result, out: F) -> F:
    """The quality that a trust moves towards, (T, B), in ``out``. ``worse`` and ``crowded``
    (A, B) are of acute trusts and used up."""
    world, before, p, base = now.world, now.before, now.params, now.model.baseline
    want = np.subtract(p.squeeze_from, before.margin, out=out)
    at_least(want, 0.0)
    want *= -p.quality_squeeze
    want += now.blended(now.endowed("quality"))
    want += p.quality_morale * (before.gauge_of("morale") - base.morale)
    worse *= -p.quality_ami * 100.0
    crowded *= p.quality_occupancy * 100.0
    worse -= crowded
    want[now.model.prepared.care.rows] += worse
    if somewhere(world.thinned):
        want -= p.thinned_quality * world.thinned
    marked = before.named & ~base.named
    if somewhere(marked):
        want += p.listing_quality * marked
    if now.led is not None:
        want += p.admin_quality * now.led
    if result.levy_k is not None:
        levied = result.levy_k / np.maximum(world.income_k, 1)
        want -= p.levy_quality * 100.0 * levied
    relief = now.of("waits_relief")
    if relief is not None:
        want -= p.relief_quality * relief
    return want
