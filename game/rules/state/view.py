"""Views: what a role, or the spectator, may know – built from nothing, never a filter.

These are the types; ``builder.view(game, position, who)`` builds one. Players and screens get
views, and no position. A view holds no seed and no hidden number, and equal knowledge gives
equal views.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from game.rules.phase_table import Phase
from game.rules.state.deal_terms import Terms
from game.rules.state.menu import Menu
from game.rules.state.position import (
    CaseOutcome,
    CaseState,
    DealState,
    Listed,
    Modifier,
    Outcome,
    StoryLine,
)
from game.scenario.schema.base import Role
from game.scenario.schema.cases import CaseSubject

Who = Role | Literal["spectator"]
#: What must happen for an effect to act at all: a hospital closes, or a plan falls due.
Given = Literal["", "closure", "administration"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as its reader may know it."""

    figure: str
    value: float
    exact: bool  # else as published
    of_quarter: int  # the quarter it speaks of
    history: tuple[tuple[int, float], ...] = ()  # as this reader knew it then
    word: str = ""  # calm, tense, breaking


class Figures(Mapping[str, Seen]):
    """The figures that a reader may know, by name, in the scenario's order.

    Each is put together when it is first asked for. ``value`` and ``word`` answer without
    its history, which few who ask need.
    """

    __slots__ = ()

    @abstractmethod
    def value(self, name: str) -> float | None:
        """Return the figure as its reader knows it, None where it doesn't know it at all."""

    @abstractmethod
    def word(self, name: str) -> str:
        """Return the figure's word, empty where it has none or is not known."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A forecast: +2 … −2 on a figure, how sure, and in how many quarters.

    ``given``: only if that happens meanwhile. ``there``: at the card's own trusts, where the
    country's figure hardly notices.
    """

    figure: str
    by: int
    sure: bool
    after: int = 0
    given: Given = ""
    there: bool = False


