"""Cross-checks of a scenario's content: that what is named exists and fits together.

The schemas see one item at a time; this sees all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.scenario.checks import acts, cards, cases, contracts, newspaper, voice
from game.scenario.checks.common import COUNTS, Item, ItemPath, KnownNames, Problem, unlike
from game.scenario.schema.base import ROLES
from game.scenario.schema.cards import Event
from game.scenario.schema.scenario import Scenario, ScoreTerm
from game.scenario.score_values import INHERITED, PREFIXES, bare
from game.world import quarter_calendar
from game.world.figure_names import FIGURES, GAUGES, LINES, PARTIES

#: Fewest lawful levers a role has in any quarter, and the least share of events it answers.
FEWEST_LEVERS: Final = 6
LEAST_ANSWERED: Final = 0.2
MOST_QUARTERS: Final = 40


def problems(scenario: Scenario, known: KnownNames) -> Iterator[Problem]:
    """Yield every fault of a scenario, those of the frame first.

    Those that stop a game (``Problem.stops``) and those that only make it a poor one.
    """
    frame = Item("frame", scenario.id, known)
    yield from _calendar(frame, scenario)
    yield from _government(frame, scenario)
    yield from _start(frame, scenario)
    yield from _enacted(frame, scenario)
    yield from acts.of_acts(frame, scenario)
    yield from contracts.of_contracts(frame, scenario)
    yield from _paths(scenario, known)
    yield from _suggested(frame, scenario)
    for claim in known.carried:
        yield from frame.name(claim, known.claims, "claim", "carries")
    yield from _figures(scenario, known)
    yield from _politics(scenario, known)
    yield from _scoring(scenario, known)
    yield from _endings(scenario, known)
    for lever in scenario.levers:
        yield from cards.of_lever(scenario, lever, known)
    for event in scenario.events:
        yield from cards.of_event(event, known)
    for agenda in scenario.agendas:
        yield from cards.of_agenda(scenario, agenda, known)
    yield from cards.of_cycles(scenario)
    yield from cases.problems(scenario, known)
    yield from newspaper.problems(scenario, known)
    yield from voice.problems(scenario, known)
    yield from _balance(frame, scenario)


# ------------------------------------------------------------------------- the frame


def _calendar(frame: Item, s: Scenario) -> Iterator[Problem]:
    first, last = quarter_calendar.parse(s.first), quarter_calendar.parse(s.last)
    if not first <= last:
        yield frame.problem(f"The last quarter {s.last} is before the first {s.first}.", "last")
    elif last - first >= MOST_QUARTERS:
        yield frame.problem(f"A scenario has at most {MOST_QUARTERS} quarters.", "last")
    if quarter_calendar.parse(s.government.election) != last + 1:
        yield frame.problem(
            "The election's quarter must be the one after the last, "
            f"{quarter_calendar.label(last + 1)}.",
            "government",
            "election",
        )
    if quarter_calendar.parse(s.government.began) > first:
        yield frame.problem("The government begins after the first quarter.", "government", "began")


def _government(frame: Item, s: Scenario) -> Iterator[Problem]:
    if s.government.leading == s.government.opposition:
        yield frame.problem("A party can't govern and oppose.", "government", "opposition")
    shares = s.government.national_share
    for party in shares:
        yield from frame.name(party, PARTIES, "party", "government", "national_share", party)
    if any(v < 0 for v in shares.values()) or not 95 <= sum(shares.values()) <= 100.5:
        yield frame.problem(
            "The national shares must be 0 or more and come to 95–100 per cent.",
            "government",
            "national_share",
        )


def _start(frame: Item, s: Scenario) -> Iterator[Problem]:
    start = s.start
    for gauge, value in start.gauges.items():
        if gauge not in GAUGES:
            yield frame.problem(unlike("gauge", gauge, GAUGES), "start", "gauges", gauge)
        elif not 0 <= value <= 100:
            yield frame.problem(
                f"A gauge lies between 0 and 100, not at {value:g}.", "start", "gauges", gauge
            )
    first, last = quarter_calendar.parse(s.first), quarter_calendar.parse(s.last)
    for quarter in start.commissioners_later:
        path = ("start", "commissioners_later", quarter)
        if not first < quarter_calendar.parse(quarter) <= last:
            yield frame.problem(
                f"Other commissioners can't begin in {quarter}: the game's quarters after the "
                f"first are {quarter_calendar.label(first + 1)} to {s.last}.",
                *path,
            )
        if start.districts_csv is None:
            yield frame.problem(
                "Other commissioners need districts that they take over: name a table of them "
                "under 'districts_csv'.",
                *path,
            )
    for line, value in start.entrant_share.items():
        path = ("start", "entrant_share", line)
        if line not in LINES:
            yield frame.problem(unlike("service line", line, LINES), *path)
        elif not 0 <= value <= 0.6:
            yield frame.problem("A share of entrants lies between 0 and 0.6.", *path)
    for name, value, low, high in (
        ("trusts_at_risk", start.trusts_at_risk, 0, 150),
        ("commissioners_at_risk", start.commissioners_at_risk, 0, 200),
        ("tariff_since_start", start.tariff_since_start, 0.5, 2),
        ("purse_m", start.purse_m, 0, 20000),
        ("treasury_headroom_m", start.treasury_headroom_m, -20000, 50000),
    ):
        if not low <= value <= high:
            yield frame.problem(f"{name} must lie between {low:,} and {high:,}.", "start", name)
    if frame.known.params:
        for name in start.params:
            yield from frame.name(name, frame.known.params, "parameter", "start", "params", name)


def _enacted(frame: Item, s: Scenario) -> Iterator[Problem]:
    levers = {lever.id for lever in s.levers}
    first = quarter_calendar.parse(s.first)
    for lever, quarter in s.start.enacted.items():
        at = ("start", "enacted", lever)
        yield from frame.name(lever, levers, "lever in this scenario", *at)
        if quarter_calendar.parse(quarter) >= first:
            yield frame.problem(
                f"What took effect before the game is dated before {s.first}, not {quarter}.", *at
            )


def _suggested(frame: Item, s: Scenario) -> Iterator[Problem]:
    levers = {lever.id: lever for lever in s.levers}
    for i, suggested in enumerate(s.suggested):
        lever = levers.get(suggested.lever)
        if lever is None:
            sentence = unlike("lever in this scenario", suggested.lever, levers)
            yield frame.problem(sentence, "suggested", i, "lever")
        elif lever.role != suggested.role:
            sentence = f"The lever is not the role's: it is {lever.role}'s."
            yield frame.problem(sentence, "suggested", i, "role")


_PATH_RANGES: Final[dict[str, tuple[float, float]]] = {
    "marginal_rate": (0, 1),
    "tier_support": (0, 2),
    "authority_support": (0, 2),
}


def _paths(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    item = Item("paths", s.id, known)
    years = range(
        quarter_calendar.financial_year(quarter_calendar.parse(s.first)),
        quarter_calendar.financial_year(quarter_calendar.parse(s.last)) + 1,
    )
    for name in type(s.paths).model_fields:
        series: dict[int, float] = getattr(s.paths, name)
        low, high = _PATH_RANGES.get(name, (-20, 20))
        missing = [y for y in years if y not in series]
        if missing:
            yield item.problem(f"{name} lacks the financial year {missing[0]}.", name)
        for year, value in series.items():
            if not (low <= value <= high):
                yield item.problem(f"{name} must lie between {low:g} and {high:g}.", name, year)
    last = years[-1] + (s.projection.years if s.projection is not None else 0)
    begins = quarter_calendar.financial_year(quarter_calendar.parse(s.first) - 1)
    for name, year in known.own_paths:
        if not begins <= year <= last:
            yield item.problem(
                f"{name} has the year {year}, but the game's financial years are {begins} to "
                f"{last}: it would change nothing.",
                *(name, year),
            )


# ------------------------------------------------------------- figures, politics, scoring


def _figures(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    seen: set[str] = set()
    for spec in s.figures:
        item = Item("figure", spec.figure, known)
        yield from item.name(spec.figure, FIGURES, "figure", "figure")
        if spec.figure in seen:
            yield item.problem(f"The figure {spec.figure!r} is given twice.")
        seen.add(spec.figure)
        if spec.words:
            bounds = [b for b, _ in spec.words]
            rising = [b for b in bounds[:-1] if b is not None]
            if bounds[-1] is not None or len(rising) < len(bounds) - 1 or rising != sorted(rising):
                yield item.problem(
                    "The words' bounds must rise and the last must be open (null).", "words"
                )
        yield from item.claims(spec.claims)
    for name in FIGURES:
        if name not in seen:
            sentence = f"The figure {name!r} has no entry that says who may see it."
            yield Problem("frame", s.id, (), sentence)


def _politics(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    seen: set[str] = set()
    for rule in s.politics:
        item = Item("gauge", rule.gauge, known)
        yield from item.name(rule.gauge, GAUGES, "gauge", "gauge")
        seen.add(rule.gauge)
        causes: set[str] = set()
        for i, term in enumerate(rule.terms):
            yield from item.name(term.figure, FIGURES, "figure", "terms", i, "figure")
            if term.cause in causes:
                sentence = f"The cause {term.cause!r} is named twice for one gauge."
                yield item.problem(sentence, "terms", i, "cause")
            if abs(term.weight) > 10_000:
                yield item.problem("The weight is beyond ±10,000.", "terms", i, "weight")
            causes.add(term.cause)
            yield from item.claims(term.claims, "terms", i)
        yield from item.claims(rule.claims)
    for name in GAUGES:
        if name not in seen:
            yield Problem("frame", s.id, (), f"The gauge {name!r} has no rule in politics.yaml.")


def _score_values(known: KnownNames) -> set[str]:
    """Return all that a score term or an outcome's bound may name."""
    prefixed = {prefix + figure for prefix in PREFIXES for figure in FIGURES}
    return {*FIGURES, *COUNTS, *known.results} | prefixed


