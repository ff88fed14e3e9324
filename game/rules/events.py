"""Events: which come up, and what an answer does.

A dated event comes in its quarter, whatever else does, and so do the spine's, lowest first, as
far as a quarter holds them. Besides there is one more (two in a crisis), by luck among those whose
trigger holds. Each event has a draw of its own in every quarter (the smallest of −ln u ÷ weight
comes up), so that a what-if which closes one event leaves the others' luck as it was. Events that
cite the scenario's own text, or are those of the act that is played, weigh more. A role's open
events share one weight between them, and it grows with how far the role is behind its fair share
of the answers so far, so that nobody sits and watches; what had to come counts for less in that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from game.errors import IllegalCommandError
from game.rules import injects
from game.rules.cache import MANY, per_pack
from game.rules.cards.index import card_index
from game.rules.constants import (
    CAME_OF_ITSELF,
    EVENTS_A_QUARTER,
    EVENTS_IN_A_CRISIS,
    OWN_WEIGHT,
    SPINE_A_QUARTER,
    TURN_TAKING,
)
from game.rules.effects import predicates
from game.rules.effects.execution import carry_out, paid
from game.rules.effects.modifiers import Enactment
from game.rules.orders import legality
from game.rules.state.commands import AnswerEvent
from game.rules.state.facts import EventAnswered, EventDrawn, Fact
from game.rules.state.position import Board, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import Event
from game.world import exact_math
from game.world.exact_sums import in_order
from game.world.random_streams import Luck


@dataclass(frozen=True, slots=True)
class _EventEntry:
    """An event as the calendar has it: its place in the scenario's order, what it is asked
    under, and its turn: dated ones come first, then the spine's, then by luck. ``weight`` is
    what it has in this scenario."""

    place: int
    event: Event
    trigger: predicates.Test | None
    turn: tuple[int, float]
    by_luck: bool
    weight: float
    answers: Role


#: The first part of an event's turn.
_DATED, _SPINE, _BY_LUCK = range(3)


def _entry(pack: Pack, place: int, event: Event, own: frozenset[str]) -> _EventEntry:
    trigger = None if event.trigger is None else predicates.test(event.trigger)
    if event.on is not None:
        turn = _DATED, 0.0
    else:
        turn = (_BY_LUCK, 0.0) if event.spine is None else (_SPINE, float(event.spine))
    weight = event.weight
    if event.id in own or event.cites(pack.scenario.text):
        weight *= OWN_WEIGHT
    return _EventEntry(place, event, trigger, turn, turn[0] == _BY_LUCK, weight, event.answers)


@per_pack
def _calendar(pack: Pack) -> dict[int, tuple[_EventEntry, ...]]:
    """Return by quarter of play the events whose period and date allow them.

    Triggers and what has happened are asked of the game.
    """
    cards = card_index(pack)
    dated: dict[int, tuple[_EventEntry, ...]] = {}
    for quarter in range(cards.first, cards.last + 1):
        act = pack.scenario.act(quarter)
        own = frozenset(() if act is None else act[1].events)
        entries = [_entry(pack, i, event, own) for i, event in enumerate(pack.scenario.events)]
        dated[quarter] = tuple(
            entry
            for entry in entries
            if cards.event_span[entry.event.id][0] <= quarter <= cards.event_span[entry.event.id][1]
            and cards.event_on.get(entry.event.id, quarter) == quarter
        )
    return dated


def eligible(pack: Pack, position: Position) -> tuple[Event, ...]:
    """Return the events that could come up in this quarter, in the scenario's order."""
    return tuple(entry.event for entry in _eligible(pack, position))


def _eligible(pack: Pack, position: Position) -> list[_EventEntry]:
    board = position.board
    asked = predicates.truth(pack, board, position.world)
    happened = {event for event, _, _ in board.past.events}
    return [
        entry
        for entry in _calendar(pack).get(board.quarter, ())
        if (entry.event.id not in happened or entry.event.repeats)
        and (entry.trigger is None or entry.trigger(asked))
    ]


@per_pack
def _kept(pack: Pack) -> dict[int, NDArray[np.float64]]:
    """Return by seed the luck of the games that were looked at last.

    It is −ln u of each event in each quarter of play, (quarters, events).
    """
    return {}


def foresee(pack: Pack, seeds: Sequence[int]) -> None:
    """Draw the luck of all events in all quarters of these games, to be kept for ``draw``.

    It is quicker together than each by itself, and the same.
    """
    kept, cards = _kept(pack), card_index(pack)
    wanted = [seed for seed in dict.fromkeys(seeds) if seed not in kept]
    if not wanted:
        return
    quarters, luck = range(cards.first, cards.last + 1), Luck(wanted)
    u = np.stack([luck.uniform(q, "events", len(pack.scenario.events)) for q in quarters])
    waits = -exact_math.log(np.maximum(u, 2.0**-53))
    for b, seed in enumerate(wanted):
        if len(kept) >= MANY:
            del kept[next(iter(kept))]
        kept[seed] = waits[:, :, b].copy()


