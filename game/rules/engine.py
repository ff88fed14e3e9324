"""The engine: a game is a fold of commands. Everything else drives or reads this.

``apply(pack, position, command)`` is pure: it gives a new position and what happened, or
raises ``Refused`` before anything changes. Positions are frozen and never hold an array
that is written to again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from game.errors import IllegalCommandError
from game.rules import events, phases
from game.rules.deals import talks
from game.rules.effects.execution import with_office
from game.rules.election import campaign
from game.rules.election.campaign import Ballot, Count
from game.rules.orders import lever_menu
from game.rules.state.commands import (
    Advance,
    AnswerEvent,
    ChooseAgenda,
    Command,
    Leak,
    OfferDeal,
    ReplyDeal,
    Seal,
    Unseal,
)
from game.rules.state.facts import AgendaChosen, Fact, Sealed
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.rules.state.serialisation import digest, dump, load
from game.scenario.schema.base import Role

if TYPE_CHECKING:
    from game.scenario.pack import Pack

__all__ = [
    "Ballot",
    "Command",
    "Count",
    "IllegalCommandError",
    "Moved",
    "Pending",
    "after_vote",
    "apply",
    "before_vote",
    "check",
    "digest",
    "dump",
    "follow",
    "load",
    "markets",
    "pending",
    "polls_close",
    "seal",
    "start",
    "starts",
]

Moved = tuple[Position, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Pending:
    """What the game waits for; ``role`` None is the table, that is anyone at it."""

    role: Role | None
    kind: Literal["agenda", "advance", "answer", "seal"]


_ADVANCE = (Pending(None, "advance"),)


def start(pack: Pack, seed: int) -> Moved:
    """A new game of the scenario. Raises InputError for a seed outside 0 … 2⁶³−1."""
    (begun,) = phases.begin(pack, [seed])
    return begun


def starts(pack: Pack, seeds: Sequence[int]) -> list[Moved]:
    """New games of many seeds, each as ``start`` gives it. Raises InputError for a bad seed."""
    return phases.begin(pack, seeds)


def pending(pack: Pack, position: Position) -> tuple[Pending, ...]:
    """What the game waits for now, in the order of seats; nothing when it has ended."""
    board = position.board
    phase = board.phase
    if phase == "agendas":
        return tuple(
            Pending(o.role, "agenda") for o in board.offices if o.agendas_dealt and o.agenda is None
        )
    if phase == "event" and board.events:
        return tuple(Pending(pack.scenario.event(e).answers, "answer") for e in board.events)
    if phase in ("orders", "campaign"):
        return tuple(Pending(o.role, "seal") for o in board.offices if o.sealed is None)
    return () if phase == "ended" else _ADVANCE


def check(pack: Pack, position: Position, command: Command) -> None:
    """Whether the command is lawful now. Raises Refused with one sentence."""
    board = position.board
    if board.phase == "ended":
        raise IllegalCommandError("The game has ended.")
    if isinstance(command, Seal):
        if board.phase not in ("orders", "campaign"):
            raise IllegalCommandError("Sheets are sealed in the orders phase and in the campaign.")
        if board.office(command.role).sealed is not None:
            raise IllegalCommandError("Your sheet is sealed already; withdraw it first.")
        found = lever_menu.sheet_reasons(pack, position, command.role, command.orders)
        if found:
            raise IllegalCommandError(found[0])
    elif isinstance(command, Advance):
        _check_advance(position)
    elif isinstance(command, AnswerEvent):
        events.check(pack, position, command)
    elif isinstance(command, ChooseAgenda):
        office = board.office(command.role)
        if board.phase != "agendas" or office.agenda is not None:
            raise IllegalCommandError("Agendas are chosen once, at the start.")
        if command.agenda not in office.agendas_dealt:
            raise IllegalCommandError(f"You were not dealt the agenda '{command.agenda}'.")
    elif isinstance(command, Unseal):
        if board.phase not in ("orders", "campaign") or board.office(command.role).sealed is None:
            raise IllegalCommandError("There is no sealed sheet of yours to withdraw.")
    elif isinstance(command, OfferDeal | ReplyDeal | Leak):
        talks.check(pack, position, command)
    else:
        raise IllegalCommandError("That is no command of this game.")


def _check_advance(position: Position) -> None:
    phase = position.board.phase
    if phase == "agendas":
        raise IllegalCommandError("Every office keeps an agenda first.")
    if phase == "event" and position.board.events:
        raise IllegalCommandError("The event waits for an answer.")
    if phase in ("orders", "campaign"):
        raise IllegalCommandError("The game goes on when every sheet is sealed.")


def apply(pack: Pack, position: Position, command: Command) -> Moved:
    """The position after a lawful command, and what happened.

    Raises Refused, in one sentence that tells its sender nothing hidden, if it isn't lawful.
    """
    check(pack, position, command)
    return follow(pack, position, command)


def follow(pack: Pack, position: Position, command: Command) -> Moved:
    """What ``apply`` gives for a command that is known to be lawful.

    For those who let the game's own AIs play many games: these choose from what is lawful, and
    need not be checked again. Whatever comes from anywhere else goes through ``apply``.
    """
    board = position.board
    if isinstance(command, Seal):
        return seal(pack, position, (command,))
    if isinstance(command, Advance):
        return _advance(pack, position)
    if isinstance(command, AnswerEvent):
        board, told = events.answer(pack, position, command)
        position = Position(board, position.world)
        if board.events:
            return position, told
        return phases.enter(position, "talks", told)
    if isinstance(command, ChooseAgenda):
        office = replace(board.office(command.role), agenda=command.agenda)
        chosen = AgendaChosen(
            quarter=board.quarter,
            seen_by=(command.role,),
            role=command.role,
            agenda=command.agenda,
        )
        position = Position(with_office(board, office), position.world)
        position, told = phases.after_agenda(position)
        return position, (chosen, *told)
    if isinstance(command, Unseal):
        office = replace(board.office(command.role), sealed=None)
        withdrawn = Sealed(quarter=board.quarter, role=command.role, withdrawn=True)
        return Position(with_office(board, office), position.world), (withdrawn,)
    return talks.apply(position, command)


def seal(pack: Pack, position: Position, sheets: Sequence[Seal]) -> Moved:
    """What ``follow`` gives for sheets that are sealed one after the other, all told."""
    sealed, facts = _sealed(position, sheets)
    position, told = phases.after_seal(pack, sealed)
    return position, (*facts, *told)


def _sealed(position: Position, sheets: Sequence[Seal]) -> tuple[Position, tuple[Sealed, ...]]:
    board = position.board
    orders = {sheet.role: sheet.orders for sheet in sheets}
    first, second, third, fourth = [
        replace(o, sealed=orders[o.role]) if o.role in orders else o for o in board.offices
    ]
    facts = tuple([_fact(board.quarter, role) for role in orders])
    board = replace(board, offices=(first, second, third, fourth))
    return Position(board, position.world), facts


@lru_cache(maxsize=1024)
def _fact(quarter: int, role: Role) -> Sealed:
    """That the role has sealed its sheet: the same in all games."""
    return Sealed(quarter=quarter, role=role)


def markets(pack: Pack, positions: Sequence[Position], *, explained: bool = True) -> list[Moved]:
    """What ``Advance`` brings at the reveal to each of several games, in one batched step.

    ``explained`` False leaves out what moved gauges, trusts and money, for many games of which
    nobody reads it.
    """
    return phases.markets(pack, positions, explained=explained)


def polls_close(position: Position) -> bool:
    """Whether the country votes once the sheets that the game waits for are sealed.

    ``apply`` then plays the night and the inheritance of one game; who steps many games
    side by side calls ``before_vote``, ``campaign.night_of`` and ``after_vote`` instead.
    """
    return position.board.phase == "campaign"


def before_vote(pack: Pack, position: Position, sheets: Sequence[Seal]) -> Ballot:
    """The lawful last sheets sealed and the campaign's acts done."""
    sealed, facts = _sealed(position, sheets)
    ballot = campaign.before_night(pack, sealed)
    return replace(ballot, told=(*facts, *ballot.told))


def after_vote(pack: Pack, ballot: Ballot, counted: Count) -> Moved:
    """The end of a game: what its ballot came to, its scores."""
    return campaign.after_night(pack, ballot, counted)


def _advance(pack: Pack, position: Position) -> Moved:
    phase = position.board.phase
    if phase == "bulletin":
        return phases.draw_events(pack, position)
    if phase == "event":
        return phases.enter(position, "talks")
    if phase == "talks":
        return phases.begin_orders(position)
    if phase == "reveal":
        return phases.market(pack, position)
    return phases.next_quarter(pack, position)