def _scoring(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    item = Item("scoring", s.id, known)
    names = _score_values(known)
    groups: list[tuple[ItemPath, tuple[ScoreTerm, ...]]] = [(("national",), s.scoring.national)]
    groups += [(("roles", str(role)), terms) for role, terms in s.scoring.roles.items()]
    for path, terms in groups:
        for i, term in enumerate(terms):
            yield from item.name(term.value, names, "value", *path, i, "value")
            if term.zero_at == term.full_at:
                yield item.problem("full_at must differ from zero_at.", *path, i, "full_at")
            yield from _beyond(s, term, item, path, i)
        total = sum(t.points for t in terms)
        if abs(total - 100) > 0.01:
            yield item.problem(f"The points come to {total:g}; they must come to 100.", *path)
    yield from _collapse(s, item)
    for role in ROLES:
        for part in ("roles", "par", "spread"):
            if role not in getattr(s.scoring, part):
                yield item.problem(f"The role {role!r} is missing in {part}.", part)
        if s.scoring.spread.get(role, 1) <= 0:
            yield item.problem("A spread is above 0.", "spread", role)
    yield from _course(s)


def _collapse(s: Scenario, item: Item) -> Iterator[Problem]:
    """Yield the problems of the index of collapse, which is read of figures in every quarter."""
    for i, term in enumerate(s.scoring.collapse):
        yield from item.name(term.value, FIGURES, "figure", "collapse", i, "value")
        if term.zero_at == term.full_at:
            yield item.problem("full_at must differ from zero_at.", "collapse", i, "full_at")
    most = sum(t.points for t in s.scoring.collapse)
    if s.scoring.collapse_at > most:
        sentence = f"The index of collapse comes to {most:g} at most: no service would collapse."
        yield item.problem(sentence, "collapse_at")


def _beyond(s: Scenario, term: ScoreTerm, item: Item, path: ItemPath, i: int) -> Iterator[Problem]:
    """Yield the ends of a term that its figure can never come to."""
    spec = next((f for f in s.figures if f.figure == term.value.removeprefix(INHERITED)), None)
    if spec is None:
        return
    low, high = spec.bounds
    for end in ("zero_at", "full_at"):
        if not low <= getattr(term, end) <= high:
            sentence = f"{spec.figure} lies between {low:g} and {high:g} and never comes there."
            yield item.problem(sentence, *path, i, end, stops=False)


def _course(s: Scenario) -> Iterator[Problem]:
    """Yield where the idle course is not one of this scenario's quarters and score terms."""
    course = s.course
    if course is None:
        return
    again = f"'failure-regime lab course --scenario {s.id} --write' makes it again."
    span = quarter_calendar.parse(s.last) - quarter_calendar.parse(s.first) + 1
    for name, series in course.quarters.items():
        if len(series) != span or name not in course.inherited:
            sentence = f"The idle course of {name} is not one of {span} quarters: {again}"
            yield Problem("course", s.id, ("quarters", name), sentence)
    every = [*s.scoring.national, *(t for terms in s.scoring.roles.values() for t in terms)]
    values = (bare(t.value) for t in every)
    asked = {name for name in values if name in FIGURES or name in COUNTS}
    for name in sorted(asked - course.quarters.keys()):
        sentence = f"The idle course doesn't hold {name}, which scores count: {again}"
        yield Problem("course", s.id, ("quarters",), sentence, stops=False)


def _endings(s: Scenario, known: KnownNames) -> Iterator[Problem]:
    """Yield the problems of the headline figure, the outcomes, and what history had."""
    frame = Item("frame", s.id, known)
    names = _score_values(known)
    if s.headline_figure is not None:
        yield from frame.name(s.headline_figure, FIGURES, "figure", "headline_figure")
    seen: set[str] = set()
    for i, outcome in enumerate(s.outcomes):
        if outcome.id in seen:
            yield frame.problem("This outcome is given twice.", "outcomes", i, "id")
        seen.add(outcome.id)
        for j, bound in enumerate(outcome.when):
            yield from frame.name(bound.value, names, "value", "outcomes", i, "when", j, "value")
        if not outcome.when and i < len(s.outcomes) - 1:
            yield frame.problem("An outcome without bounds hides those after it.", "outcomes", i)
    if s.outcomes and s.outcomes[-1].when:
        sentence = "The last outcome has no bounds, so that one always holds."
        yield frame.problem(sentence, "outcomes")
    history = Item("history", s.id, known)
    for i, had in enumerate(s.history):
        yield from history.name(had.figure, FIGURES, "figure", i, "figure")


def _balance(frame: Item, s: Scenario) -> Iterator[Problem]:
    """Yield what makes a game poor though it runs: too few levers, events or agendas of a role."""
    quarters = range(quarter_calendar.parse(s.first), quarter_calendar.parse(s.last) + 1)
    for quarter in quarters:
        if not any(_may_come(event, quarter) for event in s.events):
            label = quarter_calendar.label(quarter)
            yield frame.problem(f"No event can come in {label}.", "events", stops=False)
            break
    for role in ROLES:
        for quarter in quarters:
            lawful = sum(
                x.role == role and x.kind == "lever" and x.period.holds(quarter) for x in s.levers
            )
            if lawful < FEWEST_LEVERS:
                yield frame.problem(
                    f"{role} has {lawful} levers in {quarter_calendar.label(quarter)}; "
                    f"every role has at least {FEWEST_LEVERS}.",
                    stops=False,
                )
                break
        answered = sum(e.answers == role for e in s.events)
        if answered < max(1, LEAST_ANSWERED * len(s.events)):
            yield frame.problem(
                f"{role} answers {answered} of {len(s.events)} events, less than a fifth."
                if answered
                else f"{role} has no event to answer.",
                stops=False,
            )
        agendas = sum(a.role == role for a in s.agendas)
        if agendas < 2:
            yield frame.problem(
                f"{role} has {agendas} agendas; two are dealt.", stops=bool(s.agendas)
            )


def _may_come(event: Event, quarter: int) -> bool:
    """Tell whether an event's date or period allows the quarter; its trigger is not asked."""
    if event.on is not None:
        return quarter_calendar.parse(event.on) == quarter
    return event.period.holds(quarter)
