"""The files of a scenario folder, as schemas.

A scenario is a folder with ``scenario.yaml`` (a ``Frame``). Everything else it may take
from the shipped ``scenarios/common`` folder or bring along under the same file names:

========================  ===========================================================
``levers/*.yaml``         lists of levers      }  all that fit the period, unless the
``events/*.yaml``         lists of events      }  frame's ``levers``, ``events`` and
``agendas.yaml``          a list of agendas    }  ``agendas`` choose
``figures.yaml``          a list of figures: names, words, who may see them
``politics.yaml``         a list of gauges' rules
``scoring.yaml``          points, par and spread
``par.yaml``              par, spread, quantiles over ``scoring.yaml``'s, as ``lab par`` writes them
``course.yaml``           the course of idle games, as ``lab course`` writes it
``paths.yaml``            what the calendar brings, by financial year
``overlay.yaml``          a list of figures as history had them (own folder only)
``names.yaml``            institutions' names by period
``cases.yaml``            failing hospitals that fall due: docket, regimes, ways out
``newspaper.yaml``        what the papers print besides what cards bring
``parameters.yaml``       a list of the market model's numbers
``mechanisms.yaml``       which claims the model's code carries (common only)
``texts.yaml``            the texts whose claims are carried: what readers are told (common only)
``codes.yaml``            the codes of levers on paper (common only)
``*.csv``                 tables of trusts, commissioners and constituencies
========================  ===========================================================

An item of the scenario's own folder replaces the common one of the same id (figure, gauge,
role, series). To change only a field or two of a common lever, event or agenda, the frame
has ``change``.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, JsonValue, TypeAdapter, model_validator

from game.scenario.schema.base import (
    ONE_LINE,
    Cited,
    ClaimId,
    Credit,
    Figure,
    Id,
    Name,
    Named,
    QuarterLabel,
    Role,
    StrictModel,
    Year,
)
from game.scenario.schema.cards import Agenda, Event, Lever
from game.scenario.schema.cases import Cases
from game.scenario.schema.contracts import ServiceContract
from game.scenario.schema.market_forces import MarketForces
from game.scenario.schema.newspaper import Newspaper
from game.scenario.schema.scenario import (
    Act,
    Course,
    FigureSpec,
    GaugeRule,
    Government,
    Letter,
    LongRun,
    Observed,
    Outcome,
    Paths,
    Quantiles,
    Scenario,
    Scoring,
    Start,
    Suggested,
)


class CardChoice(StrictModel):
    """Which of the common (and own) levers, events or agendas a scenario takes.

    ``take`` ``all``: every one whose period overlaps the scenario's (an agenda's must hold it
    whole; one of the own folder or under ``change`` is checked and not left out); ``own``: those
    of its own folder only; a list: those of the common ones, and its own folder's. ``files``
    narrows ``all`` to these common files (and the own folder): ``[december-2013, period]``. An
    empty list is none of the common ones. ``without`` leaves some out. ``change``
    replaces single fields of an item: ``change: {bail_out: {clout: 2}}``.
    """

    take: Literal["all", "own"] | tuple[Id, ...] = "all"
    files: tuple[str, ...] | None = None
    without: tuple[Id, ...] = ()
    change: dict[Id, dict[str, JsonValue]] = Field(default_factory=dict)


class Carries(StrictModel):
    """A claim that a start value or a mechanism of the model carries, and how."""

    claim: ClaimId
    by: Annotated[str, Field(min_length=10, max_length=300)]


class Frame(StrictModel):
    """``scenario.yaml``: the frame of one scenario."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    title: Annotated[str, Field(min_length=3, max_length=80), ONE_LINE]
    tagline: Annotated[str, Field(max_length=140), ONE_LINE]
    author: Credit = ""
    licence: Credit = ""
    version: Credit = ""
    order: int = Field(default=50, ge=0, le=999)
    text: Annotated[str, Field(pattern=r"^(00[0-4]|all)$")]
    background: Annotated[str, Field(min_length=100, max_length=2500)]
    sources: tuple[Annotated[str, Field(min_length=10, max_length=300)], ...] = ()
    lesson: Annotated[str, Field(min_length=60, max_length=900)]
    headline: Annotated[str, Field(max_length=120), ONE_LINE]
    first: QuarterLabel
    last: QuarterLabel
    crisis: bool = False
    names: dict[Id, Name] = Field(default_factory=dict)
    office_names: dict[Role, Name] = Field(default_factory=dict)
    letters: dict[Role, Letter] = Field(default_factory=dict)  # to each office, on its first day
    government: Government
    start: Start
    paths: dict[str, dict[Year, float]] = Field(default_factory=dict)
    suggested: tuple[Suggested, ...] = ()
    headline_figure: Figure | None = None
    outcomes: tuple[Outcome, ...] = ()
    projection: LongRun | None = None
    acts: tuple[Act, ...] = ()
    contracts: tuple[ServiceContract, ...] = ()
    levers: CardChoice = CardChoice()
    events: CardChoice = CardChoice()
    agendas: CardChoice = CardChoice()
    carries: tuple[Carries, ...] = ()


