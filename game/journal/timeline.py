"""Turns: which entries of a journal are the game as it is now, and where each turn begins.

Rewinding appends an entry; what was played and taken back stays in the file. The *line of
play* is what is left when every rewind is followed. Opening a turn reads its snapshot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from game.errors import InputError
from game.journal.format import (
    RULES,
    Beside,
    Branch,
    Header,
    JournalEntry,
    NoteEntry,
    PlanEntry,
    Played,
    PracticeEntry,
    PredictionEntry,
    QuestionEntry,
    Rewind,
    SeatEntry,
    Shown,
    Snapshot,
    StepEntry,
    StrategyEntry,
    Version,
    in_force,
)
from game.journal.store import Journal
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.position import Board
from game.scenario.pack import Pack
from game.scenario.schema.base import Role


@dataclass(frozen=True, slots=True)
class Mark:
    """A turn that can be opened: its number, its snapshot's entry, and when that is."""

    turn: int
    entry: int
    quarter: int
    phase: str


def line_of_play(entries: Sequence[JournalEntry]) -> list[int]:
    """Return the numbers of the commands and snapshots that still count, oldest first."""
    line: list[int] = []
    for number, entry in enumerate(entries):
        match entry:
            case Rewind():
                while line and line[-1] > entry.to:
                    line.pop()
            case Played() | Snapshot():
                line.append(number)
            case Header() | Version() | Branch() | SeatEntry():
                pass  # they are no part of the play
            case (
                NoteEntry()
                | PlanEntry()
                | StepEntry()
                | PredictionEntry()
                | StrategyEntry()
                | QuestionEntry()
                | PracticeEntry()
                | Shown()
            ):
                pass  # kept beside it
            case _:
                assert_never(entry)
    return line


def under(entries: Sequence[JournalEntry], pack: Pack) -> bool:
    """Return whether the last of the entries is under today's rules and this content."""
    found = in_force(entries)
    return found.rules == RULES and found.content == pack.scenario.digest


def marks(entries: Sequence[JournalEntry]) -> tuple[Mark, ...]:
    """Return the turns of the line of play, oldest first."""
    found: list[Mark] = []
    for number in line_of_play(entries):
        entry = entries[number]
        if isinstance(entry, Snapshot):
            found.append(Mark(entry.turn, number, entry.quarter, entry.phase))
    return tuple(found)


def turn_of(board: Board, known: Sequence[Mark]) -> int:
    """Return the turn that a board is in, where ``known`` are the turns before or with it."""
    if board.phase == "agendas" or not known:
        return 0
    last = known[-1]
    begins = PHASE_TABLE[board.phase].begins_turn
    return last.turn + int(begins and (board.quarter, board.phase) != (last.quarter, last.phase))


def snapshot(entries: Sequence[JournalEntry], turn: int) -> tuple[int, Snapshot]:
    """Return a turn's entry number and snapshot on the line of play. Raises InputError."""
    known = marks(entries)
    for mark in known:
        if mark.turn == turn:
            entry = entries[mark.entry]
            assert isinstance(entry, Snapshot)
            return mark.entry, entry
    last = known[-1].turn if known else 0
    raise InputError(f"There is no turn {turn} in this game; its turns are 0 to {last}.")


def since_last_mark(entries: Sequence[JournalEntry]) -> tuple[Snapshot | None, list[int]]:
    """Return the last snapshot on the line of play, and the numbers of the commands after it."""
    last: Snapshot | None = None
    commands: list[int] = []
    for number in line_of_play(entries):
        entry = entries[number]
        if isinstance(entry, Snapshot):
            last, commands = entry, []
        else:
            commands.append(number)
    return last, commands


def played(entries: Sequence[JournalEntry]) -> list[Played]:
    """Return every command of the line of play, oldest first."""
    return [e for n in line_of_play(entries) if isinstance(e := entries[n], Played)]


def last_at(entries: Sequence[JournalEntry]) -> float:
    """Return how many seconds had been played when the last entry that says so was kept."""
    return next((e.at for e in reversed(entries) if isinstance(e, Played | Beside)), 0.0)


def night_shown(entries: Sequence[JournalEntry]) -> bool:
    """Return whether the table has seen the night of the end that the line of play comes to."""
    known = marks(entries)
    last = known[-1].entry if known else len(entries)
    return any(isinstance(entry, Shown) for entry in entries[last:])


def notes(entries: Sequence[JournalEntry]) -> list[tuple[int, NoteEntry]]:
    """Return every note with the quarter it was made in, oldest first.

    Play that was taken back keeps its notes: they are about what people saw.
    """
    quarter, found = None, []
    for entry in entries:
        if isinstance(entry, Snapshot):
            quarter = entry.quarter
        elif isinstance(entry, Rewind):
            back = entries[entry.to]
            quarter = back.quarter if isinstance(back, Snapshot) else quarter
        elif isinstance(entry, NoteEntry) and quarter is not None:
            found.append((quarter, entry))
    return found


def strategies(entries: Sequence[JournalEntry]) -> dict[Role, StrategyEntry]:
    """Return the strategy slips that were kept, by office: of each the last."""
    return {entry.role: entry for entry in entries if isinstance(entry, StrategyEntry)}


def seats(entries: Sequence[JournalEntry]) -> dict[Role, str]:
    """Return who sits where now. Rewinding does not move people."""
    first = entries[0]
    assert isinstance(first, Header)
    now = dict(first.seats)
    for entry in entries:
        if isinstance(entry, SeatEntry):
            now[entry.role] = entry.seat
    return now


def branch(journal: Journal, turn: int, path: Path, *, told: bool = True) -> Journal:
    """Make a new journal that shares everything up to the turn.

    Both remember the branching; the old one not where it is not to be ``told``.

    Raises InputError if there is no such turn, or a file at the path already.
    """
    at, _ = snapshot(journal.entries, turn)
    name = journal.path.name if journal.path is not None else "a game in memory"
    header = journal.header.model_copy(
        update={"parent": f"{name}, turn {turn}", "seats": seats(journal.entries)}
    )
    shared = [journal.entries[n] for n in line_of_play(journal.entries) if n <= at]
    made = Journal.create(path, header, shared)
    if told:
        journal.append(Branch(turn=turn, name=path.name))
    return made
