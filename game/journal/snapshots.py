"""Positions into a journal's snapshots and out again, fitted to the scenario of today.

What a snapshot doesn't have stands as at the scenario's start; what the scenario no longer has
is let go; each is said in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, assert_never

from game.errors import InputError
from game.journal import tables
from game.journal.format import Snapshot
from game.rules import agendas as rules_agendas
from game.rules import engine
from game.rules.cards.index import CardIndex, card_index
from game.rules.constants import OVERRIDE
from game.rules.state import deal_terms
from game.rules.state.case_facts import CaseFact
from game.rules.state.deal_terms import AnyClause
from game.rules.state.facts import (
    Fact,
    FigureTold,
    GaugeMoved,
    GaugeOverridden,
    OrderRevealed,
    PlainFact,
    TrustChanged,
)
from game.rules.state.figures import COUNTS
from game.rules.state.position import Board, Deal, Modifier, Office, Position
from game.rules.state.replace import replace
from game.rules.state.serialisation import Loaded, dump_facts, load_facts
from game.scenario.pack import Pack
from game.scenario.schema.effects import Effect
from game.world.figure_names import FIGURES, GAUGE_INDEX
from game.world.row_names import Axis

#: Sources of effects that no card of a scenario stands for.
_OF_THE_RULES: Final = ("rule/", "deal/", OVERRIDE)
_FIGURES: Final = frozenset(FIGURES) | COUNTS
#: What the rows of an axis are, one and many.
_NOUNS: Final[dict[Axis, tuple[str, str]]] = {
    "gauge": ("gauge", "gauges"),
    "metric": ("metric", "metrics"),
    "trust": ("trust", "trusts"),
    "commissioner": ("commissioner", "commissioners"),
    "line": ("service line", "service lines"),
    "region": ("region", "regions"),
    "constituency": ("constituency", "constituencies"),
}
_NAMED_AT_MOST: Final = 3
_DAMAGED: Final = "The saved position is damaged."


@dataclass(frozen=True, slots=True)
class Restored:
    """A snapshot's position in the scenario of today.

    ``state``: ``exact``, to the bit what was kept; ``fitted`` to other rows or cards; or
    ``edited``, which is neither. ``notices`` are sentences about what was added or let go.
    """

    position: Position
    state: Literal["exact", "fitted", "edited"]
    notices: tuple[str, ...]


def snapshot_of(pack: Pack, position: Position, turn: int, facts: Iterable[Fact]) -> Snapshot:
    """Return the snapshot of a turn's beginning, with the facts since the one before it."""
    board, index = position.board, card_index(pack)
    sources = {m.source for m in (*board.modifiers, *board.past.spent)}
    dumped = engine.dump(pack, position)
    return Snapshot(
        turn=turn,
        quarter=board.quarter,
        phase=board.phase,
        digest=engine.digest(position),
        facts=tables.packed(dump_facts(facts)),
        position={**dumped, "board": tables.packed(dumped["board"])},
        effects=tables.packed(
            {s: [_about(e) for e in index.effects_of(s)] for s in sorted(sources)}
        ),
    )


def restored(kept: Snapshot, pack: Pack) -> Restored:
    """Return the position that a snapshot keeps. Raises InputError if it is not whole."""
    value, effects = kept.position, _read(kept.effects)
    if isinstance(value, dict) and "board" in value:
        value = {**value, "board": _read(value["board"])}
    if not isinstance(effects, dict) or not all(isinstance(e, list) for e in effects.values()):
        raise InputError(_DAMAGED)
    loaded = engine.load(pack, value)
    position = fitted(pack, loaded.position, effects)
    state: Literal["exact", "fitted", "edited"] = "fitted"
    if loaded.same and position is loaded.position:
        state = "exact" if engine.digest(position) == kept.digest else "edited"
    return Restored(position, state, tuple(_notices(pack, loaded, position)))


def facts_of(kept: Snapshot, pack: Pack) -> tuple[Fact, ...]:
    """Return what happened in the turn before a snapshot, without what was about trusts and
    figures that are gone. Raises InputError if it is damaged."""
    facts = load_facts(pack, _read(kept.facts), kept.position)
    return tuple(fact for fact in facts if _of_today(fact))


