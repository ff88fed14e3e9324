"""The spectator's view, put together again from the lines of a public file."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Final, get_type_hints

import numpy as np
from pydantic import TypeAdapter

from game.rules.state.menu import NoMenu
from game.rules.state.view import Figures, Seen, Trusts, View
from game.scenario.schema.base import SPECTATOR

#: Fields that come apart from a line, or that no spectator has.
_APART: Final[dict[str, Any]] = {
    "agendas_dealt": (),
    "agenda": None,
    "steps": (),
    "draft": (),
    "offers": (),
    "leakable": (),
}


class KeptFigures(Figures):
    """Figures that were read."""

    __slots__ = ("_seen",)

    def __init__(self, seen: Mapping[str, Seen]) -> None:
        self._seen = dict(seen)

    def __getitem__(self, name: str) -> Seen:
        return self._seen[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)

    def value(self, name: str) -> float | None:
        """Return the figure's value, None where it isn't known."""
        found = self._seen.get(name)
        return None if found is None else found.value

    def word(self, name: str) -> str:
        """Return the figure's word, empty where it has none."""
        found = self._seen.get(name)
        return "" if found is None else found.word


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    """Return what reads each field of a view that stands in a line."""
    hints = get_type_hints(View)
    apart = {*_APART, "trusts", "figures", "menu", "polling", "who"}
    return {f.name: TypeAdapter(hints[f.name]) for f in fields(View) if f.name not in apart}


def figures_of(value: Any) -> KeptFigures:
    """Return the figures of a line. Raises ValueError if they make no sense."""
    seen = {}
    for name, row in dict(value).items():
        seen[str(name)] = Seen(
            figure=str(row["figure"]),
            value=_number(row["value"]),
            exact=bool(row["exact"]),
            of_quarter=int(row["of_quarter"]),
            history=tuple((int(q), _number(v)) for q, v in row.get("history", ())),
            word=str(row.get("word", "")),
        )
    return KeptFigures(seen)


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


#: Kinds of a trusts' columns, by what their type is called.
_KINDS: Final = {"int64": np.int64, "bool": np.bool_, "float64": np.float64}


def trusts_of(value: Any) -> Trusts:
    """Return the trusts' columns of a line. Raises ValueError if they make no sense."""
    columns: dict[str, Any] = {}
    for f in fields(Trusts):
        rows = value[f.name]
        if f.name in ("id", "name"):
            columns[f.name] = tuple(str(row) for row in rows)
            continue
        kind = next(
            (k for name, k in _KINDS.items() if name.removesuffix("64") in str(f.type)), None
        )
        listed = [math.nan if row is None else row for row in rows]
        columns[f.name] = np.array(listed, dtype=kind or np.float64)
    lengths = {len(column) for column in columns.values()}
    if len(lengths) != 1:
        raise ValueError("trusts' columns are of different lengths")
    return Trusts(**columns)


def view_of(line: Mapping[str, Any], figures: KeptFigures, trusts: Trusts) -> View:
    """Return the view of a line. Raises ValueError if it makes no sense."""
    adapters = _adapters()
    read = {name: adapter.validate_python(line[name]) for name, adapter in adapters.items()}
    return View(
        who=SPECTATOR,
        figures=figures,
        trusts=trusts,
        menu=NoMenu(),
        polling=np.full(0, math.nan),
        **_APART,
        **read,
    )
