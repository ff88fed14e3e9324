"""What the rules look up in a scenario, worked out once for each pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, assert_never

import numpy as np
from numpy.typing import NDArray

from game.rules import constants
from game.rules.cache import per_pack
from game.rules.constants import RULE_EFFECTS, STAKED_SHARE, YEARLY
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Period, Role
from game.scenario.schema.cards import Event, Lever, Option
from game.scenario.schema.cases import Cases
from game.scenario.schema.conditions import AskedPath
from game.scenario.schema.contracts import SERVICE_LOST
from game.scenario.schema.effects import (
    Bar,
    CaseClock,
    Cheaper,
    Clout,
    Effect,
    Flag,
    KnobSetting,
    Push,
    Select,
    Shock,
    Special,
    TrustKnobSetting,
)
from game.world import quarter_calendar
from game.world.exact_sums import in_order
from game.world.figure_names import GAUGE_INDEX

_NEVER: Final = 10**6
#: Knobs of trusts that are done or not done: a weaker effect reaches fewer trusts instead.
ALL_OR_NOTHING: Final = frozenset(
    {
        *("protected", "administer", "quash", "stay", "takeover", "authorise", "list"),
        *("close", "downgrade"),
    }
)


def span(period: Period) -> tuple[int, int]:
    """Return a period's first and last quarter."""
    return (
        -_NEVER if period.first is None else quarter_calendar.parse(period.first),
        _NEVER if period.last is None else quarter_calendar.parse(period.last),
    )


@dataclass(frozen=True, slots=True)
class LeverRow:
    """One lever as the rules need it."""

    lever: Lever
    id: str
    role: Role
    cost: int  # hundredths of clout
    money_k: int
    first: int
    last: int
    words: frozenset[str]  # its id and its tags: what bars, counters and promises speak of
    meets: frozenset[str]  # ids and tags of the levers that it counters
    only_met: bool  # a counter that asks half its price back when it meets nothing
    counts: tuple[str, ...]  # the counts that it adds to
    cool_down: int
    campaign: bool
    once: bool  # only once in a game
    countersign: Role | None  # whose consent it needs in the quarters of ``signed``
    signed: tuple[int, int]
    select: Select | None  # among which trusts its order names some

    def open_in(self, quarter: int) -> bool:
        """Return whether the quarter lies in the lever's period."""
        return self.first <= quarter <= self.last

    def signer(self, quarter: int) -> Role | None:
        """Return whose consent the order needs in the quarter, None if nobody's."""
        return self.countersign if self.signed[0] <= quarter <= self.signed[1] else None

    def title(self, quarter: int) -> str:
        """Return the name that is right in the quarter."""
        return self.lever.title(quarter)


class Work(NamedTuple):
    """An effect, with the index of the gauge that it asks for something (-1: none), and how
    many points it asks for."""

    gauge: int
    by: float
    effect: Effect


@dataclass(frozen=True, slots=True, eq=False)
class CardIndex:
    """All look-ups of one pack."""

    first: int
    last: int
    levers: dict[str, LeverRow]
    of_role: dict[Role, tuple[LeverRow, ...]]
    events: dict[str, Event]
    event_span: dict[str, tuple[int, int]]
    event_on: dict[str, int]
    options: dict[tuple[str, str], Option]
    effects: dict[str, tuple[Effect, ...]]  # by source
    works: dict[str, tuple[Work, ...]]  # the same, ready to be sorted out
    bars: dict[tuple[str, int], frozenset[str]]  # by source and effect: levers it forbids
    barring: frozenset[str]  # sources with a bar among their effects
    trust_row: dict[str, int]
    marginal: NDArray[np.bool_]  # (T,) stands in a government marginal
    rate: dict[int, float]  # gauge index -> its rule's rate
    staked_weight: float  # what a point of support lost costs approval, once staked
    paths: dict[AskedPath, dict[int, float]]  # by financial year, those that conditions ask of

    def coming(self, path: AskedPath, quarter: int) -> float | None:
        """Return what the path brings in the next April, None where it says nothing of it."""
        return self.paths[path].get(quarter_calendar.coming_year(quarter))

    def effects_of(self, source: str) -> tuple[Effect, ...]:
        """Return the effects of a source: a lever, an answer, a way out, a deal or a rule."""
        found = self.effects.get(source)
        return constants.effects_of(source) if found is None else found

    def title_of(self, source: str, quarter: int) -> str:
        """Return what a lever or an answered event is called; the source itself for any other."""
        if source in self.levers:
            return self.levers[source].title(quarter)
        event = self.events.get(source.split("/")[0])
        return source if event is None else event.title

    def works_of(self, source: str) -> tuple[Work, ...]:
        """Return the same effects, ready to be sorted out."""
        found = self.works.get(source)
        if found is None:
            return tuple([_work(effect) for effect in constants.effects_of(source)])
        return found


