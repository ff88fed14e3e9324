"""Plays a journal again from its seed and compares every kept position with the new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.errors import InputError
from game.journal.format import RULES, Played, Snapshot
from game.journal.scenario_folders import pack_of
from game.journal.store import Journal
from game.journal.timeline import line_of_play
from game.rules import engine
from game.scenario.pack import Pack


@dataclass(frozen=True, slots=True)
class Verification:
    """What replaying found. ``difference`` is a sentence, empty if all was the same."""

    commands: int
    turns: int
    digest: str
    difference: str


def verify(path: Path, pack: Pack | None = None) -> Verification:
    """Replays the line of play; raises InputError if the file can't be read at all."""
    with Journal.read(path) as journal:
        header, entries = journal.header, journal.entries
        if journal.warnings:
            return Verification(0, 0, "", journal.warnings[0])
        if pack is None:
            pack = pack_of(header, path)
        if header.content != pack.scenario.digest or header.rules != RULES:
            return Verification(
                0, 0, "", "The scenario or the rules have changed since this game was played."
            )
        position, _ = engine.start(pack, header.seed)
        commands = turns = 0
        for number in line_of_play(entries):
            entry = entries[number]
            if isinstance(entry, Played):
                try:
                    position, _ = engine.apply(pack, position, entry.command)
                except InputError as refusal:
                    told = f"Line {number + 1}, a played command, is refused: {refusal.sentence}"
                    return Verification(commands, turns, engine.digest(position), told)
                commands += 1
            elif isinstance(entry, Snapshot):
                digest = engine.digest(position)
                if digest != entry.digest:
                    told = f"Turn {entry.turn} (line {number + 1}) comes out different."
                    return Verification(commands, turns, digest, told)
                turns += 1
        return Verification(commands, turns, engine.digest(position), "")
