"""A person's own folder of games: where new ones are kept, and which there are."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from game import paths
from game.errors import InputError
from game.journal.store import TakenError

T = TypeVar("T")


def saved_games() -> list[Path]:
    """The journals in the person's folder, the newest first."""
    folder = paths.saves_dir() / "games"
    if not folder.is_dir():
        return []
    found = [p for p in folder.glob("*.jsonl") if not p.name.endswith(".public.jsonl")]
    return sorted(found, key=lambda p: p.stat().st_mtime, reverse=True)


def new_journal(scenario: str) -> Path:
    """Where a new game will be kept: the scenario's name, a date, and a number if need be.

    Raises InputError if there is no such folder and it can't be made, or if it is full.
    """
    try:
        folder = paths.saves_dir() / "games"
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise InputError(
            f"Games can't be kept in your own folder ({fault.strerror or fault})."
        ) from None
    stem = f"{scenario}-{time.strftime('%Y-%m-%d')}"
    for n in range(1, 1000):
        path = folder / (f"{stem}.jsonl" if n == 1 else f"{stem}-{n}.jsonl")
        if not path.exists():
            return path
    raise InputError("There are too many games of this day in your folder.")


def kept_anew(scenario: str, make: Callable[[Path], T]) -> T:
    """What is made with a new journal. If another window of the game takes the name first,
    the next is tried. Raises InputError as ``new_journal`` does.
    """
    while True:
        path = new_journal(scenario)
        try:
            return make(path)
        except TakenError:
            if not path.exists():  # or the same name would be tried for ever
                raise
