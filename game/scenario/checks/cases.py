"""Cross-checks of ``cases.yaml``: deciders, defaults, ways out, and what they do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.scenario.checks import press
from game.scenario.checks.cards import of_effect
from game.scenario.checks.common import BRACED, Item, KnownNames, Problem, unlike
from game.scenario.schema.base import Period
from game.scenario.schema.cases import (
    Cases,
    CaseWording,
    Matter,
    Regime,
    Step,
    Told,
    TrustKind,
    WayOut,
)
from game.scenario.schema.effects import CaseClock, TrustKnobSetting
from game.scenario.schema.scenario import Scenario
from game.world import quarter_calendar

_KINDS: Final[dict[TrustKind, str]] = {"nhs": "NHS trusts", "ft": "foundation trusts"}
_NAMES: Final = frozenset({"hospital", "office"})


def problems(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    """Yield every fault of the cases' rules; a scenario without regimes has no cases."""
    rules = s.cases
    if not rules.regimes:
        return
    docket = Item("docket", "", known)
    ways = {way.id: way for way in rules.ways}
    if not any(way.hold for way in rules.ways):
        yield docket.problem("No way out holds a case over: one has 'hold: true'.")
    failing = {name for r in rules.regimes if r.about == "failing" for name in _named(r)}
    ruling = {name for r in rules.regimes if r.about != "failing" for name in _named(r)} - failing
    for way in rules.ways:
        yield from _way(way, known, ruling=way.id in ruling)
    for matter in rules.matters:
        yield from _matter(s, matter, known)
    for regime in rules.regimes:
        yield from _regime(s, regime, ways, known)
    yield from _governed(docket, s, rules)


def _named(regime: Regime) -> tuple[str, ...]:
    """Return the ways out that a regime names."""
    return (*regime.ways, *(w for w in (regime.default, regime.at_last) if w is not None))


def _matter(s: Scenario, matter: Matter, known: KnownNames) -> Iterator[Problem]:
    item = Item("matter", matter.id, known)
    yield from item.citation(matter)
    if matter.id == "failing":
        yield item.problem("Hospitals that fail are no matter: the docket opens their cases.")
        return
    first, last = _within(s, matter.period)
    for quarter in range(first, last + 1):
        some = [r for r in s.cases.regimes if r.about == matter.id and r.period.holds(quarter)]
        if not some:
            label = quarter_calendar.label(quarter)
            yield item.problem(f"No regime rules on it in {label}: one has 'about: {matter.id}'.")
            break


def _regime(
    s: Scenario, regime: Regime, ways: dict[str, WayOut], known: KnownNames
) -> Iterator[Problem]:
    item = Item("regime", regime.id, known)
    yield from item.citation(regime)
    if regime.decider is None:
        yield item.problem("Nobody decides: the regime has no 'decider'.")
    yield from item.names(regime.ways, ways, "way out", "ways")
    for key, name in (("default", regime.default), ("at_last", regime.at_last)):
        if name is not None and name not in ways:
            yield item.problem(unlike("way out", name, ways), key)
    if regime.default is None:
        yield item.problem("The regime has no 'default': a case that nobody decides has no end.")
    elif regime.default in ways and not ways[regime.default].done.ends:
        last = ways.get(regime.at_last or "")
        if last is None or not last.done.ends:
            yield item.problem(
                f"The default {regime.default!r} ends no case: 'at_last' says what does.",
                "default",
            )
    span = _within(s, regime.period)
    for key, name in (("default", regime.default), ("at_last", regime.at_last)):
        if name in ways:
            yield from _allowed(item, regime, ways[name], span, key)
    for i, name in enumerate(regime.ways):
        if name in ways:
            yield from _allowed(item, regime, ways[name], span, "ways", i, some=True)


def _allowed(
    item: Item,
    regime: Regime,
    way: WayOut,
    span: tuple[int, int],
    *path: str | int,
    some: bool = False,
) -> Iterator[Problem]:
    """Yield a problem where a way out is not for the regime's kind of trust, or its period.

    ``some``: it is enough that it may be taken in some quarter of the regime.
    """
    if regime.kind not in way.kinds:
        yield item.problem(
            f"The way out {way.id!r} is not for {_KINDS[regime.kind]}, and this regime is.", *path
        )
    first, last = span
    if first > last:
        return  # the regime lies outside the scenario
    held = [way.period.holds(quarter) for quarter in range(first, last + 1)]
    if not (any(held) if some else all(held)):
        if some:
            return  # a later period's way: never on this scenario's sheets
        barred = quarter_calendar.label(first + held.index(False))
        yield item.problem(
            f"The way out {way.id!r} is forbidden by its period in {barred}, when this regime "
            "needs it.",
            *path,
        )


