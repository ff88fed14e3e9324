"""An experiment's arm as data: a scenario with some of its numbers replaced.

An ``Arm`` says nothing about luck; ``prepare`` turns it into a model. Everything that a game, a
lever or a calendar may do to the market is reached through the same ``Knobs`` as in a game, so an
experiment tests the game's own market.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from game.errors import InputError
from game.scenario import assembly, model_builder, source_files
from game.scenario.assembly import Content
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world import quarter_calendar

#: The longest run, in quarters: what the model's calendar holds.
LONGEST: Final = 100
_TABLES: Final = {"trusts": "trusts_csv", "commissioners": "commissioners_csv"}


@dataclass(frozen=True, slots=True)
class KnobOverride:
    """A knob at a value from quarter ``first`` to ``last`` (None: from the start, to the end).

    ``trusts`` None sets a national knob; else ids of trusts, or one of ``all``, ``acute``,
    ``block``, ``ft``, ``nhs_trust``; or, as text, a number of the worst by margin.
    """

    knob: str
    value: float
    first: int | None = None
    last: int | None = None
    trusts: tuple[str, ...] | None = None

    def live(self, quarter: int) -> bool:
        """Tell whether it holds in the quarter."""
        return (self.first is None or self.first <= quarter) and (
            self.last is None or quarter <= self.last
        )


@dataclass(frozen=True, slots=True)
class LeverOrder:
    """A lever's full effect in a quarter, without clout, contests or events."""

    role: Role
    quarter: int
    lever: str
    trusts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm: what it replaces.

    ``paths`` by name and financial year; ``start`` replaces fields of the start (``trusts``,
    ``commissioners``: the table; ``trusts_at_risk`` …); ``first`` is a label.
    """

    scenario: str
    first: str | None = None
    params: Mapping[str, float] = field(default_factory=dict)
    paths: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    start: Mapping[str, Any] = field(default_factory=dict)
    gauges: Mapping[str, float] = field(default_factory=dict)
    turned: tuple[KnobOverride, ...] = ()
    orders: tuple[LeverOrder, ...] = ()

    def but(
        self,
        *turned: KnobOverride,
        params: Mapping[str, float] | None = None,
        paths: Mapping[str, Mapping[int, float]] | None = None,
        start: Mapping[str, Any] | None = None,
        first: str | None = None,
        orders: tuple[LeverOrder, ...] = (),
    ) -> Arm:
        """Return this arm with more replaced; what is given wins."""
        both = {name: dict(years) for name, years in self.paths.items()}
        for name, years in (paths or {}).items():
            both[name] = {**both.get(name, {}), **years}
        return replace(
            self,
            first=first or self.first,
            params={**self.params, **(params or {})},
            paths=both,
            start={**self.start, **(start or {})},
            turned=(*self.turned, *turned),
            orders=(*self.orders, *orders),
        )


@dataclass(frozen=True, slots=True)
class ReadyArm:
    """An arm ready to run: its scenario and model, and notes for the reader."""

    arm: Arm
    pack: Pack
    notes: tuple[str, ...]


@lru_cache(maxsize=8)
def content_of(scenario: str) -> Content:
    """Return a scenario's content, read once a process for a shipped one. Raises InputError."""
    return assembly.assemble(scenario)


def prepare(arm: Arm, quarters: int | None = None) -> ReadyArm:
    """Build the model of an arm. Raises InputError if a number, table or path does not fit."""
    content = content_of(arm.scenario)
    old = content.scenario
    unknown = set(arm.params) - set(content.params)
    if unknown:
        raise InputError(f"There is no parameter {sorted(unknown)[0]!r}; see experiment --list.")
    tables = dict(content.tables)
    start: dict[str, Any] = {}
    for name, value in arm.start.items():
        if name in _TABLES:
            key = _TABLES[name]
            file = f"{name}-{value}.csv"
            tables[key] = source_files.read_table(
                content.folder, file, content.origins["frame", ""]
            )
            start[key] = file
            if name == "commissioners":  # these, for the whole run
                start["commissioners_later"] = {}
        else:
            start[name] = value
    if arm.gauges:
        start["gauges"] = {**old.start.gauges, **arm.gauges}
    start["params"] = {**old.start.params, **arm.params}
    paths = {name: {**getattr(old.paths, name), **years} for name, years in arm.paths.items()}
    first = arm.first or old.first
    scenario = old.model_copy(
        update={
            "first": first,
            "start": old.start.model_copy(update=start),
            "paths": old.paths.model_copy(update=paths),
        }
    )
    model = model_builder.build(replace(content, scenario=scenario, tables=tables))
    return ReadyArm(arm, Pack(scenario, model), _notes(scenario, quarters))


def _notes(scenario: Any, quarters: int | None) -> tuple[str, ...]:
    first = quarter_calendar.parse(scenario.first)
    length = quarter_calendar.parse(scenario.last) - first + 1
    if quarters is None or quarters <= length:
        return ()
    last = first + quarters - 1
    ends = {
        name: max(getattr(scenario.paths, name))
        for name in type(scenario.paths).model_fields
        if max(getattr(scenario.paths, name)) < quarter_calendar.financial_year(last)
    }
    until = quarter_calendar.label(last)
    said = [f"The scenario ends with {scenario.last}; the market runs on to {until} without votes."]
    if ends:
        year = min(ends.values())
        said.append(
            f"Paths ({', '.join(sorted(ends))}) end with {year}/{(year + 1) % 100:02d}; each "
            "later year takes the last value."
        )
    return tuple(said)


def length(arm: Arm) -> int:
    """Return how many market quarters the arm has: from its first one to its scenario's last."""
    scenario = content_of(arm.scenario).scenario
    return max(
        1,
        quarter_calendar.parse(scenario.last)
        - quarter_calendar.parse(arm.first or scenario.first)
        + 1,
    )
