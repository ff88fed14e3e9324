"""What the rows of a snapshot of format 1 were: it kept them by position alone.

Frozen as version 0.1.0 wrote them; never brought up to date.
"""

from __future__ import annotations

from typing import Final


def _names(text: str) -> list[str]:
    return text.split()


GAUGES: Final = _names("""
    management_capacity commissioner_capability morale goodwill media_heat nhs_satisfaction
    nhs_salience reform_awareness reform_support momentum nerves_market nerves_local
    coalition_strain treasury_nerves resistance board_independence secretary_standing
    number10_standing monitor_standing unions_standing reform_delivered equity reform_blame
""")

METRICS: Final = _names("""
    trusts trusts_at_risk trusts_at_risk_ft deficit_share net_surplus_m gross_deficit_m
    failures_cumulative commissioners commissioners_at_risk commissioners_failing_pct
    emergency_admissions elective_admissions waiting_list rtt_18w_share ae_4h_share occupancy
    waits quality quality_spread ami_mortality elective_readmissions hhi new_entrant_share
    tariff_index wage_index agency_share support_m closures marginals_at_risk signal purse_m
    treasury_headroom_m government_vote_intention opposition_vote_intention
    partner_vote_intention insurgent_vote_intention
""")

LINES: Final = _names("emergency elective long_term mental_health")
REGIONS: Final = _names("NE NW YH EM WM EE LN SE SW")

#: Of T001 to T266: numbers that the tables of 2010 and 2013 don't have, and that of 2017 besides.
_GONE_2010: Final = _names("1 10 14 21 56 58 71 80 92 100 112 136 147 163 177 204 223 230 264")
_GONE_2017: Final = [*_GONE_2010, *_names("18 40 62 86 152 173 245 248 254")]


def _trusts(gone: list[str]) -> list[str]:
    return [f"T{n:03}" for n in range(1, 267) if str(n) not in gone]


#: By scenario: its trusts, and how many commissioners it had, numbered from C001.
TRUSTS: Final[dict[str, list[str]]] = {
    "culling-the-herd": _trusts([]),
    "december-2013": _trusts(_GONE_2010),
    "honeymoon": _trusts(_GONE_2010),
    "if-it-works": _trusts(_GONE_2010),
    "parliament": _trusts(_GONE_2010),
    "saving-stps": _trusts(_GONE_2017),
}
_COMMISSIONERS: Final = {
    "culling-the-herd": 152,
    "december-2013": 667,
    "honeymoon": 152,
    "if-it-works": 667,
    "parliament": 152,
    "saving-stps": 44,
}


def rows_of(scenario: str) -> dict[str, list[str]]:
    """Return the names of the rows of a scenario by axis.

    What is not of the six scenarios shipped with 0.1.0 has names for its figures alone.
    """
    rows = {"gauge": GAUGES, "metric": METRICS, "line": LINES, "region": REGIONS}
    if scenario in TRUSTS:
        rows["trust"] = TRUSTS[scenario]
        rows["commissioner"] = [f"C{n:03}" for n in range(1, _COMMISSIONERS[scenario] + 1)]
        rows["constituency"] = [f"S{n:03}" for n in range(1, 651)]
    return rows
