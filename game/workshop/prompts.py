"""What the console whispers to a facilitator: measures of the room, and data that says when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from game.paths import assets_dir
from game.scenario.error_messages import read_validated
from game.scenario.schema.base import ONE_LINE, Role, StrictModel
from game.telling.formatting import number
from game.telling.names import Voice

RoomMeasure = Literal[
    "minutes_behind",  # the plan
    "minutes_left",  # of the step, over it
    "minutes_waiting",  # for an office's sheet or answer
    "rounds_without_deal",  # of an office
    "rounds_without_orders",  # of an office
    "rounds_without_note",
    "no_question",
    "no_guard",
    "inject_due",
]


class Prompt(StrictModel):
    """A sentence, and the least of a measure at which it is said."""

    measure: RoomMeasure
    at_least: float = Field(gt=0)
    say: Annotated[str, Field(min_length=10, max_length=160), ONE_LINE]


@dataclass(frozen=True, slots=True)
class Measured:
    """How much there is of a measure, and of whom."""

    measure: RoomMeasure
    value: float
    office: Role | None = None


_PROMPTS: Final = TypeAdapter(tuple[Prompt, ...])


@cache
def prompts() -> tuple[Prompt, ...]:
    """Return the prompts as data, the most pressing first. Raises InputError if it is faulty."""
    found: tuple[Prompt, ...] = read_validated(_PROMPTS, assets_dir() / "workshop" / "prompts.yaml")
    return found


def whispered(voice: Voice, measured: Iterable[Measured]) -> list[str]:
    """Return the sentences that fit, in the order of the data."""
    known = list(measured)
    said = []
    for prompt in prompts():
        for one in known:
            if one.measure == prompt.measure and one.value >= prompt.at_least:
                office = "" if one.office is None else voice.office(one.office, start=True)
                said.append(prompt.say.format(office=office, number=number(one.value)))
    return said
