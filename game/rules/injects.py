"""Injects: events that the facilitator lets come up, besides those that the draw brings.

An inject takes no other event's place and no other event's luck, so that a table that gets one can
be laid beside a table on the same seed that did not.
"""

from __future__ import annotations

from typing import Final

from game.errors import IllegalCommandError
from game.rules.cards.index import card_index
from game.rules.effects import predicates
from game.rules.phase_table import Phase
from game.rules.state.commands import Inject
from game.rules.state.facts import EventDrawn, EventInjected, Fact
from game.rules.state.position import Board, Injected, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.cards import Event
from game.world.quarter_calendar import label

#: Phases in which an event can still come up at once.
_AT_ONCE: Final[tuple[Phase, ...]] = ("event", "talks")
#: Phases before the quarter's draw.
_BEFORE_THE_DRAW: Final[tuple[Phase, ...]] = ("agendas", "bulletin")


def check(pack: Pack, position: Position, command: Inject) -> None:
    """Raise IllegalCommandError, with one sentence, if the event can't be injected so now."""
    board, cards = position.board, card_index(pack)
    event = cards.events.get(command.event)
    if event is None:
        raise IllegalCommandError(f"This scenario has no event '{command.event}'.")
    if command.when == "now" and board.phase == "orders":
        raise IllegalCommandError("The sheets are open: inject it for the next quarter.")
    if reason := unfit(pack, board, event, command):
        raise IllegalCommandError(reason)


def unfit(pack: Pack, board: Board, event: Event, command: Inject) -> str:
    """Return why the event can't come up when that is asked, in a sentence; empty if it can."""
    cards = card_index(pack)
    if any(i.event == event.id and i.drawn is None for i in board.injects):
        return f"“{event.title}” is waiting to come up already."
    had = event.id in board.events or any(e == event.id for e, _, _ in board.past.events)
    if had and not event.repeats:
        return f"“{event.title}” has come up already, and comes up once."
    first, last = cards.event_span[event.id]
    begins = _first_chance(board, command)
    if begins > cards.last or board.phase == "campaign":
        return "No quarter is left in which an event could come up."
    until = begins if command.when in ("now", "next") else cards.last
    if last < begins or first > until:
        years = f"{label(max(first, cards.first))} to {label(min(last, cards.last))}"
        if first > cards.last or last < cards.first:
            return f"“{event.title}” is not of this scenario's period."
        return f"“{event.title}” is not of this period: it may come up in {years}."
    return ""


def _first_chance(board: Board, command: Inject) -> int:
    """Return the first quarter in which the inject could come up."""
    passed = board.phase not in (*_BEFORE_THE_DRAW, *_AT_ONCE)
    if command.when == "next" or (passed and command.when == "now"):
        return board.quarter + 1
    return board.quarter if board.phase in _BEFORE_THE_DRAW or not passed else board.quarter + 1


def planned(position: Position, command: Inject) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board with a lawful inject waiting, or come up at once, and what happened."""
    board, when = position.board, command.when
    told = EventInjected(
        quarter=board.quarter,
        seen_by=(),
        event=command.event,
        when=when if isinstance(when, str) else "condition",
    )
    waits = Injected(command.event, when, board.quarter)
    return replace(board, injects=(*board.injects, waits)), (told,)


def at_once(board: Board) -> bool:
    """Return whether what is asked for now comes up in the phase that is played."""
    return board.phase in _AT_ONCE


def due(pack: Pack, position: Position) -> tuple[Event, ...]:
    """Return the injected events that come up in this quarter's draw, in the order asked for."""
    board, cards = position.board, card_index(pack)
    waiting = [i for i in board.injects if i.drawn is None and i.event in cards.events]
    if not waiting:
        return ()
    asked = predicates.truth(pack, board, position.world)
    found = []
    for inject in waiting:
        first, last = cards.event_span[inject.event]
        if not first <= board.quarter <= last:
            continue
        if inject.when == "now":
            ready = True
        elif inject.when == "next":
            ready = inject.asked < board.quarter
        else:
            ready = predicates.holds(inject.when, asked)
        if ready:
            found.append(cards.events[inject.event])
    return tuple(found)


def drawn(board: Board, events: tuple[Event, ...]) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board with these injects come up before its other events, and what happened."""
    if not events:
        return board, ()
    names = [event.id for event in events]
    kept = tuple(
        replace(i, drawn=board.quarter) if i.drawn is None and i.event in names else i
        for i in board.injects
    )
    told = tuple(EventDrawn(quarter=board.quarter, event=e.id, answers=e.answers) for e in events)
    return replace(board, events=(*names, *board.events), injects=kept), told


def brought(board: Board) -> frozenset[tuple[str, int]]:
    """Return (event, quarter) of those that came up because the facilitator let them."""
    return frozenset((i.event, i.drawn) for i in board.injects if i.drawn is not None)
