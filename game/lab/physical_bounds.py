"""What no arm may leave, however hard a knob is turned: patients, staff and figures in bounds.

Each bound is a measure like any other and says by how much it is exceeded, nought or less where it
holds. A service can be run down to nothing; it can't treat more patients than there are people,
work without staff and beds, or have a share above one.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab.arm_trace import Measure
from game.world.figure_names import ELECTIVE, EMERGENCY
from game.world.model import Model
from game.world.world_state import QuarterRecord, World

F = NDArray[np.float64]

#: Waiting lists never passed a ninth of England's people, in 2023; a tenth is the bound here.
LIST_MOST: Final = 0.10
#: The best quarter since the four-hour standard began had 98.5 per cent (NHS England).
AE_MOST: Final = 0.985
#: Deaths within 30 days of a heart attack, per cent: the best of countries, and none treated.
AMI: Final = (4.0, 40.0)
#: Beyond the beds of the quarter's end: those opened for winter, turnover, and goodwill.
_STRETCH: Final = 1.35
#: Work at a trust that has closed or has nobody: none, but for the grid of whole patients.
_NOBODY: Final = 1.0


def _list(model: Model, world: World, report: QuarterRecord | None) -> F:
    people = float(model.links.population.sum())
    return world.metric_of("waiting_list") / people - LIST_MOST


def _people(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Everybody who waits or was treated this quarter, against everybody, (B,)."""
    people = float(model.links.population.sum())
    patients: F = sum(
        (world.metric_of(n) for n in ("emergency_admissions", "elective_admissions")),
        world.metric_of("waiting_list"),
    )
    return patients / people - 1.0


def _work(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Urgent and planned patients beyond what beds and theatres could take, at the worst trust."""
    if report is None:
        return np.zeros(world.batch)
    worst = np.zeros(world.batch)
    for line, beds in ((EMERGENCY, EMERGENCY), (ELECTIVE, ELECTIVE)):
        most = _STRETCH * world.capacity[beds] + _NOBODY
        beyond = np.where(world.open, report.trust_activity[line] - most, 0.0)
        worst = np.maximum(worst, beyond.max(axis=0))
    return worst


def _closed(model: Model, world: World, report: QuarterRecord | None) -> F:
    """Beds and lists at trusts that have closed, (B,)."""
    gone = ~world.open
    left = np.where(gone, world.capacity[:2].sum(axis=0) + world.waiting, 0.0)
    out: F = left.max(axis=0) - _NOBODY
    return out


def _between(name: str, low: float, high: float) -> Measure:
    """Return how far a figure lies outside its bounds."""

    def beyond(model: Model, world: World, report: QuarterRecord | None) -> F:
        value = world.metric_of(name)
        value = np.where(np.isfinite(value), value, np.inf)
        return np.maximum(low - value, value - high)

    return beyond


#: What is asked in every quarter of an extreme: in words, and by how much it is exceeded.
BOUNDS: Final[dict[str, tuple[str, Measure]]] = {
    "bound_list": ("more than a tenth of the people on the waiting list", _list),
    "bound_people": ("more patients than people", _people),
    "bound_work": ("patients treated without beds or theatres for them", _work),
    "bound_closed": ("beds or lists at a hospital that has closed", _closed),
    "bound_beds": ("beds filled outside 0 to 110 per cent", _between("occupancy", 0.0, 1.1)),
    "bound_ae": (
        "four hours better than ever seen, or below 30 per cent",
        _between("ae_4h_share", 0.3, AE_MOST),
    ),
    "bound_rtt": ("18 weeks outside 0 to 100 per cent", _between("rtt_18w_share", 0.0, 1.0)),
    "bound_ami": (
        "deaths fewer than anywhere, or more than untreated",
        _between("ami_mortality", *AMI),
    ),
    "bound_hhi": ("concentration outside 0 to 1", _between("hhi", 0.0, 1.0)),
    "bound_entrants": ("entrants above half of spending", _between("new_entrant_share", 0.0, 0.5)),
    "bound_agency": ("agencies above half of pay", _between("agency_share", 0.0, 0.5)),
    "bound_deficit": ("a share of trusts outside 0 to 1", _between("deficit_share", 0.0, 1.0)),
    "bound_quality": ("quality outside 0 to 100", _between("quality", 0.0, 100.0)),
}
#: Of one part in a million of its unit a bound is not exceeded.
SLIGHT: Final = 1e-6