def _read(table: Any) -> Any:
    """Return what a snapshot has in tables, as it was. Raises InputError."""
    try:
        return tables.plain(table)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise InputError(_DAMAGED) from error


def fitted(pack: Pack, position: Position, effects: dict[str, list[str]] | None = None) -> Position:
    """Return the position without what the scenario doesn't have; the same object if it has all.

    ``effects`` says by source what each effect was when the position was kept; those that have
    other places today are found there, those that are gone end.
    """
    board, index = position.board, card_index(pack)
    agendas = {a.id for a in pack.scenario.agendas}
    trusts = frozenset(pack.model.place.trust_id)
    past = board.past
    uses = tuple(o for o in past.orders if o[1] in index.levers)
    spent = _live(past.spent, index, effects or {})
    answered = tuple(e for e in past.events if e[0] in index.events)
    if (uses, spent, answered) != (past.orders, past.spent, past.events):
        past = replace(past, orders=uses, spent=spent, events=answered)
    after = replace(
        board,
        offices=tuple(_office(o, pack, agendas, trusts) for o in board.offices),
        events=tuple(e for e in board.events if e in index.events),
        injects=tuple(i for i in board.injects if i.event in index.events),
        modifiers=_live(board.modifiers, index, effects or {}),
        told=tuple(t for t in board.told if t.figure in _FIGURES),
        past=past,
    )
    for deal in board.deals:
        if deal.state in ("offered", "live") and not _whole(deal, index):
            after = _void(after, deal)
    return position if after == board else Position(after, position.world)


def _office(office: Office, pack: Pack, agendas: set[str], trusts: frozenset[str]) -> Office:
    index, ways = card_index(pack), {way.id for way in pack.scenario.cases.ways}
    dealt = tuple(a for a in office.agendas_dealt if a in agendas)
    agenda = office.agenda
    if agenda is not None and agenda not in agendas:
        dealt, agenda = (), None  # none is dealt again in the middle of a match
        office = replace(office, steps=(), steps_before=rules_agendas.points(office))
    sealed = office.sealed
    lines, stakes = office.lines, office.stakes
    if sealed is not None and (
        any(o.lever not in index.levers or not trusts.issuperset(o.trusts) for o in sealed)
        or any(line.way not in ways for line in lines)
        or any(stake.way not in ways for stake in stakes)
    ):
        sealed, lines, stakes = None, (), ()
    return replace(
        office,
        agendas_dealt=dealt,
        agenda=agenda,
        sealed=sealed,
        lines=lines,
        stakes=stakes,
        used=tuple(u for u in office.used if u[0] in index.levers),
        fatigue=tuple(f for f in office.fatigue if f[0] in index.levers),
        ready_from=tuple(r for r in office.ready_from if r[0] in index.levers),
    )


def _live(
    modifiers: tuple[Modifier, ...], index: CardIndex, effects: dict[str, list[str]]
) -> tuple[Modifier, ...]:
    """Return the effects that the scenario still has, each in its place of today."""
    found = []
    names: dict[str, list[str]] = {}  # of the effects of today, by source
    for m in modifiers:
        if m.source not in index.effects and not m.source.startswith(_OF_THE_RULES):
            continue
        if m.effect >= 0:
            today = names.get(m.source)
            if today is None:
                today = names[m.source] = [_about(e) for e in index.effects_of(m.source)]
            place = _place(m.effect, effects.get(m.source, today), today)
            if place is None:
                continue
            m = m if place == m.effect else replace(m, effect=place)
        found.append(m)
    return tuple(found)


def _place(effect: int, kept: Sequence[str], today: Sequence[str]) -> int | None:
    """Return where the kept effect of that number is today; None if it is nowhere.

    >>> _place(1, ["shock morale", "flag x"], ["flag x", "shock morale"])
    0
    """
    if effect >= len(kept):
        return None
    about = kept[effect]
    nth = kept[:effect].count(about)  # of several that are about the same
    places = [n for n, other in enumerate(today) if other == about]
    return places[nth] if nth < len(places) else None


