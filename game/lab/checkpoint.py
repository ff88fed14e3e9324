"""Keep the finished games of a run in a file, tile by tile, so that it can be gone on with.

The first line is JSON and says what is run. Each tile is a line of JSON (``games``, the length of
``results`` in bytes, the checksum of what follows), its results as one line of JSON a game, and its
tracks: (columns, games) floats of 64 bits, the least byte first. So memory doesn't grow with the
number of games: what is asked of all games is read again, some columns at a time.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from game.errors import InputError
from game.files import close_with, cut, lock, open_plain, reason, there_is, write_all

F = NDArray[np.float64]
FLOAT: Final = np.dtype("<f8")
#: The largest file that is gone on with, and its longest line that says what comes.
_MOST_BYTES: Final = 2**44
_LONGEST: Final = 2**16


@dataclass(frozen=True, slots=True)
class GameTile:
    """Finished games: each one's result as a line of JSON, and tracks of (columns, games)."""

    results: tuple[str, ...]
    tracks: F


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a tile stands in the file."""

    games: int
    results: int  # where they begin
    tracks: int


class Checkpoint:
    """Games that are finished: a file, or without a path a nameless one that ends with the run."""

    def __init__(
        self, path: Path | None, run: Mapping[str, Any], columns: int, *, resume: bool = False
    ) -> None:
        """Begin, or with ``resume`` go on with what the file keeps of the same run.

        Raises InputError if it keeps another run, is there and isn't to be gone on with, is in use,
        or can't be made.
        """
        self.path = path
        self._columns = columns
        self._places: list[_Place] = []
        self._end = 0
        self._file = self._opened(resume)
        close_with(self, self._file)
        try:
            if self._file.seek(0, os.SEEK_END):
                self._take_up(run)
            else:
                write_all(self._file, json.dumps(run, allow_nan=False).encode() + b"\n")
                self._end = self._file.tell()
        except OSError as fault:
            self.close()
            raise InputError(f"{self._name()} can't be written: {reason(fault)}.") from None
        except BaseException:
            self._file.close()
            raise

    @property
    def games(self) -> int:
        """How many games are kept."""
        return sum(place.games for place in self._places)

    def append(self, tile: GameTile) -> None:
        """Keep a tile, on the disk if it is a file. Raises InputError if it can't be kept."""
        text = "".join(f"{line}\n" for line in tile.results).encode()
        tracks = np.ascontiguousarray(tile.tracks, FLOAT).tobytes()
        about = {"games": len(tile.results), "results": len(text), "sum": _sum(text, tracks)}
        head = json.dumps(about, allow_nan=False).encode() + b"\n"
        try:
            self._file.seek(self._end)
            write_all(self._file, head + text + tracks)
            self._file.flush()
            if self.path is not None:
                os.fsync(self._file.fileno())
        except OSError as fault:
            raise InputError(
                f"{self._name()} can't be written: {reason(fault)}. {self._kept()}"
            ) from None
        begin = self._end + len(head)
        self._places.append(_Place(len(tile.results), begin, begin + len(text)))
        self._end = begin + len(text) + len(tracks)

    def results(self, most: int) -> Iterator[str]:
        """Yield the results of the first ``most`` games, each a line of JSON, in their order."""
        for place in self._places:
            self._file.seek(place.results)
            lines = self._file.read(place.tracks - place.results).decode().splitlines()
            yield from lines[: max(0, most)]
            most -= len(lines)

    def columns(self, first: int, count: int, most: int) -> F:
        """Return (count, games) of the first ``most`` games' tracks, from a column on."""
        parts = []
        for place in self._places:
            self._file.seek(place.tracks + first * place.games * FLOAT.itemsize)
            held = self._file.read(count * place.games * FLOAT.itemsize)
            part = np.frombuffer(held, FLOAT).reshape(count, place.games)
            parts.append(part[:, : max(0, most)])
            most -= place.games
        if not parts:
            return np.empty((count, 0))
        return np.concatenate(parts, axis=1).astype(np.float64, copy=False)

    def close(self, *, finished: bool = False) -> None:
        """Let go of the file. It stays to be gone on with, unless all or nothing is finished."""
        if self._file.closed:
            return
        with contextlib.suppress(OSError):
            self._file.truncate(self._end)  # a tile that was written in part
        if self.path is not None and (finished or not self._places):
            with contextlib.suppress(OSError):
                self.path.unlink()
        with contextlib.suppress(OSError):
            self._file.close()

    def __enter__(self) -> Checkpoint:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- the file ---------------------------------------------------------------------

    def _opened(self, resume: bool) -> BinaryIO:
        if self.path is None:
            try:
                return tempfile.TemporaryFile()
            except OSError:  # a small run needs no disk
                return io.BytesIO()
        if there_is(self.path):
            if not resume:
                raise InputError(
                    f"{self._name()} keeps games of a run that was stopped: go on with --resume, "
                    "or remove it."
                )
            try:
                file: BinaryIO = open_plain(self.path, "r+b", _MOST_BYTES)
            except OSError as fault:
                raise InputError(f"{self._name()} can't be read: {reason(fault)}.") from None
        else:
            try:
                file = self.path.open("x+b", buffering=0)
            except OSError as fault:
                raise InputError(f"{self._name()} can't be written: {reason(fault)}.") from None
        if not lock(file):
            file.close()
            raise InputError(f"{self._name()} is in use by another run.")
        return file

    def _take_up(self, run: Mapping[str, Any]) -> None:
        """Finds the whole tiles of the same run. Raises InputError for anything else."""
        self._file.seek(0)
        kept = _object(self._file.readline(_LONGEST))
        if kept is None or "run" not in kept:
            raise InputError(f"{self._name()} is not what a stopped run keeps.")
        wanted = json.loads(json.dumps(run, allow_nan=False))
        for key, value in wanted.items():
            if kept.get(key) != value:
                raise InputError(
                    f"{self._name()} keeps another run: its {key} is not the same. Give --json "
                    "another name, or remove it."
                )
        self._end = self._file.tell()
        while (place := self._next_tile()) is not None:
            self._places.append(place)
            self._end = self._file.tell()

    def _next_tile(self) -> _Place | None:
        """The tile that begins here; None if there is none that is whole."""
        about = _object(self._file.readline(_LONGEST))
        if about is None:
            return None
        games, length = about.get("games"), about.get("results")
        if not isinstance(games, int) or not isinstance(length, int) or games < 1 or length < 1:
            return None
        size = self._columns * games * FLOAT.itemsize
        begin = self._file.tell()
        if begin + length + size > os.fstat(self._file.fileno()).st_size:
            return None
        if _sum(self._file.read(length), self._file.read(size)) != about.get("sum"):
            return None
        return _Place(games, begin, begin + length)

    def _name(self) -> str:
        return "The scratch file" if self.path is None else cut(self.path)

    def _kept(self) -> str:
        return "" if self.path is None or not self._places else f"{self.games:,} games are kept."


def _sum(*parts: bytes) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(part)
    return made.hexdigest()[:16]


def _object(line: bytes) -> dict[str, Any] | None:
    """What a whole line of JSON holds; None for anything else."""
    if not line.endswith(b"\n"):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
