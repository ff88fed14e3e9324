"""Facts: what a command brought about, one class a kind; those of cases are ``case_facts``.

Logs, papers, "why did this move?", debriefs and tests read these; words are put to them
in ``game.telling``. ``seen_by`` is None for all (the spectator too) or the roles who know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.rules.phase_table import Phase
from game.rules.state.base_fact import BaseFact
from game.rules.state.case_facts import CaseFact
from game.rules.state.position import Outcome
from game.scenario.schema.base import Role

DealMove = Literal[
    "offered",
    "accepted",
    "declined",
    "withdrawn",
    "lapsed",
    "kept",
    "broken",
    "void",
    "leaked",
    "returned",  # kept, but what was signed was not used: its price goes back
]
TrustChange = Literal[
    "at_risk",  # comes on the list of those that fail
    "recovered",  # comes off it
    "named",  # what is wrong there is published
    "administration",
    "quashed",
    "stayed",
    "closed",
    "downgraded",  # an administrator's plan was carried out: capacity goes, debt too
    "taken_over",
    "authorised",
    "pledged",
    "pledge_broken",  # lost, though No 10 had pledged it
    "bailed_out",
    "books_opened",
    "service_lost",
]
#: Who brings an election before its time.
ElectionCaller = Literal["number10", "coalition", "sackings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseBegan(BaseFact):
    """The game entered a phase."""

    kind: Literal["phase"] = "phase"
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaChosen(BaseFact):
    """A role kept an agenda (known to itself)."""

    kind: Literal["agenda"] = "agenda"
    role: Role
    agenda: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaStepped(BaseFact):
    """A role reached a step (0, 1, 2) of its agenda, which is told to all."""

    kind: Literal["agenda_step"] = "agenda_step"
    role: Role
    agenda: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDrawn(BaseFact):
    """An event came up."""

    kind: Literal["event"] = "event"
    event: str
    answers: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAnswered(BaseFact):
    """A role answered an event."""

    kind: Literal["answered"] = "answered"
    role: Role
    event: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(BaseFact):
    """A role sealed or withdrew its sheet (what is on it stays secret)."""

    kind: Literal["sealed"] = "sealed"
    role: Role
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRevealed(BaseFact):
    """An order came into the open. ``met_by`` are the (role, lever) that countered it."""

    kind: Literal["order"] = "order"
    role: Role
    lever: str
    bid: int
    strength: float
    outcome: Outcome
    met_by: tuple[tuple[Role, str], ...] = ()
    trusts: tuple[int, ...] = ()
    to_role: Role | None = None
    why: str = ""  # the rule that barred it, for a fizzle


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMoved(BaseFact):
    """A deal was offered, accepted, declined, withdrawn, kept, broken, voided or leaked.

    ``lapsed``: nobody had answered the offer when the orders began.
    """

    kind: Literal["deal"] = "deal"
    deal: int
    move: DealMove
    by: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTold(BaseFact):
    """A private figure was leaked (to all) or shown to a party, certified."""

    kind: Literal["told"] = "told"
    by: Role
    figure: str
    value: float
    leaked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeMoved(BaseFact):
    """A gauge's move over the quarter; ``terms`` (cause, thousandths) sum exactly to it.

    A cause is a lever, "event/option" or deal for shocks and pushes, else a mechanism's name.
    """

    kind: Literal["gauge"] = "gauge"
    gauge: str
    before: int
    after: int
    terms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustChanged(BaseFact):
    """Something happened to a trust; ``by`` is the lever or mechanism that did it."""

    kind: Literal["trust"] = "trust"
    trust: int
    change: TrustChange
    by: str = ""
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMoved(BaseFact):
    """Money between two accounts, £ thousand, over the quarter."""

    kind: Literal["money"] = "money"
    source: str
    target: str
    amount_k: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPublished(BaseFact):
    """The quarter's figures came out, late and rounded."""

    kind: Literal["published"] = "published"
    of_quarter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sacked(BaseFact):
    """The Secretary fell: ``by`` standing, reshuffle."""

    kind: Literal["sacked"] = "sacked"
    by: Literal["standing", "reshuffle"]
    times: int


