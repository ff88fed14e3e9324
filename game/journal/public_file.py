"""The spectator's file, ``NAME.public.jsonl``: what the wall may show, and nothing else.

The game writes it beside the journal. Every line stands by itself: the facts that
everyone may know, and the spectator's view after them; ``figures`` (by name) and the
``trusts``' columns (``id`` first: a trust's number in a fact is its row there) come only when
they change, so a reader keeps the last that it saw. Besides there are lines of the ``room`` (exam
question, code word, clock, a blank wall), of the ``night`` (what has been declared so far), and
a last one of the ``branch`` in whose ``file`` beside this one play goes on.
Nothing here is ever read back by the game.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, cast

import numpy as np
from pydantic import BaseModel

from game.errors import InputError
from game.files import close_with, cut, open_plain, reason, write_all
from game.journal.format import Header
from game.rules.state.facts import Fact
from game.rules.state.view import Seen, Trusts, View

#: How the name of a public file ends.
PUBLIC: Final = ".public.jsonl"


def public_path(journal: Path) -> Path:
    """Return where the public file of a journal lies.

    >>> public_path(Path("tuesday.jsonl")).name
    'tuesday.public.jsonl'
    """
    stem = journal.name.removesuffix(".jsonl")
    return journal.with_name(f"{stem}{PUBLIC}")


def check_public(path: Path) -> None:
    """Raise InputError if there is something at a path that is no public file of a game.

    One that is not there yet, or is still empty, is waited for.
    """
    try:
        with open_plain(path, "rb") as file:
            first = file.read(_FIRST_LINE).split(b"\n")[0]
    except FileNotFoundError:
        return
    except OSError as fault:
        raise InputError(f"{cut(path)} can't be read: {reason(fault)}.") from None
    if first.strip() and not _written_for(first, None):
        raise InputError(f"{path.name} is not the public file of a game.")


def plain(value: Any) -> Any:
    """Return the JSON values of a view or fact: arrays as lists, what is no number as null."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        listed = value.tolist()
        whole = value.dtype.kind != "f" or np.isfinite(value).all()
        return listed if whole else plain(listed)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, np.generic):
        return plain(value.item())
    raise TypeError(f"a view holds no {type(value).__name__}")


def _same(one: Trusts | None, other: Trusts) -> bool:
    """Return whether two views' columns are equal, not-a-number included."""
    if one is None:
        return False
    for f in fields(other):
        a, b = getattr(one, f.name), getattr(other, f.name)
        if a is b:
            continue
        if not isinstance(a, np.ndarray):
            return False
        if not np.array_equal(a, b, equal_nan=a.dtype.kind == "f"):
            return False
    return True


#: Lines that are not of the game's facts: the facilitator's, election night's, where it goes on.
RoomLine = Literal["room", "night", "branch"]
#: The most bytes that the first line may have.
_FIRST_LINE: Final = 4096
#: Fields of a view that are not in every line: columns, and those that no spectator has.
_APART = (
    *("trusts", "figures", "polling", "menu", "offers"),
    *("leakable", "agenda", "agendas_dealt", "steps", "draft"),
)


