"""Cross-checks of agendas: each step can be reached, and pairs that pull apart really do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from game.scenario.checks.common import Item, Problem, unlike
from game.scenario.schema.cards import Agenda, Lever
from game.scenario.schema.conditions import Condition
from game.scenario.schema.effects import KnobSetting, Push, Shock, TrustKnobSetting
from game.scenario.schema.scenario import Scenario
from game.world import quarter_calendar


def problems(s: Scenario, agenda: Agenda, item: Item) -> Iterator[Problem]:
    """Yield what is wrong with an agenda's steps and with the pairs that it names."""
    yield from _reachable(s, agenda, item)
    yield from _harder(agenda, item)
    yield from item.names(agenda.against, item.known.agendas, "agenda", "against")
    others = {a.id: a for a in s.agendas}
    for i, name in enumerate(agenda.against):
        other = others.get(name)
        if other is None:
            continue  # one that this scenario doesn't deal
        if other.role == agenda.role:
            sentence = f"{name!r} is the same role's, and only one of them is kept."
            yield item.problem(sentence, "against", i)
        elif not pulls_apart(s, agenda, other):
            yield item.problem(
                f"{agenda.id!r} never conflicts with {name!r}: nothing that one asks for moves the "
                "other's measure the wrong way.",
                "against",
                i,
                stops=False,  # with other levers the pair may
            )
    if s.agendas and not any(_opposed(agenda, a) for a in s.agendas):
        sentence = f"No other office's agenda in this scenario pulls against {agenda.id!r}."
        yield item.problem(sentence, "against", stops=False)


def _opposed(one: Agenda, two: Agenda) -> bool:
    return one.id in two.against or two.id in one.against


def _reachable(s: Scenario, agenda: Agenda, item: Item) -> Iterator[Problem]:
    """Yield the steps that can't be reached, by the measure's range or the orders that count."""
    measure = agenda.measure
    if measure.figure is not None:
        known = [f.figure for f in s.figures]
        if measure.figure not in known:
            yield item.problem(unlike("figure", measure.figure, known), "measure", "figure")
            return
    low, high = measured_range(s, agenda)
    for n, level in enumerate(agenda.levels):
        if (agenda.rises and level >= high) or (not agenda.rises and level <= low):
            way = "above" if agenda.rises else "below"
            yield item.problem(
                f"Step {n + 1} can't be reached: {measure.name} lies between {low:g} and {high:g} "
                f"here, never {way} {level:g}.",
                "levels",
                n,
            )


def measured_range(s: Scenario, agenda: Agenda) -> tuple[float, float]:
    """Return the least and the most that an agenda's measure can come to in the scenario: a step is
    reached strictly within them."""
    measure = agenda.measure
    if measure.figure is None:
        return 0.0, _most(s, agenda)
    return (0.0, 100.0) if measure.ratio else s.figure(measure.figure).bounds


def _harder(agenda: Agenda, item: Item) -> Iterator[Problem]:
    """Yield the steps that ask for less than the one before.

    A bound on what only adds up may grow: it is asked for later.
    """
    if agenda.measure.count is not None and not agenda.rises:
        return
    for n, (before, level) in enumerate(pairwise(agenda.levels), start=1):
        if (level < before) if agenda.rises else (level > before):
            way = "above" if agenda.rises else "below"
            yield item.problem(
                f"Step {n + 1} asks for less than step {n}: {agenda.measure.name} {way} {level:g} "
                f"after {way} {before:g}.",
                "levels",
                n,
            )


def _most(s: Scenario, agenda: Agenda) -> float:
    """Return how often at most the orders that a count adds up can be given in the scenario."""
    makers = [x for x in s.levers if agenda.measure.count in x.counts]
    if not makers:
        return 10_000.0  # counted from the market, not from orders
    first, last = quarter_calendar.parse(s.first), quarter_calendar.parse(s.last)
    return float(sum(_uses(lever, first, last) for lever in makers))


