"""The changing arrays of the NHS: one ``World`` holds B games side by side, in ``blocks``.

All arrays are C-contiguous with the batch axis last. Floats are multiples of 2⁻¹⁶ at a
quarter's end (``quantise``), so a snapshot of integers restores them exactly; money is
int64 in thousands of pounds; gauges are int64 in thousandths of a point.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from game.world.array_blocks import Blocks
from game.world.exact_sums import to_grid
from game.world.figure_names import GAUGE_INDEX, METRIC_INDEX, MILLI
from game.world.health_map import F, I

#: Fixed point of a quarter's end: floats are multiples of 1 / SCALE.
BITS: Final = 16
SCALE: Final = 2.0**BITS

B = NDArray[np.bool_]


@dataclass(init=False, slots=True)
class World(Blocks):
    """B games' worlds at the end of ``quarter``.

    Shapes: T trusts, C commissioners, R regions, L=4 service lines, B games.
    """

    #: What a quarter moves on from where it stood; every other array it writes whole.
    KEPT: ClassVar[tuple[str, ...]] = (
        *("open", "ft", "downgraded", "commissioner_open"),
        *("admin_stage", "absorbed_by", "endowment", "budget_k", "purse_k", "treasury_k"),
        *("owed_k", "debt_k"),
        *("tariff", "wage", "demand", "drawn_away", "avoided"),
        *("arriving_beds", "arriving_theatres", "thinned"),
        "credence",
    )
    #: Worked out when the rest of a quarter has been put on the fixed point.
    LAST: ClassVar[tuple[str, ...]] = ("local_effect", "anger", "metric")

    quarter: int
    gauge: I  # (G, B) thousandths
    metric: F  # (M, B), measured at the quarter's end
    # trusts
    open: B  # (T, B)
    ft: B  # (T, B) foundation trust
    named: B  # (T, B) what is wrong there has been published: its care is watched
    at_risk: B  # (T, B) on the list: fails a test two quarters running, or in administration
    fails: I  # (T, B) bits: 1 clinical, 2 governance, 4 financial, failed this quarter
    failing_quarters: I  # (T, B) quarters running with any test failed
    admin_stage: I  # (T, B) 0 none, else quarters since administration began + 1
    capacity: F  # (L, T, B) episodes a quarter that staff and beds allow
    unit_cost: F  # (T, B) 1 = the country's average at the scenario's start
    cash_k: I  # (T, B)
    result_k: I  # (T, B) this financial year's reported result so far
    reported_k: I  # (T, B) this quarter's reported result, after income support
    underlying_k: I  # (T, B) this quarter's underlying result
    reserve_k: I  # (T, B) non-recurrent measures left
    margin: F  # (T, B) smoothed underlying margin, share of income
    income_k: I  # (T, B) this quarter's income
    quality: F  # (T, B) index 0–100
    stranded_k: I  # (T, B) fixed cost a quarter that work no longer covers
    slack: F  # (T, B) efficiency still to be found, share of cost
    waiting: F  # (T, B) patients waiting for elective care
    absorbed_by: I  # (T, B) row of the trust that took it over, or -1
    occupancy: F  # (T, B) share of working beds filled this quarter
    ae: F  # (T, B) share of A&E patients seen within four hours, acute trusts
    ami: F  # (T, B) heart-attack deaths within 30 days, per cent, acute trusts
    downgraded: B  # (T, B) a failure plan was carried out: a site or its A&E closed
    volume: F  # (T, B) £ thousand of work a quarter that the fixed cost is sized for
    arriving_beds: F  # (T, B) beds of closed hospitals on their way here, as ``capacity``
    arriving_theatres: F  # (T, B) the same of planned surgery
    thinned: F  # (T, B) cost cut beyond what slack allows, share of it: posts that are missing
    contract_k: F  # (T, B) contracts of about the last year, a quarter: what capitation pays
    debt_k: I  # (T, B) loans from the Department that are not paid back
    endowment: I  # (T, B) row of the trust whose start of the baseline this one has in this game
    # commissioners
    commissioner_open: B  # (C, B)
    budget_k: I  # (C, B) this quarter's budget
    balance_k: I  # (C, B) this financial year's balance so far
    commissioner_at_risk: B  # (C, B)
    tightened: F  # (C, B) how far thresholds, waits and contracts save money, share of budget
    other_k: I  # (C, B) recurrent spending a quarter that is no contract
    owed_k: I  # (C, B) of last year's deficit, still to be paid back this year
    # regions
    entrant_share: F  # (L, R, B) new entrants' share of commissioned spend
    # constituencies
    local_effect: F  # (S, B) points of the government's local share, from hospital history
    anger: F  # (S, B) 0–100, what makes an insurgent stand
    # the centre
    purse_k: I  # (B,)
    treasury_k: I  # (B,) headroom
    tariff: F  # (B,) index, 1 at start
    wage: F  # (B,) index, 1 at start
    demand: F  # (L, B) need of each line, 1 at start
    drawn_away: F  # (B,) log of outside over own wage, as far as staff have left for it
    avoided: F  # (B,) emergencies avoided by integration and prevention, share
    unmet: F  # (B,) planned patients this quarter whom nobody treats: put off, or given up
    turned_away: F  # (B,) emergencies this quarter for whom there was no bed anywhere
    credence: F  # (B,) 0–1, what the rescues of some three years have left of the signal
    used_to: F  # (G, B) points, what people are used to: each gauge's mean, older quarters less

    @property
    def batch(self) -> int:
        """B, how many games this holds."""
        return int(self._blocks[0].shape[1])

    def gauge_of(self, name: str) -> NDArray[np.float64]:
        """A gauge in points, shape (B,)."""
        points: F = self.gauge[GAUGE_INDEX[name]] / MILLI
        return points

    def metric_of(self, name: str) -> NDArray[np.float64]:
        """A metric, shape (B,)."""
        values: F = self.metric[METRIC_INDEX[name]]
        return values

    def digest(self) -> str:
        """A digest of everything, equal on every machine for an equal world."""
        h = hashlib.sha256(str(self.quarter).encode())
        for name, _, shape, whole in self.integers():
            h.update(name.encode() + str(tuple(shape)).encode())
            h.update(whole.data)
        return h.hexdigest()

    def integers(self) -> Iterator[tuple[str, str, list[int], NDArray[np.int64]]]:
        """Yield each array in the order of the fields: name, kind, shape, and its values as
        little-endian integers, floats in the fixed point."""
        blocks = []
        for block in self._blocks:
            whole = np.rint(block * SCALE) if block.dtype == np.float64 else block
            blocks.append(whole.astype("<i8"))
        for f in fields(self):
            if f.name != "quarter":
                block, first, last, shape = self._layout.place[f.name]
                kind = self._blocks[block].dtype.kind
                yield f.name, kind, [*shape, self.batch], blocks[block][first:last]


def quantise(values: F) -> F:
    """Floats rounded to the fixed point of a quarter's end."""
    out: F = np.rint(values * SCALE) * (1.0 / SCALE)  # powers of two: exact either way
    return out


