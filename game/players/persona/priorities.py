"""Personas as data: ``scenarios/common/personas.yaml`` and what its conditions ask of a view."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Final

from pydantic import Field, TypeAdapter, model_validator

from game.rules.effects import predicates
from game.rules.state.view import View
from game.scenario import source_files
from game.scenario.error_messages import read_validated
from game.scenario.pack import Pack
from game.scenario.schema.base import Id, Role, StrictModel
from game.scenario.schema.conditions import Condition

#: Who sits where unless somebody is named.
DEFAULT_PERSONA: Final[dict[Role, str]] = {
    "secretary": "reformer",
    "number10": "firefighter",
    "monitor": "technocrat",
    "unions": "militant",
}


class Priority(StrictModel):
    """Points added to a lever, or to every lever with a tag, while a condition holds."""

    lever: Id | None = None
    tag: Id | None = None
    weight: float = Field(ge=-10, le=10)
    when: Condition | None = None
    why: Annotated[str, Field(min_length=5, max_length=80)]

    @model_validator(mode="after")
    def _one_subject(self) -> Priority:
        if (self.lever is None) == (self.tag is None):
            raise ValueError("a priority speaks of one lever or of one tag")
        return self


class Character(StrictModel):
    """One persona. ``noise`` is the standard deviation of its judgement, in points; ``thrift``
    what a point of clout is worth to it; ``bids`` how worried it is about counters, and
    ``word`` how much it makes of its Word, both 0–1."""

    title: str
    sentence: str
    noise: float = Field(ge=0, le=3)
    thrift: float = Field(ge=0, le=3)
    bids: float = Field(ge=0, le=1)
    word: float = Field(ge=0, le=1)
    marginals_first: bool
    cares: dict[str, float]
    priorities: tuple[Priority, ...]


class Characters(StrictModel):
    """The whole file."""

    proxies: dict[str, dict[str, float]]
    personas: dict[Id, Character]


_FILE: Final[TypeAdapter[Characters]] = TypeAdapter(Characters)


@lru_cache(maxsize=1)
def characters() -> Characters:
    """Return the shipped personas. Raises InputError if their file is wrong."""
    return read_validated(_FILE, source_files.common_dir() / "personas.yaml")


def holds(pack: Pack, view: View, condition: Condition | None) -> bool:
    """Return whether the condition holds as far as the view's reader can see.

    What isn't known doesn't hold; of counts, few are known (``predicates.of_view``).
    """
    return condition is None or predicates.test(condition)(predicates.of_view(pack, view))
