"""Read ``scenarios/common/causes.yaml``: pulls, what should follow, and extremes.

A pull is written as ``experiment --set`` takes it, with ``{q1}`` for the first market quarter,
``{q8}`` for the eighth, so that every row can be tried by hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter, model_validator

from game.errors import InputError
from game.lab.measures import LAB
from game.scenario.characters import quoted
from game.scenario.error_messages import read_validated
from game.scenario.schema.base import Id, StrictModel
from game.scenario.source_files import common_dir
from game.world import quarter_calendar
from game.world.figure_names import FIGURES

_QUARTER: Final = re.compile(r"\{q([1-9]\d?)\}")
#: How a figure is read from the quarters up to the horizon: the last one, the mean of the last
#: four, or of January to March alone.
Read = Literal["end", "year", "winter"]
#: How two arms are compared: changed less base; the same in hundredths; in per cent of base.
Change = Literal["difference", "points", "per cent"]


class StartPeriod(StrictModel):
    """A start of the game in which every pull is tried."""

    id: Annotated[str, Field(pattern=r"^\d{4}$")]
    scenario: str
    base: tuple[str, ...] = ()  # set in both arms


class Effect(StrictModel):
    """What should follow a pull: a figure, how it is read, and within what it should move."""

    figure: str
    change: Change
    within: tuple[float, float]
    read: Read = "end"
    after: int | None = Field(default=None, ge=1, le=100)  # quarters; else the pull's horizon
    periods: tuple[str, ...] = ()  # only in these; else in all of the pull's
    source: Annotated[str, Field(min_length=8)]
    why: str = ""  # where it differs: what would mend it

    @model_validator(mode="after")
    def _checked(self) -> Effect:
        if self.figure not in FIGURES and self.figure not in LAB:
            raise ValueError(f"there is no figure {self.figure}")
        if self.within[0] >= self.within[1]:
            raise ValueError("within must have the smaller number first")
        return self


class Pull(StrictModel):
    """One thing changed, in both arms' common luck, and what should follow."""

    id: Id
    title: Annotated[str, Field(min_length=5)]
    set: Annotated[tuple[str, ...], Field(min_length=1)]
    quarters: int = Field(ge=1, le=100)
    periods: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


class CauseList(StrictModel):
    """The whole file: periods, pulls with effects, and extremes that must stay physical."""

    periods: Annotated[tuple[StartPeriod, ...], Field(min_length=1)]
    pulls: Annotated[tuple[Pull, ...], Field(min_length=1)]
    extremes: tuple[Pull, ...]

    @model_validator(mode="after")
    def _checked(self) -> CauseList:
        known = {p.id for p in self.periods}
        every = (*self.pulls, *self.extremes)
        ids = [p.id for p in every]
        for name in {i for i in ids if ids.count(i) > 1}:
            raise ValueError(f"the id {name} is there twice")
        for pull in every:
            for effect in pull.effects:
                if (effect.after or 1) > pull.quarters:
                    raise ValueError(f"{pull.id} looks beyond its {pull.quarters} quarters")
            named = {*pull.periods, *(p for e in pull.effects for p in e.periods)}
            for name in sorted(named - known):
                raise ValueError(f"{pull.id} names a period {name} that isn't there")
        for pull in self.pulls:
            if not pull.effects:
                raise ValueError(f"{pull.id} says nothing of what should follow")
        return self


@cache
def causes() -> CauseList:
    """Return the whole list. Raises InputError naming file and place of what is wrong."""
    return read_validated(TypeAdapter(CauseList), common_dir() / "causes.yaml")


def settings(pull: Pull, first: int) -> tuple[str, ...]:
    """Return what the pull sets, its quarters counted from market quarter ``first``.

    >>> pull = Pull(id="more", title="More money", set=("budget_pct@{q1}..{q4}=1",), quarters=4)
    >>> settings(pull, quarter_calendar.parse("2010Q3"))
    ('budget_pct@2010Q3..2011Q2=1',)
    """

    def label(found: re.Match[str]) -> str:
        return quarter_calendar.label(first + int(found[1]) - 1)

    return tuple(_QUARTER.sub(label, text) for text in pull.set)


def chosen_periods(names: tuple[str, ...], scenario: str | None) -> tuple[StartPeriod, ...]:
    """Return the periods asked for: all, those named, or a scenario's own start.

    Raises InputError for an unknown period, or where both are given.
    """
    known = {p.id: p for p in causes().periods}
    if scenario is not None:
        if names:
            raise InputError("Give --scenario or --period, not both: a scenario has its own start.")
        base = next((p.base for p in known.values() if p.scenario == scenario), ())
        return (StartPeriod.model_construct(id=scenario, scenario=scenario, base=base),)
    for name in names:
        if name not in known:
            raise InputError(f"There is no period {quoted(name)}; there are {', '.join(known)}.")
    return tuple(known[name] for name in dict.fromkeys(names or known))


def chosen_pulls(ids: tuple[str, ...]) -> tuple[Pull, ...]:
    """Return the pulls and extremes of these ids, or all. Raises InputError for an unknown one."""
    known = {p.id: p for p in (*causes().pulls, *causes().extremes)}
    for name in ids:
        if name not in known:
            import difflib

            near = difflib.get_close_matches(name, known, 2, 0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise InputError(f"There is no pull {quoted(name)}.{hint} --list shows them all.")
    return tuple(known[name] for name in dict.fromkeys(ids or known))
