"""Find cards that no game of the scenario can reach, though nothing in them is wrong.

What a condition asks is judged by what exists alone: a lever that is not taken is never used, a
flag that no card sets is never live. Whether luck and people get there is for ``lab coverage``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import assert_never

from game.scenario.checks.common import Problem
from game.scenario.schema.base import Period
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import Effect, Flag
from game.scenario.schema.scenario import Scenario
from game.world import quarter_calendar


@dataclass(frozen=True, slots=True)
class Reachable:
    """What can ever happen in a scenario: what its conditions may find."""

    first: int
    last: int
    levers: frozenset[str]
    tags: frozenset[str]
    flags: frozenset[str]
    events: frozenset[str]

    @classmethod
    def of(cls, s: Scenario) -> Reachable:
        """Return what the scenario's own cards can bring about."""
        effects: list[Effect] = [e for lever in s.levers for e in lever.effects]
        effects += [e for event in s.events for option in event.options for e in option.effects]
        for way in s.cases.ways:
            for step in (way.done, way.half):
                effects += [] if step is None else [*step.effects, *step.in_marginal]
            effects += way.blocked.effects
        for contract in s.contracts:
            effects += contract.effects
        return cls(
            quarter_calendar.parse(s.first),
            quarter_calendar.parse(s.last),
            frozenset(lever.id for lever in s.levers) | frozenset(s.start.enacted),
            frozenset(tag for lever in s.levers for tag in lever.tags),
            frozenset(e.flag for e in effects if isinstance(e, Flag)),
            frozenset(event.id for event in s.events),
        )

    def meets(self, period: Period, last: int | None = None) -> bool:
        """Tell whether the period holds any quarter of the game."""
        until = self.last if last is None else last
        return any(period.holds(quarter) for quarter in range(self.first, until + 1))

    def why_not(self, condition: Condition) -> str:
        """Return why the condition can never hold, "" if it may."""
        asks = condition.asks
        match asks:
            case "used":
                return _unless(condition.used in self.levers, f"no lever {condition.used!r}")
            case "tagged":
                return _unless(condition.tagged in self.tags, f"no lever with {condition.tagged!r}")
            case "flag":
                return _unless(condition.flag in self.flags, f"nothing sets {condition.flag!r}")
            case "event":
                return _unless(condition.event in self.events, f"no event {condition.event!r}")
            case "quarter":
                asked = Period(first=condition.from_quarter, last=condition.to_quarter)
                return _unless(self.meets(asked, self.last + 1), "no quarter of the game is meant")
            case "count":
                span = self.last - self.first + 1
                late = condition.count == "turn" and (condition.above or 0) >= span
                return _unless(not late, f"the game has {span} quarters")
            case "all":
                return next(filter(None, map(self.why_not, condition.all)), "")
            case "any":
                reasons = [self.why_not(part) for part in condition.any]
                return reasons[0] if all(reasons) else ""
            case "figure" | "path" | "year_end" | "no":
                return ""
            case _:
                assert_never(asks)


def _unless(may: bool, reason: str) -> str:
    return "" if may else reason


def unreachable(s: Scenario, own: Callable[[str, str], bool]) -> Iterator[Problem]:
    """Yield each card that can never come up: events that can't happen, levers that can't be used.

    ``own`` tells whether a card of a kind and id is the scenario's own; of common ones that a
    scenario merely left nothing for, nothing is said.
    """
    can = Reachable.of(s)
    for event in s.events:
        if own("event", event.id) and event.trigger is not None:
            reason = can.why_not(event.trigger)
            if reason:
                sentence = f"It can't come up: its trigger never holds ({reason} here)."
                yield Problem("event", event.id, ("trigger",), sentence, stops=False)
        for i, option in enumerate(event.options if own("event", event.id) else ()):
            reason = "" if option.requires is None else can.why_not(option.requires)
            if reason:
                sentence = f"The answer {option.id!r} is never open ({reason} here)."
                path = ("options", i, "requires")
                yield Problem("event", event.id, path, sentence, stops=False)
    for lever in s.levers:
        reason = "" if lever.requires is None else can.why_not(lever.requires)
        if reason and own("lever", lever.id):
            sentence = f"It can't be ordered: what it requires never holds ({reason} here)."
            yield Problem("lever", lever.id, ("requires",), sentence, stops=False)


def left_out(s: Scenario, kind: str, key: str) -> Problem:
    """Return the problem of an own card that was not taken: its period lies outside the game."""
    sentence = f"It can't come up: its period holds no quarter from {s.first} to {s.last}."
    return Problem(kind, key, ("period",), sentence, stops=False)
