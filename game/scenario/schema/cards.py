"""Schemas of the cards: levers, events and agendas."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from game.scenario.schema.base import (
    ONE_LINE,
    Cited,
    Figure,
    Id,
    Named,
    Period,
    QuarterLabel,
    Role,
    StrictModel,
)
from game.scenario.schema.conditions import Condition, Count, LeverCount
from game.scenario.schema.effects import Effect, Select


class Counter(StrictModel):
    """This lever meets others: those named, or those with a tag.

    ``mode`` ``meet``: strengths (cost + bid) are compared when both are revealed together;
    ``bar``: it cancels its targets outright (a legal block). ``only_met``: the lever is a
    counter and nothing else: its effects follow only when it met a target, and half its
    price returns when it met none (a lever without effects of its own counts as one).
    """

    levers: tuple[Id, ...] = ()
    tags: tuple[Id, ...] = ()
    mode: Literal["meet", "bar"] = "meet"
    only_met: bool = False


class Target(StrictModel):
    """What the order must name: trusts, a role, or a tag of levers."""

    kind: Literal["trusts", "role", "tag"]
    n: int = Field(default=1, ge=1, le=10)  # how many trusts, at most
    among: Select = Select()
    roles: tuple[Role, ...] = ()
    tags: tuple[Id, ...] = ()


class Reported(StrictModel):
    """What the papers print when it has been done: in the third person, for every reader.

    ``headline`` has no full stop; ``standfirst`` is the sentence or two beneath it.
    """

    headline: Annotated[str, Field(max_length=70), ONE_LINE] = ""
    standfirst: Annotated[str, Field(max_length=240), ONE_LINE] = ""


class Lever(Reported, Cited):
    """One intervention: who may do it, when, at what price, and what follows.

    ``names`` holds the title right for each period (the first that holds is shown);
    ``tags`` are what bars, counters, agendas and summonses speak of; ``tired`` is the
    factor by which effects fade with each repeat (0.45 in the design), recovering 15% a
    quarter; ``countersign`` is the role whose consent, given in a deal or openly in talks,
    the order needs (in the quarters of ``countersign_in``: before or after them the power is
    its owner's alone). ``kind``: ``lever`` always on the menu; ``signature`` once a game;
    ``campaign`` in the campaign quarter only.
    """

    id: Id
    role: Role
    kind: Literal["lever", "signature", "campaign"] = "lever"
    names: tuple[Named, ...] = Field(min_length=1)
    prose: Annotated[str, Field(min_length=60, max_length=700)]
    clout: float = Field(ge=0, le=6)
    purse_m: float = Field(default=0, ge=0, le=2000)
    each: bool = False  # ``purse_m`` pays for as many trusts as the order may name; fewer cost less
    cool_down: int = Field(default=2, ge=1, le=20)
    once: bool = False
    yearly: bool = False
    tags: tuple[Id, ...] = ()
    counts: tuple[LeverCount, ...] = ()  # what it is counted as each time it takes effect
    period: Period = Period()
    requires: Condition | None = None
    requires_text: str = ""  # the prerequisite in words, shown when it fails
    countersign: Role | None = None
    countersign_in: Period = Period()
    target: Target | None = None
    counters: Counter | None = None
    tired: float | None = Field(default=None, gt=0, le=1)
    effects: tuple[Effect, ...] = ()
    annoys: tuple[Role, ...] = ()

    def title(self, quarter: int) -> str:
        """Return the name that holds in the quarter."""
        for name in self.names:
            if name.period.holds(quarter):
                return name.title
        return self.names[-1].title

    def signer(self, quarter: int) -> Role | None:
        """Return whose consent the order needs in the quarter, None if nobody's."""
        return self.countersign if self.countersign_in.holds(quarter) else None


class Option(Reported):
    """One answer to an event, with its visible price."""

    id: Id
    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    prose: Annotated[str, Field(min_length=10, max_length=300)]
    clout: float = Field(default=0, ge=0, le=4)
    purse_m: float = Field(default=0, ge=0, le=2000)
    requires: Condition | None = None
    effects: tuple[Effect, ...] = ()


class Event(Cited):
    """Something that happens and that a named role answers in the open.

    ``spine`` events come besides the drawn one once their trigger holds, lowest first;
    ``on`` fixes the quarter of a dated event. Each happens once unless ``repeats``; ``rare`` ones
    are meant to be met in few games.
    """

    id: Id
    title: Annotated[str, Field(min_length=3, max_length=70), ONE_LINE]
    prose: Annotated[str, Field(min_length=120, max_length=800)]
    answers: Role
    trigger: Condition | None = None
    period: Period = Period()
    on: QuarterLabel | None = None
    spine: int | None = None
    weight: float = Field(default=1, gt=0, le=10)
    repeats: bool = False
    rare: bool = False
    options: tuple[Option, ...] = Field(min_length=2, max_length=3)

    @model_validator(mode="after")
    def _one_free_option(self) -> Event:
        if not any(o.clout == 0 and o.purse_m == 0 and o.requires is None for o in self.options):
            raise ValueError("one option must be free and always open")
        return self


class AgendaMeasure(StrictModel):
    """What an agenda is measured by: a figure (``ratio``: against the start) or a count."""

    figure: Figure | None = None
    count: Count | None = None
    ratio: bool = False

    @model_validator(mode="after")
    def _one_thing(self) -> AgendaMeasure:
        if (self.figure is None) == (self.count is None):
            raise ValueError("a measure is a figure or a count")
        return self

    @property
    def name(self) -> str:
        """Return the figure or count."""
        name = self.figure if self.figure is not None else self.count
        assert name is not None
        return name


#: Steps of an agenda.
STEPS: Final = 3
_Levels = tuple[float, float, float]
_Share = Annotated[float, Field(ge=0, le=1)]


class Agenda(Cited):
    """An aim of one role in three steps, each told to all when it is reached.

    A step is reached at the end of a quarter in which the measure stands above its level
    (``rises``) or below it, once its share (``since``) of the planned quarters is played, and if
    ``also`` holds. ``throughout`` must hold in every quarter: once it fails, no further step is
    reached. A scenario deals an agenda only if its ``period`` covers all quarters of the game.
    """

    id: Id
    role: Role
    title: Annotated[str, Field(min_length=3, max_length=60), ONE_LINE]
    prose: Annotated[str, Field(min_length=30, max_length=300)]
    period: Period = Period()
    measure: AgendaMeasure
    rises: bool
    levels: _Levels
    since: tuple[_Share, _Share, _Share] = (0.0, 0.0, 0.0)
    also: Condition | None = None
    throughout: Condition | None = None
    against: tuple[Id, ...] = ()  # agendas of other roles that pull the other way

    @model_validator(mode="after")
    def _goes_on(self) -> Agenda:
        for n in range(1, STEPS):
            gone = self.levels[n] - self.levels[n - 1]
            further = gone > 0 if self.rises else gone < 0
            if not (further or self.since[n] > self.since[n - 1]):
                raise ValueError(f"step {n + 1} asks for no more than step {n}, and no later")
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return all that it asks, in any step."""
        return (*(self.step(n) for n in range(STEPS)), *filter(None, [self.also, self.throughout]))

    def step(self, n: int) -> Condition:
        """Return what step ``n`` (0, 1, 2) asks of its measure."""
        return self._steps[n]

    @cached_property
    def _steps(self) -> tuple[Condition, ...]:
        m = self.measure
        found = []
        for level in self.levels:
            above, below = (level, None) if self.rises else (None, level)
            found.append(
                Condition(figure=m.figure, count=m.count, ratio=m.ratio, above=above, below=below)
            )
        return tuple(found)
