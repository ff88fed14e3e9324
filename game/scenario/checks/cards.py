"""Cross-checks of the cards: levers, events, agendas, and what their effects name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

import numpy as np

from game.scenario.checks import agendas, press
from game.scenario.checks.common import Item, KnownNames, Problem, unlike, visible, walk
from game.scenario.schema import effects
from game.scenario.schema.base import Period
from game.scenario.schema.cards import Agenda, Event, Lever
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import Effect
from game.scenario.schema.scenario import Scenario
from game.scenario.yaml_reader import Step
from game.world import knobs, quarter_calendar
from game.world.figure_names import DERIVED, GAUGES, METRICS


def of_lever(s: Scenario, lever: Lever, known: KnownNames) -> Iterator[Problem]:
    """Yield the problems of a lever."""
    item = Item("lever", lever.id, known)
    yield from item.citation(lever)
    yield from press.of_card(item, lever, f"lever {lever.id!r}")
    if lever.requires is not None:
        yield from item.condition(lever.requires, "requires")
        for path, part in walk(lever.requires, ("requires",)):
            if part.figure is not None and not visible(s, part.figure, lever.role):
                yield item.problem(
                    f"The {lever.role} may not see {part.figure!r}, so it can't be asked for.",
                    *path,
                    "figure",
                )
        if not lever.requires_text:
            yield item.problem("A prerequisite needs its words in 'requires_text'.", "requires")
    if lever.countersign == lever.role:
        yield item.problem("A role doesn't countersign for itself.", "countersign")
    if lever.countersign is None and lever.countersign_in != Period():
        yield item.problem("Name who signs in those quarters ('countersign').", "countersign_in")
    if lever.counters is not None:
        if not lever.counters.levers and not lever.counters.tags:
            yield item.problem("'counters' names neither levers nor tags.", "counters")
        yield from item.names(lever.counters.levers, known.levers, "lever", "counters", "levers")
        yield from item.names(lever.counters.tags, known.tags, "tag", "counters", "tags")
    if lever.target is not None:
        yield from item.names(lever.target.tags, known.tags, "tag", "target", "tags")
    for i, effect in enumerate(lever.effects):
        yield from of_effect(item, effect, "effects", i)
    if any(map(_acts_on_chosen, lever.effects)) and (
        lever.target is None or lever.target.kind != "trusts"
    ):
        yield item.problem(
            "An effect acts on chosen trusts, but the order names none ('target'): it will do "
            "nothing.",
            "effects",
            stops=False,
        )


def of_event(event: Event, known: KnownNames) -> Iterator[Problem]:
    """Yield the problems of an event and its options."""
    item = Item("event", event.id, known)
    yield from item.citation(event)
    if event.trigger is not None:
        yield from item.condition(event.trigger, "trigger")
    ids: set[str] = set()
    for i, option in enumerate(event.options):
        if option.id in ids:
            yield item.problem(f"The option {option.id!r} comes twice.", "options", i, "id")
        ids.add(option.id)
        yield from press.of_card(item, option, f"answer {option.id!r}", "options", i)
        if option.requires is not None:
            yield from item.condition(option.requires, "options", i, "requires")
        for j, effect in enumerate(option.effects):
            at: tuple[Step, ...] = ("options", i, "effects", j)
            yield from of_effect(item, effect, *at)
            if _acts_on_chosen(effect):
                yield item.problem("An event's option names no trusts, so none are chosen.", *at)


def of_agenda(s: Scenario, agenda: Agenda, known: KnownNames) -> Iterator[Problem]:
    """Yield the problems of an agenda."""
    item = Item("agenda", agenda.id, known)
    first, last = quarter_calendar.parse(s.first), quarter_calendar.parse(s.last)
    if not (agenda.period.holds(first) and agenda.period.holds(last)):
        yield item.problem(
            f"It is right {_span(agenda.period)}, and this scenario, which deals it, plays "
            f"from {s.first} to {s.last}: leave it out, or give it another period.",
            "period",
        )
    yield from item.citation(agenda)
    for name, condition in (("also", agenda.also), ("throughout", agenda.throughout)):
        if condition is not None:
            yield from item.condition(condition, name)
    yield from agendas.problems(s, agenda, item)


def of_cycles(s: Scenario) -> Iterator[Problem]:
    """Yield a problem for each lever whose prerequisites, in a circle, ask for itself."""
    needs = {
        lever.id: _must(lever.requires) if lever.requires is not None else frozenset()
        for lever in s.levers
    }
    for start in needs:
        trail, todo = {start}, list(needs[start])
        while todo:
            at = todo.pop()
            if at == start:
                sentence = f"The lever {start!r} asks, in a circle, that it has been used before."
                yield Problem("lever", start, ("requires",), sentence)
                break
            if at not in trail:
                trail.add(at)
                todo.extend(needs.get(at, ()))


def _acts_on_chosen(effect: Effect) -> bool:
    if not isinstance(effect, effects.TrustKnobSetting | effects.CaseClock):
        return False
    return effect.on.among == "chosen"


def _span(period: Period) -> str:
    """Return a period in words."""
    if period.last is None:
        return f"from {period.first} on"
    return f"from {period.first} to {period.last}" if period.first else f"to {period.last}"


def of_effect(item: Item, effect: Effect, *path: Step) -> Iterator[Problem]:
    """Yield the problems of the effect at ``path`` of the item."""
    known = item.known
    match effect:
        case effects.Shock() | effects.Push():
            yield from _gauge(item, effect.gauge, *path, "gauge")
            if effect.by == 0:
                yield item.problem("A move by 0 points does nothing.", *path, "by")
        case effects.KnobSetting():
            yield from _knob(item, effect, knobs.NATIONAL, "knob of the whole country", *path)
        case effects.TrustKnobSetting():
            yield from _knob(item, effect, knobs.TRUST, "knob of single trusts", *path)
        case effects.Bar():
            if not effect.tags and not effect.levers:
                yield item.problem("A bar names neither levers nor tags.", *path)
            yield from item.names(effect.levers, known.levers, "lever", *path, "levers")
            yield from item.names(effect.tags, known.tags, "tag", *path, "tags")
        case effects.Cheaper():
            yield from item.names((effect.lever,), known.levers, "lever", *path, "lever")
        case effects.Special():
            if effect.act == "open_books" and item.kind != "lever":
                sentence = "Only a lever's order can say to whom the books are opened."
                yield item.problem(sentence, *path, "act")
        case effects.CaseClock():
            if effect.after or effect.quarters != 1:
                yield item.problem("A case's clock is moved at once, and once.", *path)
        case effects.Flag() | effects.Clout():
            pass  # the schema has said everything
        case _:
            assert_never(effect)
    if effect.when is not None:
        yield from item.condition(effect.when, *path, "when")


def _gauge(item: Item, gauge: str, *path: Step) -> Iterator[Problem]:
    if gauge in METRICS:
        yield item.problem(f"{gauge!r} is measured from the market; move it with a knob.", *path)
    elif gauge in DERIVED:
        yield item.problem(
            f"{gauge!r} is the mean of two wings; move nerves_market and nerves_local.", *path
        )
    else:
        yield from item.name(gauge, GAUGES, "gauge", *path)


def _knob(
    item: Item,
    effect: effects.KnobSetting | effects.TrustKnobSetting,
    table: dict[str, knobs.KnobSpec],
    what: str,
    *path: Step,
) -> Iterator[Problem]:
    spec = table.get(effect.knob)
    if spec is None:
        yield item.problem(unlike(what, effect.knob, table), *path, "knob")
    elif effect.by == spec.neutral:
        yield item.problem(
            f"The knob {effect.knob!r} is left at {spec.neutral:g}, as it is: this does nothing.",
            *path,
            "by",
        )
    elif not spec.low <= effect.by <= spec.high or not np.isfinite(effect.by):
        yield item.problem(
            f"The knob {effect.knob!r} takes {spec.low:g} to {spec.high:g}, not {effect.by:g}.",
            *path,
            "by",
        )


def _must(condition: Condition) -> frozenset[str]:
    """Return the levers that must have been used for the condition to hold."""
    asks = condition.asks
    match asks:
        case "used":
            return frozenset({condition.used or ""})
        case "all":
            return frozenset().union(*map(_must, condition.parts))
        case "any":
            return frozenset.intersection(*map(_must, condition.parts))
        case (
            "figure"
            | "count"
            | "path"
            | "tagged"
            | "flag"
            | "event"
            | "quarter"
            | "year_end"
            | "no"
        ):
            return frozenset()
        case _:
            assert_never(asks)
