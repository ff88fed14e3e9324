"""Following a public file while another process writes it, across its crash and restart."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

from game.files import open_plain
from game.journal.public_file import PUBLIC

#: Branches of branches that are gone along with at one call.
_HOPS: Final = 20


class Follower:
    """Reads whole new lines of a public file each time it is asked.

    A line that is not JSON (torn by a crash) is passed over. A file that became shorter, or that
    another was put in the place of, is read from its beginning; a file that is gone may come back.

    With ``onward`` it goes along where the last line says that play goes on in a branch beside it,
    and comes back if the file that it left is written to again.
    """

    def __init__(self, path: Path, *, onward: bool = False) -> None:
        self._onward = onward
        self._left: list[_Read] = []
        self._now = _Read(path)

    @property
    def path(self) -> Path:
        """The file that is followed now."""
        return self._now.path

    def read(self) -> list[dict[str, Any]]:
        """Return the objects of the lines that have come since the last call; may be empty."""
        for n, file in enumerate(self._left):
            if file.read():  # play goes on here after all: told from the beginning
                self._now = _Read(file.path)
                del self._left[n:]
                break
        found = self._now.read()
        for _ in range(_HOPS):
            branch = self._branch(found)
            if branch is None:
                break
            self._left.append(self._now)
            self._now = _Read(branch)
            found += self._now.read()
        return found

    def _branch(self, lines: list[dict[str, Any]]) -> Path | None:
        """Return the public file beside this one in which play goes on, None if it doesn't."""
        if not (self._onward and lines and lines[-1].get("kind") == "branch"):
            return None
        name = str(lines[-1].get("file", ""))
        known = {file.path.name for file in (*self._left, self._now)}
        if name != Path(name).name or not name.endswith(PUBLIC) or name in known:
            return None
        return self._now.path.with_name(name)


class _Read:
    """A file, and how far it has been read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._offset = 0
        self._rest = b""
        self._file: tuple[int, int] | None = None  # which one it was, as the system has it

    def read(self) -> list[dict[str, Any]]:
        try:
            with open_plain(self.path, "rb") as file:
                found = os.fstat(file.fileno())
                which = found.st_dev, found.st_ino
                if found.st_size < self._offset or self._file not in (None, which):
                    self._offset, self._rest = 0, b""
                self._file = which
                file.seek(self._offset)
                fresh = file.read()
        except OSError:
            return []
        self._offset += len(fresh)
        *lines, self._rest = (self._rest + fresh).split(b"\n")
        return [value for line in lines if (value := _object(line)) is not None]


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
