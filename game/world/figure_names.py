"""The names of everything the model counts: gauges, metrics, service lines, regions.

A *gauge* is a political or organisational state of 0–100 that levers can shock and
push. A *metric* is measured from the arrays of the market at a quarter's end and is
moved only through the market. Both are *figures*: what views publish, what conditions
read and what ``simulate`` reports.
"""

from __future__ import annotations

from typing import Final

#: Gauges are integers in thousandths of a point, so that their terms sum exactly.
MILLI: Final = 1000

GAUGES: Final[tuple[str, ...]] = (
    "management_capacity",  # grip of the tier that manages the service
    "commissioner_capability",  # how well consortia (later CCGs) know their business
    "morale",
    "goodwill",  # effort beyond the job description: hidden capacity
    "media_heat",
    "nhs_satisfaction",  # the public's approval of the NHS
    "nhs_salience",  # how much the NHS weighs when people vote
    "reform_awareness",
    "reform_support",
    "momentum",
    "nerves_market",  # backbench wing that believes in markets which punish
    "nerves_local",  # backbench wing that conserves local hospitals
    "coalition_strain",
    "treasury_nerves",
    "resistance",  # institutional resistance inside the service
    "board_independence",
    "secretary_standing",
    "number10_standing",
    "monitor_standing",
    "unions_standing",
    "reform_delivered",
    "equity",
    "reform_blame",  # share of blame put on the reforms, not on the inheritance
)

METRICS: Final[tuple[str, ...]] = (
    "trusts",  # open NHS trusts and foundation trusts
    "trusts_at_risk",  # failing one of the three tests two quarters running, or in administration
    "trusts_at_risk_ft",  # of which foundation trusts
    "trusts_warned",  # failing a test, and not on that list yet
    "deficit_share",  # 0–1, reported result of the financial year to date
    "net_surplus_m",  # £m this quarter, all trusts
    "gross_deficit_m",  # £m this quarter, sum of deficits, positive
    "failures_cumulative",  # trusts that left: administration carried out, dissolved, acquired
    "commissioners",
    "commissioners_at_risk",  # unable to meet obligations after reserves and the risk pool
    "commissioners_failing_pct",  # the same, 0–100
    "emergency_admissions",  # patients this quarter
    "elective_admissions",
    "waiting_list",  # patients
    "rtt_18w_share",  # 0–1
    "ae_4h_share",  # 0–1
    "occupancy",  # 0–1
    "waits",  # index 0–100, higher is worse
    "quality",  # index 0–100, higher is better
    "quality_spread",  # standard deviation of the trusts' index
    "ami_mortality",  # per cent, deaths within 30 days of a heart attack
    "elective_readmissions",  # per cent, emergency readmission within 28 days
    "hhi",  # 0–1, patient-flow weighted by owner, elective
    "new_entrant_share",  # 0–1 of commissioned spend
    "tariff_index",  # 1 at the scenario's start
    "wage_index",  # 1 at the scenario's start
    "agency_share",  # 0–1 of the pay bill
    "support_m",  # £m of income support and bail-outs this quarter
    "closures",  # sites closed so far
    "marginals_at_risk",  # government marginals with a hospital at risk
    "marginals_lost",  # government marginals whose hospital has closed or lost its A&E
    "signal",  # 0–1, share of losses that the market may still punish
    "purse_m",  # £m in the Department's purse
    "treasury_headroom_m",
    "government_vote_intention",  # per cent, governing parties' leading party
    "opposition_vote_intention",
    "partner_vote_intention",
    "insurgent_vote_intention",
)

LINES: Final[tuple[str, ...]] = ("emergency", "elective", "long_term", "mental_health")
EMERGENCY, ELECTIVE, LONG_TERM, MENTAL = range(4)

#: Codes of ``shared`` election facts: nine English regions, then the nations.
REGIONS: Final[tuple[str, ...]] = ("NE", "NW", "YH", "EM", "WM", "EE", "LN", "SE", "SW")
#: The four regions in which the health service in England was run from 2013.
BROAD_REGIONS: Final[dict[str, str]] = {
    **dict.fromkeys(("NE", "NW", "YH"), "north"),
    **dict.fromkeys(("EM", "WM", "EE"), "midlands_and_east"),
    "LN": "london",
    **dict.fromkeys(("SE", "SW"), "south"),
}
NATIONS: Final[tuple[str, ...]] = ("WA", "SC", "NI")
REGIONS_AND_NATIONS: Final[tuple[str, ...]] = (*REGIONS, *NATIONS)
PARTIES: Final[tuple[str, ...]] = ("con", "lab", "ld", "ukip", "green", "nat", "oth")

GAUGE_INDEX: Final[dict[str, int]] = {name: i for i, name in enumerate(GAUGES)}
METRIC_INDEX: Final[dict[str, int]] = {name: i for i, name in enumerate(METRICS)}
#: The two wings of the government's back benches; backbench nerves are their mean.
WINGS: Final = ("nerves_market", "nerves_local")
DERIVED: Final[tuple[str, ...]] = ("backbench_nerves",)
FIGURES: Final[tuple[str, ...]] = (*GAUGES, *DERIVED, *METRICS)
FIGURE_INDEX: Final[dict[str, int]] = {name: i for i, name in enumerate(FIGURES)}
