"""The spectator's file, ``NAME.public.jsonl``: what the wall may show, and nothing else.

The game writes it beside the journal. Every line stands by itself: the happenings that
everyone may know, and the spectator's view after them; ``figures`` and the ``trusts``'
columns come only when they change, so a reader keeps the last that it saw. Nothing here is
ever read back by the game.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from pydantic import BaseModel

from game.rules.state.facts import Fact
from game.rules.state.view import Seen, Trusts, View


def public_path(journal: Path) -> Path:
    """Where the public file of a journal lies.

    >>> public_path(Path("tuesday.jsonl")).name
    'tuesday.public.jsonl'
    """
    stem = journal.name.removesuffix(".jsonl")
    return journal.with_name(f"{stem}.public.jsonl")


def plain(value: Any) -> Any:
    """JSON values of a view or happening: arrays as lists, not-a-number as null."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if value == value else None
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        listed = value.tolist()
        return plain(listed) if value.dtype.kind == "f" and np.isnan(value).any() else listed
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
    """Whether two views' columns are equal, not-a-number included."""
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


#: Fields of a view that are not in every line: columns, and those that no spectator has.
_APART = (
    *("trusts", "figures", "polling", "menu", "offers"),
    *("leakable", "agenda", "agendas_dealt", "agenda_holds", "draft"),
)


class PublicFile:
    """Writes the spectator's file. Trouble with it never stops a game."""

    def __init__(self, journal: Path, scenario: str, title: str, *, anew: bool) -> None:
        self.path = public_path(journal)
        self.trouble = False
        self._figures: Mapping[str, Seen] | None = None
        self._trusts: Trusts | None = None
        self._file: BinaryIO | None = None
        try:
            self._file = self.path.open("wb" if anew else "ab")
            if not anew:
                self._file.write(b"\n")  # ends a line that a crash may have torn
        except OSError:
            self.trouble = True
        self._write({"kind": "game", "scenario": scenario, "title": title})

    def tell(
        self, view: View, happenings: Iterable[Fact], *, turn: int, rewound: bool = False
    ) -> None:
        """Adds what everyone may now know. ``view`` must be the spectator's."""
        if view.who != "spectator":
            raise ValueError("only the spectator's view is public")
        seen = {f.name: plain(getattr(view, f.name)) for f in fields(view) if f.name not in _APART}
        line: dict[str, Any] = {
            "kind": "now",
            "turn": turn,
            "rewound": rewound,
            "happenings": [plain(h) for h in happenings if h.seen_by is None],
            "view": seen,
        }
        if view.figures != self._figures:
            self._figures = view.figures
            line["figures"] = plain(view.figures)
        if not _same(self._trusts, view.trusts):
            self._trusts = view.trusts
            line["trusts"] = plain(view.trusts)
        self._write(line)

    def close(self) -> None:
        """Lets go of the file."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None

    def _write(self, value: dict[str, Any]) -> None:
        if self._file is None:
            return
        try:
            self._file.write(json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n")
            self._file.flush()
        except OSError:
            self.trouble = True
            self.close()
