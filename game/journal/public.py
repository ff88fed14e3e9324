"""The spectator's file, ``NAME.public.jsonl``: what the wall may show, and nothing else.

The game writes it beside the journal. Every line is whole in itself: the happenings that
everyone may know, and the spectator's view after them; the trusts' columns come only when
they change. Nothing here is ever read back by the game.
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

from game.rules.happenings import Happening
from game.rules.views import View


def public_path(journal: Path) -> Path:
    """Where the public file of a journal lies.

    >>> public_path(Path("tuesday.jsonl")).name
    'tuesday.public.jsonl'
    """
    stem = journal.name.removesuffix(".jsonl")
    return journal.with_name(f"{stem}.public.jsonl")


def plain(value: Any) -> Any:
    """JSON values of a view or happening: arrays as lists, not-a-number as null."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, np.generic):
        return plain(value.item())
    return value


#: Fields of a view that are not in every line: columns, and those that no spectator has.
_APART = ("trusts", "polling", "menu", "offers", "leakable", "agenda", "agendas_dealt", "draft")


class PublicFile:
    """Writes the spectator's file. Trouble with it never stops a game."""

    def __init__(self, journal: Path, scenario: str, title: str, *, anew: bool) -> None:
        self.path = public_path(journal)
        self.trouble = False
        self._trusts: Any = None
        self._file: BinaryIO | None = None
        try:
            self._file = self.path.open("wb" if anew else "ab")
            if not anew:
                self._file.write(b"\n")  # ends a line that a crash may have torn
        except OSError:
            self.trouble = True
        self._write({"kind": "game", "scenario": scenario, "title": title})

    def tell(
        self, view: View, happenings: Iterable[Happening], *, turn: int, rewound: bool = False
    ) -> None:
        """Adds what everyone may now know. ``view`` must be the spectator's."""
        if view.who != "spectator":
            raise ValueError("only the spectator's view is public")
        seen = {f.name: plain(getattr(view, f.name)) for f in fields(view) if f.name not in _APART}
        trusts = plain(view.trusts)
        line: dict[str, Any] = {
            "kind": "now",
            "turn": turn,
            "rewound": rewound,
            "happenings": [plain(h) for h in happenings if h.seen_by is None],
            "view": seen,
        }
        if trusts != self._trusts:
            line["trusts"] = self._trusts = trusts
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
