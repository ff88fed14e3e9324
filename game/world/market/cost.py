"""What trusts spend, and how they find savings.

Cost follows work only in part at once; what work no longer covers is stranded and released
over time. Pay lags or leads the outside market, and agencies fill the gap (Propper and Van
Reenen 2010). Efficiency = a base of about 1.5% a year + pressure × slack, which runs out,
weakens where losses are bailed out, and cannot touch what the estate costs; about 2.6% a year was
achieved in 2010–15 (Health Foundation, Monitor).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world import exact_math
from game.world.bounds import at_least, at_most, somewhere, within
from game.world.exact_sums import added
from game.world.health_map import F
from game.world.market import capital, entry, forces, initial_conditions, loans
from game.world.market.income import Income, casemix
from game.world.quarter_state import Now


@dataclass(slots=True)
class Cost:
    """The quarter's cost, whole £ thousand as floats, (T, B), and where it goes."""

    pay_k: F
    other_k: F
    paid_k: F  # (B,) all pay
    dividend_k: F  # (B,) of them all: what goes to the Treasury for what the taxpayer built
    agency: F  # (T, B) share of the pay bill
    gap: F  # (B,) or (T, B) log of outside over own wage, against the place's at the start


def spend(now: Now, income: Income) -> Cost:
    """Works out cost; moves unit cost, slack, volume and stranded cost."""
    world, before, p, base = now.world, now.before, now.params, now.model.baseline
    years = now.row / 4.0
    other = float(now.model.calendar.other[now.row])
    since = max(4 * int(p.acute_cost_from), now.model.first - 1)
    staffed = base.acute * (p.acute_cost_growth_year * max(now.quarter - since, 0) / 4.0)
    here, own_pay = forces.gaps(now)
    gap = _gap(now)
    agency = _agency(now, here, gap, staffed)
    if here is not base.forces.gap:  # pay is set in regions
        gap = gap + (here - base.forces.gap)
    dearness = 1.0 + staffed + now.endowed("drift") * years
    wage = world.wage * (1.0 + p.pay_drift_year * years)
    staff = initial_conditions.staff(p, own_pay, here, agency, wage, dearness)
    price = staff + initial_conditions.rest(p, base.forces.site, other, dearness)
    staff /= price
    price *= casemix(now)
    estate = capital.estate(now)
    _save(now, income, estate.pfi_k)
    dearer = now.of_trusts("cost_pct")
    if dearer is not None:
        world.unit_cost *= 1.0 + dearer / 100.0
    volume = before.volume
    unit = np.multiply(world.unit_cost, price, out=price)
    more = income.work - volume
    running = more * p.variable_share
    running += volume
    running *= unit
    lost = at_most(more, 0.0, np.empty_like(more))  # below nought where work was lost
    more *= p.growth_release
    moved = np.multiply(lost, p.stranded_release - p.growth_release, out=world.volume)
    moved += more
    moved += volume
    lost *= p.variable_share - 1.0
    lost *= unit
    world.stranded_k[:] = np.rint(lost, out=lost)
    chance = now.noise[1]  # used up: nothing else has it
    chance *= p.cost_sd
    chance += 1.0
    running *= chance
    running *= _burden(now)
    whole = running + estate.all_k
    np.rint(now.only_open(whole), out=whole)
    interest = loans.interest(now)
    if interest is not None:
        whole += interest
    running *= staff
    pay = np.rint(now.only_open(running), out=running)
    whole -= pay
    dividend = capital.dividend(now, estate)
    if interest is not None:
        dividend = dividend + added(interest)
    return Cost(
        pay_k=pay,
        other_k=whole,
        paid_k=added(pay),
        dividend_k=dividend,
        agency=agency,
        gap=gap,
    )


def _burden(now: Now) -> F:
    """What running costs against the usual, (T, B): escalation beds and agency shifts where a
    hospital is overfull, and dearer cases where entrants have taken the easy ones."""
    p, care = now.params, now.model.prepared.care
    full = now.care(now.world.occupancy)
    full -= p.ae_second
    at_least(full, 0.0)
    full *= p.crowding_cost
    full += 1.0
    full *= entry.dearer(now).take(care.region, axis=0)
    out = np.ones(now.before.margin.shape)
    out[care.rows] = full
    return out