def _work(effect: Effect) -> Work:
    match effect:
        case Shock() | Push():
            return Work(GAUGE_INDEX[effect.gauge], effect.by, effect)
        case KnobSetting() | TrustKnobSetting() | Bar() | Flag() | Clout() | Cheaper() | Special():
            return Work(-1, 0.0, effect)
        case CaseClock():
            return Work(-1, 0.0, effect)
        case _:
            assert_never(effect)


def _lever_row(lever: Lever) -> LeverRow:
    words = frozenset({lever.id, *lever.tags})
    first, last = span(lever.period)
    counters = lever.counters
    return LeverRow(
        lever,
        lever.id,
        lever.role,
        round(lever.clout * 100),
        round(lever.purse_m * 1000),
        first,
        last,
        words,
        frozenset() if counters is None else frozenset({*counters.levers, *counters.tags}),
        counters is not None
        and (counters.only_met or not lever.effects or any(e.met for e in lever.effects)),
        lever.counts,
        YEARLY if lever.yearly else lever.cool_down,
        lever.kind == "campaign",
        lever.once or lever.kind == "signature",
        lever.countersign,
        span(lever.countersign_in),
        None if lever.target is None or lever.target.kind != "trusts" else lever.target.among,
    )


def _covers(bar: Bar, row: LeverRow) -> bool:
    """Return whether a bar speaks of the lever: by its role and by its id and tags."""
    if bar.role is not None and bar.role != row.role:
        return False
    if not bar.tags and not bar.levers:
        return bar.role is not None
    return not row.words.isdisjoint(bar.tags) or not row.words.isdisjoint(bar.levers)


def _of_cases(rules: Cases) -> dict[str, tuple[Effect, ...]]:
    """Return the effects of ways out of cases, by source: ``case/WAY``, with ``/half`` where it
    is done by half, ``/blocked`` where it was tried in vain, and ``/marginal`` for what follows
    besides in a government marginal."""
    found: dict[str, tuple[Effect, ...]] = {}
    for way in rules.ways:
        for name, step in ((f"case/{way.id}", way.done), (f"case/{way.id}/half", way.half)):
            if step is not None:
                found[name] = step.effects
                found[f"{name}/marginal"] = step.in_marginal
        found[f"case/{way.id}/blocked"] = way.blocked.effects
    for role in ROLES:
        lost = rules.docket.blocked_standing, rules.docket.hold_standing
        for name, points in zip(("case_blocked", "case_held"), lost, strict=True):
            found[f"rule/{name}/{role}"] = (Shock(gauge=f"{role}_standing", by=-points),)
    return found


@per_pack
def card_index(pack: Pack) -> CardIndex:
    """Return the pack's look-ups (made once, kept)."""
    scenario, model = pack.scenario, pack.model
    levers = {lever.id: _lever_row(lever) for lever in scenario.levers}
    options = {(e.id, o.id): o for e in scenario.events for o in e.options}
    effects: dict[str, tuple[Effect, ...]] = {k: t.lever.effects for k, t in levers.items()}
    effects.update({f"{e}/{o}": option.effects for (e, o), option in options.items()})
    effects.update({f"rule/{name}": made for name, made in RULE_EFFECTS.items()})
    effects.update({f"{SERVICE_LOST}{c.line}": c.effects for c in scenario.contracts})
    effects.update(_of_cases(pack.scenario.cases))

    bars = {
        (source, i): frozenset(name for name, t in levers.items() if _covers(effect, t))
        for source, made in effects.items()
        for i, effect in enumerate(made)
        if isinstance(effect, Bar)
    }
    rules = {rule.gauge: rule for rule in scenario.politics}
    support = [
        abs(term.weight)
        for term in (rules["nhs_satisfaction"].terms if "nhs_satisfaction" in rules else ())
        if term.figure == "reform_support"
    ]
    seat = model.place.trust_seat
    return CardIndex(
        first=quarter_calendar.parse(scenario.first),
        last=quarter_calendar.parse(scenario.last),
        levers=levers,
        of_role={r: tuple(t for t in levers.values() if t.lever.role == r) for r in ROLES},
        events={e.id: e for e in scenario.events},
        event_span={e.id: span(e.period) for e in scenario.events},
        event_on={e.id: quarter_calendar.parse(e.on) for e in scenario.events if e.on is not None},
        options=options,
        effects=effects,
        works={source: tuple([_work(e) for e in made]) for source, made in effects.items()},
        bars=bars,
        barring=frozenset(source for source, _ in bars),
        trust_row={name: i for i, name in enumerate(model.place.trust_id)},
        marginal=np.where(seat >= 0, model.country.marginal[np.maximum(seat, 0)], False),
        rate={GAUGE_INDEX[rule.gauge]: rule.rate for rule in scenario.politics},
        staked_weight=in_order(support) or STAKED_SHARE,
        paths={"tariff_pct": scenario.paths.tariff_pct},
    )
