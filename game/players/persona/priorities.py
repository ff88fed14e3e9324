"""Personas as data: ``scenarios/common/personas.yaml`` and what its conditions ask of a view."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Final, assert_never

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from game.errors import InputError
from game.rules.cards.index import card_index
from game.scenario import source_files
from game.scenario.schema.base import Id, Model, Role
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import Flag
from game.world import quarter_calendar

if TYPE_CHECKING:
    from game.rules.state.view import View
    from game.scenario.pack import Pack

#: Who sits where unless somebody is named.
DEFAULT_PERSONA: Final[dict[Role, str]] = {
    "secretary": "reformer",
    "number10": "firefighter",
    "monitor": "technocrat",
    "unions": "militant",
}


class Priority(Model):
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


class Character(Model):
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


class Characters(Model):
    """The whole file."""

    proxies: dict[str, dict[str, float]]
    personas: dict[Id, Character]


_FILE: Final[TypeAdapter[Characters]] = TypeAdapter(Characters)


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The personas that are shipped. Raises InputError if the file is not what it should be."""
    source = source_files.read(source_files.common_dir() / "personas.yaml")
    try:
        return _FILE.validate_python(source.data, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        spot = ".".join(str(step) for step in first["loc"])
        raise InputError(f"{spot}: {first['msg']}.", where=source.label) from None


def holds(pack: Pack, view: View, condition: Condition | None) -> bool:
    """Whether the condition holds as far as the view's reader can see.

    Counts that no figure tells are not known to a player; what isn't known doesn't hold.
    """
    c = condition
    if c is None:
        return True
    asks = c.asks
    match asks:
        case "figure" | "count":
            return _bounded(view, c)
        case "all":
            return all(holds(pack, view, part) for part in c.parts)
        case "any":
            return any(holds(pack, view, part) for part in c.parts)
        case "no":
            return not any(holds(pack, view, part) for part in c.parts)
        case "used" | "tagged":
            levers, word = card_index(pack).levers, c.used or c.tagged or ""
            return any(
                o.quarter >= _since(view, c)
                and o.outcome in ("full", "half")
                and word in levers[o.lever].words
                for o in view.orders
            )
        case "flag":
            return flagged(pack, view, c.flag or "")
        case "event":
            return any(
                event == c.event and quarter >= _since(view, c) and c.option in (None, option)
                for event, option, quarter in view.answered
            )
        case "year_end":
            return quarter_calendar.closes_financial_year(view.quarter) == c.year_end
        case "quarter":
            return (
                c.from_quarter is None or quarter_calendar.parse(c.from_quarter) <= view.quarter
            ) and (c.to_quarter is None or view.quarter <= quarter_calendar.parse(c.to_quarter))
        case _:
            assert_never(asks)


def _since(view: View, c: Condition) -> int:
    """Return the first quarter that "within" reaches back to, 0 where it isn't asked."""
    return 0 if c.within is None else view.quarter - c.within + 1


def flagged(pack: Pack, view: View, flag: str) -> bool:
    """Whether an effect that is live in the view has set the flag."""
    table = card_index(pack)
    for m in view.in_force:
        if m.effect >= 0 and m.first <= view.quarter:
            effect = table.effects_of(m.source)[m.effect]
            if isinstance(effect, Flag) and effect.flag == flag:
                return True
    return False


def _bounded(view: View, c: Condition) -> bool:
    if c.count == "turn":
        value = float(view.quarter - view.first)
    else:
        name = c.figure or c.count or ""
        known = view.figures.value(name)
        if known is None:
            return False
        value = known
        if c.change or c.ratio:
            history = view.figures[name].history
            start = history[0][1] if history else value
            value = value - start if c.change else value / start if start else 1.0
    return (c.above is None or value > c.above) and (c.below is None or value < c.below)
