"""The record of games played to their end: a small file in the person's own folder.

It holds what the end card said and nothing of the game's secrets; it can be deleted line by
line or whole, and a game is noted once for each office that a person had.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from game import files, paths
from game.scenario.characters import without_stray

#: The newest so many are kept.
MOST: Final = 400
_BYTES: Final = 1_000_000
_LENGTH: Final = 120


@dataclass(frozen=True, slots=True)
class RecordedGame:
    """One office's end. ``game`` tells games apart; ``when`` is a day, as 2014-05-07."""

    game: str
    when: str
    scenario: str
    office: str
    score: float
    par: float  # above it
    band: str
    title: str
    won: str


def file() -> Path:
    """Return where the record is kept."""
    return paths.saves_dir() / "record.json"


def load() -> list[RecordedGame]:
    """Return what is recorded, the newest first; what can't be read is left out."""
    try:
        raw = json.loads(files.read_bytes(file(), _BYTES))
    except (OSError, ValueError, RecursionError):
        return []
    found = [_entry(row) for row in raw] if isinstance(raw, list) else []
    return [entry for entry in found if entry is not None][:MOST]


def add(*entries: RecordedGame) -> None:
    """Record ends that are not recorded yet. A folder that can't be written to keeps none."""
    kept = load()
    known = {(e.game, e.office) for e in kept}
    new = [e for e in entries if (e.game, e.office) not in known]
    if new:
        _save([*new, *kept])


def delete(entry: RecordedGame) -> None:
    """Take one line off the record."""
    _save([e for e in load() if e != entry])


def delete_all() -> None:
    """Delete the file."""
    with contextlib.suppress(OSError):
        file().unlink(missing_ok=True)


def _save(entries: list[RecordedGame]) -> None:
    text = json.dumps([asdict(e) for e in entries[:MOST]], indent=1, allow_nan=False)
    with contextlib.suppress(OSError):
        files.replace(file(), text)


def _entry(row: object) -> RecordedGame | None:
    """Return a line of the file, None if it is none: people may have edited it."""
    if not isinstance(row, dict):
        return None
    values: dict[str, str | float] = {}
    for field in fields(RecordedGame):
        value = row.get(field.name)
        if field.name in ("score", "par"):
            if isinstance(value, bool) or not isinstance(value, int | float):
                return None
            if not -1000.0 <= value <= 1000.0:
                return None
            values[field.name] = float(value)
        elif isinstance(value, str):
            values[field.name] = without_stray(value)[:_LENGTH]
        else:
            return None
    return RecordedGame(**values)  # type: ignore[arg-type]