def _about(effect: Effect) -> str:
    """Return what an effect does to what, without by how much: its name in a snapshot."""
    keys = ("do", "gauge", "knob", "flag", "role", "lever", "act")
    words = [getattr(effect, key, None) for key in keys]
    words += [*getattr(effect, "tags", ()), *getattr(effect, "levers", ())]
    return " ".join(filter(None, words))


def _whole(deal: Deal, index: CardIndex) -> bool:
    return all(_possible(clause, index) for clause in deal.terms.clauses)


def _possible(clause: AnyClause, index: CardIndex) -> bool:
    """Return whether the scenario still has the lever or figure that a promise names."""
    match clause:
        case deal_terms.Do() | deal_terms.Abstain() | deal_terms.Consent():
            return clause.lever is None or clause.lever in index.levers
        case deal_terms.Keep() | deal_terms.Tell():
            return clause.figure in _FIGURES
        case deal_terms.Decide():
            return f"case/{clause.way}" in index.effects
        case deal_terms.PayClout() | deal_terms.PayMoney() | deal_terms.StayOut():
            return True
        case _:
            assert_never(clause)


def _void(board: Board, deal: Deal) -> Board:
    """Void the deal: it binds nobody, and each party has its bond again."""
    back = dict(deal.bonds)
    return replace(
        board,
        deals=tuple(
            replace(d, state="void", bonds=()) if d.number == deal.number else d
            for d in board.deals
        ),
        offices=tuple(replace(o, clout=o.clout + back.get(o.role, 0)) for o in board.offices),
    )


def _of_today(fact: Fact) -> bool:
    """Return whether a fact is about no figure that is gone."""
    if isinstance(fact, PlainFact | CaseFact | OrderRevealed | TrustChanged):
        return True
    if isinstance(fact, GaugeMoved | GaugeOverridden):
        return fact.gauge in GAUGE_INDEX
    if isinstance(fact, FigureTold):
        return fact.figure in _FIGURES
    assert_never(fact)


# -- what is said ---------------------------------------------------------------------------


def _notices(pack: Pack, loaded: Loaded, fit: Position) -> Iterator[str]:
    added = [_named(_NOUNS[axis], m.added) for axis, m in loaded.rows.items() if m.added]
    if added:
        yield (
            f"New since this game was saved: {', '.join(added)}; they begin as at the "
            "scenario's start."
        )
    if loaded.regrouped is not None:
        was, are = loaded.regrouped
        yield (
            f"The scenario regroups its districts by now: {was} commissioners of the saved game "
            f"have handed over to {are}."
        )
    gone = [_named(_NOUNS[axis], m.dropped) for axis, m in loaded.rows.items() if m.dropped]
    gone += _cards_gone(pack, loaded.position.board, fit.board)
    if gone:
        yield f"No longer in the scenario, and let go: {', '.join(gone)}."


def _cards_gone(pack: Pack, before: Board, after: Board) -> Iterator[str]:
    """Yield what a board had and the scenario hasn't, by kind. Names are given of what everyone has
    seen alone: the sentence is for whoever opens the match."""
    index = card_index(pack)
    if levers := sorted({order[1] for order in before.past.orders} - index.levers.keys()):
        yield _named(("lever", "levers"), levers)
    events = set(before.events) | {event for event, _, _ in before.past.events}
    if gone := sorted(events - index.events.keys()):
        yield _named(("event", "events"), gone)
    offices = list(zip(before.offices, after.offices, strict=True))
    if any(was.agenda != now.agenda for was, now in offices):
        yield "an agenda"
    if any(was.sealed != now.sealed for was, now in offices):
        yield "an order on a sealed sheet"
    if any(was.state != now.state for was, now in zip(before.deals, after.deals, strict=True)):
        yield "what a deal was about"


def _named(noun: tuple[str, str], names: Sequence[str]) -> str:
    """Return a noun with names, the first few if they are many.

    >>> _named(("trust", "trusts"), ["T001", "T002"])
    '2 trusts (T001, T002)'
    """
    some = ", ".join(names[:_NAMED_AT_MOST]) + (", …" if len(names) > _NAMED_AT_MOST else "")
    return f"{len(names)} {noun[0] if len(names) == 1 else noun[1]} ({some})"
