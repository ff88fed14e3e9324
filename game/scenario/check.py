"""Cross-checks of a scenario's content: that what is named exists and fits together.

The schemas see one item at a time; this sees all of them. ``problems`` yields every fault
found, those that stop a game (``stops``) and those that only make it a poor one.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, get_args

import numpy as np

from game.scenario.base import ROLES, Role
from game.scenario.conditions import Condition, Count
from game.scenario.content import Agenda, Event, Lever
from game.scenario.effects import Bar, Cheaper, Push, Shock, Special, Turn, TurnTrusts
from game.scenario.setup import Scenario
from game.scenario.yaml_text import Step
from game.world import calendar, knobs
from game.world.names import DERIVED, FIGURES, GAUGES, LINES, METRICS, PARTIES

COUNTS: Final[tuple[str, ...]] = get_args(Count)
#: What a score term may put before a figure's name.
PREFIXES: Final = ("inherited_", "change_", "ratio_")
#: Fewest lawful levers a role has in any quarter, and the least share of events it answers.
FEWEST_LEVERS: Final = 6
LEAST_ANSWERED: Final = 0.2


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault: in which item (``kind``, ``key``), where in it, and what is wrong."""

    kind: str  # lever, event, agenda, figure, gauge, scoring, frame
    key: str
    path: tuple[Step, ...]
    sentence: str
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that may be named: also what common holds and this scenario did not take."""

    levers: frozenset[str]
    events: dict[str, frozenset[str]]  # event -> its options
    tags: frozenset[str]
    flags: frozenset[str]
    claims: frozenset[str]
    results: frozenset[str]  # what scoring may count besides figures and counts
    params: frozenset[str]
    carried: tuple[str, ...] = ()  # claims that the frame says it carries


def problems(scenario: Scenario, known: Known) -> Iterator[Problem]:
    """All faults, those of the frame first."""
    yield from _frame(scenario, known)
    yield from _figures(scenario, known)
    yield from _politics(scenario, known)
    yield from _scoring(scenario, known)
    yield from _ends(scenario, known)
    for lever in scenario.levers:
        yield from _lever(scenario, lever, known)
    for event in scenario.events:
        yield from _event(event, known)
    for agenda in scenario.agendas:
        yield from _agenda(agenda, known)
    yield from _cycles(scenario)
    yield from _balance(scenario)


def _unlike(what: str, name: str, names: Iterable[str]) -> str:
    """There is no such thing; did you mean …?"""
    close = difflib.get_close_matches(name, list(names), 1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no {what} {name!r}.{hint}"


# ------------------------------------------------------------------------- the frame


def _frame(s: Scenario, known: Known) -> Iterator[Problem]:
    def bad(sentence: str, *path: Step) -> Problem:
        return Problem("frame", s.id, path, sentence)

    first, last = calendar.parse(s.first), calendar.parse(s.last)
    election = calendar.parse(s.government.election)
    began = calendar.parse(s.government.began)
    if not first <= last:
        yield bad(f"The last quarter {s.last} is before the first {s.first}.", "last")
    elif last - first >= 40:
        yield bad("A scenario has at most 40 quarters.", "last")
    if election != last + 1:
        yield bad(
            f"The election's quarter must be the one after the last, {calendar.label(last + 1)}.",
            "government", "election",
        )  # fmt: skip
    if began > first:
        yield bad("The government begins after the first quarter.", "government", "began")
    if s.government.leading == s.government.opposition:
        yield bad("A party can't govern and oppose.", "government", "opposition")
    for party in s.government.national_share:
        if party not in PARTIES:
            yield bad(_unlike("party", party, PARTIES), "government", "national_share", party)
    if any(v < 0 for v in s.government.national_share.values()) or not (
        95 <= sum(s.government.national_share.values()) <= 100.5
    ):
        yield bad(
            "The national shares must be 0 or more and come to 95–100 per cent.",
            "government", "national_share",
        )  # fmt: skip
    start = s.start
    for gauge, value in start.gauges.items():
        if gauge not in GAUGES:
            yield bad(_unlike("gauge", gauge, GAUGES), "start", "gauges", gauge)
        elif not 0 <= value <= 100:
            yield bad(
                f"A gauge lies between 0 and 100, not at {value:g}.", "start", "gauges", gauge
            )
    for line, value in start.entrant_share.items():
        if line not in LINES:
            yield bad(_unlike("service line", line, LINES), "start", "entrant_share", line)
        elif not 0 <= value <= 0.6:
            yield bad("A share of entrants lies between 0 and 0.6.", "start", "entrant_share", line)
    for name, value, low, high in (
        ("trusts_at_risk", start.trusts_at_risk, 0, 150),
        ("commissioners_at_risk", start.commissioners_at_risk, 0, 200),
        ("tariff_since_start", start.tariff_since_start, 0.5, 2),
        ("purse_m", start.purse_m, -5000, 20000),
        ("treasury_headroom_m", start.treasury_headroom_m, -20000, 50000),
    ):
        if not low <= value <= high:
            yield bad(f"{name} must lie between {low:g} and {high:g}.", "start", name)
    for name in start.params:
        if known.params and name not in known.params:
            yield bad(_unlike("parameter", name, known.params), "start", "params", name)
    yield from _paths(s)
    for i, suggested in enumerate(s.suggested):
        lever = next((x for x in s.levers if x.id == suggested.lever), None)
        if lever is None:
            yield bad(
                _unlike("lever in this scenario", suggested.lever, (x.id for x in s.levers)),
                "suggested", i, "lever",
            )  # fmt: skip
        elif lever.role != suggested.role:
            yield bad(f"The lever is not the role's: it is {lever.role}'s.", "suggested", i, "role")
    for claim in known.carried:
        if claim not in known.claims:
            yield bad(_unlike("claim", claim, known.claims), "carries")


_PATH_RANGES: Final[dict[str, tuple[float, float]]] = {
    "marginal_rate": (0, 1),
    "tier_support": (0, 2),
}


def _paths(s: Scenario) -> Iterator[Problem]:
    years = range(
        calendar.financial_year(calendar.parse(s.first)),
        calendar.financial_year(calendar.parse(s.last)) + 1,
    )
    for name in type(s.paths).model_fields:
        series: dict[int, float] = getattr(s.paths, name)
        low, high = _PATH_RANGES.get(name, (-20, 20))
        missing = [y for y in years if y not in series]
        if missing:
            yield Problem("paths", s.id, (name,), f"{name} lacks the financial year {missing[0]}.")
        for year, value in series.items():
            if not (low <= value <= high):
                yield Problem(
                    "paths", s.id, (name, year), f"{name} must lie between {low:g} and {high:g}."
                )


# ------------------------------------------------------------- figures, politics, scoring


def _figures(s: Scenario, known: Known) -> Iterator[Problem]:
    seen: set[str] = set()
    for spec in s.figures:
        if spec.figure not in FIGURES:
            yield Problem(
                "figure", spec.figure, ("figure",), _unlike("figure", spec.figure, FIGURES)
            )
        if spec.figure in seen:
            yield Problem("figure", spec.figure, (), f"The figure {spec.figure!r} is given twice.")
        seen.add(spec.figure)
        if spec.words:
            bounds = [b for b, _ in spec.words]
            rising = [b for b in bounds[:-1] if b is not None]
            if bounds[-1] is not None or len(rising) < len(bounds) - 1 or rising != sorted(rising):
                yield Problem(
                    "figure", spec.figure, ("words",),
                    "The words' bounds must rise and the last must be open (null).",
                )  # fmt: skip
        yield from _claims("figure", spec.figure, spec.claims, known)
    for name in FIGURES:
        if name not in seen:
            yield Problem(
                "frame", s.id, (), f"The figure {name!r} has no entry that says who may see it."
            )


def _politics(s: Scenario, known: Known) -> Iterator[Problem]:
    seen: set[str] = set()
    for rule in s.politics:
        if rule.gauge not in GAUGES:
            yield Problem("gauge", rule.gauge, ("gauge",), _unlike("gauge", rule.gauge, GAUGES))
        seen.add(rule.gauge)
        causes: set[str] = set()
        for i, term in enumerate(rule.terms):
            if term.figure not in FIGURES:
                yield Problem(
                    "gauge", rule.gauge, ("terms", i, "figure"),
                    _unlike("figure", term.figure, FIGURES),
                )  # fmt: skip
            if term.cause in causes:
                yield Problem(
                    "gauge", rule.gauge, ("terms", i, "cause"),
                    f"The cause {term.cause!r} is named twice for one gauge.",
                )  # fmt: skip
            if abs(term.weight) > 10_000:
                yield Problem(
                    "gauge", rule.gauge, ("terms", i, "weight"), "The weight is beyond ±10,000."
                )
            causes.add(term.cause)
            yield from _claims("gauge", rule.gauge, term.claims, known, "terms", i)
        yield from _claims("gauge", rule.gauge, rule.claims, known)
    for name in GAUGES:
        if name not in seen:
            yield Problem("frame", s.id, (), f"The gauge {name!r} has no rule in politics.yaml.")


def _scoring(s: Scenario, known: Known) -> Iterator[Problem]:
    names = {*FIGURES, *COUNTS, *known.results}
    names |= {prefix + figure for prefix in PREFIXES for figure in FIGURES}
    groups = {"national": s.scoring.national, **{str(r): t for r, t in s.scoring.roles.items()}}
    for group, terms in groups.items():
        path: tuple[Step, ...] = ("national",) if group == "national" else ("roles", group)
        for i, term in enumerate(terms):
            if term.value not in names:
                yield Problem(
                    "scoring", s.id, (*path, i, "value"), _unlike("value", term.value, names)
                )
            if term.zero_at == term.full_at:
                yield Problem(
                    "scoring", s.id, (*path, i, "full_at"), "full_at must differ from zero_at."
                )
        total = sum(t.points for t in terms)
        if abs(total - 100) > 0.01:
            yield Problem(
                "scoring", s.id, path, f"The points come to {total:g}; they must come to 100."
            )
    for role in ROLES:
        for part in ("roles", "par", "spread"):
            if role not in getattr(s.scoring, part):
                yield Problem("scoring", s.id, (part,), f"The role {role!r} is missing in {part}.")
        if s.scoring.spread.get(role, 1) <= 0:
            yield Problem("scoring", s.id, ("spread", role), "A spread is above 0.")


def _ends(s: Scenario, known: Known) -> Iterator[Problem]:
    """The headline figure, the outcomes, and what history had."""
    names = {*FIGURES, *COUNTS, *known.results}
    names |= {prefix + figure for prefix in PREFIXES for figure in FIGURES}
    if s.headline_figure is not None and s.headline_figure not in FIGURES:
        yield Problem(
            "frame", s.id, ("headline_figure",), _unlike("figure", s.headline_figure, FIGURES)
        )
    seen: set[str] = set()
    for i, outcome in enumerate(s.outcomes):
        if outcome.id in seen:
            yield Problem("frame", s.id, ("outcomes", i, "id"), "This outcome is given twice.")
        seen.add(outcome.id)
        for j, bound in enumerate(outcome.when):
            if bound.value not in names:
                path = ("outcomes", i, "when", j, "value")
                yield Problem("frame", s.id, path, _unlike("value", bound.value, names))
        if not outcome.when and i < len(s.outcomes) - 1:
            yield Problem(
                "frame", s.id, ("outcomes", i), "An outcome without bounds hides those after it."
            )
    if s.outcomes and s.outcomes[-1].when:
        yield Problem(
            "frame",
            s.id,
            ("outcomes",),
            "The last outcome has no bounds, so that one always holds.",
        )
    for i, had in enumerate(s.history):
        if had.figure not in FIGURES:
            yield Problem("history", s.id, (i, "figure"), _unlike("figure", had.figure, FIGURES))


# ----------------------------------------------------------------------------- the cards


def _lever(s: Scenario, lever: Lever, known: Known) -> Iterator[Problem]:
    def bad(sentence: str, *path: Step) -> Problem:
        return Problem("lever", lever.id, path, sentence)

    yield from _cited("lever", lever.id, lever.claims, lever.extension, known)
    if lever.requires is not None:
        yield from _condition("lever", lever.id, ("requires",), lever.requires, known)
        for path, part in _walk(lever.requires, ("requires",)):
            if part.figure is not None and not _visible(s, part.figure, lever.role):
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
        yield from _names("lever", lever.id, lever.counters.levers, known.levers, "lever",
                          "counters", "levers")  # fmt: skip
        yield from _names("lever", lever.id, lever.counters.tags, known.tags, "tag",
                          "counters", "tags")  # fmt: skip
    if lever.target is not None:
        yield from _names("lever", lever.id, lever.target.tags, known.tags, "tag",
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


def _event(event: Event, known: Known) -> Iterator[Problem]:
    yield from _cited("event", event.id, event.claims, event.extension, known)
    if event.trigger is not None:
        yield from _condition("event", event.id, ("trigger",), event.trigger, known)
    ids: set[str] = set()
    for i, option in enumerate(event.options):
        at: tuple[Step, ...] = ("options", i)
        if option.id in ids:
            yield Problem("event", event.id, (*at, "id"), f"The option {option.id!r} comes twice.")
        ids.add(option.id)
        if option.requires is not None:
            yield from _condition("event", event.id, (*at, "requires"), option.requires, known)
        for j, effect in enumerate(option.effects):
            yield from _effect("event", event.id, (*at, "effects", j), effect, known)
            if isinstance(effect, TurnTrusts) and effect.on.among == "chosen":
                yield Problem(
                    "event", event.id, (*at, "effects", j),
                    "An event's option names no trusts, so none are chosen.",
                )  # fmt: skip


def _agenda(agenda: Agenda, known: Known) -> Iterator[Problem]:
    yield from _cited("agenda", agenda.id, agenda.claims, agenda.extension, known)
    for name in ("at_end", "throughout"):
        condition: Condition | None = getattr(agenda, name)
        if condition is not None:
            yield from _condition("agenda", agenda.id, (name,), condition, known)


def _effect(
    kind: str, key: str, path: tuple[Step, ...], effect: object, known: Known
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
            yield bad(_unlike("gauge", effect.gauge, GAUGES), "gauge")
    if isinstance(effect, (Turn, TurnTrusts)):
        table = knobs.NATIONAL if isinstance(effect, Turn) else knobs.TRUST
        spec = table.get(effect.knob)
        if spec is None:
            where = "of single trusts" if isinstance(effect, TurnTrusts) else "of the whole country"
            yield bad(_unlike(f"knob {where}", effect.knob, table), "knob")
        elif not spec.low <= effect.by <= spec.high or not np.isfinite(effect.by):
            yield bad(
                f"The knob {effect.knob!r} takes {spec.low:g} to {spec.high:g}, not {effect.by:g}.",
                "by",
            )
    if isinstance(effect, Bar):
        if not effect.tags and not effect.levers:
            yield bad("A bar names neither levers nor tags.")
        yield from _names(kind, key, effect.levers, known.levers, "lever", *path, "levers")
        yield from _names(kind, key, effect.tags, known.tags, "tag", *path, "tags")
    if isinstance(effect, Cheaper):
        yield from _names(kind, key, (effect.lever,), known.levers, "lever", *path, "lever")
    if isinstance(effect, Special) and effect.act in ("open_books",) and kind != "lever":
        yield bad("Only a lever's order can say to whom the books are opened.", "act")
    when = getattr(effect, "when", None)
    if when is not None:
        yield from _condition(kind, key, (*path, "when"), when, known)


# --------------------------------------------------------------------------- small parts


def _visible(s: Scenario, figure: str, role: Role) -> bool:
    try:
        seen = s.figure(figure).visibility
    except KeyError:
        return True  # unknown: said elsewhere
    return seen.public != "hidden" or role in seen.exact_to


def _walk(
    condition: Condition, path: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], Condition]]:
    """A condition and all conditions in it, with their paths."""
    yield path, condition
    for name in ("all", "any"):
        for i, part in enumerate(getattr(condition, name)):
            yield from _walk(part, (*path, name, i))
    if condition.no is not None:
        yield from _walk(condition.no, (*path, "no"))


def _condition(
    kind: str, key: str, path: tuple[Step, ...], whole: Condition, known: Known
) -> Iterator[Problem]:  # fmt: skip
    for at, part in _walk(whole, path):
        if part.figure is not None and part.figure not in FIGURES:
            yield Problem(
                kind, key, (*at, "figure"), _unlike("figure", part.figure, (*FIGURES, *COUNTS))
            )
        if part.used is not None:
            yield from _names(kind, key, (part.used,), known.levers, "lever", *at, "used")
        if part.tagged is not None:
            yield from _names(kind, key, (part.tagged,), known.tags, "tag", *at, "tagged")
        if part.flag is not None and part.flag not in known.flags:
            yield Problem(
                kind, key, (*at, "flag"),
                f"No effect of any card sets the flag {part.flag!r}.", stops=False,
            )  # fmt: skip
        if part.event is not None:
            if part.event not in known.events:
                yield Problem(kind, key, (*at, "event"), _unlike("event", part.event, known.events))
            elif part.option is not None and part.option not in known.events[part.event]:
                yield Problem(
                    kind, key, (*at, "option"),
                    _unlike("option", part.option, known.events[part.event]),
                )  # fmt: skip
        elif part.option is not None:
            yield Problem(kind, key, (*at, "option"), "An option goes with its event.")


def _names(
    kind: str, key: str, given: tuple[str, ...], names: frozenset[str], what: str, *path: Step
) -> Iterator[Problem]:
    for i, name in enumerate(given):
        if name not in names:
            yield Problem(kind, key, (*path, i), _unlike(what, name, names))


def _claims(
    kind: str, key: str, claims: tuple[str, ...], known: Known, *path: Step
) -> Iterator[Problem]:
    yield from _names(kind, key, claims, known.claims, "claim", *path, "claims")


def _cited(
    kind: str, key: str, claims: tuple[str, ...], extension: bool, known: Known
) -> Iterator[Problem]:
    yield from _claims(kind, key, claims, known)
    if not claims and not extension:
        yield Problem(
            kind, key, (),
            f"The {kind} {key!r} cites no claim; cite one or mark it 'extension: true'.",
        )  # fmt: skip


def _cycles(s: Scenario) -> Iterator[Problem]:
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


def _balance(s: Scenario) -> Iterator[Problem]:
    """What makes a game poor though it runs: too few levers, events or agendas for a role."""
    quarters = range(calendar.parse(s.first), calendar.parse(s.last) + 1)
    for role in ROLES:
        for quarter in quarters:
            lawful = sum(
                x.role == role and x.kind == "lever" and x.period.holds(quarter) for x in s.levers
            )
            if lawful < FEWEST_LEVERS:
                yield Problem(
                    "frame", s.id, (),
                    f"{role} has {lawful} levers in {calendar.label(quarter)}; "
                    f"every role has at least {FEWEST_LEVERS}.", stops=False,
                )  # fmt: skip
                break
        answered = sum(e.answers == role for e in s.events)
        if answered < LEAST_ANSWERED * len(s.events):
            yield Problem(
                "frame", s.id, (),
                f"{role} answers {answered} of {len(s.events)} events, less than a fifth.",
                stops=False,
            )  # fmt: skip
        agendas = sum(a.role == role for a in s.agendas)
        if agendas < 2:
            yield Problem(
                "frame", s.id, (),
                f"{role} has {agendas} agendas; two are dealt.", stops=bool(s.agendas),
            )  # fmt: skip
