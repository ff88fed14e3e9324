"""Following a public file while another process writes it, across its crash and restart."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from game.files import open_plain


class Follower:
    """Reads whole new lines of a public file each time it is asked.

    A line that is not JSON (torn by a crash) is passed over. A file that became shorter, or that
    another was put in the place of, is read from its beginning; a file that is gone may come back.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._offset = 0
        self._rest = b""
        self._file: tuple[int, int] | None = None  # which one it was, as the system has it

    def read(self) -> list[dict[str, Any]]:
        """Return the objects of the lines that have come since the last call; may be empty."""
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
