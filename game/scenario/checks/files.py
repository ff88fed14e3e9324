"""Find the files of a scenario's folder that nothing reads."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from game.scenario.characters import quoted

#: So many files are looked at, and so many are named.
_MOST_LOOKED: Final = 500
_MOST_NAMED: Final = 10
#: What people lay beside a scenario for people.
_NOTES: Final = ("readme", "licence", "license", "notes", "changelog", "credits")


def unread(folder: Path, read: Collection[Path]) -> Iterator[str]:
    """Yield a sentence for each file of the folder that is not among those read.

    Hidden files and notes for people (README, LICENCE …) are passed over. A folder that can't be
    listed yields nothing.
    """
    try:
        there = [
            path
            for path in itertools.islice(folder.rglob("*"), _MOST_LOOKED)
            if path not in read and path.is_file() and not _for_people(path.relative_to(folder))
        ]
    except OSError:
        return
    for path in sorted(there)[:_MOST_NAMED]:
        name = path.relative_to(folder).as_posix()
        hint = _hint(path)
        yield f"Nothing reads the file {quoted(name)}{hint}."
    if len(there) > _MOST_NAMED:
        yield f"Nothing reads {len(there) - _MOST_NAMED} more files of the folder either."


def _for_people(name: Path) -> bool:
    return any(part.startswith(".") for part in name.parts) or name.name.lower().startswith(_NOTES)


def _hint(path: Path) -> str:
    if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
        return "; a file of a scenario ends in .yaml"
    return ""
