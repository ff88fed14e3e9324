"""The reveal in words: who ordered what, at what strength, who met it, what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from game.rules.constants import RESOLUTION
from game.rules.state.facts import Fact, OrderRevealed
from game.rules.state.position import Outcome
from game.scenario.schema.base import Role
from game.telling.formatting import clean, listed, number, plural
from game.telling.log import OUTCOMES
from game.telling.names import Voice

#: An outcome as a word on a label.
SHORT: Final[dict[Outcome, str]] = {
    "full": "full effect",
    "half": "half effect",
    "cancelled": "cancelled",
    "fizzled": "came to nothing",
}


#: So many trusts an order names one by one; of more it counts the others.
_NAMED: Final = 2


@dataclass(frozen=True, slots=True)
class Revealed:
    """An order in the open. Strength is in clout, the bid included."""

    role: Role
    lever: str
    title: str
    news: str  # what the papers say of it, in the third person; may be empty
    on: str  # what it names: trusts or an office
    strength: float
    bid: int
    outcome: Outcome
    why: str  # a sentence: why it was stopped, or who failed to stop it
    met: bool = False  # whether anything met it
    trusts: tuple[int, ...] = ()  # rows of the trusts that it names

    @property
    def stopped(self) -> bool:
        """Whether nothing followed from it."""
        return self.outcome in ("cancelled", "fizzled")


@dataclass(frozen=True, slots=True)
class Contest:
    """An order and those that met it. ``barred`` is a legal block: strength doesn't count."""

    target: Revealed
    counters: tuple[Revealed, ...]
    barred: bool
    verdict: str
    won_by: Literal["target", "counter", "neither"]


def orders(facts: Iterable[Fact], quarter: int) -> list[OrderRevealed]:
    """Return the orders revealed in a quarter, in the order of resolution."""
    return [f for f in facts if isinstance(f, OrderRevealed) and f.quarter == quarter]


def by_role(voice: Voice, facts: Iterable[Fact], quarter: int) -> list[tuple[Role, list[Revealed]]]:
    """Return every office in the order of resolution, with what it ordered, if anything."""
    found = [_told(voice, f) for f in orders(facts, quarter)]
    return [(role, [r for r in found if r.role == role]) for role in RESOLUTION]


def contests(voice: Voice, facts: Iterable[Fact], quarter: int) -> list[Contest]:
    """Return every order that was met, with its counters, the strongest first."""
    shown = orders(facts, quarter)
    out = []
    for fact in shown:
        against = [
            f for role, lever in fact.met_by for f in shown if (f.role, f.lever) == (role, lever)
        ]
        if against:
            against.sort(key=lambda f: -f.strength)
            out.append(_contest(voice, fact, against))
    return out


def _told(voice: Voice, fact: OrderRevealed) -> Revealed:
    printed = voice.printed(fact.lever)
    named = [voice.trust(t) for t in fact.trusts]
    if len(named) > _NAMED:
        named = [*named[: _NAMED - 1], plural(len(named) - _NAMED + 1, "other")]
    if fact.to_role is not None:
        named.append(voice.office(fact.to_role))
    title = voice.lever(fact.lever, fact.quarter)
    why = clean(fact.why, 300)
    if why.startswith(f"{title} "):  # a title inside a sentence stands in quotation marks
        why = f"“{title}”{why.removeprefix(title)}"
    if fact.met_by:
        who = listed(dict.fromkeys(voice.office(role) for role, _ in fact.met_by))
        one = len(fact.met_by) == 1 and voice.verb(fact.met_by[0][0], "was", "were") == "was"
        why = {
            "cancelled": f"{who} stopped it.",
            "half": f"{who} met it with equal strength.",
            "fizzled": f"{who} stopped it.",
            "full": f"{who} met it and {'was' if one else 'were'} too weak.",
        }.get(fact.outcome, "")
        why = why[:1].upper() + why[1:]
    return Revealed(
        role=fact.role,
        lever=fact.lever,
        title=title,
        news=printed[1] if printed is not None else "",
        on=listed(named),
        strength=fact.strength,
        bid=fact.bid,
        outcome=fact.outcome,
        why=why,
        met=bool(fact.met_by),
        trusts=fact.trusts,
    )


def _contest(voice: Voice, fact: OrderRevealed, against: list[OrderRevealed]) -> Contest:
    target, met = _told(voice, fact), tuple(_told(voice, f) for f in against)
    rule = voice.scenario.lever(against[0].lever).counters
    barred = fact.outcome == "fizzled" and rule is not None and rule.mode == "bar"
    name, first = f"“{target.title}”", met[0]
    if barred:
        said = f"A legal block: {name} {OUTCOMES['fizzled']}."
        return Contest(target, met, True, said, "counter")
    said = f"{number(target.strength, 1)} against {number(first.strength, 1)}"
    if fact.outcome == "cancelled":
        said += f": the counter is stronger. {name} is cancelled."
        return Contest(target, met, False, said, "counter")
    if fact.outcome == "half":
        return Contest(target, met, False, f"{said}: even. {name} takes half effect.", "neither")
    said += f": the counter is too weak. {name} takes full effect."
    return Contest(target, met, False, said, "target")
