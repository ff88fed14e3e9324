"""The file of a journal: whatever was confirmed is on the disk, and nothing is erased.

An entry is appended, flushed and synced before anyone acts on it. If the disk is full or
the folder can't be written, the game goes on in memory, ``trouble`` says so in a sentence,
and every later append tries again. A damaged file is kept aside before it is cut.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from game.errors import InputError
from game.journal import migrations
from game.journal.format import BadLineError, Header, JournalEntry, encode, raw, read


class TakenError(InputError):
    """A new journal was to be where there is a file already."""


class Journal:
    """An open journal: its entries so far, and where to write the next.

    ``entries[0]`` is the header. ``warnings`` are sentences about what opening found.
    ``path`` is None for a game that is kept in memory only.
    """

    def __init__(self, path: Path | None, lines: list[bytes], entries: list[JournalEntry]) -> None:
        self.path = path
        self.entries = entries
        self.warnings: list[str] = []
        self.trouble = ""
        self._lines = lines
        self._saved = 0  # lines that are safely in the file
        self._length = 0  # their length in bytes
        self._file: BinaryIO | None = None

    @property
    def header(self) -> Header:
        """The first entry."""
        first = self.entries[0]
        assert isinstance(first, Header)
        return first

    @classmethod
    def create(
        cls, path: Path | None, header: Header, entries: Sequence[JournalEntry] = ()
    ) -> Journal:
        """A new journal, with entries to begin with: it appears whole or not at all.

        A path that can't be written gives ``trouble``, not an error. Raises TakenError if
        there is a file already, were it put there by another game a moment ago.
        """
        lines = [encode(header, None)]
        for entry in entries:
            lines.append(encode(entry, lines[-1]))
        made = cls(path, lines, [header, *entries])
        if path is None:
            return made
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, b"".join(lines))
            made._attach()
        except OSError as fault:
            if isinstance(fault, FileExistsError) and path.exists():
                raise TakenError(f"There is a file at {path} already.") from None
            made._in_trouble(fault)
        return made

    @classmethod
    def open(cls, path: Path) -> Journal:
        """The journal at the path, to go on with. A damaged end is cut off and kept aside.

        Raises InputError if it is no journal, is newer than this game, is open elsewhere,
        or is damaged from its first line on.
        """
        made = cls.read(path)
        try:
            made._attach()
        except OSError as fault:
            made._in_trouble(fault)
        return made

    @classmethod
    def read(cls, path: Path) -> Journal:
        """The journal at the path, to look at: the file is neither locked nor mended."""
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise InputError(f"{path} can't be read: {_reason(fault)}.") from None
        pieces = data.split(b"\n")
        torn = pieces.pop()  # what follows the last newline
        whole = [piece + b"\n" for piece in pieces]
        if torn:
            whole.append(torn)
        lines, entries, fault_at = _intact(whole, path.name)
        made = cls(path, lines, entries)
        made._saved = len(lines)
        made._length = sum(map(len, lines))
        if fault_at is not None:
            made.warnings.append(_damage(path.name, fault_at, len(whole)))
        elif torn:  # a whole last line that only lacks its newline
            lines[-1] = torn + b"\n"
            made._length += 1
        return made

    def append(self, entry: JournalEntry) -> int:
        """Keeps the entry, on the disk if at all possible, and gives its number."""
        self._lines.append(encode(entry, self._lines[-1]))
        self.entries.append(entry)
        self._save()
        return len(self.entries) - 1

    def lines(self, count: int) -> list[bytes]:
        """The first ``count`` lines as they stand in the file."""
        return self._lines[:count]

    def close(self) -> None:
        """Lets go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()  # a game that nobody holds any more lets go of its lock

    # -- the file ---------------------------------------------------------------------

    def _attach(self) -> None:
        """Opens the file for appending, alone, and cuts off what is not intact."""
        assert self.path is not None
        file = self.path.open("r+b")
        if not _lock(file):
            file.close()
            raise InputError(f"{self.path.name} is open in another window of the game.")
        self._file = file
        if self._saved == 0:  # just created
            self._saved, self._length = len(self._lines), sum(map(len, self._lines))
        size = os.fstat(file.fileno()).st_size
        if size > self._length:
            if self.warnings:
                kept = _keep_aside(self.path)
                self.warnings[-1] += f" The damaged file is kept as {kept.name}."
            file.truncate(self._length)
        elif size < self._length:
            file.seek(size)
            file.write(b"\n")
        file.seek(self._length)
        self._save()

    def _save(self) -> None:
        """Writes every line that is not yet in the file."""
        if self.path is None:
            return
        try:
            if self._file is None:
                if not self.trouble:
                    return  # read only, or closed
                self._again()
            assert self._file is not None
            fresh = b"".join(self._lines[self._saved :])
            if not fresh:
                return
            try:
                self._file.write(fresh)
                self._file.flush()
                os.fsync(self._file.fileno())
            except OSError:
                self._drop_half_line()
                raise
            self._saved = len(self._lines)
            self._length += len(fresh)
            self.trouble = ""
        except OSError as fault:
            self._in_trouble(fault)

    def _again(self) -> None:
        """Tries to get a file again after trouble."""
        assert self.path is not None
        if self._saved == 0:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(self.path, b"".join(self._lines))
        file = self.path.open("r+b")
        if not _lock(file):
            file.close()
            raise OSError("it is open in another window of the game")
        self._file = file
        if self._saved == 0:
            self._saved, self._length = len(self._lines), sum(map(len, self._lines))
        file.truncate(self._length)
        file.seek(self._length)

    def _drop_half_line(self) -> None:
        """After a failed write: the file ends at the last whole line again."""
        file, self._file = self._file, None
        assert file is not None and self.path is not None
        with contextlib.suppress(OSError):
            file.close()  # its buffer may fail once more
        with contextlib.suppress(OSError):
            os.truncate(self.path, self._length)

    def _in_trouble(self, fault: OSError) -> None:
        self.trouble = (
            f"The game can't be saved to {self.path} ({_reason(fault)}), so it goes on in "
            "memory only."
        )


