"""A position: one game between two commands. Frozen; ``apply`` makes a new one.

``Board`` is what people and rules did (frozen objects), ``World`` the arrays (batch 1).
No array of a position is ever written to: whoever steps the world makes new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from game.rules.phase_table import Phase
from game.rules.state.commands import CaseLine, Order, Stake
from game.rules.state.deal_terms import Terms
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cases import CaseSubject
from game.scenario.schema.conditions import Condition
from game.world.world_state import World

DealState = Literal["offered", "live", "kept", "broken", "declined", "withdrawn", "lapsed", "void"]
Outcome = Literal["full", "half", "cancelled", "fizzled"]
#: What each April told all to be banked: (quarter, whole points by role).
YearsBanked = tuple[tuple[int, tuple[tuple[Role, int], ...]], ...]


#: Who leads the room: no office, but what is overridden or injected is its doing.
FACILITATOR: Final = "facilitator"
#: Whose doing something is.
Doer = Role | Literal["facilitator"]


@dataclass(frozen=True)  # no slots: ``replace.replace`` copies its dictionary
class Office:
    """A role's own state. Clout, Word and bids in hundredths; ``fatigue`` in thousandths."""

    role: Role
    clout: int
    word: int
    agendas_dealt: tuple[str, ...] = ()
    agenda: str | None = None
    agenda_broken: bool = False  # what must hold throughout has failed once: no further step
    steps: tuple[int, ...] = ()  # quarters in which the agenda's steps were reached
    steps_before: float = 0.0  # points of steps that predecessors in the seat reached
    sealed: tuple[Order, ...] | None = None  # None: no sheet yet; (): chose nothing
    lines: tuple[CaseLine, ...] = ()  # on the sealed sheet
    stakes: tuple[Stake, ...] = ()
    used: tuple[tuple[str, int], ...] = ()  # (lever, quarter) each time it took effect
    fatigue: tuple[tuple[str, int], ...] = ()  # (lever, factor in thousandths)
    ready_from: tuple[tuple[str, int], ...] = ()  # (lever, first quarter it may be used again)
    terms_served: int = 1  # sackings + 1


@dataclass(frozen=True, slots=True)
class Modifier:
    """A live effect: what, whose, from which quarter to which (None: for good), on whom.

    ``factor`` in thousandths: 500 for half effect, less when tired. ``effect`` is the index
    into the source's effects, or ``modifiers.PROGRAMME`` (-1: ``amount_k`` of the purse is
    spent on programmes, the source's price) or ``modifiers.GRANT`` (-2: to commissioners).
    """

    source: str  # lever, "event/option", "deal/number", "rule/name" or "override/gauge"
    role: Doer | None
    effect: int
    first: int
    last: int | None
    trusts: tuple[int, ...] = ()
    factor: int = 1000
    amount_k: int = 0  # money of a price, £ thousand
    to_role: Role | None = None  # the role an order named (whose eyes open the books)

    @property
    def office(self) -> Role | None:
        """Return the office whose doing it is; None where it is nobody's or the facilitator's."""
        return None if self.role == FACILITATOR else self.role

    def live(self, quarter: int) -> bool:
        """Return whether it acts in the quarter."""
        return self.first <= quarter and (self.last is None or quarter <= self.last)


@dataclass(frozen=True, slots=True)
class Deal:
    """An offered or live contract. ``quarter`` it was offered in; bonds held in hundredths."""

    number: int
    terms: Terms
    state: DealState
    quarter: int
    bonds: tuple[tuple[Role, int], ...] = ()
    leaked: bool = False
    broken_by: Role | None = None
    broken_in: int | None = None  # the quarter in which it was broken
    tempted: tuple[int, ...] = ()  # its promises that were put to the test, by place