def _uses(lever: Lever, first: int, last: int) -> int:
    """Return how often at most a lever can be used between two quarters."""
    begins = first if lever.period.first is None else quarter_calendar.parse(lever.period.first)
    ends = last if lever.period.last is None else quarter_calendar.parse(lever.period.last)
    span = min(last, ends) - max(first, begins) + 1
    if span < 1:
        return 0
    return 1 if lever.once else -(-span // max(1, lever.cool_down))


def pulls_apart(s: Scenario, one: Agenda, two: Agenda) -> bool:
    """Return whether what one of the two agendas asks for works against the other.

    It does if they ask for opposite things of one measure; if one's measure moves the other's the
    wrong way (politics, in at most ``_FAR`` steps); or if most levers that one is drawn to, or
    shuns, do.
    """
    return _works_against(s, one, two) or _works_against(s, two, one)


#: Which way a knob that is turned up moves what agendas measure.
_KNOBS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "entry_target": (("new_entrant_share", 1), ("hhi", -1), ("trusts_at_risk", 1)),
    "entry_uptake": (("new_entrant_share", 1), ("hhi", -1), ("trusts_at_risk", 1)),
    "capacity_pct": (("waits", -1),),
    "activity_pct": (("waits", -1),),
    "waits_relief": (("waits", -1),),
    "choice": (("hhi", -1),),
    "integration": (("hhi", 1),),
    "wage_pct": (("morale", 1), ("trusts_at_risk", 1), ("marginals_at_risk", 1)),
    "tariff_pct": (("trusts_at_risk", -1), ("commissioners_failing_pct", 1)),
    "tariff_set_pct": (("trusts_at_risk", -1), ("commissioners_failing_pct", 1)),
    "spend_m": (("treasury_nerves", 1),),
    "purse_m": (("treasury_nerves", 1),),
    "commissioner_grant_m": (("commissioners_failing_pct", -1),),
    "capability_push": (("commissioners_failing_pct", -1),),
    "support_k": (("support_paid_m", 1), ("trusts_at_risk", -1), ("marginals_at_risk", -1)),
    "loan_k": (("support_paid_m", 1),),
    "administer": (("administrations_begun", 1), ("nerves_local", 1), ("resistance", 1)),
    "takeover": (("hhi", 1),),
    "protected": (("nerves_local", -1), ("marginals_at_risk", -1)),
    "stay": (("administrations_upheld", -1),),
}
#: Steps through politics over which a cause still counts.
_FAR: Final = 2


def _works_against(s: Scenario, one: Agenda, two: Agenda) -> bool:
    way_one, way_two = (1 if a.rises else -1 for a in (one, two))
    name, other = one.measure.name, two.measure.name
    if name == other:
        return way_one != way_two
    if way_one * _pull(s, name, other) * way_two < 0:
        return True
    told = [
        drawn * _told_on(s, two, lever) for lever in s.levers if (drawn := _drawn(s, one, lever))
    ]
    return sum(told) < 0


def _pull(s: Scenario, cause: str, gauge: str, far: int = _FAR) -> int:
    """Return which way (1, -1) more of a figure moves a gauge through politics, 0 if it doesn't."""
    rule = next((r for r in s.politics if r.gauge == gauge), None)
    if rule is None:
        return 0
    for term in rule.terms:
        if term.figure == cause and not term.usual:
            return 1 if term.weight > 0 else -1
    if far > 1:
        for term in sorted(rule.terms, key=lambda t: -abs(t.weight)):
            found = _pull(s, cause, term.figure, far - 1)
            if found:
                return found if term.weight > 0 else -found
    return 0


def _moved(lever: Lever) -> dict[str, float]:
    """Return the figures and counts that a lever moves, with the way that it moves each."""
    moved: dict[str, float] = {}
    for effect in lever.effects:
        if isinstance(effect, Shock | Push):
            moved[effect.gauge] = moved.get(effect.gauge, 0.0) + effect.by
        elif isinstance(effect, KnobSetting | TrustKnobSetting):
            for figure, sign in _KNOBS.get(effect.knob, ()):
                moved[figure] = moved.get(figure, 0.0) + sign * (1 if effect.by > 0 else -1)
    if lever.purse_m:
        moved["treasury_nerves"] = moved.get("treasury_nerves", 0.0) + 1
    return moved


def _drawn(s: Scenario, agenda: Agenda, lever: Lever) -> int:
    """Return 1 for a lever that the agenda's owner is drawn to, -1 for one it shuns, else 0."""
    asked = _counts(agenda, lever)
    if asked:
        return asked
    if lever.role != agenda.role:
        return 0
    moved = _moved(lever).get(agenda.measure.name, 0.0) * (1 if agenda.rises else -1)
    return (moved > 0) - (moved < 0)


def _told_on(s: Scenario, agenda: Agenda, lever: Lever) -> int:
    """Return 1 for a lever that helps the agenda, -1 for one that works against it, else 0."""
    counted = _counts(agenda, lever)
    if counted:
        return counted
    name, way = agenda.measure.name, 1 if agenda.rises else -1
    moved = _moved(lever)
    told = moved.get(name, 0.0) or sum(by * _pull(s, figure, name) for figure, by in moved.items())
    return (told * way > 0) - (told * way < 0)


def _counts(agenda: Agenda, lever: Lever) -> int:
    """Return 1 if the agenda asks for the lever by a count or by name, -1 if it forbids it."""
    words = {lever.id, *lever.tags}
    for whole in agenda.conditions:
        for leaf, no in _leaves(whole):
            if leaf.count is not None and leaf.count in lever.counts:
                return 1 if (leaf.above is not None) != no else -1
            if leaf.used in words or leaf.tagged in words:
                return -1 if no else 1
    return 0


def _leaves(whole: Condition, no: bool = False) -> Iterator[tuple[Condition, bool]]:
    """Yield the single questions in a condition, and whether each is denied."""
    if not whole.parts:
        yield whole, no
    for part in whole.parts:
        yield from _leaves(part, no != (part is whole.no))
