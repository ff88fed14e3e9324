"""A person's own folder of games: where new ones are kept, and which there are."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from game import paths
from game.errors import InputError
from game.files import reason
from game.journal import timeline
from game.journal.store import Journal, TakenError
from game.match.seats import HUMAN
from game.scenario.schema.base import ROLES, Role

T = TypeVar("T")


class NoFolderError(InputError):
    """There is no folder for games, and none can be made: a game could be played, not kept."""


@dataclass(frozen=True, slots=True)
class SavedGame:
    """A journal in the person's folder; ``when`` it was last written, None if it can't be read:
    a link to nowhere, say."""

    path: Path
    when: float | None


def saved_games() -> list[SavedGame]:
    """Return the journals in the person's folder, the newest first, then what can't be read.

    A folder that can't be made or read holds none.
    """
    try:
        folder = paths.saves_dir() / "games"
        found = [
            SavedGame(path, _written(path))
            for path in sorted(folder.glob("*.jsonl"))
            if not path.name.endswith(".public.jsonl")
        ]
    except OSError:
        return []
    return sorted(found, key=lambda game: game.when or 0.0, reverse=True)


def _written(path: Path) -> float | None:
    """When a plain file was last written, None for anything else."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime if stat.S_ISREG(about.st_mode) else None


@dataclass(frozen=True, slots=True)
class SaveSummary:
    """How far a kept game has come: its scenario's id, the offices that people hold, the quarter,
    and whether it is over and its night, if it had one, was seen."""

    scenario: str
    people: tuple[Role, ...]
    quarter: int
    over: bool


def summary(game: SavedGame) -> SaveSummary | None:
    """Return how far a kept game has come; None where it can't be read."""
    try:
        size = game.path.stat().st_size
    except OSError:
        return None
    return None if game.when is None else _summary(game.path, game.when, size)


@lru_cache(maxsize=256)
def _summary(path: Path, _when: float, _size: int) -> SaveSummary | None:
    """Read the journal, once for each time that it was written."""
    try:
        with Journal.read(path) as journal:
            entries, scenario = list(journal.entries), journal.header.scenario
    except InputError:
        return None
    last, _ = timeline.since_last_mark(entries)
    if last is None:
        return None
    seats = timeline.seats(entries)
    people = tuple(role for role in ROLES if seats.get(role) == HUMAN)
    voted = last.position["board"].get("ending") in ("election", "snap")
    over = last.phase == "ended" and (not voted or timeline.night_shown(entries))
    return SaveSummary(scenario, people, last.quarter, over)


def finished(game: SavedGame) -> bool:
    """Return whether a kept game is over and its night, if it had one, was seen.

    What can't be read is not: whoever goes on with it is told what is wrong.
    """
    found = summary(game)
    return found is not None and found.over


def new_journal(scenario: str) -> Path:
    """Return where a new game will be kept: the scenario's name, a date, and a number if need be.

    Raises NoFolderError if there is no such folder and it can't be made, InputError if it is full.
    """
    try:
        folder = paths.saves_dir() / "games"
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise NoFolderError(f"Games can't be kept in your own folder ({reason(fault)}).") from None
    stem = f"{scenario}-{time.strftime('%Y-%m-%d')}"
    for n in range(1, 1000):
        path = folder / (f"{stem}.jsonl" if n == 1 else f"{stem}-{n}.jsonl")
        if not os.path.lexists(path):
            return path
    raise InputError("There are too many games of this day in your folder.")


def kept_anew(scenario: str, make: Callable[[Path], T]) -> T:
    """Return what is made with a new journal. If another window of the game takes the name first,
    the next is tried. Raises InputError as ``new_journal`` does."""
    while True:
        path = new_journal(scenario)
        try:
            return make(path)
        except TakenError:
            if not os.path.lexists(path):  # or the same name would be tried for ever
                raise


def kept_beside(journal: Path, make: Callable[[Path], T]) -> T:
    """Return what is made with a new journal beside another, called after it. Raises InputError."""
    stem = journal.name.removesuffix(".jsonl")
    for number in count(2):
        path = journal.with_name(f"{stem}-{number}.jsonl")
        if os.path.lexists(path):
            continue
        try:
            return make(path)
        except TakenError:
            if not os.path.lexists(path):
                raise
    raise AssertionError("numbers do not end")


def kept_near(journal: Path | None, scenario: str, make: Callable[[Path], T]) -> T:
    """Return what is made with a new journal: beside a game that a person keeps elsewhere, else
    in the folder of games. Raises InputError."""
    own = (paths.saves_dir() / "games").absolute()
    if journal is None or journal.absolute().parent == own:
        return kept_anew(scenario, make)
    return kept_beside(journal, make)