def _intact(whole: list[bytes], name: str) -> tuple[list[bytes], list[JournalEntry], int | None]:
    """The lines and entries before the first damage, and the damaged line's number from 1."""
    lines: list[bytes] = []
    entries: list[JournalEntry] = []
    written = 0
    for number, line in enumerate(whole, 1):
        after = lines[-1] if lines else None
        try:
            value = raw(line, after)
            if number == 1:
                written = migrations.version(value, name)
            entry = read(migrations.up_to_date(value, written))
            if isinstance(entry, Header) != (number == 1):
                raise BadLineError("it is out of place")
        except BadLineError:
            if number == 1:
                raise InputError(
                    f"{name} is not a journal of this game, or its first line is damaged."
                ) from None
            return lines, entries, number
        lines.append(line)
        entries.append(entry)
    if not entries:
        raise InputError(f"{name} is empty, so it is not a journal of this game.")
    return lines, entries, None


def _damage(name: str, line: int, of: int) -> str:
    if line == of:
        return f"The last line of {name} was not written to its end and is left out."
    return f"{name} is damaged from line {line} of {of} on; the game opens as it stood before that."


def _write_whole(path: Path, content: bytes) -> None:
    """A new file that is there whole or not at all. Raises FileExistsError."""
    if path.exists():
        raise FileExistsError(f"there is another file at {path}")
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with scratch.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _put(scratch, path)
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink()
    if sys.platform != "win32":  # the folder's own entry
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _put(scratch: Path, path: Path) -> None:
    """Gives the file its name, unless another has it. Raises FileExistsError."""
    try:
        os.link(scratch, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is claimed first
        path.open("xb").close()
        scratch.replace(path)


def _keep_aside(path: Path) -> Path:
    """A copy of the file under the first free name ``NAME.damaged-N``."""
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    shutil.copyfile(path, kept)
    return kept


def _lock(file: BinaryIO) -> bool:
    """Holds the file against a second game, until it is closed or the process dies."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(2**40)  # far past the end: others may still read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        import errno

        # A file system without locks is no reason to refuse a game.
        return fault.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def _reason(fault: OSError) -> str:
    """Why the system refused, in a few words."""
    return (fault.strerror or str(fault) or "unknown reason").lower()
