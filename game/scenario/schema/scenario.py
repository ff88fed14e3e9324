"""Schemas of a scenario: calendar, names, start, figures, politics, scoring."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from game.scenario.schema.base import (
    OFFICE_NAMES,
    ONE_LINE,
    Cited,
    Credit,
    Figure,
    Id,
    Named,
    QuarterLabel,
    Role,
    StrictModel,
    Year,
    with_article,
)
from game.scenario.schema.cards import Agenda, Event, Lever
from game.scenario.schema.cases import Cases
from game.scenario.schema.contracts import ServiceContract
from game.scenario.schema.newspaper import Newspaper
from game.world import quarter_calendar
from game.world.figure_names import GAUGES

#: What a figure is counted in.
Unit = Literal["points", "count", "share", "percent", "money_m", "index", "patients"]


class Visibility(StrictModel):
    """Who knows a figure: how the public does, and which roles know it exactly.

    ``published`` is late and rounded.
    """

    public: Literal["exact", "published", "hidden"]
    exact_to: tuple[Role, ...] = ()


#: Between what a figure of that unit lies, in the unit, where nothing else is said.
UNIT_RANGES: Final[dict[Unit, tuple[float, float]]] = {
    "points": (0, 100),
    "percent": (0, 100),
    "share": (0, 1),
    "index": (0, 10),
    "count": (0, 10_000),
    "money_m": (0, 100_000),
    "patients": (0, 100_000_000),
}


class FigureSpec(Cited):
    """How a figure is shown: its name, unit, words and who may know it.

    ``words`` are three or more (below, word) steps in rising order, the last open (None): calm,
    tense, breaking. ``error`` is the published sampling error, as a share.
    """

    figure: Figure
    title: Annotated[str, Field(min_length=2, max_length=48), ONE_LINE]
    short: Annotated[str, Field(min_length=2, max_length=18), ONE_LINE]
    unit: Unit
    good: Literal["up", "down", "none"]
    glossary: Annotated[str, Field(min_length=20, max_length=400)]
    words: tuple[tuple[float | None, Annotated[str, Field(max_length=40), ONE_LINE]], ...] = ()
    visibility: Visibility
    error: float = Field(default=0.05, ge=0, le=0.5)
    round_to: float = Field(default=1, gt=0)
    range: tuple[float, float] | None = None  # between what it lies; None: as its unit does

    @model_validator(mode="after")
    def _ordered(self) -> FigureSpec:
        if self.range is not None and not self.range[0] < self.range[1]:
            raise ValueError("a range goes from a lower number to a higher one")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """Return between what the figure lies."""
        return UNIT_RANGES[self.unit] if self.range is None else self.range


class PoliticsTerm(Cited):
    """One cause that moves a gauge's set-point: ``weight`` × (figure − ``pivot``).

    ``over`` counts only what lies above the pivot, ``under`` only below, ``both`` all;
    ``limit`` bounds the term's size in points. A figure is last quarter's end value; where
    ``usual`` is set, of a gauge alone, it is what people are used to of it.
    """

    cause: Id
    figure: Figure
    weight: float
    pivot: float
    side: Literal["both", "over", "under"] = "both"
    limit: float = Field(default=30, gt=0, le=100)
    usual: bool = False

    @model_validator(mode="after")
    def _of_a_gauge(self) -> PoliticsTerm:
        if self.usual and self.figure not in GAUGES:
            raise ValueError(f"people are used to gauges, and {self.figure!r} is none")
        return self


class GaugeRule(Cited):
    """How a gauge moves of itself: each quarter by ``rate`` of its distance to base + terms."""

    gauge: str
    base: float = Field(ge=0, le=100)
    rate: float = Field(default=0.28, gt=0, le=1)
    terms: tuple[PoliticsTerm, ...] = ()


class ScoreTerm(StrictModel):
    """Points for one thing: 0 at ``zero_at``, ``points`` at ``full_at``, linear and clipped.

    ``value`` is a figure, a count or one of the election's and inheritance's results
    (``rules.score_terms`` lists them); ``part`` says whose doing it is on the end card.
    """

    name: Annotated[str, Field(min_length=3, max_length=60)]
    value: str
    zero_at: float
    full_at: float
    points: float = Field(gt=0, le=100)
    part: Literal["national", "nhs", "local"] = "nhs"


#: The shares of games (0–1) below each kept quantile of an office's scores: twentieths, and one
#: more at either end.
QUANTILE_SHARES: Final[tuple[float, ...]] = (0.025, *(n / 20 for n in range(1, 20)), 0.975)


def _rising(kept: tuple[float, ...]) -> tuple[float, ...]:
    if any(later < earlier for earlier, later in pairwise(kept)):
        raise ValueError("quantiles must not fall from one to the next")
    return kept


#: An office's scores at ``QUANTILE_SHARES``, the lowest first.
Quantiles = Annotated[
    tuple[float, ...],
    Field(min_length=len(QUANTILE_SHARES), max_length=len(QUANTILE_SHARES)),
    AfterValidator(_rising),
]


class Scoring(StrictModel):
    """Each role's terms, the national result's, and what players of a kind score: par, spread,
    quantiles, for the role of the match.

    ``on_the_way`` is the share of a state's points that is its mean over all planned quarters; the
    rest is how it stands at the end.
    """

    on_the_way: float = Field(default=0.5, ge=0, le=1)
    national: tuple[ScoreTerm, ...]
    roles: dict[Role, tuple[ScoreTerm, ...]]
    par: dict[Role, float]
    spread: dict[Role, float]
    quantiles: dict[Role, Quantiles] = Field(default_factory=dict)  # none: a normal distribution
    played: str = ""  # by which games par, spread and quantiles were found
    rules: int = 0  # the version of the rules under which they were played, 0: not said
    basis: str = ""  # the ``Scenario.basis`` of then
    collapse: tuple[ScoreTerm, ...] = Field(min_length=1)  # what the index of collapse sums
    collapse_at: float = Field(gt=0)  # the index at which a service collapses


class Course(StrictModel):
    """Figures and counts of games in which nobody did anything (``course.yaml``): their means.

    ``quarters`` has one number for each market quarter's end, ``inherited`` the figure eight idle
    quarters after the vote.
    """

    idled: Annotated[str, Field(min_length=5)]  # by which games they were found
    quarters: dict[str, tuple[float, ...]]
    inherited: dict[str, float]


class Paths(StrictModel):
    """What the calendar brings without an order, by financial year (the year it begins in)."""

    tariff_pct: dict[Year, float]  # net change of the national price, in April
    budget_pct: dict[Year, float]  # nominal growth of commissioners' budgets
    pay_pct: dict[Year, float]  # nominal pay award
    inflation_pct: dict[Year, float]  # other input costs
    outside_wage_pct: dict[Year, float]  # earnings outside the service
    demand_pct: dict[Year, float]  # need, all lines, a year
    marginal_rate: dict[Year, float]  # price of emergencies above the baseline
    tier_support: dict[Year, float]  # 1 while the tier lifts NHS trusts in small deficit
    authority_support: dict[Year, float]  # the same of the Trust Development Authority


class Start(StrictModel):
    """The position at the start; a gauge that is missing starts at its rule's base."""

    gauges: dict[str, float]
    trusts_csv: str  # file in the scenario's folder or common/
    commissioners_csv: str
    #: the table of those who take over as a quarter begins, by quarter
    commissioners_later: dict[QuarterLabel, str] = Field(default_factory=dict)
    constituencies_csv: str
    constituencies_hexjson: str | None = None  # their hexes as HexJSON; instead of columns q,r
    districts_csv: str | None = None  # where people live; without it, at their commissioners
    trusts_at_risk: int  # named failing hospitals at the start
    commissioners_at_risk: int
    entrant_share: dict[str, float]  # by service line
    tariff_since_start: float = 1.0
    purse_m: float
    treasury_headroom_m: float
    params: dict[str, float] = Field(default_factory=dict)  # overrides of world parameters, by name
    #: Levers that took effect before the first quarter, and when: what of them lasts is in force.
    #: What they did at once is in the gauges already, and their price is paid.
    enacted: dict[Id, QuarterLabel] = Field(default_factory=dict)


