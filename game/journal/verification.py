"""Plays a journal again and compares every kept position with the one that it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.journal.format import Played
from game.journal.positions import moments
from game.journal.scenario_folders import pack_of
from game.journal.store import Journal
from game.rules import engine
from game.scenario.pack import Pack


@dataclass(frozen=True, slots=True)
class Verification:
    """What replaying found. ``difference`` is a sentence, empty if all was the same."""

    commands: int
    turns: int
    digest: str
    difference: str


def verify(path: Path, pack: Pack | None = None, *, scenario: str | None = None) -> Verification:
    """Replay the line of play; ``scenario`` is where a person says that it is.

    Raises InputError if the file can't be read at all.
    """
    with Journal.read(path) as journal:
        if journal.warnings:
            return Verification(0, 0, "", journal.warnings[0])
        pack = pack or pack_of(journal.header, path, scenario)
        commands = turns = 0
        digest = ""
        for moment in moments(journal.entries, pack):
            if moment.fault:
                return Verification(commands, turns, digest, moment.fault)
            if isinstance(moment.kept, Played):
                commands += moment.position is not None
            else:
                turns += 1
            if moment.position is not None:
                digest = engine.digest(moment.position)
        return Verification(commands, turns, digest, "")
