"""The start of a scenario, worked out once, before any game deals it anew among like trusts.

Every trust's hidden strengths are keyed by the trust, not by a game's seed; ``endowments`` says
which trust has whose in a game. Those that are named in public are the same in all games. About
one trust in twenty carries an extra loss: without that heavy lower tail the share of deficits and
the number of failures cannot both be right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.world import exact_math
from game.world.crowding import ae_loss
from game.world.exact_sums import mean, total
from game.world.figure_names import LINES, REGIONS
from game.world.health_map import F, I, Place
from game.world.market import choice, contingency, initial_conditions
from game.world.market.initial_conditions import Forces, forces_of, own_charges
from game.world.parameters import Params
from game.world.proximity import Links
from game.world.random_streams import keyed_normal, keyed_uniform
from game.world.scenario_inputs import Calendar, StartValues
from game.world.world_state import B, quantise

#: How far beyond (+) or short of (−) a test's threshold, in spans, the start may lie.
_BEYOND, _SAFE = 0.12, -0.08


@dataclass(frozen=True, slots=True)
class Baseline:
    """Starting values, (T, 1) or (C, 1) unless said otherwise; money in £ thousand a quarter."""

    size: F  # elective attraction before wait and quality
    catch: F  # persons in the emergency catchment with every site open
    emergencies: F  # a quarter, winter aside
    referrals: F
    long_term: F
    mental: F
    income: F
    margin: F
    unit_cost: F
    cost_of_margin: F  # unit cost that a margin of all income would save
    pfi_k: F
    capital_k: F  # charges on buildings of their own
    reserve: F
    slack: F
    drift: F  # (T, 1) cost that grows faster (slower) than others', share a year
    quality: F
    appeal: F  # what quality and list do to how many patients come, log points
    ami: F
    ln_ami: F
    ami_constant: F  # what each hospital's patients and staff add, log points
    ln_hhi: F
    occupancy: F
    list_quarters: F
    waiting: float  # patients waiting in all
    beds: F
    breaches: F  # A&E patients kept longer than four hours, against a hospital as full
    acute: F  # 1 for acute trusts, else 0
    morale: float
    goodwill: float
    entrants: F  # (L, R)
    allocation: F  # (C, 1) budget a quarter
    commissioned: F  # (C, 1) contract value a quarter at the start
    balance: F  # (C, 1) commissioners' balance of the year so far, £ thousand
    commissioners_at_risk: B  # (C, 1)
    gap: F  # (C, 1) planned balance as a share of budget
    commissioned_entrants: float  # bought from new entrants a quarter
    hhi: float
    work: F  # (T, 1) value of the work: what the fixed cost is sized for
    at_risk: F  # (T, 1) 1 for the failing trusts
    named: B  # (T, 1) publicly named at the start
    elsewhere: float  # electives that new entrants treat a quarter
    patients: F  # (D, 1) elective referrals a quarter, entrants' included
    forces: Forces


def baseline_of(
    place: Place, p: Params, near: Links, times: Calendar, start: StartValues
) -> Baseline:
    """The starting values of a place."""
    acute = (place.trust_kind == 0).astype(np.float64)[:, None]
    names = place.trust_id
    size = acute * np.minimum(np.maximum(place.trust_size, 0.25), 4.0)[:, None]
    entrants = np.array([[start.entrant_share.get(line, 0.0)] for line in LINES])
    entrants = quantise(np.repeat(entrants, len(REGIONS), axis=1))
    catch = choice.catchment(near, size)
    persons = near.population
    patients = persons * p.elective_rate
    by_district = entrants[1][place.district_region][:, None]
    by_trust = entrants[:, place.trust_region][:, :, None]
    z = _hidden(place, "quality", 1.0)
    occupancy = p.occupancy_start + p.occupancy_sd * keyed_normal(names, "occupancy")[:, None]
    waits = p.list_start + p.list_sd * keyed_normal(names, "list")[:, None]
    quality = p.quality_mean + p.quality_sd * z
    margin, deep = _margins(place, p)
    carried = near.journeys * (p.journey_rate * p.journey_price)
    usual = _usual(p, catch, near.block_catch) + np.rint(carried)
    local = forces_of(place, p, usual)
    margin = margin + local.covered(usual)
    margin, quality, occupancy, at_risk = _select(
        place, p, start.trusts_at_risk, acute, margin, quality, occupancy
    )
    waits = np.maximum(waits, 0.8)
    a = choice.attraction(
        size, waits, quality, p.choice_wait, p.choice_quality, np.ones((1, 1))
    ) * (acute > 0)
    flow = choice.flows(near, a, patients * (1.0 - by_district), by_district, p.entry_rivals, None)
    emergencies = catch * p.emergency_rate
    long_term = (
        (1.0 - by_trust[2])
        * p.long_term_rate
        * (catch * p.acute_long_term + near.block_catch * (1.0 - p.acute_long_term))
    )
    mental = (1.0 - by_trust[3]) * p.mental_rate * near.block_catch
    income = (
        p.emergency_price * emergencies * urgent_price(p, times)
        + p.elective_price * flow.referrals
        + p.long_term_price * long_term
        + p.mental_price * mental
        + carried
    )
    work = (
        p.emergency_price * emergencies
        + p.elective_price * flow.referrals
        + p.long_term_price * long_term
        + p.mental_price * mental
        + carried
    )
    local = local.neutral(income)
    income = income * local.payment
    pfi = np.rint(np.minimum(place.trust_pfi[:, None], 0.2) * income)
    own = own_charges(p, place.trust_pfi[:, None], income)
    running = np.maximum((1.0 - margin) * income - pfi - own, 0.0)
    unit_cost = running / np.maximum(work * local.cost, 1.0)
    cost_of_margin = income / np.maximum(work * local.cost, 1.0)
    ami = p.ami_start * exact_math.exp(
        -0.01 * p.quality_ami * 0.5 * (quality - p.quality_mean)
        + p.ami_sd * keyed_normal(names, "ami")[:, None]
        + p.ami_wage * local.gap * acute
    )
    allocation, commissioned, balance, failing, gap = _commissioners(place, p, near, start, times)
    slack = p.slack_mean + p.slack_sd * keyed_normal(names, "slack")[:, None]
    return Baseline(
        size=size,
        catch=catch,
        emergencies=emergencies,
        referrals=flow.referrals,
        long_term=long_term,
        mental=mental,
        income=income,
        margin=margin,
        unit_cost=unit_cost,
        cost_of_margin=cost_of_margin,
        pfi_k=pfi,
        capital_k=own,
        reserve=np.maximum(
            income * p.reserve_start * 2.0 * keyed_uniform(names, "reserve")[:, None], 0.0
        ),
        slack=np.maximum(slack, 0.01) * np.where((deep > 0.0) | (at_risk > 0.0), p.slack_tail, 1.0),
        drift=p.cost_drift_sd_year * keyed_normal(names, "drift")[:, None],
        quality=quality,
        appeal=p.choice_quality * quality - p.choice_wait * waits,
        ami=ami,
        ln_ami=exact_math.log(ami),
        ami_constant=exact_math.log(ami)
        - p.ami_hhi * exact_math.log(np.maximum(flow.hhi, 2.0**-10)),
        ln_hhi=exact_math.log(np.maximum(flow.hhi, 2.0**-10)),
        occupancy=occupancy,
        list_quarters=waits,
        waiting=float(total(flow.referrals * waits * acute, 8)[0]),
        beds=(emergencies + p.elective_beds * flow.referrals) / occupancy,
        breaches=_breaches(place, p, emergencies, start.trusts_at_risk, occupancy, waits),
        acute=acute,
        morale=float(start.gauges.get("morale", 50.0)),
        goodwill=float(start.gauges.get("goodwill", 50.0)),
        entrants=entrants,
        allocation=allocation,
        commissioned=commissioned,
        balance=balance,
        commissioners_at_risk=failing,
        gap=gap,
        commissioned_entrants=_bought_elsewhere(place, p, near, entrants),
        hhi=float(flow.national[0]),
        work=work,
        at_risk=at_risk,
        named=(place.trust_named[:, None] if len(place.trust_named) else at_risk > 0),
        elsewhere=float(total(np.rint(patients * by_district), 0)[0]),
        patients=patients,
        forces=local,
    )


def _breaches(place: Place, p: Params, emergencies: F, wanted: int, occupancy: F, waits: F) -> F:
    """A factor of each trust on the share of patients kept too long, mean near 1, (T, 1). Where
    it is laid down who fails at the start, nobody fails for this alone."""
    drawn = exact_math.exp(p.ae_sd * keyed_normal(place.trust_id, "ae")[:, None])
    factor = drawn / np.maximum(mean(drawn, emergencies), 2.0**-10)
    if wanted >= 0:
        kept = 1.0 - p.ae_base + ae_loss(p, occupancy)
        most = (1.0 + _SAFE) * (1.0 - p.fail_ae) / np.maximum(kept, 2.0**-10)
        factor = np.where(waits > p.fail_list, np.minimum(factor, most), factor)
    return quantise(factor)


def _usual(p: Params, catch: F, block_catch: F) -> F:
    """Income of trusts whose patients all go to the nearest, before any factor, (T, 1)."""
    acute = p.emergency_rate * p.emergency_price + p.elective_rate * p.elective_price
    longer = p.long_term_rate * p.long_term_price
    out: F = catch * (acute + p.acute_long_term * longer)
    block = (1.0 - p.acute_long_term) * longer + p.mental_rate * p.mental_price
    return np.rint(out + block_catch * block)


def _hidden(place: Place, salt: str, weight: float) -> F:
    """A standard normal of each trust, less its published strain where the map gives one."""
    z = keyed_normal(place.trust_id, salt)
    if len(place.trust_strain) == len(z):
        z = np.sqrt(1.0 - 0.36 * weight) * z - 0.6 * weight * np.minimum(place.trust_strain, 3.0)
    out: F = z[:, None]
    return out


def _margins(place: Place, p: Params) -> tuple[F, F]:
    """Underlying margins: normal by type of trust, with an extra loss in the tail; and how
    deep in the tail each trust is, 0–1."""
    acute = (place.trust_kind == 0)[:, None]
    z = _hidden(place, "margin", 1.0)
    mean = np.where(acute, p.acute_margin_mean, p.block_margin_mean)
    sd = np.where(acute, p.acute_margin_sd, p.block_margin_sd)
    if len(place.trust_ft) == place.trusts:
        ft = place.trust_ft[:, None] * 1.0
        mean = mean + p.ft_margin * (ft - float(np.add.reduce(ft, axis=None)) / place.trusts)
    u = keyed_uniform(place.trust_id, "tail")[:, None]
    if len(place.trust_strain) == place.trusts:
        rank = np.argsort(np.argsort(-place.trust_strain, kind="stable"), kind="stable")
        u = ((rank + 0.5) / place.trusts)[:, None]
    deep = np.maximum(1.0 - u / p.tail_share, 0.0)
    return mean + sd * z - np.where(acute, p.tail_loss, 0.4 * p.tail_loss) * deep, deep


def _select(
    place: Place, p: Params, wanted: int, acute: F, margin: F, quality: F, occupancy: F
) -> tuple[F, F, F, F]:
    """Values such that exactly ``wanted`` trusts fail a test: the named, then the most
    strained. Others that would fail are held just short of it. With ``wanted`` below nought
    nobody is chosen or held: whoever fails, fails."""
    financial = (p.fail_margin - margin) / 0.03
    clinical = (p.fail_quality - quality) / 8.0
    worst = np.maximum(financial, clinical)[:, 0]
    if len(place.trust_named) == len(worst):
        worst = worst + np.where(place.trust_named, 1e3, 0.0)
    if wanted < 0:
        by_test = (np.maximum(financial, clinical) > 0.0).astype(np.float64)
        return margin, quality, np.minimum(np.maximum(occupancy, 0.78), 0.96), by_test
    order = np.argsort(-worst, kind="stable")
    chosen = np.zeros((len(worst), 1), np.bool_)
    chosen[order[:wanted], 0] = True
    by_money = financial >= clinical
    margin = np.where(
        chosen & by_money,
        np.minimum(margin, p.fail_margin - 0.03 * _BEYOND),
        np.where(chosen, margin, np.maximum(margin, p.fail_margin - 0.03 * _SAFE)),
    )
    quality = np.where(
        chosen & ~by_money,
        np.minimum(quality, p.fail_quality - 8.0 * _BEYOND),
        np.where(chosen, quality, np.maximum(quality, p.fail_quality - 8.0 * _SAFE)),
    )
    occupancy = np.minimum(np.maximum(occupancy, 0.78), 0.96)
    return margin, quality, occupancy, chosen.astype(np.float64)


def _commissioners(
    place: Place, p: Params, near: Links, start: StartValues, times: Calendar
) -> tuple[F, F, F, B, F]:
    """Budgets, contract values and balances at the start, such that the wanted number of
    commissioners cannot meet its obligations after reserves and the risk pool."""
    mr = urgent_price(p, times)
    per_head = (
        p.emergency_rate * p.emergency_price * mr
        + p.elective_rate * p.elective_price
        + p.long_term_rate * p.long_term_price
        + p.mental_rate * p.mental_price
        + initial_conditions.journeys_worth(p, near)
    )
    commissioned = place.commissioner_population[:, None] * per_head
    z = keyed_normal(place.commissioner_id, "allocation")
    if len(place.commissioner_strain) == len(z):
        z = 0.6 * z - 0.8 * place.commissioner_strain
    gap = p.allocation_sd * z
    order = np.argsort(gap, kind="stable")
    cover = p.reserve_share + p.pool_share
    wanted = start.commissioners_at_risk
    expected = p.start_surplus + gap
    at_risk = np.zeros(len(z), np.bool_)
    if wanted < 0:  # whoever can't meet its obligations, can't
        at_risk = expected < -cover
    else:
        at_risk[order[:wanted]] = True
        expected = np.where(
            at_risk, np.minimum(expected, -cover - 0.003), np.maximum(expected, -cover + 0.002)
        )
    expected = expected[:, None]
    budget = commissioned / (1.0 - p.other_spend) * (1.0 + expected)
    done = (times.first - 2) % 4 + 1  # quarters of the financial year gone
    balance = budget * contingency.after(p, expected) * done
    return budget, commissioned, balance, at_risk[:, None], expected


def urgent_price(p: Params, times: Calendar) -> float:
    """Mean price of an emergency at the start, against the full one."""
    rate = 1.0 - p.marginal_scope * (1.0 - float(times.marginal_rate[0]))
    return p.emergency_baseline + rate * (1.0 - p.emergency_baseline)


def _bought_elsewhere(place: Place, p: Params, near: Links, entrants: F) -> float:
    """What new entrants earn a quarter at the start, £ thousand."""
    share = entrants[:, place.district_region]
    rate = (p.emergency_rate, p.elective_rate, p.long_term_rate, p.mental_rate)
    price = (p.emergency_price, p.elective_price, p.long_term_price, p.mental_price)
    bought = [
        np.rint(near.population[:, 0] * share[line] * (rate[line] * price[line]))
        for line in range(len(LINES))
    ]
    return float(np.add.reduce(np.stack(bought), axis=None))


def rows(values: F, batch: int) -> F:
    """A start value for each of B games: (n, 1) or (n,) to (n, B), on the fixed point."""
    flat = values.reshape(-1, 1) if values.ndim == 1 else values
    return quantise(np.ascontiguousarray(np.repeat(flat, batch, axis=-1)))


def whole(values: F, batch: int) -> I:
    """Whole thousands of pounds for each of B games."""
    return np.ascontiguousarray(np.repeat(in_thousands(values), batch, axis=-1))


def in_thousands(values: F) -> I:
    """Money as whole thousands of pounds."""
    return np.rint(values).astype(np.int64)
