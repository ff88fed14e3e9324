"""The engine: a game is a fold of commands. Everything else drives or reads this.

``start`` gives the first position, ``pending`` whom it waits for, ``apply`` the next position
and what happened on the way; ``dump``, ``load`` and ``digest`` keep positions. All are pure:
positions are frozen and never hold an array that is written to again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Never, assert_never

from game.errors import IllegalCommandError
from game.rules import events, injects, overrides, phases, transition
from game.rules.deals import talks
from game.rules.orders import case_lines
from game.rules.phase_table import PHASE_TABLE, Awaited
from game.rules.phases import Moved
from game.rules.state import commands
from game.rules.state.commands import Command
from game.rules.state.position import Board, Position
from game.rules.state.serialisation import Loaded, digest, dump
from game.rules.state.serialisation import load as load_with
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

__all__ = [
    "Command",
    "IllegalCommandError",
    "Moved",
    "Pending",
    "apply",
    "check",
    "digest",
    "dump",
    "load",
    "pending",
    "start",
]


@dataclass(frozen=True, slots=True)
class Pending:
    """What the game waits for; ``role`` None is anyone who plays."""

    role: Role | None
    kind: Awaited


_ADVANCE = (Pending(None, "advance"),)


def start(pack: Pack, seed: int) -> Moved:
    """Start a game of the scenario. Raises InputError for a seed outside 0 … 2⁶³−1."""
    (begun,) = phases.begin(pack, [seed])
    return begun


def _awaited(board: Board) -> Awaited | None:
    """Return the kind of command that the board waits for, None when the game has ended."""
    kind = PHASE_TABLE[board.phase].awaits
    return "advance" if kind == "answer" and not board.events else kind


def load(pack: Pack, value: object) -> Loaded:
    """Return the position that ``dump`` wrote, with the figures and trusts of today.

    What the dump doesn't have stands as at the scenario's start. Raises InputError in one
    sentence if the dump is not whole.
    """
    return load_with(pack, value, lambda seed: start(pack, seed)[0])


def pending(pack: Pack, position: Position) -> tuple[Pending, ...]:
    """Return what the game waits for now, in the order of seats; nothing when it has ended."""
    board = position.board
    kind = _awaited(board)
    match kind:
        case "agenda":
            return tuple(
                Pending(o.role, kind) for o in board.offices if o.agendas_dealt and o.agenda is None
            )
        case "answer":
            return tuple(Pending(pack.scenario.event(e).answers, kind) for e in board.events)
        case "seal":
            return tuple(Pending(o.role, kind) for o in board.offices if o.sealed is None)
        case "advance":
            return _ADVANCE
        case None:
            return ()
        case _:
            assert_never(kind)


def check(pack: Pack, position: Position, command: Command) -> None:
    """Raise IllegalCommandError, with one sentence, if the command is not lawful now.

    The sentence tells the command's sender nothing that is hidden from it.
    """
    board = position.board
    if board.phase == "ended":
        raise IllegalCommandError("The game has ended.")
    match command:
        case commands.Advance():
            _check_advance(board)
        case commands.ChooseAgenda():
            _check_agenda(board, command)
        case commands.AnswerEvent():
            events.check(pack, position, command)
        case commands.OfferDeal() | commands.ReplyDeal() | commands.Leak():
            talks.check(pack, position, command)
        case commands.Seal():
            _check_seal(pack, position, command)
        case commands.Unseal():
            if _awaited(board) != "seal" or board.office(command.role).sealed is None:
                raise IllegalCommandError("There is no sealed sheet of yours to withdraw.")
        case commands.Inject():
            injects.check(pack, position, command)
        case commands.Override():
            overrides.check(pack, position, command)
        case _:
            raise _no_command(command)


def _no_command(_: Never) -> IllegalCommandError:
    """Return the refusal of what is no command, which types allow nobody to give."""
    return IllegalCommandError("That is no command of this game.")


def _check_advance(board: Board) -> None:
    kind = _awaited(board)
    match kind:
        case "agenda":
            raise IllegalCommandError("Every office keeps an agenda first.")
        case "answer":
            raise IllegalCommandError("The event waits for an answer.")
        case "seal":
            raise IllegalCommandError("The game goes on when every sheet is sealed.")
        case "advance" | None:
            return
        case _:
            assert_never(kind)


def _check_agenda(board: Board, command: commands.ChooseAgenda) -> None:
    office = board.office(command.role)
    if _awaited(board) != "agenda" or office.agenda is not None:
        raise IllegalCommandError("Agendas are chosen once, at the start.")
    if command.agenda not in office.agendas_dealt:
        raise IllegalCommandError(f"You were not dealt the agenda '{command.agenda}'.")


def _check_seal(pack: Pack, position: Position, command: commands.Seal) -> None:
    board = position.board
    if _awaited(board) != "seal":
        raise IllegalCommandError("Sheets are sealed in the orders phase and in the campaign.")
    if board.office(command.role).sealed is not None:
        raise IllegalCommandError("Your sheet is sealed already; withdraw it first.")
    found = case_lines.reasons(pack, position, command)
    if found:
        raise IllegalCommandError(found[0])


def apply(pack: Pack, position: Position, command: Command) -> Moved:
    """Return the position after a command, and what happened.

    Raises IllegalCommandError, as ``check`` does, if it is not lawful; nothing has changed then.
    """
    check(pack, position, command)
    return transition.after(pack, position, command)
