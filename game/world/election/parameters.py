"""The parameters of the election: named here, valued and sourced in ``election.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from game.world.election.swing import Blend

#: Parties whose usual share drifts by year, whatever the government does.
DRIFTING: Final = ("ld", "ukip", "green", "nat")
Series = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class ElectionParams:
    """Everything the election assumes. ``usual`` holds, for each of ``DRIFTING``, its usual
    per cent of Great Britain in the middle of each year."""

    # projection: weights of uniform swing (``swing.Blend``)
    swing_uniform: float
    swing_liberal: float
    swing_stronghold: float
    swing_collapse: float
    swing_collapse_from: float
    independent_keep: float
    lean_london: float
    # what a table's own columns are worth (the ``election`` command)
    retires: float
    retires_liberal: float
    leave_con: float
    leave_lab: float
    leave_ld: float
    # opinion, in points of the vote of Great Britain
    curve_1: float
    curve_3: float
    curve_6: float
    curve_9: float
    curve_12: float
    curve_18: float
    curve_24: float
    curve_30: float
    curve_36: float
    curve_42: float
    curve_48: float
    curve_59: float
    curve_part: float
    other_matters: float
    result_constant: float
    result_slope: float
    drift_to_con: float
    partner_first: float
    partner_strain: float
    partner_fade: float
    lead_start: float
    lead_satisfaction: float
    lead_support: float
    lead_media: float
    lead_lost: float
    lead_weight: float
    lead_bound: float
    unity_strain: float
    unity_nerves: float
    unity_bound: float
    authority: float
    authority_bound: float
    # where these gauges stand under a government of middle age, and how slowly they get there
    middle_strain: float
    middle_nerves: float
    middle_authority: float
    middle_keep: float
    # how slowly people get used to how the service is
    habit_keep: float
    # what a usual campaign adds to two of them
    campaign_salience: float
    campaign_media: float
    to_opposition: float
    mood_sd: float
    mood_keep: float
    # polls
    poll_size: float
    poll_design: float
    poll_house_sd: float
    # the night
    night_national_sd: float
    night_others_sd: float
    night_region_sd: float
    night_seat_k: float
    night_incumbent: float
    # hospitals in the seats: points of the government's local share, for the town's own
    local_proposal: float
    local_downgrade: float
    local_closure: float
    local_failing: float
    local_failing_quarter: float
    local_failing_worst: float
    local_poor: float
    local_poor_from: float
    local_poor_width: float
    local_present_worst: float
    local_rescue: float
    local_pledge: float
    local_bound: float
    local_keep: float
    anger_proposal: float
    anger_downgrade: float
    anger_closure: float
    anger_failing: float
    anger_pledge: float
    anger_keep: float
    # insurgents
    stand_middle: float
    stand_width: float
    protest_chance: float
    protest_share: float
    insurgent_low: float
    insurgent_slope: float
    insurgent_spread: float
    insurgent_from_government: float
    pact_start: float
    pact_most: float
    pact_lift: float

    usual: tuple[Series, ...]

    @property
    def blend(self) -> Blend:
        """The weights of the projection."""
        return Blend(
            self.swing_uniform,
            self.swing_liberal,
            self.swing_stronghold,
            self.swing_collapse,
            self.swing_collapse_from,
            self.independent_keep,
        )


NAMES: Final = tuple(f.name for f in fields(ElectionParams) if f.name != "usual")


def from_mapping(values: Mapping[str, float]) -> ElectionParams:
    """Build the parameters from values by name; ``usual_PARTY_YEAR`` make the series.

    Raises ValueError naming what is unknown or missing.
    """
    series: dict[str, dict[int, float]] = {party: {} for party in DRIFTING}
    plain: dict[str, float] = {}
    for name, value in values.items():
        parts = name.split("_")
        if parts[0] == "usual" and len(parts) == 3 and parts[1] in series and parts[2].isdigit():
            series[parts[1]][int(parts[2])] = float(value)
        elif name in NAMES:
            plain[name] = float(value)
        else:
            raise ValueError(f"unknown parameter of the election {name!r}")
    for name in NAMES:
        if name not in plain:
            raise ValueError(f"parameter {name!r} of the election has no value")
    for party, by_year in series.items():
        if not by_year:
            raise ValueError(f"the election has no 'usual_{party}_YEAR'")
    usual = tuple(tuple(sorted(series[party].items())) for party in DRIFTING)
    return ElectionParams(**plain, usual=usual)
