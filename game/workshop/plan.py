"""A workshop's agenda: steps with minutes, as data, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from game.errors import InputError
from game.paths import assets_dir
from game.scenario import source_files
from game.scenario.error_messages import read_validated, validated
from game.scenario.schema.base import ONE_LINE, StrictModel
from game.scenario.source_files import Origin
from game.telling.formatting import listed, number, plural

StepKind = Literal["opening", "practice", "rounds", "pause", "night", "debrief"]
#: What happens to sheets that are not sealed when their time is out.
OnExpiry = Literal["seal", "ai"]
#: When a game goes on: as soon as the table is ready, or when the facilitator says so.
GoesOn = Literal["ready", "said"]
#: The longest plan, in minutes, and the least that a debrief may have of it.
LONGEST: Final = 600
SHORTEST_DEBRIEF: Final = 10
#: The plan that is taken where none is named.
USUAL: Final = "90"


class PlanStep(StrictModel):
    """One step: ``rounds`` of play for the kind of that name, and whether an inject is planned."""

    kind: StepKind
    title: Annotated[str, Field(min_length=3, max_length=70), ONE_LINE]
    minutes: float = Field(gt=0, le=LONGEST)
    rounds: int = Field(default=0, ge=0, le=40)
    inject: bool = False


class RoundParts(StrictModel):
    """Minutes of a round's parts: event and talks, sheets, reveal and papers."""

    talk: float = Field(gt=0, le=60)
    enter: float = Field(gt=0, le=60)
    resolve: float = Field(gt=0, le=60)

    @property
    def minutes(self) -> float:
        """Return the minutes of a round."""
        return self.talk + self.enter + self.resolve


class Plan(StrictModel):
    """A whole agenda."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    title: Annotated[str, Field(min_length=3, max_length=70), ONE_LINE]
    minutes: float = Field(gt=0, le=LONGEST)
    untimed_rounds: int = Field(default=1, ge=0, le=40)
    on_expiry: OnExpiry = "seal"
    goes_on: GoesOn = "ready"
    round: RoundParts
    steps: tuple[PlanStep, ...] = Field(min_length=2, max_length=30)

    @property
    def rounds(self) -> int:
        """Return the rounds of play."""
        return sum(step.rounds for step in self.steps)

    @property
    def debrief(self) -> float:
        """Return the minutes of the debrief."""
        return sum(step.minutes for step in self.steps if step.kind == "debrief")

    def timed(self) -> Iterator[tuple[float, PlanStep]]:
        """Yield the steps with the minute at which each begins."""
        at = 0.0
        for step in self.steps:
            yield at, step
            at += step.minutes


@dataclass(frozen=True, slots=True)
class Fit:
    """How a plan and a scenario meet: quarters to play, and those left to the computer."""

    quarters: int
    played: int

    @property
    def left(self) -> int:
        """Return the quarters that nobody has time for."""
        return self.quarters - self.played


_PLANS: Final = TypeAdapter(tuple[Plan, ...])
_PLAN: Final = TypeAdapter(Plan)


def shipped() -> dict[str, Plan]:
    """Return the plans of ``assets/workshop/plans.yaml`` by id."""
    plans: tuple[Plan, ...] = read_validated(_PLANS, assets_dir() / "workshop" / "plans.yaml")
    return {plan.id: plan for plan in plans}


def plan_of(name: str | None) -> Plan:
    """Return a shipped plan by its id, or the one of a YAML file; the usual one for None.

    Raises InputError, with file and line, for a plan that can't be kept.
    """
    known = shipped()
    if name is None:
        return known[USUAL]
    if name in known:
        return known[name]
    path = Path(name)
    if "\0" in name or not path.suffix:
        raise InputError(
            f"There is no plan {name[:40]!r}; there are {listed(known)}, or name a YAML file."
        )
    source = source_files.read(path)
    data = source.data[0] if isinstance(source.data, list) and source.data else source.data
    plan: Plan = validated(_PLAN, data, Origin(source), "The plan")
    fault = what_is_wrong(plan)
    if fault:
        raise InputError(fault, where=source.label)
    return plan


def what_is_wrong(plan: Plan) -> str:
    """Return a sentence if a plan can't be kept, else empty."""
    needed = sum(step.minutes for step in plan.steps)
    if needed > plan.minutes:
        return (
            f"The steps take {number(needed, 1)} minutes, and the plan has "
            f"{number(plan.minutes, 1)}."
        )
    if not plan.debrief:
        return "The plan has no debrief; a workshop without one is only a game."
    if plan.debrief < SHORTEST_DEBRIEF:
        return f"A debrief needs {SHORTEST_DEBRIEF} minutes at least."
    if not plan.rounds:
        return "The plan has no rounds of play."
    for step in plan.steps:
        if (step.kind == "rounds") != bool(step.rounds):
            return f"“{step.title}” has {plural(step.rounds, 'round')}: rounds go with that kind."
    kinds = [step.kind for step in plan.steps]
    if kinds[-1] != "debrief":
        return "The debrief comes last; if time is short a round goes, never the debrief."
    if "rounds" in kinds[kinds.index("debrief") :]:
        return "There is a round after the debrief."
    return ""


def fit(plan: Plan, first: int, last: int) -> Fit:
    """Return how many of a scenario's quarters a plan plays, a quarter a round."""
    quarters = last - first + 1
    return Fit(quarters, min(plan.rounds, quarters))