class ScoringFile(Scoring):
    """``scoring.yaml``: the points, and what each result that they may count is."""

    results: dict[Id, str]


class Parameter(Cited):
    """A number of the model: its unit, plausible range and source."""

    name: Id
    value: float
    unit: str
    low: float
    high: float
    source: Annotated[str, Field(min_length=5)]

    @model_validator(mode="after")
    def _in_range(self) -> Parameter:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.name} is not between its low and its high")
        return self


class Mechanism(Cited):
    """A mechanism of the code that carries claims: what it does and which module does it."""

    id: Id
    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    does: Annotated[str, Field(min_length=30, max_length=400)]
    module: Annotated[str, Field(pattern=r"^game(\.[a-z_0-9]+)+$")]


class ParFile(StrictModel):
    """``par.yaml``: mean, spread and quantiles of what players of a kind score, for the role of the
    match.

    ``rules`` and ``basis`` say under which rules and in which content they were found.
    """

    played: Annotated[str, Field(min_length=5)]
    rules: int = Field(default=0, ge=0)
    basis: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    par: dict[Role, float]
    spread: dict[Role, float]
    quantiles: dict[Role, Quantiles] = Field(default_factory=dict)


#: Institutions' names by period (``names.yaml``).
Institutions = dict[Id, Annotated[tuple[Named, ...], Field(min_length=1)]]

#: Each office's levers in the order of their codes on paper (``codes.yaml``).
CodeLists = dict[Role, tuple[Id, ...]]

INSTITUTIONS: Final[TypeAdapter[Any]] = TypeAdapter(Institutions)

#: What each kind of YAML file holds, for the schema export. ``scoring.yaml`` and
#: ``paths.yaml`` of a scenario's own folder may leave out what they do not change.
FILE_KINDS: Final[dict[str, TypeAdapter[Any]]] = {
    "scenario": TypeAdapter(Frame),
    "levers": TypeAdapter(tuple[Lever, ...]),
    "events": TypeAdapter(tuple[Event, ...]),
    "agendas": TypeAdapter(tuple[Agenda, ...]),
    "figures": TypeAdapter(tuple[FigureSpec, ...]),
    "politics": TypeAdapter(tuple[GaugeRule, ...]),
    "scoring": TypeAdapter(ScoringFile),
    "par": TypeAdapter(ParFile),
    "course": TypeAdapter(Course),
    "paths": TypeAdapter(Paths),
    "overlay": TypeAdapter(tuple[Observed, ...]),
    "names": INSTITUTIONS,
    "parameters": TypeAdapter(tuple[Parameter, ...]),
    "mechanisms": TypeAdapter(tuple[Mechanism, ...]),
    "market_forces": TypeAdapter(MarketForces),
    "cases": TypeAdapter(Cases),
    "codes": TypeAdapter(CodeLists),
    "newspaper": TypeAdapter(Newspaper),
}

#: The frame's keys that go into a Scenario as they are.
SHARED: Final = tuple(
    name
    for name in Frame.model_fields
    if name in Scenario.model_fields and name not in ("levers", "events", "agendas", "paths")
)