class PublicFile:
    """Writes the spectator's file. Trouble with it never stops a match.

    ``refused`` is a sentence if the file there is not this journal's, else empty: what the
    game did not write is not written over, and no link is followed. ``trouble`` is a sentence
    while it can't be written, else empty; every later line tries again. A file that was deleted,
    or its folder, is made again with all that stood in it.
    """

    def __init__(self, journal: Path, header: Header, title: str, *, anew: bool) -> None:
        self.path = public_path(journal)
        self.refused = self.trouble = ""
        self._journal = journal.name
        self._closed = False
        self._figures: Mapping[str, Seen] | None = None
        self._trusts: Trusts | None = None
        self._shown: tuple[int, dict[str, Any]] | None = None
        self._file: BinaryIO | None = None
        self._first = {
            "kind": "game",
            "journal": journal.name,
            "scenario": header.scenario,
            "folder": Path(header.folder).name,
            "title": title,
        }
        self._open(anew=anew)

    def tell(self, view: View, facts: Iterable[Fact], *, turn: int, rewound: bool = False) -> None:
        """Add what everyone may now know. ``view`` must be the spectator's.

        Where nothing of it is new no line is written: private commands can't be counted.
        """
        if view.who != "spectator":
            raise ValueError("only the spectator's view is public")
        self._find()
        seen = {f.name: plain(getattr(view, f.name)) for f in fields(view) if f.name not in _APART}
        line: dict[str, Any] = {
            "kind": "now",
            "turn": turn,
            "rewound": rewound,
            "happenings": [plain(f) for f in facts if f.seen_by is None],
            "view": seen,
        }
        new = rewound or bool(line["happenings"]) or (turn, seen) != self._shown
        self._shown = turn, seen
        if view.figures != self._figures:
            self._figures = view.figures
            line["figures"] = plain(view.figures)
            new = True
        if not _same(self._trusts, view.trusts):
            self._trusts = view.trusts
            line["trusts"] = plain(view.trusts)
            new = True
        if new:
            self._write(line)

    def say(self, kind: RoomLine, value: Mapping[str, Any]) -> None:
        """Add a line of the room's own: what the facilitator shows, or the night so far."""
        self._find()
        self._write({"kind": kind, **value})

    def close(self) -> None:
        """Let go of the file for good."""
        self._closed = True
        self._let_go()

    def _open(self, *, anew: bool) -> None:
        """Open the file, and begin it with the line of the game."""
        try:
            self._file = _opened(self.path, self._journal, anew=anew)
        except FileExistsError:
            self.refused = (
                f"{self.path.name} is not this game's, so nobody can follow the game with watch."
            )
        except OSError as fault:
            self._in_trouble(fault)
        else:
            close_with(self, self._file)
            self._figures = self._trusts = self._shown = None  # the next line tells them all
            self._write(self._first)

    def _find(self) -> None:
        """Have a file to write to: one that is gone from its place is made again, as it was.

        What was written to it while nobody could find it is still in the open file.
        """
        if self._closed or self.refused:
            return
        if self._file is None:
            with contextlib.suppress(OSError):  # opening says what is the matter
                self.path.parent.mkdir(parents=True, exist_ok=True)
            self._open(anew=False)
        elif not os.path.lexists(self.path):
            gone = self._file
            try:
                gone.seek(0)
                held = gone.read()
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = _opened(self.path, self._journal, anew=True)
                close_with(self, self._file)
                write_all(self._file, held)
            except OSError as fault:
                self._in_trouble(fault)
            finally:
                with contextlib.suppress(OSError):
                    gone.close()

    def _in_trouble(self, fault: OSError) -> None:
        self.trouble = (
            f"{self.path.name} can't be written ({reason(fault)}), so the wall stands still."
        )
        self._let_go()

    def _let_go(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None

    def _write(self, value: dict[str, Any]) -> None:
        if self._file is None:
            return
        line = json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
        try:
            write_all(self._file, line)
            self.trouble = ""
        except OSError as fault:
            self._in_trouble(fault)


def _opened(path: Path, journal: str, *, anew: bool) -> BinaryIO:
    """Return the file to write at the end of. Raises FileExistsError if it is not this journal's,
    OSError if it can't be written."""
    if path.is_symlink():
        raise FileExistsError(path)
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # where the system has them
        flags |= getattr(os, name, 0)
    file = cast(BinaryIO, os.fdopen(os.open(path, flags, 0o644), "r+b", buffering=0))
    try:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise FileExistsError(path)
        if found.st_size:
            if not _written_for(file.read(_FIRST_LINE).split(b"\n")[0], journal):
                raise FileExistsError(path)
            if anew:
                file.truncate(0)
            else:
                file.write(b"\n")  # ends a line that a crash may have torn
    except BaseException:
        file.close()
        raise
    return file


def _written_for(first: bytes, journal: str | None) -> bool:
    """Return whether a file's first line is of the public file of that journal; None for any."""
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    of_game = isinstance(value, dict) and value.get("kind") == "game"
    return of_game and (journal is None or value.get("journal", journal) == journal)
