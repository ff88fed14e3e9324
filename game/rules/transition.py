"""What each command does to a position, once it is known to be lawful.

``engine.apply`` checks a command and then asks ``after``. Who lets the game's own AIs play
many games (``lab.batch``) may ask it directly: these choose from what is lawful, and need not be
checked again. Whatever comes from anywhere else goes through ``engine.apply``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import assert_never

from game.rules import events, injects, overrides, phases
from game.rules.deals import talks
from game.rules.effects.execution import with_office
from game.rules.phases import Moved
from game.rules.state import commands
from game.rules.state.commands import Command
from game.rules.state.facts import AgendaChosen, Sealed
from game.rules.state.position import Office, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import Role


def after(pack: Pack, position: Position, command: Command) -> Moved:
    """Return the position that a lawful command leads to, and what happened."""
    match command:
        case commands.Advance():
            return phases.leave(pack, position)
        case commands.ChooseAgenda():
            return _choose_agenda(position, command)
        case commands.AnswerEvent():
            return _answer(pack, position, command)
        case commands.OfferDeal() | commands.ReplyDeal() | commands.Leak():
            return talks.apply(position, command)
        case commands.Seal():
            return seal(pack, position, (command,))
        case commands.Unseal():
            return _unseal(position, command)
        case commands.Inject():
            return _inject(pack, position, command)
        case commands.Override():
            return overrides.after(pack, position, command)
        case _:
            assert_never(command)


def seal(pack: Pack, position: Position, sheets: Sequence[commands.Seal]) -> Moved:
    """Seal lawful sheets of one game; with the last they are opened. Return as ``after`` does."""
    sealed, facts = with_sheets(position, sheets)
    position, told = phases.after_seal(pack, sealed)
    return position, (*facts, *told)


def with_sheets(
    position: Position, sheets: Sequence[commands.Seal]
) -> tuple[Position, tuple[Sealed, ...]]:
    """Return the position with the sheets sealed and none opened, and that they were sealed."""
    board = position.board
    by_role = {sheet.role: sheet for sheet in sheets}
    first, second, third, fourth = [
        _sealed(o, by_role[o.role]) if o.role in by_role else o for o in board.offices
    ]
    facts = tuple([_fact(board.quarter, role) for role in by_role])
    board = replace(board, offices=(first, second, third, fourth))
    return Position(board, position.world), facts


def _sealed(office: Office, sheet: commands.Seal) -> Office:
    return replace(office, sealed=sheet.orders, lines=sheet.lines, stakes=sheet.stakes)


@lru_cache(maxsize=1024)
def _fact(quarter: int, role: Role) -> Sealed:
    """Return the fact that the role has sealed its sheet: the same one serves all games."""
    return Sealed(quarter=quarter, role=role)


def _unseal(position: Position, command: commands.Unseal) -> Moved:
    board = position.board
    office = replace(board.office(command.role), sealed=None, lines=(), stakes=())
    withdrawn = Sealed(quarter=board.quarter, role=command.role, withdrawn=True)
    return Position(with_office(board, office), position.world), (withdrawn,)


def _inject(pack: Pack, position: Position, command: commands.Inject) -> Moved:
    """Let an event wait to come up; where it comes up at once, the phase is the event's."""
    board, told = injects.planned(position, command)
    position = Position(board, position.world)
    if command.when != "now" or not injects.at_once(board):
        return position, told
    board, drawn = injects.drawn(board, injects.due(pack, position))
    position = Position(board, position.world)
    if board.phase == "event":
        return position, (*told, *drawn)
    return phases.enter(position, "event", (*told, *drawn))


def _answer(pack: Pack, position: Position, command: commands.AnswerEvent) -> Moved:
    board, told = events.answer(pack, position, command)
    position = Position(board, position.world)
    return (position, told) if board.events else phases.enter(position, "talks", told)


def _choose_agenda(position: Position, command: commands.ChooseAgenda) -> Moved:
    board, role = position.board, command.role
    office = replace(board.office(role), agenda=command.agenda)
    position, told = phases.after_agenda(Position(with_office(board, office), position.world))
    chosen = AgendaChosen(quarter=board.quarter, seen_by=(role,), role=role, agenda=command.agenda)
    return position, (chosen, *told)