def _gap(now: Now) -> F:
    """The log of outside over nationally regulated pay, (B,)."""
    outside: F | float = float(now.model.calendar.outside[now.row])
    moved = now.of("outside_wage_pct")
    if moved is not None:
        outside = outside * (1.0 + moved / 100.0)
    return exact_math.log(outside / now.world.wage)


def _agency(now: Now, here: F, gap: F, staffed: F) -> F:
    """Agencies' share of the pay bill, (T, B): more where the outside pays better, as staff leave
    for it over the years, where morale has fallen, and where posts were added faster than staff
    could be hired. Moves ``drawn_away``."""
    p, drawn = now.params, now.world.drawn_away
    drawn += p.leaving_pace * (gap - drawn)
    low = np.maximum(now.model.baseline.morale - now.before.gauge_of("morale"), 0.0)
    everywhere = p.agency_wage * drawn + p.agency_morale * low
    share = initial_conditions.agency_share(p, here, p.agency_staffing * staffed, everywhere)
    cap = now.of("agency_cap")
    return share if cap is None else share * cap


def _save(now: Now, income: Income, pfi_k: F) -> None:
    """Efficiency: lowers unit cost and uses up slack. ``pfi_k`` as in ``capital.Estate``: a
    contract runs services too, where there is nothing to save."""
    world, before, p = now.world, now.before, now.params
    # what is found, and what is gained, in the room where slack and unit cost will stand
    # boards that expect a rescue act later
    acts_at = p.pressure_margin - p.signal_foresight * (1.0 - before.credence)
    found = np.subtract(acts_at, before.margin, out=world.slack)
    found *= p.efficiency_pressure / p.pressure_width
    within(found, 0.0, p.efficiency_pressure * p.pressure_most)
    earned = at_least(income.contracts_k, 1.0, np.empty_like(found))
    hard = 1.0 - p.bailout_softens * (1.0 - before.metric_of("signal"))
    for given in (now.of_trusts("support_k"), now.of_trusts("loan_k")):
        if given is not None:
            helped = np.minimum(given / (p.bailout_full * earned), 1.0)
            hard = (1.0 - p.bailout_softens * helped) * hard
    found *= hard
    found *= before.slack
    drive = _drive(now)
    share = np.divide(pfi_k, earned, out=earned)
    at_most(share, 0.5)
    np.subtract(1.0, share, out=share)
    gain = np.add(found, p.efficiency_base_year / 4.0, out=world.unit_cost)
    gain *= drive
    gain *= share
    at_most(gain, 0.05)
    np.subtract(1.0, gain, out=gain)
    gain *= before.unit_cost
    _thin(now, share)
    found *= drive
    left = np.subtract(before.slack, found, out=found)
    at_least(left, 0.0)
    left += p.slack_regrowth


def _thin(now: Now, share: F) -> None:
    """Moves ``thinned``: what is cut beyond the usual and beyond slack are posts that somebody
    misses. ``share`` (T, B) as of cost that can be cut. Posts come back slowly."""
    p, world = now.params, now.world
    if somewhere(world.thinned):
        world.thinned *= 1.0 - p.thinned_regrown
    pushed = _pushed(now)
    if pushed is not None:
        more = at_least(pushed - 1.0, 0.0) * (p.efficiency_base_year / 4.0) * share
        world.thinned += now.only_open(more)


def _pushed(now: Now) -> F | None:
    """How hard cards and experiments have savings sought, (B,) or (T, B), or None: as usual."""
    everywhere, here = now.of("efficiency"), now.of_trusts("efficiency")
    if everywhere is not None and here is not None:
        return everywhere * here
    return here if everywhere is None else everywhere


def _drive(now: Now) -> F:
    """How hard savings are sought, (B,) or (T, B)."""
    grip: F = 1.0 + now.params.grip_efficiency * (now.grip - 50.0) / 50.0
    pushed = _pushed(now)
    return grip if pushed is None else pushed * grip
