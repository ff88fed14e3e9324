"""The file of a journal: whatever was confirmed is on the disk, and nothing is erased.

An entry is appended and synced before anyone acts on it. If the disk is full or the folder
can't be written, the match goes on in memory, ``trouble`` says so in a sentence, and every
later append tries again. A file that is gone from its place is made again, whole. The file is
locked before it is read and until it is let go of, so what another window has confirmed is never
cut; a damaged file is kept aside before it is.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from game import __version__
from game.errors import InputError
from game.files import close_with, keep_aside, lock, open_plain, reason, write_all, write_whole
from game.journal import migrations
from game.journal.format import (
    FORMAT,
    BadLineError,
    Header,
    JournalEntry,
    Version,
    encode,
    in_force,
    raw,
    read,
)

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class TakenError(InputError):
    """A new journal was to be where there is a file already."""


class Journal:
    """An open journal: its entries so far, and where to write the next.

    ``entries[0]`` is the header. ``warnings`` are sentences about what opening found.
    ``path`` is None for a match that is kept in memory only.
    """

    def __init__(self, path: Path | None, lines: list[bytes], entries: list[JournalEntry]) -> None:
        self.path = path
        self.entries = entries
        self.warnings: list[str] = []
        self.trouble = ""
        self._lines = lines
        self._format = FORMAT  # of the next line
        self._saved = 0  # lines that are safely in the file
        self._length = 0  # their length in bytes
        self._file: BinaryIO | None = None
        self._damaged = False  # the file has an end that is not intact and not yet kept aside
        self._taken = False  # another window has gone on with the file

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
        """Make a new journal, with entries to begin with: it appears whole or not at all.

        A path that can't be written gives ``trouble``, not an error. Raises TakenError if
        there is a file already, were it put there by another match a moment ago.
        """
        lines = [encode(header, None)]
        for entry in entries:
            lines.append(encode(entry, lines[-1]))
        made = cls(path, lines, [header, *entries])
        if path is None:
            return made
        try:
            made._begin()
        except OSError as fault:
            if isinstance(fault, FileExistsError) and os.path.lexists(path):
                raise TakenError(f"There is a file at {path} already.") from None
            made._in_trouble(fault)
        return made

    @classmethod
    def open(cls, path: Path) -> Journal:
        """Open the journal at the path, to go on with. A damaged end is cut off and kept aside.

        A file that can be read and not written gives ``trouble``. Raises InputError if it is
        no journal, is newer than this game, is open in another window, has a line that this
        version can't read, or is damaged from its first line on.
        """
        try:
            file = open_plain(path, "r+b")
        except OSError as fault:
            made = cls.read(path)
            made._in_trouble(fault)
            return made
        try:
            if not lock(file):
                raise InputError(f"{path.name} is open in another window of the game.")
            made = cls._parsed(path, file.read())
            made._holds(file)
            with contextlib.suppress(OSError, AttributeError):  # another's file, or no such thing
                os.fchmod(file.fileno(), 0o600)
            try:
                made._mend()
            except OSError as fault:
                made._in_trouble(fault)
        except BaseException:
            file.close()
            raise
        return made

    @classmethod
    def read(cls, path: Path) -> Journal:
        """Read the journal at the path, to look at: the file is neither locked nor mended.

        Raises InputError as ``open`` does.
        """
        try:
            with open_plain(path, "rb") as file:
                data = file.read()
        except OSError as fault:
            raise InputError(f"{path} can't be read: {reason(fault)}.") from None
        return cls._parsed(path, data)

    def append(self, entry: JournalEntry) -> int:
        """Keep the entry, on the disk if at all possible, and return its number.

        In a journal of an older format a ``version`` entry comes first.
        """
        if self._format < FORMAT:
            self._format = FORMAT
            now = in_force(self.entries)
            if not isinstance(entry, Version):
                self.append(Version(game=__version__, rules=now.rules, content=now.content))
        self._lines.append(encode(entry, self._lines[-1]))
        self.entries.append(entry)
        self._save()
        return len(self.entries) - 1

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _holds(self, file: BinaryIO) -> None:
        """Keeps the file, and its lock, for as long as somebody holds this journal."""
        self._file = file
        close_with(self, file)

    # -- the file ---------------------------------------------------------------------

    @classmethod
    def _parsed(cls, path: Path, data: bytes) -> Journal:
        """The journal in a file's bytes. Raises InputError."""
        mark = len(_BYTE_ORDER_MARK) if data.startswith(_BYTE_ORDER_MARK) else 0
        pieces = data[mark:].split(b"\n")
        torn = pieces.pop()  # what follows the last newline
        ends = [len(piece) + 1 for piece in pieces]
        if torn:
            pieces.append(torn)
            ends.append(len(torn))
        # a carriage return is what mail or Git made of a line's end
        whole = [piece.removesuffix(b"\r") + b"\n" for piece in pieces]
        lines, entries, made_format, fault_at = _intact(whole, path.name)
        made = cls(path, lines, entries)
        made._format = made_format
        made._saved = len(lines)
        made._length = mark + sum(ends[: len(lines)])
        if fault_at is not None:
            made.warnings.append(_damage(path.name, fault_at, len(whole)))
            made._damaged = True
        return made

    def _begin(self) -> None:
        """Makes the file with every line so far, and holds it. Raises OSError."""
        assert self.path is not None
        content = b"".join(self._lines)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, content)
        self._saved, self._length = len(self._lines), len(content)
        self._hold()

    def _hold(self) -> None:
        """Opens the file for appending, alone. Raises OSError if another window has it, or has
        gone on with it."""
        assert self.path is not None
        file = open_plain(self.path, "r+b")
        try:
            if not lock(file):
                raise OSError("it is open in another window of the game")
            found = self._parsed(self.path, file.read())
            if found._lines[: self._saved] != self._lines[: self._saved] or (
                len(found._lines) > self._saved
            ):
                self._taken = True
                raise OSError("another window of the game has gone on with it")
        except BaseException:
            file.close()
            raise
        self._holds(file)

    def _mend(self) -> None:
        """Cuts a damaged end off, once it is kept aside. Raises OSError, and then it is there."""
        assert self._file is not None and self.path is not None
        if self._damaged:
            kept = keep_aside(self.path)
            self.warnings[-1] += f" The damaged file is kept as {kept.name}."
            self._damaged = False
            self._file.truncate(self._length)
        self._file.seek(self._length - 1)
        if self._file.read(1) != b"\n":  # a whole last line that only lacks its newline
            self._file.write(b"\n")
            self._length += 1

    def _save(self) -> None:
        """Writes every line that is not yet in the file."""
        if self.path is None or self._taken or (self._file is None and not self.trouble):
            return  # in memory, another window's, or read only
        if self._file is not None and not os.path.lexists(self.path):
            self._let_go_of_what_is_gone()
        try:
            if self._file is None:
                if self._saved == 0:
                    self._begin()
                else:
                    self._hold()
            assert self._file is not None
            if self._damaged:
                self._mend()
            fresh = b"".join(self._lines[self._saved :])
            try:
                self._file.truncate(self._length)  # what an earlier trouble may have left
                self._file.seek(self._length)
                write_all(self._file, fresh)
                os.fsync(self._file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    self._file.truncate(self._length)
                raise
            self._saved = len(self._lines)
            self._length += len(fresh)
            self.trouble = ""
        except OSError as fault:
            self._in_trouble(fault)

    def _let_go_of_what_is_gone(self) -> None:
        """Forgets a file that was deleted or moved away with its folder: what is written to it now
        nobody would find. Every line is still known, and goes into a new file at the old place."""
        self.close()
        self._saved = self._length = 0
        self._damaged = False

    def _in_trouble(self, fault: OSError) -> None:
        self.trouble = (
            f"The game can't be saved to {self.path} ({reason(fault)}), so it goes on in "
            "memory only."
        )


def _intact(
    whole: list[bytes], name: str
) -> tuple[list[bytes], list[JournalEntry], int, int | None]:
    """The lines and entries before the first damage, the format of the last of them, and the
    damaged line's number from 1.

    Raises InputError for a line that is whole and can't be read: it is another version's.
    """
    lines: list[bytes] = []
    entries: list[JournalEntry] = []
    header: dict[str, object] = {}
    written = 0
    for number, line in enumerate(whole, 1):
        try:
            value = raw(line, lines[-1] if lines else None)
        except BadLineError:
            if number == 1:
                raise InputError(
                    f"{name} is not a journal of this game, or its first line is damaged."
                ) from None
            return lines, entries, written, number
        if number == 1:
            header = value
            if value.get("kind") != "header":
                raise InputError(f"{name} is not a journal of this game.")
        if value.get("kind") in ("header", "version"):
            written = migrations.version(value, name)
        try:
            entry = read(migrations.up_to_date(value, written, header))
            if isinstance(entry, Header) != (number == 1):
                raise BadLineError("it is out of place")
        except (BadLineError, KeyError, TypeError):
            raise InputError(
                f"Line {number} of {name} is whole, and this version of the game can't read it."
            ) from None
        lines.append(line)
        entries.append(entry)
    if not entries:
        raise InputError(f"{name} is empty, so it is not a journal of this game.")
    return lines, entries, written, None


def _damage(name: str, line: int, of: int) -> str:
    if line == of:
        return f"The last line of {name} was not written to its end and is left out."
    return f"{name} is damaged from line {line} of {of} on; the game opens as it stood before that."