def _waits(pack: Pack, seed: int, quarter: int) -> list[float]:
    """Return the luck of each event in the quarter."""
    if seed not in _kept(pack):
        foresee(pack, [seed])
    waits: list[float] = _kept(pack)[seed][quarter - card_index(pack).first].tolist()
    return waits


@cache
def _ahead(behind: float) -> float:
    """Return how much likelier a role's events are, so many answers behind its share.

    A power of Python's own may differ in its last bit between machines.
    """
    power = exact_math.exp(behind * exact_math.log(np.array([TURN_TAKING])))
    return float(power[0])


def draw(pack: Pack, position: Position) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board with this quarter's events drawn, and which came up."""
    brought = injects.due(pack, position)
    names = {event.id for event in brought}
    open_ = [entry for entry in _eligible(pack, position) if entry.event.id not in names]
    board, told = _drawn(pack, position.board, open_)
    board, injected = injects.drawn(board, brought)
    return board, (*injected, *told)


def _drawn(
    pack: Pack, board: Board, open_: Sequence[_EventEntry]
) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board with what the draw itself brings of the events that are open."""
    if not open_:
        return board, ()
    due = sorted([(entry.turn, entry.place, entry.event) for entry in open_ if not entry.by_luck])
    dated = [event for (kind, _), _, event in due if kind == _DATED]
    spine = [event for (kind, _), _, event in due if kind == _SPINE]
    certain = [*dated, *spine[:SPINE_A_QUARTER]]
    drawn = [*certain, *_by_luck(pack, board, open_, certain)]
    return replace(board, events=tuple([e.id for e in drawn])), tuple(
        [EventDrawn(quarter=board.quarter, event=e.id, answers=e.answers) for e in drawn]
    )


def _by_luck(
    pack: Pack, board: Board, open_: Sequence[_EventEntry], certain: Sequence[Event]
) -> list[Event]:
    """Return the quarter's events that come by luck, besides those that are certain."""
    n = EVENTS_IN_A_CRISIS if pack.scenario.crisis else EVENTS_A_QUARTER
    waits = _waits(pack, board.seed, board.quarter)
    weights = dict.fromkeys(ROLES, 0.0)
    for entry in open_:
        if entry.by_luck:
            weights[entry.answers] += entry.weight
    had = _answers(pack, board, certain)
    fair = in_order(had.values()) / len(ROLES)
    due = {role: _ahead(fair - had[role]) for role in ROLES}
    turns = []
    for entry in open_:
        if entry.by_luck:
            share = entry.weight / weights[entry.answers]
            wait = waits[entry.place] / (share * due[entry.answers])
            turns.append((wait, entry.place, entry.event))  # no two in one place
    return [event for _, _, event in sorted(turns)[:n]]


def _answers(pack: Pack, board: Board, certain: Iterable[Event]) -> dict[Role, float]:
    """Return what each role has answered so far, and what it is to answer now for certain.

    An event that the scenario of today no longer has counts for nobody, nor does what the
    facilitator let come up.
    """
    cards = card_index(pack)
    had = dict.fromkeys(ROLES, 0.0)
    brought = injects.brought(board)
    for name, _, quarter in board.past.events:
        event = cards.events.get(name)
        if event is not None and (name, quarter) not in brought:
            by_luck = event.spine is None and event.on is None
            had[event.answers] += 1.0 if by_luck else CAME_OF_ITSELF
    for event in certain:
        had[event.answers] += CAME_OF_ITSELF
    return had


def check(pack: Pack, position: Position, command: AnswerEvent) -> None:
    """Raise IllegalCommandError if the answer is not lawful now."""
    board = position.board
    if board.phase != "event" or command.event not in board.events:
        raise IllegalCommandError("That event does not wait for an answer.")
    event = card_index(pack).events[command.event]
    if event.answers != command.role:
        raise IllegalCommandError("Another office answers that event.")
    option = card_index(pack).options.get((command.event, command.option))
    if option is None:
        raise IllegalCommandError(f"That event has no answer '{command.option}'.")
    reasons = legality.option_reasons(pack, position, event, option)
    if reasons:
        raise IllegalCommandError(reasons[0])


def answer(pack: Pack, position: Position, command: AnswerEvent) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board after an answer; it takes effect in this quarter's market.

    Where the purse turns out too thin for the price, what it holds is spent.
    """
    board, world = position.board, position.world
    option = card_index(pack).options[command.event, command.option]
    board = paid(board, command.role, -round(option.clout * 100))
    past = replace(
        board.past, events=(*board.past.events, (command.event, command.option, board.quarter))
    )
    waiting = tuple(e for e in board.events if e != command.event)
    board = replace(board, past=past, events=waiting)
    left = max(0, int(world.purse_k[0]) - board.committed_k)
    money = min(round(option.purse_m * 1000), left)
    source = f"{command.event}/{command.option}"
    board, told = carry_out(pack, board, world, Enactment(source, command.role, paid_k=money))
    answered = EventAnswered(
        quarter=board.quarter, role=command.role, event=command.event, option=command.option
    )
    return board, (answered, *told)