class Government(StrictModel):
    """Who governs, who opposes, and the law on election dates."""

    leading: Literal["con", "lab"]
    partner: Literal["ld"] | None
    opposition: Literal["con", "lab"]
    began: QuarterLabel  # quarter of the last general election
    election: QuarterLabel  # the quarter whose first weeks are the campaign
    baseline: Year  # year of the constituency results that swing is measured from
    free_dissolution_to: QuarterLabel | None = None
    national_share: dict[str, float]  # vote intention at the start, per cent, by party
    params: dict[str, float] = Field(default_factory=dict)  # overrides of election.yaml, by name


class Suggested(StrictModel):
    """A first lever for a newcomer, and why."""

    role: Role
    lever: Id
    why: Annotated[str, Field(min_length=10, max_length=160)]


class Bound(StrictModel):
    """A value that must lie strictly above or below something; values as in ``ScoreTerm``."""

    value: str
    above: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Bound:
        if self.above is None and self.below is None:
            raise ValueError("a bound says 'above' or 'below'")
        return self


class Outcome(StrictModel):
    """One way in which a scenario may have ended; the first whose bounds all hold is told."""

    id: Id
    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    prose: Annotated[str, Field(min_length=60, max_length=500)]
    when: tuple[Bound, ...] = ()


#: What lies on an office's desk on its first day: some sixty words.
Letter = Annotated[str, Field(min_length=40, max_length=480)]


