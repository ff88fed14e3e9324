"""Where a command's results go: a file, which takes its place whole at the end, or ``-``."""

from __future__ import annotations

import codecs
import contextlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from game import files
from game.cli.shared import output_stream
from game.errors import InputError

Write = Callable[[str], object]
_FIRST_LINE: Final = 2**16


class Output:
    """One place for a result, looked at before the work is done and not after."""

    def __init__(self, name: str) -> None:
        """Take a file's name, or ``-`` for standard output. Raises InputError if it can't be
        written, and for the journal of a game, which no result takes the place of."""
        self.path = None if name == "-" else Path(name)
        if self.path is None:
            output_stream()
            return
        try:
            files.try_to_replace(self.path)
        except (OSError, ValueError) as fault:
            refuse(self.path, fault)
        if _keeps_a_game(self.path):
            raise InputError(
                f"{files.cut(self.path)} can't be written: it keeps a game; name another file."
            )

    @contextmanager
    def open(self) -> Iterator[Write]:
        """Yield what writes text there; a file takes its place when the block ends well, and that
        is said. Raises InputError if it can't be written; what was there is there still."""
        if self.path is None:
            yield lambda text: click.echo(text, nl=False)
            return
        try:
            with files.replacing(self.path) as file:
                yield lambda text: file.write(text.encode())
        except OSError as fault:
            refuse(self.path, fault)
        click.echo(f"{files.cut(self.path)} is written.", err=True)

    def write(self, text: str) -> None:
        """Write a whole text. Raises InputError."""
        with self.open() as write:
            write(text)

    def write_json(self, value: Any) -> None:
        """Write a value as a line of JSON. Raises InputError."""
        self.write(json.dumps(value, allow_nan=False) + "\n")

    @property
    def plain(self) -> Path | None:
        """The path if it is a file's or free for one; None for a stream or a device."""
        if self.path is None or (self.path.exists() and not self.path.is_file()):
            return None
        return self.path


def _keeps_a_game(path: Path) -> bool:
    """Whether there is a journal at the path."""
    first = b""
    with contextlib.suppress(OSError), files.open_plain(path, "rb") as file:
        first = file.read(_FIRST_LINE).removeprefix(codecs.BOM_UTF8).partition(b"\n")[0]
    if not first.startswith(b"{"):
        return False
    from game.journal.format import begins_journal

    return begins_journal(first.removesuffix(b"\r") + b"\n")


def refuse(path: Path, fault: OSError | ValueError) -> NoReturn:
    """Raise InputError: the path can't be written, and why."""
    why = files.reason(fault) if isinstance(fault, OSError) else str(fault)
    raise InputError(f"{files.cut(path)} can't be written: {why}.") from None


def json_writer(out: str | None) -> Callable[[Any], None] | None:
    """Return a function that writes JSON to a file or ``-``; None if no file is asked for.

    Raises InputError if it can't be written.
    """
    return None if out is None else Output(out).write_json


def text_writer(out: str | None) -> Callable[[str], None] | None:
    """Return a function that writes text to a file or ``-``; None if no file is asked for.

    Raises InputError if it can't be written.
    """
    return None if out is None else Output(out).write