def settle(values: F) -> None:
    """Rounds floats in place to the fixed point of a quarter's end."""
    to_grid(values, BITS)


@dataclass(slots=True)
class QuarterRecord:
    """What one quarter did, for explanations and tests.

    ``terms`` (N, B) int64 thousandths, one row for each pair of ``term_names`` (gauge,
    cause): for each gauge the rows, clip and rounding included, sum to its move; the cause
    ``shock`` and the cause ``push`` are the totals that ``Knobs`` asked for.
    ``flows`` (K, B) int64 thousand pounds between the accounts in ``flow_names``
    (from, to); in each account what enters, less what leaves, is what it grew by.
    ``trust_activity`` (L, T, B) episodes.
    """

    term_names: tuple[tuple[str, str], ...]
    terms: I
    flow_names: tuple[tuple[str, str], ...]
    flows: I
    trust_activity: F

    def blank(self, batch: int) -> QuarterRecord:
        """Room for the reports of ``batch`` games, with nothing in it yet."""

        def room(values: Any) -> Any:
            return np.empty((*values.shape[:-1], batch), values.dtype)

        return QuarterRecord(
            term_names=self.term_names,
            terms=room(self.terms),
            flow_names=self.flow_names,
            flows=room(self.flows),
            trust_activity=room(self.trust_activity),
        )

    def write(self, other: QuarterRecord, first: int, last: int) -> None:
        """Gives its values to games ``first`` to ``last`` (not included) of another."""
        other.terms[:, first:last] = self.terms
        other.flows[:, first:last] = self.flows
        other.trust_activity[..., first:last] = self.trust_activity