@dataclass(frozen=True, slots=True)
class Past:
    """What happened: events answered and orders revealed, for conditions and the debrief.

    ``spent`` keeps the modifiers that ran out, so that a game can be run again without one
    role's doings (blame for a collapse, the end card).
    """

    events: tuple[tuple[str, str, int], ...] = ()  # (event, option, quarter)
    orders: tuple[tuple[Role, str, int, Outcome], ...] = ()
    counts: tuple[tuple[str, float], ...] = ()  # conditions.Count -> value
    spent: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """The figures of one quarter's end, drawn once and kept: (figure, value).

    ``values`` is what the public reads, a quarter late: late, rounded, with sampling error.
    ``truth`` is what those roles read who know a figure exactly, kept for their history.
    ``ratings`` (0–3) and ``surplus_k`` (the last whole year's result) are the published
    columns of the trusts, one for each row; only the latest ``Published`` keeps them.
    """

    quarter: int
    values: tuple[tuple[str, float], ...]
    truth: tuple[tuple[str, float], ...] = ()
    ratings: tuple[int, ...] = ()
    surplus_k: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A private figure that its owner showed (``to`` one role) or leaked (``to`` None: all).

    ``value`` was the truth at the end of quarter ``of_quarter``; told in ``quarter``.
    """

    by: Role
    to: Role | None
    figure: str
    value: float
    of_quarter: int
    quarter: int


@dataclass(frozen=True, slots=True)
class Opened:
    """Trusts whose true books (and quality) a role, or with None everyone, has seen."""

    to: Role | None
    trusts: tuple[int, ...]
    last: int  # the last quarter in which the books stay open


@dataclass(frozen=True, slots=True)
class Listed:
    """A trust on the list of those that fail: since when, and the tests that it fails.

    ``tests`` are the bits of ``world.market.failure``; 0 in its first clean quarter.
    """

    trust: int
    since: int
    tests: int


CaseState = Literal["open", "ended"]
#: How a case ended: its way out was done, whole or by half; the trust came off the list; or
#: something else than a way out of the case ended it.
CaseOutcome = Literal["", "done", "half", "recovered", "overtaken"]
StoryKind = Literal["opened", "order", "clock", "done", "half", "blocked", "ended"]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that was done to a case's trust: ``by`` is a lever, a way out, or a change."""

    quarter: int
    role: Role | None  # None: nobody's doing
    what: StoryKind
    by: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A trust that falls due in quarter ``due``, when a way out is taken.

    It is listed as failing, or something about it is to be ruled on. ``way`` is the last that was
    taken; ``held_over`` how often it was put off or blocked.
    """

    number: int
    trust: int
    opened: int
    due: int
    decider: Role
    held_over: int = 0
    state: CaseState = "open"
    way: str | None = None
    outcome: CaseOutcome = ""
    story: tuple[StoryLine, ...] = ()
    about: CaseSubject = "failing"


@dataclass(frozen=True, slots=True)
class Injected:
    """An event that the facilitator lets come up: when, asked in which quarter.

    ``drawn`` is the quarter in which it came up, None while it waits.
    """

    event: str
    when: Literal["now", "next"] | Condition
    asked: int
    drawn: int | None = None


_SEATS: Final = {role: i for i, role in enumerate(ROLES)}


@dataclass(frozen=True)  # no slots: ``replace.replace`` copies its dictionary
class Board:
    """Everything of one game but the arrays. ``seed`` is in no view."""

    scenario: str
    seed: int
    quarter: int  # the quarter being played
    phase: Phase
    offices: tuple[Office, Office, Office, Office]  # in the order of ROLES
    events: tuple[str, ...] = ()  # drawn this quarter, not yet answered
    modifiers: tuple[Modifier, ...] = ()
    deals: tuple[Deal, ...] = ()
    past: Past = field(default_factory=Past)
    published: tuple[Published, ...] = ()
    told: tuple[ToldFigure, ...] = ()
    opened: tuple[Opened, ...] = ()
    committed_k: int = 0  # of the purse, by orders and answers of this quarter
    summons: tuple[str, int] | None = None  # tag the Secretary must play, quarter due
    dissolve: int | None = None  # quarter whose end brings a snap election
    collapse_quarters: int = 0
    nearing: tuple[tuple[str, int, int], ...] = ()  # ends told to be near: (end, level, quarters)
    start_figures: tuple[tuple[str, float], ...] = ()
    #: Points of score terms (by ``banked_scores.key_of``), summed over so many quarters ...
    banked: tuple[tuple[str, float], ...] = ()
    banked_quarters: int = 0
    #: ... and what each April told all: (quarter, whole points by role).
    years_banked: YearsBanked = ()
    ending: Literal["", "election", "snap", "collapse"] = ""
    result: tuple[tuple[str, float], ...] = ()  # what scoring reads: seats, shares, inheritance …
    scores: tuple[tuple[Role, float], ...] = ()
    listed: tuple[Listed, ...] = ()  # by row: the one count of what fails
    cases: tuple[Case, ...] = ()  # open and ended, by number
    injects: tuple[Injected, ...] = ()  # the facilitator's, waiting and drawn

    def office(self, role: Role) -> Office:
        """Return the office of that role. Raises KeyError for who has none."""
        return self.offices[_SEATS[role]]


@dataclass(frozen=True, slots=True)
class Position:
    """One game: the board and the world, at a moment."""

    board: Board
    world: World
