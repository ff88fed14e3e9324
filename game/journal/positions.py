"""The positions of a journal, one after another: whoever reads a kept match gets them here.

A turn's snapshot is what was played, whatever the scenario has become since. Between two of
them the commands are played again, but only where content and rules are those they were played
under, and only if that comes to the very position that was kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from game.errors import InputError
from game.journal.format import RULES, Header, JournalEntry, Played, Snapshot, Version
from game.journal.snapshots import facts_of, restored
from game.journal.timeline import line_of_play
from game.rules import engine
from game.rules.state.facts import Fact
from game.rules.state.position import Position
from game.scenario.pack import Pack

CHANGED: Final = "The scenario or the rules have changed since this game was played."


@dataclass(frozen=True, slots=True)
class Moment:
    """A command or the beginning of a turn on the line of play.

    ``entry`` is its number. ``position`` is the one it led to, None for a command that was not
    played again; ``facts`` are those since the moment before that has any. ``fault`` is a
    sentence if the turn, or what comes after the last, can't be played again, else empty.
    """

    entry: int
    kept: Played | Snapshot
    position: Position | None
    facts: tuple[Fact, ...]
    fault: str = ""


def moments(entries: Sequence[JournalEntry], pack: Pack) -> Iterator[Moment]:
    """Yield the commands and turns of the line of play with their positions.

    Raises InputError if a snapshot that has to be read is damaged.
    """
    header = entries[0]
    assert isinstance(header, Header)
    same = _same(entries, pack)
    base, facts = engine.start(pack, header.seed)
    trusted = True  # whether ``base`` is what was played
    commands: list[int] = []
    for number in line_of_play(entries):
        kept = entries[number]
        if isinstance(kept, Played):
            commands.append(number)
        elif isinstance(kept, Snapshot):
            fault = "" if trusted and same[number] else CHANGED
            played, fault = ([], fault) if fault else _played(entries, commands, pack, base, same)
            reached = played[-1].position if played else base
            if not fault and (reached is None or engine.digest(reached) != kept.digest):
                fault = f"Turn {kept.turn} (line {number + 1}) comes out different."
            if not fault and reached is not None:
                yield from played
                base = reached
                yield Moment(number, kept, base, facts)
            else:
                yield from (_untold(entries, n) for n in commands)
                found = restored(kept, pack)
                base, trusted = found.position, found.state == "exact"
                yield Moment(number, kept, base, facts_of(kept, pack), fault)
            commands, facts = [], ()
    played, fault = _played(entries, commands, pack, base, dict.fromkeys(commands, True))
    yield from played
    for n in commands[len(played) :]:
        yield Moment(n, _command(entries, n), None, (), fault)


def _same(entries: Sequence[JournalEntry], pack: Pack) -> dict[int, bool]:
    """Return by entry whether it is under the rules and the content of today."""
    now, out = False, {}
    for number, entry in enumerate(entries):
        if isinstance(entry, (Header, Version)):
            now = entry.rules == RULES and entry.content == pack.scenario.digest
        out[number] = now
    return out


def _played(
    entries: Sequence[JournalEntry],
    commands: Sequence[int],
    pack: Pack,
    position: Position,
    same: dict[int, bool],
) -> tuple[list[Moment], str]:
    """Return the commands played again from a position, up to the first that can't be, and why."""
    done: list[Moment] = []
    for number in commands:
        if not same[number]:
            return done, CHANGED
        kept = _command(entries, number)
        try:
            position, facts = engine.apply(pack, position, kept.command)
        except InputError as refusal:
            return done, f"Line {number + 1}, a played command, is refused: {refusal.sentence}"
        except Exception as fault:  # whatever newer rules make of an old command
            return done, f"Line {number + 1}, a played command, fails ({type(fault).__name__})."
        done.append(Moment(number, kept, position, facts))
    return done, ""


def _command(entries: Sequence[JournalEntry], number: int) -> Played:
    kept = entries[number]
    assert isinstance(kept, Played)
    return kept


def _untold(entries: Sequence[JournalEntry], number: int) -> Moment:
    """Return a command whose facts come with the turn that it was played in."""
    return Moment(number, _command(entries, number), None, ())
