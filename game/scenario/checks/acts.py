"""Cross-checks of the acts of a long game: they fill it, and what is theirs can be met in them."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.checks.common import Item, Problem
from game.scenario.schema.base import Period
from game.scenario.schema.cards import Event
from game.scenario.schema.scenario import Act, Scenario
from game.world import quarter_calendar


def of_acts(frame: Item, s: Scenario) -> Iterator[Problem]:
    """Yield the problems of a scenario's acts; one without acts has none."""
    due = quarter_calendar.parse(s.first)
    for i, act in enumerate(s.acts):
        first, last = quarter_calendar.parse(act.first), quarter_calendar.parse(act.last)
        if first != due:
            at = quarter_calendar.label(due)
            yield frame.problem(f"Act {i + 1} should begin in {at}.", "acts", i, "first")
        if last < first:
            yield frame.problem(f"Act {i + 1} ends before it begins.", "acts", i, "last")
        due = last + 1
        yield from _own(frame, s, i, act)
    if s.acts and due != quarter_calendar.parse(s.last) + 1:
        sentence = f"The last act should end with the game, in {s.last}."
        yield frame.problem(sentence, "acts", len(s.acts) - 1, "last")


def _own(frame: Item, s: Scenario, i: int, act: Act) -> Iterator[Problem]:
    events = {event.id: event for event in s.events}
    levers = {lever.id: lever for lever in s.levers}
    for j, name in enumerate(act.events):
        at = ("acts", i, "events", j)
        yield from frame.name(name, events, "event in this scenario", *at)
        if name in events and not _comes(events[name], act):
            yield frame.problem(f"The event {name!r} can't come up in act {i + 1}.", *at)
    for j, name in enumerate(act.levers):
        at = ("acts", i, "levers", j)
        yield from frame.name(name, levers, "lever in this scenario", *at)
        if name in levers and not _meets(levers[name].period, act):
            yield frame.problem(f"The lever {name!r} is not open in act {i + 1}.", *at)


def _comes(event: Event, act: Act) -> bool:
    """Tell whether the event's day or period meets the act."""
    if event.on is not None:
        return _meets(Period(first=event.on, last=event.on), act)
    return _meets(event.period, act)


def _meets(period: Period, act: Act) -> bool:
    first, last = quarter_calendar.parse(act.first), quarter_calendar.parse(act.last)
    return any(period.holds(quarter) for quarter in range(first, last + 1))
