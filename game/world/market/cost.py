"""What trusts spend, and how they find savings.

Cost follows work only in part at once; what work no longer covers is stranded and released
over time. Pay lags or leads the outside market, and agencies fill the gap (Propper and Van
Reenen 2010). Efficiency = a base of about 1.5% a year + pressure × slack, which runs out,
weakens where losses are bailed out, and cannot touch a PFI payment; about 2.6% a year was
achieved in 2010–15 (Health Foundation, Monitor).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world import exact
from game.world.market.income import Income
from game.world.now import Now
from game.world.place import F, I


@dataclass(slots=True)
class Cost:
    """The quarter's cost, whole £ thousand (T, B), and where it goes."""

    pay_k: I
    other_k: I
    agency: F  # (B,) share of the pay bill
    pressure: F  # (T, B) from 0
    gap: F  # (B,) log of outside over own wage


def spend(now: Now, income: Income) -> Cost:
    """Works out cost; moves unit cost, slack, volume and stranded cost."""
    world, before, p, base, knobs = (
        now.world,
        now.before,
        now.params,
        now.model.baseline,
        now.knobs,
    )
    times, row = now.model.calendar, now.row
    other = float(times.other[row])
    outside = float(times.outside[row]) * (1.0 + knobs.of("outside_wage_pct") / 100.0)
    gap = exact.log(outside / world.wage)
    morale = before.gauge_of("morale")
    agency = p.agency_start + p.agency_wage * gap
    agency = agency + p.agency_morale * np.maximum(base.morale - morale, 0.0)
    agency = np.minimum(np.maximum(agency, 0.0), 0.4)
    premium = p.agency_premium * (agency - p.agency_start)
    years = row / 4.0
    since = max(4 * int(p.acute_cost_from), now.model.first - 1)
    staffed = p.acute_cost_growth_year * max(now.quarter - since, 0) / 4.0
    acute = 1.0 + base.acute * staffed + base.drift * years
    price = (
        p.pay_share * world.wage * (1.0 + p.pay_drift_year * years) * (1.0 + premium)
        + (1.0 - p.pay_share) * other
    )
    pressure = _save(now, income)
    world.unit_cost = world.unit_cost * (1.0 + knobs.of_trusts("cost_pct") / 100.0)
    volume = before.volume
    rate = np.where(income.work < volume, p.stranded_release, p.growth_release)
    covered = p.variable_share * income.work + (1.0 - p.variable_share) * volume
    unit = world.unit_cost * acute * price
    stranded = (1.0 - p.variable_share) * np.maximum(volume - income.work, 0.0)
    world.stranded_k = np.rint(unit * stranded).astype(np.int64)
    world.volume = volume + rate * (income.work - volume)
    running = unit * covered * (1.0 + p.cost_sd * now.noise[1])
    total = (running + base.pfi_k * other) * before.open
    pay = np.rint(p.pay_share * running * before.open).astype(np.int64)
    whole = np.rint(total).astype(np.int64)
    return Cost(pay_k=pay, other_k=whole - pay, agency=agency, pressure=pressure, gap=gap)


def _save(now: Now, income: Income) -> F:
    """Efficiency: lowers unit cost and uses up slack. Returns the pressure, (T, B)."""
    world, before, p, knobs = now.world, now.before, now.params, now.knobs
    pressure = (p.pressure_margin - before.margin) / p.pressure_width
    pressure = np.minimum(np.maximum(pressure, 0.0), p.pressure_most)
    earned = np.maximum(income.contracts_k, 1)
    helped = np.minimum(knobs.of_trusts("support_k") / (p.bailout_full * earned), 1.0)
    hard = (1.0 - p.bailout_softens * helped) * (
        1.0 - p.bailout_softens * (1.0 - before.metric_of("signal"))
    )
    found = p.efficiency_pressure * pressure * hard * before.slack
    grip = 1.0 + p.grip_efficiency * (now.grip - 50.0) / 50.0
    drive = knobs.of("efficiency") * knobs.of_trusts("efficiency") * grip
    share = np.minimum(now.model.baseline.pfi_k / earned, 0.5)
    gain = np.minimum((p.efficiency_base_year / 4.0 + found) * drive * (1.0 - share), 0.05)
    world.unit_cost = world.unit_cost * (1.0 - gain)
    world.slack = np.maximum(before.slack - found * drive, 0.0) + p.slack_regrowth
    return pressure
