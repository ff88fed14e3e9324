"""JSON values written by columns: a list of alike things says each key, and what recurs, once.

A late snapshot keeps hundreds of effects that have run out and the figures of every quarter, each
with the same keys and names. Written as tables they need a third of the room, and can still be
read by eye. A table is an object with one key that no other object of a journal has:

- ``{"#keyed": [[key, ...], column]}``: an object whose values are lists of texts;
- ``{"#rows": [n, {key: column, ...}]}``: n objects with the same keys;
- ``{"#lists": [column, ...]}``: lists of the same length, by their first items, their second ...;
- ``{"#joined": [lengths, column]}``: lists of other lengths than each other, one behind another;
- ``{"#runs": [column, times]}``: values that recur one after the other, each with how often;
- ``{"#once": [column, places]}``: values that recur, each once, and which of them is where.

A column, and ``lengths``, ``times`` and ``places``, are lists or tables themselves. Nothing is
lost: ``plain`` gives back the very value, the order of keys and the kind of numbers included.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import accumulate, chain, groupby, islice
from typing import Any, Final

#: Fewer things than this stay a list: the words of a table would outweigh it.
_LEAST: Final = 4
#: What comes so often, in the mean, is written once.
_OFTEN: Final = 2
#: So many recurring things may tables say; the longest games come to a hundredth.
_MOST: Final = 2_000_000


def packed(value: Any) -> Any:
    """Return a JSON value with its lists of alike things as tables, wherever they are in it."""
    if isinstance(value, list):
        return _column(value)
    if not isinstance(value, dict):
        return value
    if len(value) >= _LEAST and all(map(_texts, value.values())):
        return {"#keyed": [list(value), _column([*value.values()])]}
    return {key: packed(one) for key, one in value.items()}


def plain(value: Any) -> Any:
    """Return a JSON value in which what ``packed`` made tables are as they were.

    Raises ValueError, TypeError, KeyError, IndexError or AttributeError for no table of its, and
    ValueError for tables that say more than any game comes to.
    """
    return _Reader().plain(value)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _column(values: list[Any]) -> Any:
    """Return a list in the form that suits what is in it."""
    if len(values) < _LEAST:
        return [packed(one) for one in values]
    kinds = set(map(type, values))
    if kinds == {dict}:
        keys = list(values[0])
        if keys and all(list(one) == keys for one in values):
            columns = {key: _column([one[key] for one in values]) for key in keys}
            return {"#rows": [len(values), columns]}
        return [packed(one) for one in values]
    # as they are written: 1, 1.0 and true are equal, and are three values
    texts = list(map(json.dumps, values))
    times = [len(list(run)) for _, run in groupby(texts)]
    if _OFTEN * len(times) <= len(values):
        starts = accumulate(times[:-1], initial=0)
        return {"#runs": [_column([values[start] for start in starts]), _column(times)]}
    known = dict(zip(texts, values, strict=True))
    if kinds <= {str, list} and _OFTEN * len(known) <= len(values):
        places = {text: place for place, text in enumerate(known)}
        return {"#once": [_column([*known.values()]), _column([places[text] for text in texts])]}
    return _of_lists(values) if kinds == {list} else [packed(one) for one in values]


def _of_lists(values: list[list[Any]]) -> Any:
    lengths = list(map(len, values))
    if min(lengths) == max(lengths) > 0:
        return {"#lists": [_column(list(items)) for items in zip(*values, strict=True)]}
    return {"#joined": [_column(lengths), _column([*chain.from_iterable(values)])]}


class _Reader:
    """Reads tables; whoever made them by hand can't have a few of them fill the memory."""

    def __init__(self) -> None:
        self._left = _MOST
        self._kinds: dict[str, Callable[[Any], Any]] = {
            "#keyed": self._keyed,
            "#rows": self._rows,
            "#lists": self._lists,
            "#joined": self._joined,
            "#runs": self._runs,
            "#once": self._once,
        }

    def plain(self, value: Any) -> Any:
        """Return the value without tables."""
        if isinstance(value, list):
            return [self.plain(one) if isinstance(one, list | dict) else one for one in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((kind, table),) = value.items()
            if kind in self._kinds:
                return self._kinds[kind](table)
        return {key: self.plain(one) for key, one in value.items()}

    def _keyed(self, table: Any) -> dict[str, Any]:
        keys, values = table
        return dict(zip(keys, self.plain(values), strict=True))

    def _rows(self, table: Any) -> list[Any]:
        n, columns = table
        found = {key: self.plain(column) for key, column in columns.items()}
        if not found or any(len(column) != n for column in found.values()):
            raise ValueError("columns of another length")
        return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]

    def _lists(self, table: Any) -> list[Any]:
        return [list(row) for row in zip(*map(self.plain, table), strict=True)]

    def _joined(self, table: Any) -> list[Any]:
        lengths, items = map(self.plain, table)
        if min(lengths, default=0) < 0 or sum(lengths) != len(items):
            raise ValueError("lists of another length")
        rest = iter(items)
        return [list(islice(rest, length)) for length in lengths]

    def _runs(self, table: Any) -> list[Any]:
        values, times = map(self.plain, table)
        pairs = list(zip(values, times, strict=True))
        for one, some in pairs:
            self._spend(some * _size(one))
        return [one for one, some in pairs for _ in range(some)]

    def _once(self, table: Any) -> list[Any]:
        values, places = map(self.plain, table)
        sizes = list(map(_size, values))
        for place in places:
            self._spend(sizes[place])
        return [values[place] for place in places]

    def _spend(self, size: int) -> None:
        self._left -= size
        if size < 0 or self._left < 0:
            raise ValueError("tables of that size")


def _size(value: Any) -> int:
    """Return how many things a value is made of."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return 1
    return 1 + sum(map(_size, value))