class LongRun(StrictModel):
    """How long the regime is run on after the vote, and the failure rate assumed on paper."""

    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    years: int = Field(ge=1, le=20)
    rate_pct: float = Field(gt=0, le=20)  # a year, of the trusts that are left


class Act(StrictModel):
    """A part of a long game: when it is played, how it opens, and the cards that are its own.

    Its own events weigh more while it is played; its levers are those that are open then and
    seldom before or after.
    """

    id: Id
    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    opening: Annotated[str, Field(min_length=40, max_length=400)]
    first: QuarterLabel
    last: QuarterLabel
    events: tuple[Id, ...] = Field(min_length=1)
    levers: tuple[Id, ...] = Field(min_length=1)


class Observed(StrictModel):
    """A figure as history had it at a quarter's end, for the overlay."""

    figure: Figure
    quarter: QuarterLabel
    value: float
    source: Annotated[str, Field(min_length=3)]


class Scenario(StrictModel):
    """A whole game as data. Frozen, and shared by all games of the scenario."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    title: str
    tagline: Annotated[str, Field(max_length=140), ONE_LINE]
    author: Credit = ""
    licence: Credit = ""
    version: Credit = ""
    text: Annotated[str, Field(pattern=r"^(00[0-4]|all)$")]
    order: int = 50  # place in the menu
    background: Annotated[str, Field(min_length=100, max_length=2500)]
    lesson: Annotated[str, Field(min_length=60, max_length=900)]
    headline: Annotated[str, Field(max_length=120), ONE_LINE]
    first: QuarterLabel  # first market quarter
    last: QuarterLabel  # last market quarter; the campaign follows
    crisis: bool = False  # two events a quarter
    sources: tuple[str, ...] = ()  # where the background is from
    #: institution (board, commissioner, …) -> its name in the first quarter, and by period
    names: dict[str, str] = Field(default_factory=dict)
    institutions: dict[str, tuple[Named, ...]] = Field(default_factory=dict)
    office_names: dict[Role, str] = Field(default_factory=dict)
    letters: dict[Role, Letter] = Field(default_factory=dict)  # to each office, on its first day
    government: Government
    start: Start
    paths: Paths
    figures: tuple[FigureSpec, ...]
    politics: tuple[GaugeRule, ...]
    scoring: Scoring
    levers: tuple[Lever, ...]
    events: tuple[Event, ...]
    agendas: tuple[Agenda, ...]
    cases: Cases = Cases()
    newspaper: Newspaper | None = None
    suggested: tuple[Suggested, ...] = ()
    headline_figure: Figure | None = None  # shown first, before the usual five
    outcomes: tuple[Outcome, ...] = ()
    projection: LongRun | None = None
    acts: tuple[Act, ...] = ()
    contracts: tuple[ServiceContract, ...] = ()
    history: tuple[Observed, ...] = ()
    course: Course | None = None  # what quarters that are planned and not played count as
    #: sha256 of the parsed content and tables; filled in by the loader, never written in data.
    digest: str = ""
    #: The same of all but ``par.yaml``: what they were found in, as long as it is the same.
    basis: str = ""

    def name(self, institution: str, quarter: int) -> str:
        """Return what the institution is called in the quarter."""
        names = self.institutions[institution]
        return next((n.title for n in names if n.period.holds(quarter)), names[-1].title)

    def office(self, role: Role) -> str:
        """Return what an office is called in a sentence: "the Health Secretary", "No 10"."""
        return with_article(self.office_names.get(role, "") or OFFICE_NAMES[role])

    def act(self, quarter: int) -> tuple[int, Act] | None:
        """Return the act that is played in the quarter with its number, from 1."""
        for number, act in enumerate(self.acts, 1):
            if quarter_calendar.parse(act.first) <= quarter <= quarter_calendar.parse(act.last):
                return number, act
        return None

    def lever(self, lever_id: str) -> Lever:
        """Return the lever of that id. Raises KeyError."""
        return self._levers[lever_id]

    def event(self, event_id: str) -> Event:
        """Return the event of that id. Raises KeyError."""
        return self._events[event_id]

    def agenda(self, agenda_id: str) -> Agenda:
        """Return the agenda of that id. Raises KeyError."""
        return self._agendas[agenda_id]

    def figure(self, name: str) -> FigureSpec:
        """Return how the figure of that name is shown. Raises KeyError."""
        return self._figures[name]

    @cached_property
    def _levers(self) -> dict[str, Lever]:
        return {x.id: x for x in self.levers}

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {x.id: x for x in self.events}

    @cached_property
    def _agendas(self) -> dict[str, Agenda]:
        return {x.id: x for x in self.agendas}

    @cached_property
    def _figures(self) -> dict[str, FigureSpec]:
        return {x.figure: x for x in self.figures}
