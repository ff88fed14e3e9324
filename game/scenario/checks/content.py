"""Cross-checks of a scenario's content: that what is named exists and fits together.

The schemas see one item at a time; this sees all of them. ``problems`` yields every fault
found, those that stop a game (``stops``) and those that only make it a poor one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.scenario.checks import cards
from game.scenario.checks.common import COUNTS, KnownNames, Problem, claimed, unlike
from game.scenario.schema.base import ROLES
from game.scenario.schema.scenario import Scenario
from game.scenario.yaml_reader import Step
from game.world import quarter_calendar
from game.world.figure_names import FIGURES, GAUGES, LINES, PARTIES

#: What a score term may put before a figure's name.
PREFIXES: Final = ("inherited_", "change_", "ratio_")
#: Fewest lawful levers a role has in any quarter, and the least share of events it answers.
FEWEST_LEVERS: Final = 6
LEAST_ANSWERED: Final = 0.2


def problems(scenario: Scenario, known: KnownNames) -> Iterator[Problem]:
    """All faults, those of the frame first."""
    yield from _frame(scenario, known)
    yield from _figures(scenario, known)
    yield from _politics(scenario, known)
    yield from _scoring(scenario, known)
    yield from _ends(scenario, known)
    for lever in scenario.levers:
        yield from cards.of_lever(scenario, lever, known)
    for event in scenario.events:
        yield from cards.of_event(event, known)
    for agenda in scenario.agendas:
        yield from cards.of_agenda(scenario, agenda, known)
    yield from cards.of_cycles(scenario)
    yield from _balance(scenario)


# ------------------------------------------------------------------------- the frame


def _frame(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    def bad(sentence: str, *path: Step) -> Problem:
        return Problem("frame", s.id, path, sentence)

    first, last = quarter_calendar.parse(s.first), quarter_calendar.parse(s.last)
    election = quarter_calendar.parse(s.government.election)
    began = quarter_calendar.parse(s.government.began)
    if not first <= last:
        yield bad(f"The last quarter {s.last} is before the first {s.first}.", "last")
    elif last - first >= 40:
        yield bad("A scenario has at most 40 quarters.", "last")
    if election != last + 1:
        yield bad(
            "The election's quarter must be the one after the last, "
            f"{quarter_calendar.label(last + 1)}.",
            "government",
            "election",
        )
    if began > first:
        yield bad("The government begins after the first quarter.", "government", "began")
    if s.government.leading == s.government.opposition:
        yield bad("A party can't govern and oppose.", "government", "opposition")
    for party in s.government.national_share:
        if party not in PARTIES:
            yield bad(unlike("party", party, PARTIES), "government", "national_share", party)
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
            yield bad(unlike("gauge", gauge, GAUGES), "start", "gauges", gauge)
        elif not 0 <= value <= 100:
            yield bad(
                f"A gauge lies between 0 and 100, not at {value:g}.", "start", "gauges", gauge
            )
    for line, value in start.entrant_share.items():
        if line not in LINES:
            yield bad(unlike("service line", line, LINES), "start", "entrant_share", line)
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
            yield bad(unlike("parameter", name, known.params), "start", "params", name)
    yield from _paths(s)
    for i, suggested in enumerate(s.suggested):
        lever = next((x for x in s.levers if x.id == suggested.lever), None)
        if lever is None:
            yield bad(
                unlike("lever in this scenario", suggested.lever, (x.id for x in s.levers)),
                "suggested", i, "lever",
            )  # fmt: skip
        elif lever.role != suggested.role:
            yield bad(f"The lever is not the role's: it is {lever.role}'s.", "suggested", i, "role")
    for claim in known.carried:
        if claim not in known.claims:
            yield bad(unlike("claim", claim, known.claims), "carries")


_PATH_RANGES: Final[dict[str, tuple[float, float]]] = {
    "marginal_rate": (0, 1),
    "tier_support": (0, 2),
}


def _paths(s: Scenario) -> Iterator[Problem]:
    years = range(
        quarter_calendar.financial_year(quarter_calendar.parse(s.first)),
        quarter_calendar.financial_year(quarter_calendar.parse(s.last)) + 1,
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


def _figures(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    seen: set[str] = set()
    for spec in s.figures:
        if spec.figure not in FIGURES:
            yield Problem(
                "figure", spec.figure, ("figure",), unlike("figure", spec.figure, FIGURES)
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
        yield from claimed("figure", spec.figure, spec.claims, known)
    for name in FIGURES:
        if name not in seen:
            yield Problem(
                "frame", s.id, (), f"The figure {name!r} has no entry that says who may see it."
            )


def _politics(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    seen: set[str] = set()
    for rule in s.politics:
        if rule.gauge not in GAUGES:
            yield Problem("gauge", rule.gauge, ("gauge",), unlike("gauge", rule.gauge, GAUGES))
        seen.add(rule.gauge)
        causes: set[str] = set()
        for i, term in enumerate(rule.terms):
            if term.figure not in FIGURES:
                yield Problem(
                    "gauge", rule.gauge, ("terms", i, "figure"),
                    unlike("figure", term.figure, FIGURES),
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
            yield from claimed("gauge", rule.gauge, term.claims, known, "terms", i)
        yield from claimed("gauge", rule.gauge, rule.claims, known)
    for name in GAUGES:
        if name not in seen:
            yield Problem("frame", s.id, (), f"The gauge {name!r} has no rule in politics.yaml.")


def _scoring(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    names = {*FIGURES, *COUNTS, *known.results}
    names |= {prefix + figure for prefix in PREFIXES for figure in FIGURES}
    groups = {"national": s.scoring.national, **{str(r): t for r, t in s.scoring.roles.items()}}
    for group, terms in groups.items():
        path: tuple[Step, ...] = ("national",) if group == "national" else ("roles", group)
        for i, term in enumerate(terms):
            if term.value not in names:
                yield Problem(
                    "scoring", s.id, (*path, i, "value"), unlike("value", term.value, names)
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


def _ends(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    """The headline figure, the outcomes, and what history had."""
    names = {*FIGURES, *COUNTS, *known.results}
    names |= {prefix + figure for prefix in PREFIXES for figure in FIGURES}
    if s.headline_figure is not None and s.headline_figure not in FIGURES:
        yield Problem(
            "frame", s.id, ("headline_figure",), unlike("figure", s.headline_figure, FIGURES)
        )
    seen: set[str] = set()
    for i, outcome in enumerate(s.outcomes):
        if outcome.id in seen:
            yield Problem("frame", s.id, ("outcomes", i, "id"), "This outcome is given twice.")
        seen.add(outcome.id)
        for j, bound in enumerate(outcome.when):
            if bound.value not in names:
                path = ("outcomes", i, "when", j, "value")
                yield Problem("frame", s.id, path, unlike("value", bound.value, names))
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
            yield Problem("history", s.id, (i, "figure"), unlike("figure", had.figure, FIGURES))


def _balance(s: Scenario) -> Iterator[Problem]:
    """What makes a game poor though it runs: too few levers, events or agendas for a role."""
    quarters = range(quarter_calendar.parse(s.first), quarter_calendar.parse(s.last) + 1)
    for role in ROLES:
        for quarter in quarters:
            lawful = sum(
                x.role == role and x.kind == "lever" and x.period.holds(quarter) for x in s.levers
            )
            if lawful < FEWEST_LEVERS:
                yield Problem(
                    "frame", s.id, (),
                    f"{role} has {lawful} levers in {quarter_calendar.label(quarter)}; "
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
