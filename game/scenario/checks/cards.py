"""Cross-checks of the cards: levers, events, agendas, and what their effects name."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.scenario.checks.common import (
    KnownNames,
    Problem,
    asked,
    cited,
    named,
    unlike,
    visible,
    walk,
)
from game.scenario.schema.base import Period
from game.scenario.schema.cards import Agenda, Event, Lever
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import Bar, Cheaper, Push, Shock, Special, Turn, TurnTrusts
from game.scenario.schema.scenario import Scenario
from game.scenario.yaml_reader import Step
from game.world import knobs, quarter_calendar
from game.world.figure_names import DERIVED, GAUGES, METRICS


def of_lever(s: Scenario, lever: Lever, known: KnownNames) -> Iterator[Problem]:
    """Faults of a lever."""

    def bad(sentence: str, *path: Step) -> Problem:
        return Problem("lever", lever.id, path, sentence)

    yield from cited("lever", lever.id, lever.claims, lever.extension, known)
    if lever.requires is not None:
        yield from asked("lever", lever.id, ("requires",), lever.requires, known)
        for path, part in walk(lever.requires, ("requires",)):
            if part.figure is not None and not visible(s, part.figure, lever.role):
                yield bad(
                    f"The {lever.role} may not see {part.figure!r}, so it can't be asked for.",
                    *path, "figure",
                )  # fmt: skip
        if not lever.requires_text:
            yield bad("A prerequisite needs its words in 'requires_text'.", "requires")
    if lever.countersign == lever.role:
        yield bad("A role doesn't countersign for itself.", "countersign")
    if lever.counters is not None:
        if not lever.counters.levers and not lever.counters.tags:
            yield bad("'counters' names neither levers nor tags.", "counters")
        yield from named("lever", lever.id, lever.counters.levers, known.levers, "lever",
                          "counters", "levers")  # fmt: skip
        yield from named("lever", lever.id, lever.counters.tags, known.tags, "tag",
                          "counters", "tags")  # fmt: skip
    if lever.target is not None:
        yield from named("lever", lever.id, lever.target.tags, known.tags, "tag",
                          "target", "tags")  # fmt: skip
    has_chosen = False
    for i, effect in enumerate(lever.effects):
        has_chosen = has_chosen or (isinstance(effect, TurnTrusts) and effect.on.among == "chosen")
        yield from _effect("lever", lever.id, ("effects", i), effect, known)
    if has_chosen and (lever.target is None or lever.target.kind != "trusts"):
        yield Problem(
            "lever", lever.id, ("effects",),
            "An effect acts on chosen trusts, but the order names none ('target'): it will do "
            "nothing.", stops=False,
        )  # fmt: skip


def of_event(event: Event, known: KnownNames) -> Iterator[Problem]:
    """Faults of an event and its options."""
    yield from cited("event", event.id, event.claims, event.extension, known)
    if event.trigger is not None:
        yield from asked("event", event.id, ("trigger",), event.trigger, known)
    ids: set[str] = set()
    for i, option in enumerate(event.options):
        at: tuple[Step, ...] = ("options", i)
        if option.id in ids:
            yield Problem("event", event.id, (*at, "id"), f"The option {option.id!r} comes twice.")
        ids.add(option.id)
        if option.requires is not None:
            yield from asked("event", event.id, (*at, "requires"), option.requires, known)
        for j, effect in enumerate(option.effects):
            yield from _effect("event", event.id, (*at, "effects", j), effect, known)
            if isinstance(effect, TurnTrusts) and effect.on.among == "chosen":
                yield Problem(
                    "event", event.id, (*at, "effects", j),
                    "An event's option names no trusts, so none are chosen.",
                )  # fmt: skip


def of_agenda(s: Scenario, agenda: Agenda, known: KnownNames) -> Iterator[Problem]:
    """Faults of an agenda."""
    first, last = quarter_calendar.parse(s.first), quarter_calendar.parse(s.last)
    if not (agenda.period.holds(first) and agenda.period.holds(last)):
        yield Problem(
            "agenda", agenda.id, ("period",),
            f"It is right {_span(agenda.period)}, and this scenario, which deals it, plays "
            f"from {s.first} to {s.last}: leave it out, or give it another period.",
        )  # fmt: skip
    yield from cited("agenda", agenda.id, agenda.claims, agenda.extension, known)
    for name in ("at_end", "throughout"):
        condition: Condition | None = getattr(agenda, name)
        if condition is not None:
            yield from asked("agenda", agenda.id, (name,), condition, known)


def _span(period: Period) -> str:
    """A period in words."""
    if period.last is None:
        return f"from {period.first} on"
    return f"from {period.first} to {period.last}" if period.first else f"to {period.last}"


def _effect(
    kind: str, key: str, path: tuple[Step, ...], effect: object, known: KnownNames
) -> Iterator[Problem]:
    def bad(sentence: str, *inner: Step) -> Problem:
        return Problem(kind, key, (*path, *inner), sentence)

    if isinstance(effect, (Shock, Push)) and effect.gauge not in GAUGES:
        if effect.gauge in METRICS:
            yield bad(
                f"{effect.gauge!r} is measured from the market; move it with a knob.", "gauge"
            )
        elif effect.gauge in DERIVED:
            yield bad(
                f"{effect.gauge!r} is the mean of two wings; move nerves_market and nerves_local.",
                "gauge",
            )
        else:
            yield bad(unlike("gauge", effect.gauge, GAUGES), "gauge")
    if isinstance(effect, (Turn, TurnTrusts)):
        table = knobs.NATIONAL if isinstance(effect, Turn) else knobs.TRUST
        spec = table.get(effect.knob)
        if spec is None:
            where = "of single trusts" if isinstance(effect, TurnTrusts) else "of the whole country"
            yield bad(unlike(f"knob {where}", effect.knob, table), "knob")
        elif not spec.low <= effect.by <= spec.high or not np.isfinite(effect.by):
            yield bad(
                f"The knob {effect.knob!r} takes {spec.low:g} to {spec.high:g}, not {effect.by:g}.",
                "by",
            )
    if isinstance(effect, Bar):
        if not effect.tags and not effect.levers:
            yield bad("A bar names neither levers nor tags.")
        yield from named(kind, key, effect.levers, known.levers, "lever", *path, "levers")
        yield from named(kind, key, effect.tags, known.tags, "tag", *path, "tags")
    if isinstance(effect, Cheaper):
        yield from named(kind, key, (effect.lever,), known.levers, "lever", *path, "lever")
    if isinstance(effect, Special) and effect.act in ("open_books",) and kind != "lever":
        yield bad("Only a lever's order can say to whom the books are opened.", "act")
    when = getattr(effect, "when", None)
    if when is not None:
        yield from asked(kind, key, (*path, "when"), when, known)


def of_cycles(s: Scenario) -> Iterator[Problem]:
    """Levers that each ask for the other to have been used: none could ever be."""
    needs = {
        lever.id: _must(lever.requires) if lever.requires is not None else frozenset()
        for lever in s.levers
    }
    for start in needs:
        trail, todo = {start}, list(needs[start])
        while todo:
            at = todo.pop()
            if at == start:
                yield Problem(
                    "lever", start, ("requires",),
                    f"The lever {start!r} asks, in a circle, that it has been used before.",
                )  # fmt: skip
                break
            if at not in trail:
                trail.add(at)
                todo.extend(needs.get(at, ()))


def _must(condition: Condition) -> frozenset[str]:
    """Levers that must have been used for the condition to hold."""
    if condition.used is not None:
        return frozenset({condition.used})
    if condition.all:
        return frozenset().union(*(_must(c) for c in condition.all))
    if condition.any:
        return frozenset.intersection(*(_must(c) for c in condition.any))
    return frozenset()