#: Ends of a game or of a minister whose approach is told.
End = Literal["collapse", "sacking", "coalition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearing(BaseFact):
    """How near an end is, told to all while it is near: its gauge in points, and how many bad
    quarters away it is; of the service's, the terms that weigh most in its index, by name."""

    kind: Literal["nearing"] = "nearing"
    end: End
    level: int
    quarters: int
    weighs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionCalled(BaseFact):
    """The game will end early."""

    kind: Literal["called"] = "called"
    by: ElectionCaller


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionHeld(BaseFact):
    """The night's result: seats and votes by party (per cent), and whether the government won."""

    kind: Literal["election"] = "election"
    seats: tuple[tuple[str, int], ...]
    vote: tuple[tuple[str, float], ...]
    government_wins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapsed(BaseFact):
    """The service collapsed; ``shares`` of the blame by role, summing to 1."""

    kind: Literal["collapse"] = "collapse"
    shares: tuple[tuple[Role, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBanked(BaseFact):
    """What of each office's score the financial year that ended has banked, in whole points.

    ``most`` are the points that it could have.
    """

    kind: Literal["year_banked"] = "year_banked"
    parts: tuple[tuple[Role, int], ...]
    most: tuple[tuple[Role, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored(BaseFact):
    """A role's final score with its parts: (term's name, points, part).

    ``banked`` says of terms how many of their points were earned on the way. ``agenda_met``: all
    of its steps; ``agenda_points`` is None in games that ended before there were steps.
    """

    kind: Literal["scored"] = "scored"
    role: Role
    score: float
    terms: tuple[tuple[str, float, str], ...]
    agenda: str | None
    agenda_met: bool
    banked: tuple[tuple[str, float], ...] = ()
    agenda_points: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projected(BaseFact):
    """The regime that was left, run on for some years, against a rate assumed on paper.

    One number a year: failures so far, failures so far at the assumed rate, trusts that are
    left, trusts at risk, and concentration (0–1). ``years`` are calendar years. ``began`` is
    (trusts, concentration) as the country voted, None in a game kept before it was.
    """

    kind: Literal["projected"] = "projected"
    years: tuple[int, ...]
    failures: tuple[float, ...]
    assumed: tuple[float, ...]
    trusts: tuple[float, ...]
    at_risk: tuple[float, ...]
    hhi: tuple[float, ...]
    began: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded(BaseFact):
    """Which of the scenario's outcomes the game came to."""

    kind: Literal["concluded"] = "concluded"
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionersRegrouped(BaseFact):
    """Other commissioners buy for the districts from this quarter on: how many before and now."""

    kind: Literal["regrouped"] = "regrouped"
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInjected(BaseFact):
    """The facilitator lets an event come up; nobody at the table is told."""

    kind: Literal["injected"] = "injected"
    event: str
    when: Literal["now", "next", "condition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeOverridden(BaseFact):
    """The facilitator set a gauge, in thousandths, and said why: nobody at the table is told.

    What moved is told besides, to those who read the gauge exactly.
    """

    kind: Literal["overridden"] = "overridden"
    gauge: str
    to: int
    reason: str


#: Facts that name no trust by its row, no gauge and no figure: other content leaves them whole.
PlainFact = (
    PhaseBegan
    | AgendaChosen
    | AgendaStepped
    | EventDrawn
    | EventAnswered
    | Sealed
    | DealMoved
    | MoneyMoved
    | FiguresPublished
    | Sacked
    | Nearing
    | ElectionCalled
    | ElectionHeld
    | Collapsed
    | YearBanked
    | Scored
    | Projected
    | Concluded
    | CommissionersRegrouped
    | EventInjected
)
#: Readers cover all kinds and end in ``assert_never``.
Fact = (
    PlainFact | CaseFact | OrderRevealed | TrustChanged | FigureTold | GaugeMoved | GaugeOverridden
)
