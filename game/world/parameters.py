"""The parameters of the model: one float each, named here, valued and sourced in data.

Values live in ``scenarios/common/parameters.yaml`` with unit, plausible range and source;
a scenario may override some. Nothing in code supplies a number of its own for these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Params:
    """All parameters. Rates are a quarter unless the name says ``_year``."""

    # demand: need for a head of population a quarter, price of an episode in £ thousand
    emergency_rate: float
    elective_rate: float
    long_term_rate: float
    mental_rate: float
    emergency_price: float
    elective_price: float
    long_term_price: float
    mental_price: float
    journey_rate: float  # emergency journeys of ambulances
    journey_price: float
    emergency_growth: float  # of path demand: emergencies grow by so much of it
    elective_growth: float
    long_term_growth: float
    mental_growth: float
    winter_emergencies: float  # share above the year's mean, January to March
    winter_beds: float  # the same of beds that are open
    trust_demand_sd: float
    acute_long_term: float  # share of long-term work done by acute trusts
    integration_emergencies: float  # share of emergencies avoided a quarter, fully integrated

    # choice
    elective_km: float
    emergency_km: float
    choice_wait: float  # fall in attraction a quarter of waiting
    choice_quality: float  # rise in attraction a point of quality

    # capacity, occupancy, waits
    occupancy_start: float
    occupancy_sd: float
    bed_growth_year: float  # patients a bed takes: shorter stays against fewer beds
    bed_idle: float  # of beds a quarter, for each unit of occupancy below the next
    bed_idle_from: float
    bed_response: float  # extra a quarter, for each unit of occupancy above the second knee
    elective_capacity_growth_year: float
    elective_beds: float  # bed use of an elective against an emergency admission
    occupancy_full: float  # above it electives are put off
    goodwill_capacity: float  # work capacity a point of goodwill
    list_response: float  # extra work a quarter of list above its aim
    list_start: float  # quarters of work waiting
    list_sd: float
    list_patience: float  # quarters of usual work on the list, beyond which patients give up
    list_gives_up: float  # of those beyond it, a quarter
    list_floor: float
    rtt_base: float  # share beyond 18 weeks at the starting list
    rtt_slope: float
    ae_base: float
    ae_knee: float
    ae_second: float
    ae_slope: float  # points of share lost a point of occupancy, between knees
    ae_slope_second: float
    ae_demand: float  # share of four-hour patients lost for a log point of unmet growth
    ae_staff_growth_year: float
    ae_goodwill: float
    ae_sd: float  # spread of hospitals as full as each other, log points of patients too long
    ae_least: float  # share who stay longer in the best run hospitals
    emergencies_full: float  # admissions that no hospital can go beyond, share of beds
    follow_list: float  # theatres follow lists: growth a quarter's longer list than the mean
    follow_most: float
    merged_follows: float  # how far those that have taken others over do so
    capacity_loss: float  # beds and theatres a quarter, a unit of margin below squeeze_from
    capacity_gain: float  # the same, a unit of margin above capacity_gain_from
    capacity_gain_from: float
    relief: float  # share gained a point of waits_relief
    relief_quality: float  # points of quality lost a point of waits_relief

    # income and cost
    marginal_scope: float  # share of urgent care's value that the marginal rate reaches
    emergency_baseline: float  # contract baseline as a share of starting emergencies
    incentive_2009: float  # addition to contracts for agreed quality, from that year on
    incentive_2010: float
    incentive_2012: float
    best_practice_2010: float  # of acute contracts, what the best gain, from that year on
    best_practice_2013: float
    block_growth: float  # share of growth that block contracts follow
    casemix_growth_year: float  # heavier cases, drugs and devices: income and cost alike
    crowding_cost: float  # running cost, a unit of occupancy beyond the second knee
    pay_share: float
    acute_cost_growth_year: float  # staffing after the 2013 inquiry
    acute_cost_from: float  # financial year in which it begins
    pay_drift_year: float  # increments and skill mix beyond the award
    capital_share: float  # charges on a trust's own estate, of income at the start
    dividend_share: float  # of them that goes to the Treasury
    estate_pfi: float  # PFI payments, share of income, where all buildings are the contractor's
    variable_share: float  # cost that follows work within the quarter
    stranded_release: float
    growth_release: float
    cost_sd: float
    cost_drift_sd_year: float  # spread between trusts of how fast cost grows
    agency_start: float
    agency_wage: float  # share a log point of outside wage over own
    leaving_pace: float  # staff who will leave for better pay do so, share a quarter
    agency_morale: float  # share a point of morale below its start
    agency_staffing: float  # share of the posts added after the 2013 inquiry that agencies fill
    agency_premium: float
    turnover_wage: float  # cost of pay a log point of outside wage over own, beyond the mean
    site_share: float  # share of cost that follows land and buildings
    efficiency_base_year: float
    efficiency_pressure: float  # share of slack found a quarter at full pressure
    pressure_margin: float  # margin at which pressure ends
    pressure_width: float
    pressure_most: float  # beyond it more pressure finds nothing more
    slack_mean: float
    slack_sd: float
    slack_tail: float  # share of slack left in the trusts of the heavy tail
    slack_regrowth: float
    thinned_quality: float  # points a unit of cost cut beyond slack
    thinned_surgery: float  # planned surgery a unit of the same
    thinned_regrown: float  # of it, made good a quarter
    bailout_softens: float
    bailout_full: float  # support, share of income, at which softening is full
    grip_efficiency: float

    # results
    acute_margin_mean: float
    acute_margin_sd: float
    ft_margin: float  # foundation trusts' margin above NHS trusts'
    block_margin_mean: float
    block_margin_sd: float
    tail_share: float
    tail_loss: float
    peer_income: float  # of the largest trust of a peer group against the smallest, at most
    peer_pfi: float  # share of income that makes a PFI contract a heavy one
    plan_surplus: float
    surplus_spent: float
    reserve_start: float  # share of a quarter's income
    ft_measures: float  # of what an NHS trust would use of it, a foundation trust uses
    reserve_use: float  # at most so much of income a quarter
    measures_late: float  # how far one-off measures wait for the year's end, 0 evenly to 1
    reserve_refill: float
    cash_start: float  # share of a quarter's income in hand, at break-even
    cash_margin: float  # more for each unit of margin, within ±6%
    fund_missed: float  # share of its part of a fund that a trust at risk earns
    authority_reach: float  # the same, by the Trust Development Authority
    tier_reach: float  # deficits up to so much of income are lifted by the tier
    margin_smooth: float

    # quality
    ami_start: float
    ami_sd: float
    ami_least: float
    ami_trend_year: float
    ami_hhi: float
    ami_choice: float  # of what concentration does, the part that hangs on choice
    choice_half: float  # choice, 1 as usual, at which half of what it can do is done
    ami_margin: float  # price over marginal cost, share of price, at the start
    ami_wage: float
    ami_occupancy: float
    ami_effort: float  # effort moved to waits when prices are free
    ami_lag: float
    price_discount: float
    price_effort_capacity: float
    quality_mean: float
    quality_sd: float
    quality_ami: float
    quality_morale: float
    quality_occupancy: float
    quality_squeeze: float  # points a unit of margin below the next
    squeeze_from: float
    quality_lag: float
    quality_noise: float
    listing_quality: float
    levy_quality: float
    admin_quality: float
    readmission_start: float
    readmission_quality: float
    readmission_effort: float

    # entry
    entry_drift_year: float
    entry_speed: float
    entry_rivals: float  # rivals among entrants, for concentration

    entry_most: float  # most that a share moves in a quarter
    entry_ceiling: float  # no line goes beyond this share
    entry_hires: float  # of NHS theatres' staff, for each unit of share gained
    entry_easy: float  # hospitals' cost a unit of share gained: dearer cases are left

    # emergencies avoided
    avoided_most: float  # all schemes together, share
    avoided_pace: float  # most found in a quarter
    avoided_lapse: float  # comes back a quarter when nobody keeps it up

    # closed hospitals
    displaced_pace: float  # of beds and staff on their way, opened a quarter
    displaced_lost: float  # never arrives

    # what a commissioner that is short of money does, each for a unit of its budget saved
    ration_speed: float  # of what is wanting, tightened a quarter
    ration_most: float
    ration_eased: float
    ration_referrals: float  # referrals not accepted
    ration_surgery: float  # planned surgery not paid for
    ration_block: float  # community and mental health work not bought
    ration_other: float  # other spending
    primary_care_emergencies: float  # emergencies for a unit less of other spending
    list_most: float  # share of people beyond whom nobody is put on a list
    list_deters: float  # referrals not asked for, a unit of growth of the list
    room_recurrent: float  # of it, spent in every quarter after
    want_saved: float  # of what is wanting, saved on other spending at once
    want_most: float  # at most so much of it
    deficit_repaid: float  # of a year's deficit, paid back in the next

    # loans
    loan_interest_year: float

    # commissioners
    other_spend: float  # of budget: primary care, prescribing, central
    start_surplus: float
    allocation_sd: float  # distance of allocation from need, one standard deviation
    risk_sd: float  # of spend, for a population of 100,000
    reserve_share: float
    contingency: float  # the part of it that is held back against a shortfall
    headroom_2013: float  # more that is free in a shortfall, from that year on
    headroom_2015: float
    lodged: float  # share of a budget with the health authority, before 2013
    pool_share: float
    capability_leak: float  # of budget, capability 0 against 100
    grip_leak: float
    other_growth_year: float
    room_spent: float  # of room in a budget beyond plan, spent

    # failure
    fail_quality: float
    fail_ae: float
    fail_list: float
    fail_margin: float
    fail_cash: float  # share of a year's income owed
    carried_after: float
    carried_spread: float
    carried_capacity: float
    carried_cost: float
    admin_cost_m: float  # £m, whole administration
    court_risk: float
    takeover_activity: float
    takeover_site: float  # share of a taken site's patients who go as if it had closed
    takeover_cost: float  # share of the taken trust's yearly income, once
    hazard: float  # chance a quarter that a trust leaves; 0 outside hazard mode
    hazard_keeps_site: float

    # signal and indices
    signal_smooth: float
    signal_recovery: float
    signal_entry: float
    signal_foresight: float
    waits_start: float
    waits_rtt: float
    waits_ae: float
    waits_ae_start: float
    waits_list: float


def from_mapping(values: Mapping[str, float]) -> Params:
    """Build the parameters from values by name.

    Raises ValueError naming what is unknown or missing.
    """
    names = {f.name for f in fields(Params)}
    unknown = sorted(set(values) - names)
    if unknown:
        raise ValueError(f"unknown parameter {unknown[0]!r}")
    missing = sorted(names - set(values))
    if missing:
        raise ValueError(f"parameter {missing[0]!r} has no value")
    return Params(**{name: float(values[name]) for name in names})


NAMES: tuple[str, ...] = tuple(f.name for f in fields(Params))