@dataclass(frozen=True, slots=True)
class PendingEvent:
    """An event to be answered, with its options: (id, clout, £m, reasons it is closed)."""

    event: str
    answers: Role
    options: tuple[tuple[str, float, float, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class SeenDeal:
    """A deal the reader may know of; ``leaked`` if it was secret and everybody has read it.

    ``bonds`` are the clout that its parties have put up, while it runs.
    """

    number: int
    terms: Terms
    state: DealState
    quarter: int
    broken_by: Role | None = None
    leaked: bool = False
    bonds: tuple[tuple[Role, float], ...] = ()
    broken_in: int | None = None
    tempted: tuple[int, ...] = ()  # promises put to the test (``deals.temptation``)


@dataclass(frozen=True, slots=True)
class SeenOrder:
    """An order of the past, as revealed."""

    quarter: int
    role: Role
    lever: str
    outcome: Outcome


#: How long a case's cash lasts, where it is not known exactly.
CashWord = Literal["gone", "months", "about a year", "more than a year"]


@dataclass(frozen=True, slots=True)
class SeenWay:
    """A way out of a case: what it costs the purse, and where it moves figures.

    ``reasons`` is empty when the decider may take it now, as far as the reader can know.
    """

    way: str
    purse_m: float
    reasons: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    may_choose: bool  # else it only comes of itself
    hold: bool  # the case waits


@dataclass(frozen=True, slots=True)
class SeenStake:
    """A stake on the reader's own sealed sheet."""

    way: str
    side: Literal["for", "against"]
    clout: int


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case as its reader sees it: what hospital, who decides, when, and what by default.

    ``trust`` is its id; ``seat`` the number of its constituency (-1: none). ``tests`` are the
    bits of the tests that it fails; ``cash_quarters`` how long its cash lasts, for who knows its
    books; ``cash`` the same in words, from what is published. ``line`` and ``stake`` are the
    reader's own.
    """

    number: int
    trust: str
    town: str
    seat: int
    marginal: bool
    tests: int
    since: int
    cash: CashWord
    cash_quarters: float | None
    opened: int
    due: int
    falls_due: bool  # with this quarter's sheets
    decider: Role
    default: str
    held_over: int
    state: CaseState
    way: str | None
    outcome: CaseOutcome
    ways: tuple[SeenWay, ...]
    story: tuple[StoryLine, ...]
    line: str | None = None
    backing: int = 0
    stake: SeenStake | None = None
    about: CaseSubject = "failing"


@dataclass(frozen=True, slots=True, eq=False)
class Trusts:
    """Every trust's columns that the reader may know, as arrays of length T.

    NaN where the reader may not know. ``listed``: on the list of those that fail. ``rating`` 0–3
    is the published quality band, ``status`` 0 NHS trust, 1 foundation trust, 2 in
    administration, 3 gone.
    """

    id: tuple[str, ...]
    name: tuple[str, ...]
    region: NDArray[np.int64]
    kind: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    seat: NDArray[np.int64]
    status: NDArray[np.int64]
    listed: NDArray[np.bool_]
    marginal: NDArray[np.bool_]
    pfi: NDArray[np.bool_]
    pledged: NDArray[np.bool_]
    rating: NDArray[np.float64]
    surplus_m: NDArray[np.float64]  # last published annual result
    cash_m: NDArray[np.float64]  # true, where known
    cash_ahead_m: NDArray[np.float64]  # two quarters ahead at the true run rate, where known
    unit_cost: NDArray[np.float64]  # true, 1 = the country's average at the start, where known
    quality: NDArray[np.float64]  # true, where known
    warned: NDArray[np.float64]  # 1: fails a test and isn't listed yet, where known


@dataclass(frozen=True, slots=True)
class StepSeen:
    """A step of one's own agenda: from which quarter it may be reached, and when it was.

    ``holds`` says whether what it asks holds as things stand, None where the reader can't know;
    ``barred``, that it can't be reached any more.
    """

    since: int
    reached: int | None
    holds: bool | None
    barred: bool


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step that a role has reached, which all were told."""

    role: Role
    agenda: str
    step: int
    quarter: int


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term of one's own score: what it counts, the points it can give, those it gives as far
    as one knows, and those it gave before the latest figures. None: not known yet."""

    name: str
    value: str
    most: float
    points: float | None
    before: float | None


#: What a score so far is put together from: its terms as things stand, what those that can't be
#: known yet bring as the others do, by how much what is banked is better or worse than now,
#: sackings, the steps of one's secret aim, and what holds the whole within 0 and 100.
ScorePart = Literal["terms", "unknown", "banked", "sackings", "aim", "bounds"]


@dataclass(frozen=True, slots=True)
class OwnScore:
    """One's own score so far (0–100), as one can reckon it, and before the latest figures.

    None where too little is known. ``parts`` sum to the score, ``parts_before`` to what it was;
    those that are nothing are left out.
    """

    score: float | None
    before: float | None
    terms: tuple[OwnTerm, ...]
    parts: tuple[tuple[ScorePart, float], ...]
    parts_before: tuple[tuple[ScorePart, float], ...]


@dataclass(frozen=True, slots=True)
class OfficeSeen:
    """What everyone may see of an office, with the reader's own purse of clout."""

    role: Role
    sealed: bool
    clout: float | None  # own only
    word: float
    terms_served: int


@dataclass(frozen=True, eq=False)
class View:
    """Everything that ``who`` may know at this moment.

    ``builder.view`` gives one whose fields are put together when they are first
    asked for: a player that reads three of them pays for three.
    """

    who: Who
    scenario: str
    quarter: int
    first: int
    last: int
    phase: Phase
    figures: Figures
    trusts: Trusts
    offices: tuple[OfficeSeen, ...]
    events: tuple[PendingEvent, ...]
    orders: tuple[SeenOrder, ...]  # revealed so far, oldest first
    deals: tuple[SeenDeal, ...]
    #: Own only; empty or None for the spectator:
    agendas_dealt: tuple[str, ...]
    agenda: str | None
    steps: tuple[StepSeen, ...]  # of one's own agenda
    draft: tuple[str, ...]  # levers on one's own sealed sheet
    menu: Menu
    listed: tuple[Listed, ...]  # the list of those that fail, by row: the one count of them
    cases: tuple[SeenCase, ...]  # open and ended, by number
    offers: tuple[Terms, ...]  # ready-written offers that fit the state
    leakable: tuple[str, ...]
    summons: tuple[str, int] | None
    in_force: tuple[Modifier, ...]  # revealed effects that are live or still to come
    answered: tuple[tuple[str, str, int], ...]  # (event, option, quarter), oldest first
    counts: tuple[tuple[str, float], ...]  # conditions.Count that the reader may know
    called: int | None  # the quarter whose end brings an early election
    polling: NDArray[np.float64]  # (S,) local points for the government, NaN where not known
    #: £m of the purse that nothing has been promised from yet, where the purse is known.
    purse_left_m: float | None
    #: With the papers: each office's band by the public's reckoning (``views.press_ratings``).
    reckoned: tuple[tuple[Role, str], ...]
    own_score: OwnScore | None  # None for the spectator
    nearing: tuple[tuple[str, int, int], ...]  # ends told to be near: (end, level, quarters)
    milestones: tuple[Milestone, ...]  # steps of agendas that offices have reached
    #: What each April told all to be banked: (quarter, whole points by role).
    years_banked: tuple[tuple[int, tuple[tuple[Role, int], ...]], ...]
    #: After the end:
    ending: str
    result: tuple[tuple[str, float], ...]
    scores: tuple[tuple[Role, float], ...]
    agendas_revealed: tuple[tuple[Role, str, bool], ...]
