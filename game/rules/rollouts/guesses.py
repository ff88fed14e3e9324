"""Guesses of how things may stand, and what may be done with them.

A guess is a whole position that the reader of a view may think possible (``determinisation``): it
is made of the view and of the scenario alone. Who thinks ahead is given guesses and gives them
back; what it asks of one is the view that an office would have in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.rules import engine, phases, transition
from game.rules.constants import CLOUT_INCOME
from game.rules.effects.execution import clamped, with_office
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.commands import Advance, AnswerEvent, Command, Seal
from game.rules.state.position import Modifier
from game.rules.state.position import Position as Guess
from game.rules.state.replace import replace
from game.rules.state.view import View
from game.rules.views.builder import view
from game.rules.views.determinisation import determinise
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

__all__ = [
    "Guess",
    "LaterDoings",
    "agreed",
    "answered",
    "awaited",
    "clout_later",
    "gone_on",
    "guessed",
    "later_doings",
    "opened",
    "said",
    "seen",
    "with_later",
]

#: More commands than lead from the bulletin to the sheets.
_MOST = 40


def guessed(pack: Pack, of: View, keys: Iterable[int]) -> list[Guess]:
    """Return a guess for each key; the same view and key give the same one."""
    return [determinise(pack, of, key) for key in keys]


def seen(pack: Pack, guess: Guess, role: Role) -> View:
    """Return what the role would know if things stood so."""
    return view(pack, guess, role)


def awaited(pack: Pack, guess: Guess) -> tuple[engine.Pending, ...]:
    """Return what the guess waits for, as ``engine.pending`` does."""
    return engine.pending(pack, guess)


def answered(pack: Pack, guess: Guess, answer: AnswerEvent) -> Guess:
    """Return the guess after the event's answer, without the talks that follow."""
    return agreed(pack, said(pack, guess, answer))


def said(pack: Pack, guess: Guess, command: Command) -> Guess:
    """Return the guess once an office said something, where it then stands."""
    return transition.after(pack, guess, command)[0]


def agreed(pack: Pack, guess: Guess, command: Command | None = None) -> Guess:
    """Return the guess once something was said (or nothing), moved on to where it next waits for
    an office: an event's answer, or the sheets."""
    if command is not None:
        guess = said(pack, guess, command)
    for _ in range(_MOST):
        if PHASE_TABLE[guess.board.phase].awaits != "advance" and (
            guess.board.phase != "event" or guess.board.events
        ):
            return guess
        if guess.board.phase in ("reveal", "papers"):
            return guess
        guess, _ = transition.after(pack, guess, Advance())
    raise RuntimeError(f"A guess does not move on from {guess.board.phase}.")


def opened(pack: Pack, guess: Guess, sheets: Sequence[Seal]) -> Guess:
    """Return the guess with all four sheets sealed and opened: in the campaign its acts are done,
    and nothing is counted yet."""
    sealed, _ = transition.with_sheets(guess, sheets)
    if sealed.board.phase == "campaign":
        from game.rules.orders import contests

        board, _ = contests.reveal(pack, sealed)
        return Guess(board, sealed.world)
    return phases.after_seal(pack, sealed)[0]


def gone_on(pack: Pack, guesses: Sequence[Guess]) -> list[Guess]:
    """Return guesses whose sheets are opened once their market quarter is run, at the next
    bulletin or the campaign; those that end with the quarter are returned as they ended."""
    moved = [guess for guess, _ in phases.markets(pack, guesses, explained=False)]
    return [
        guess if guess.board.phase == "ended" else transition.after(pack, guess, Advance())[0]
        for guess in moved
    ]


@dataclass(frozen=True, slots=True)
class LaterDoings:
    """What was done in a quarter of a guess: what it put in force, and the clout that it cost an
    office, in hundredths."""

    modifiers: tuple[Modifier, ...]
    cost: int


def later_doings(role: Role, before: Guess, after: Guess) -> LaterDoings:
    """Return what was done between two positions of a guess within one quarter, and what of its
    clout it cost the role."""
    known = {*before.board.modifiers, *before.board.past.spent}
    cost = before.board.office(role).clout - after.board.office(role).clout
    return LaterDoings(tuple([m for m in after.board.modifiers if m not in known]), cost)


def clout_later(guess: Guess, role: Role) -> int:
    """Return the clout, in hundredths, that a role has a quarter after a guess."""
    return clamped(guess.board.office(role).clout, CLOUT_INCOME)


def with_later(guess: Guess, role: Role, later: LaterDoings) -> Guess:
    """Return a guess whose sheets are opened, as if a quarter later the same were done as in
    another course of it; what it costs the role beyond its clout, the role doesn't pay."""
    board = guess.board
    left = clamped(clout_later(guess, role), -later.cost)
    board = with_office(board, replace(board.office(role), clout=left))
    return Guess(replace(board, modifiers=(*board.modifiers, *later.modifiers)), guess.world)