def _within(s: Scenario, period: Period) -> tuple[int, int]:
    """Return the first and last quarter of a period that the scenario plays."""
    first, last = quarter_calendar.parse(s.first), quarter_calendar.parse(s.last)
    if period.first is not None:
        first = max(first, quarter_calendar.parse(period.first))
    if period.last is not None:
        last = min(last, quarter_calendar.parse(period.last))
    return first, last


def _governed(docket: Item, s: Scenario, rules: Cases) -> Iterator[Problem]:
    """Yield a problem for each kind of trust that some quarter leaves without a regime."""
    first, last = quarter_calendar.parse(s.first), quarter_calendar.parse(s.last)
    for kind, noun in _KINDS.items():
        some = [r for r in rules.regimes if r.kind == kind and r.about == "failing"]
        for quarter in range(first, last + 1):
            here = [r.id for r in some if r.period.holds(quarter)]
            label = quarter_calendar.label(quarter)
            if not here:
                yield docket.problem(f"No regime holds for {noun} in {label}.")
                break
            if len(here) > 1:
                yield docket.problem(
                    f"Two regimes hold for {noun} in {label}: {here[0]!r} and {here[1]!r}."
                )
                break


def _way(way: WayOut, known: KnownNames, *, ruling: bool) -> Iterator[Problem]:
    """Yield every fault of a way out; ``ruling``: it ends a matter, if only by words."""
    item = Item("way out", way.id, known)
    yield from item.citation(way)
    if not way.gains:
        yield item.problem("It says of no office that it gains ('gains').")
    if not way.loses:
        yield item.problem("It says of no office that it loses ('loses').")
    for role in way.gains:
        if role in way.loses:
            yield item.problem(f"The {role} both gains and loses.", "loses", role)
    yield from item.names(way.tags, known.tags, "tag", "tags")
    if not way.hold and not way.done.effects:
        yield item.problem("It does nothing: 'done' has no effects.", "done")
    steps: tuple[tuple[str, Step | None], ...] = (("done", way.done), ("half", way.half))
    for name, step in steps:
        if step is not None:
            yield from _step(item, way, step, name, ruling=ruling)
    yield from _told(item, way.blocked, "blocked")


def _step(item: Item, way: WayOut, step: Step, name: str, *, ruling: bool) -> Iterator[Problem]:
    for key, some in (("effects", step.effects), ("in_marginal", step.in_marginal)):
        for i, effect in enumerate(some):
            yield from of_effect(item, effect, name, key, i)
            if isinstance(effect, CaseClock):
                yield item.problem("A way out sets its clock by 'clock'.", name, key, i)
            if isinstance(effect, TrustKnobSetting) and effect.on.among != "chosen":
                yield item.problem(
                    "A way out acts on its case's own trust: 'among: chosen'.", name, key, i, "on"
                )
    changes = any(isinstance(e, TrustKnobSetting) for e in step.effects)
    if step.ends and not changes and not ruling:
        yield item.problem(
            "A case ends only with a change of service, owner or income, and this changes nothing "
            "at the trust.",
            name,
            "ends",
        )
    yield from _told(item, step.told, name, "told")


def _told(item: Item, told: Told, *path: str) -> Iterator[Problem]:
    """Yield the problems of each wording of what the papers tell."""
    for i, wording in enumerate(told.versions):
        yield from _worded(item, wording, *path, *(("also", i - 1) if i else ()))


def _worded(item: Item, told: CaseWording, *path: str | int) -> Iterator[Problem]:
    """Yield a problem for each name in braces that the papers have nothing to put for."""
    for key, text in (("headline", told.headline), ("standfirst", told.standfirst)):
        for name in BRACED.findall(text):
            if name not in _NAMES:
                yield item.problem(
                    f"Nothing stands for '{{{name}}}', only {{hospital}} and {{office}}.",
                    *path,
                    key,
                )
        verb = press.agreement(text)
        if verb:
            yield item.problem(
                f"The {key} has an office take {verb!r}, and an office may be many: "
                "'Monitor and the Board'.",
                *path,
                key,
                stops=False,
            )
