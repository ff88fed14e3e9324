"""Quality: deaths after a heart attack, readmissions and a trust's index.

ln AMI = a + 0.28·(margin / margin₀)·ln HHI + 0.62·ln(outside wage / own wage), reached with
a lag. The margin is price less marginal cost over price, hospital-wide (0.15–0.20): with a
fixed price competition acts on quality in proportion to what a further patient brings
(Gaynor, Moreno-Serra and Propper 2013; Cooper and others 2011), so a squeeze weakens it and
can turn it. Wages: Propper and Van Reenen 2010. When prices are free, effort moves from
what is not seen, deaths, to what is, waits (Propper, Burgess and Gossage 2008).
"""

from __future__ import annotations

import numpy as np

from game.world import exact
from game.world.market.choice import Flows
from game.world.market.cost import Cost
from game.world.market.result import Result
from game.world.now import Now
from game.world.place import F


def concentration(hhi: F, rivals: F, factor: F) -> F:
    """HHI as it acts on care: with ``rivals`` further equal owners, times ``factor``."""
    out: F = hhi / (1.0 + rivals * hhi) * factor
    return np.minimum(np.maximum(out, 2.0**-10), 1.0)


def change(now: Now, flows: Flows, cost: Cost, result: Result) -> None:
    """Moves ``ami`` and ``quality`` of every trust."""
    world, before, p, base, knobs = (
        now.world,
        now.before,
        now.params,
        now.model.baseline,
        now.knobs,
    )
    times, row = now.model.calendar, now.row
    free = knobs.of("price_competition")
    hhi = concentration(flows.hhi, knobs.of("rivals"), knobs.of("hhi_factor"))
    rivals = 1.0 - hhi
    input_price = p.pay_share * world.wage + (1.0 - p.pay_share) * float(times.other[row])
    cheaper = world.unit_cost * input_price / np.maximum(now.blended(base.unit_cost), 0.25)
    price = world.tariff * (1.0 - free * p.price_discount * rivals)
    margin = 1.0 - (1.0 - p.ami_margin) * cheaper / price
    ratio = np.minimum(np.maximum(margin / p.ami_margin, -1.0), 2.0)
    years = row / 4.0
    crowded = np.maximum(world.occupancy - p.ae_second, 0.0)
    constant, ln_start = now.blended(base.ami_constant), now.blended(base.ln_ami)
    aim = (
        constant
        + p.ami_hhi * (ratio * exact.log(hhi))
        + p.ami_wage * cost.gap
        + p.ami_effort * (free * rivals)
        + p.ami_occupancy * crowded
        + p.ami_trend_year * years
    )
    moved = exact.log(np.maximum(before.ami, 2.0**-10))
    moved = moved + p.ami_lag * (aim - moved)
    worse = moved - ln_start - p.ami_trend_year * years
    acute = base.acute > 0.0
    world.ami = np.where(acute & before.open, exact.exp(moved), before.ami)
    morale = before.gauge_of("morale") - base.morale
    levied = result.levy_k / np.maximum(world.income_k, 1)
    want = (
        now.blended(base.quality)
        - p.quality_ami * np.where(acute, worse, 0.0) * 100.0
        + p.quality_morale * morale
        - p.quality_occupancy * 100.0 * crowded
        - p.quality_squeeze * np.maximum(p.squeeze_from - before.margin, 0.0)
        + p.listing_quality * (before.listed & ~base.named)
        + p.admin_quality * (before.admin_stage > 0)
        - p.levy_quality * 100.0 * levied
        - p.relief_quality * knobs.of("waits_relief")
    )
    index = before.quality + p.quality_lag * (want - before.quality)
    index = index + p.quality_noise * now.noise[2] + knobs.of_trusts("quality_push")
    world.quality = np.where(before.open, np.minimum(np.maximum(index, 0.0), 100.0), before.quality)
