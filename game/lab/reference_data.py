"""Read the lab's own files of ``scenarios/common``: published series, history, targets."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import Field, TypeAdapter

from game.lab.measures import LAB
from game.scenario.error_messages import read_validated
from game.scenario.schema.base import Id, QuarterLabel, StrictModel
from game.scenario.source_files import common_dir
from game.world.figure_names import FIGURES

T = TypeVar("T")
#: What a row is: set by a scenario; follows from a parameter or a start by algebra (or its sign was
#: put in); parameters were moved to it; or none of these.
Evidence = Literal["definition", "read back", "fit", "emergent"]


class Series(StrictModel):
    """A published series by financial year, and the measure that it is held against."""

    id: Id
    title: str
    unit: str
    measure: str
    read: Literal["end", "sum", "mean", "autumn"]
    scale: float
    base: int | None = None  # values are relative to this year's
    values: dict[int, float]
    source: Annotated[str, Field(min_length=10)]


class Decision(StrictModel):
    """A decision of the time, as a knob from one quarter to another."""

    knob: Id
    value: float
    trusts: tuple[str, ...] | None = None  # a knob of trusts: ids, or a group
    first: QuarterLabel
    last: QuarterLabel
    source: Annotated[str, Field(min_length=10)]


class HistoricalFrame(StrictModel):
    """The frame of the historical run."""

    scenario: str
    first: QuarterLabel
    quarters: int = Field(ge=1, le=100)
    start: dict[str, str | int]
    gauges: dict[str, float] = Field(default_factory=dict)
    params: dict[str, float] = Field(default_factory=dict)
    #: the accounts that the run has come to by then, for arms that begin in that quarter
    accounts: dict[QuarterLabel, dict[str, float]] = Field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()


class PublishedTarget(StrictModel):
    """A published fact that the model must reproduce, and how closely."""

    n: int
    id: Id
    text: Annotated[str, Field(min_length=10)]
    evidence: Evidence
    unit: str
    #: name of each measured number -> (low, high); what is outside misses
    within: dict[str, tuple[float, float]]
    note: str = ""
    source: Annotated[str, Field(min_length=5)]


class PublishedFact(StrictModel):
    """A published fact that is no target: it is measured, and told whether it agrees."""

    id: Id
    text: Annotated[str, Field(min_length=10)]
    unit: str
    evidence: Evidence = "emergent"
    within: tuple[float, float]
    source: Annotated[str, Field(min_length=10)]
    seen: str = ""  # what of it a calibration has touched
    why: str = ""  # what the model lacks, where it differs
    within_why: str = ""  # where the width of the range comes from
    measured_as: str = ""  # what in the model is held against it

    @property
    def untouched(self) -> bool:
        """True if neither a calibration, a start nor a parameter's algebra has touched it."""
        return self.evidence == "emergent" and not self.seen


class FactGroup(StrictModel):
    """Facts of one kind."""

    title: Annotated[str, Field(min_length=5)]
    facts: tuple[PublishedFact, ...]


@cache
def published() -> tuple[Series, ...]:
    """Return the series of ``published.yaml``."""
    made = _read("published.yaml", TypeAdapter(tuple[Series, ...]))
    for series in made:
        assert series.measure in LAB or series.measure in FIGURES, series.measure
    return made


@cache
def history() -> HistoricalFrame:
    """Return the historical run's frame, ``history.yaml``."""
    return _read("history.yaml", TypeAdapter(HistoricalFrame))


@cache
def targets() -> tuple[PublishedTarget, ...]:
    """Return the targets of ``targets.yaml``."""
    return _read("targets.yaml", TypeAdapter(tuple[PublishedTarget, ...]))


@cache
def held_out() -> tuple[FactGroup, ...]:
    """Return the facts of ``held_out.yaml``, by kind."""
    return _read("held_out.yaml", TypeAdapter(tuple[FactGroup, ...]))


@cache
def unseen() -> tuple[FactGroup, ...]:
    """Return the facts of ``unseen_facts.yaml``, written down before they were measured."""
    return _read("unseen_facts.yaml", TypeAdapter(tuple[FactGroup, ...]))


@cache
def first_measurements() -> dict[str, tuple[float, float] | None]:
    """Return what unseen facts gave when they were first measured: value and Monte-Carlo error."""
    schema = TypeAdapter(dict[str, tuple[float, float] | None])
    return _read("first_measurements.yaml", schema)


def _read(name: str, schema: TypeAdapter[T]) -> T:
    return read_validated(schema, common_dir() / name)
