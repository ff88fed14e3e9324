"""Keep the arrays of several games together: a few blocks of memory whose parts have names.

A world has some forty arrays, and a game alone fills each with a few hundred numbers. Kept one by
one, to copy, cut or join them costs forty calls; kept as three blocks, one for each kind of number,
it costs three. The named arrays are views of the blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

import numpy as np

#: The kinds of number by the name of an array's type: a block each, in this order.
_KINDS: Final[dict[str, type[np.generic]]] = {"F": np.float64, "I": np.int64, "B": np.bool_}
Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each named array lies: ``place`` gives its block, its rows from and to, and its
    shape without the batch axis; ``view`` what to take of which block, and the shape to give
    it if it has more than two axes; ``heights`` are the blocks' rows, ``kept`` how many of
    them, from the first, hold the arrays that ``Blocks.KEPT`` names."""

    place: Mapping[str, tuple[int, int, int, Shape]]
    view: Mapping[str, tuple[int, int | slice, Shape | None]]
    heights: tuple[int, ...]
    kept: tuple[int, ...]


@lru_cache(maxsize=64)
def _layout(shapes: tuple[tuple[str, str, Shape], ...], ahead: tuple[str, ...]) -> Layout:
    """Return the layout of arrays given by name, kind and shape without the batch axis.

    Those named ``ahead`` come first.
    """
    place: dict[str, tuple[int, int, int, Shape]] = {}
    view: dict[str, tuple[int, int | slice, Shape | None]] = {}
    heights, kept = [0] * len(_KINDS), [0] * len(_KINDS)
    for name, kind, shape in shapes:
        block, size = list(_KINDS).index(kind), 1
        for n in shape:
            size *= n
        first, last = heights[block], heights[block] + size
        place[name] = (block, first, last, shape)
        rows = slice(first, last) if shape else first
        view[name] = (block, rows, (*shape, -1) if len(shape) > 1 else None)
        heights[block] = last
        if name in ahead:
            kept[block] = last
    return Layout(place, view, tuple(heights), tuple(kept))


class Blocks:
    """Base of what holds ``quarter`` and named arrays whose last axis is the batch, as blocks.

    A dataclass with ``init=False`` and ``slots=True`` that inherits this declares the arrays as
    fields typed ``F``, ``I`` or ``B``. To set an array is to write its values into the block, so
    two of these never share memory.
    """

    __slots__ = ("_blocks", "_home", "_layout")
    #: Fields that lie at the beginning of their block, in this order: ``read_kept``.
    KEPT: ClassVar[tuple[str, ...]] = ()
    #: Fields that lie at the end of their block, in this order.
    LAST: ClassVar[tuple[str, ...]] = ()
    quarter: int
    _blocks: tuple[Any, ...]
    _layout: Layout
    #: The batch that this is a view of one game of, and which one: None for all others.
    _home: tuple[Any, int] | None

    def __init__(self, quarter: int, **arrays: Any) -> None:
        """Copy the arrays. Raises TypeError if one is missing or unknown."""
        names = self._names()
        if set(names) != set(arrays):
            wrong = sorted(set(names) ^ set(arrays))
            raise TypeError(f"{type(self).__name__}: missing or unknown: {wrong[0]!r}")
        shapes = tuple((n, kind, arrays[n].shape[:-1]) for n, kind in names.items())
        batch = arrays[next(iter(names))].shape[-1]
        self._set(quarter, _layout(shapes, self.KEPT), batch)
        for name, values in arrays.items():
            np.copyto(getattr(self, name), values)

    @classmethod
    def _names(cls) -> dict[str, str]:
        """Return the arrays' names and kinds in the order in which they lie."""
        found = {f.name: str(f.type) for f in fields(cls) if f.name != "quarter"}  # type: ignore[arg-type]
        ends = cls.KEPT + cls.LAST
        between = tuple(n for n in found if n not in ends)
        return {n: found[n] for n in cls.KEPT + between + cls.LAST}

    def _set(self, quarter: int, layout: Layout, batch: int) -> None:
        kinds = zip(layout.heights, _KINDS.values(), strict=True)
        self._place(quarter, layout, tuple(np.empty((n, batch), kind) for n, kind in kinds))

    def _place(self, quarter: int, layout: Layout, blocks: tuple[Any, ...]) -> None:
        object.__setattr__(self, "quarter", quarter)
        object.__setattr__(self, "_layout", layout)
        object.__setattr__(self, "_blocks", blocks)
        object.__setattr__(self, "_home", None)

    @classmethod
    def _of(cls, quarter: int, layout: Layout, blocks: tuple[Any, ...]) -> Self:
        made = cls.__new__(cls)
        made._place(quarter, layout, blocks)
        return made

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Make the view of an array when it is first asked for, and keep it."""
            found = None if name[0] == "_" else self._layout.view.get(name)
            if found is None:
                raise AttributeError(f"{type(self).__name__!r} has no array {name!r}")
            block, rows, shape = found
            view = self._blocks[block][rows]
            if shape is not None:
                view = view.reshape(shape)
            if not view.flags.c_contiguous:  # of a window
                view = np.ascontiguousarray(view)
                view.flags.writeable = False
            object.__setattr__(self, name, view)
            return view

        def __setattr__(self, name: str, value: Any) -> None:
            if name == "quarter":
                object.__setattr__(self, name, value)
            else:
                mine = getattr(self, name)
                if mine is not value:  # a ``+=`` on the attribute has written already
                    np.copyto(mine, value)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self)._of, (self.quarter, self._layout, self._blocks)

    def rows_from(self, first: str, last: str) -> Any:
        """Return the rows of the arrays that lie from ``first`` to ``last``, (n, B): a view."""
        block, a, _, _ = self._layout.place[first]
        other, _, b, _ = self._layout.place[last]
        assert block == other, "the arrays lie in different blocks"
        return self._blocks[block][a:b]

    def blank(self, batch: int) -> Self:
        """Return room for ``batch`` games of the same shapes, with nothing in it yet."""
        made = type(self).__new__(type(self))
        made._set(self.quarter, self._layout, batch)
        blocks, put = made._blocks, object.__setattr__
        for name, (block, rows, shape) in self._layout.view.items():  # all will be asked for
            view = blocks[block][rows]
            put(made, name, view if shape is None else view.reshape(shape))
        return made

    def copy(self) -> Self:
        """Return a copy that shares no array."""
        return self._of(self.quarter, self._layout, tuple(b.copy() for b in self._blocks))

    def changed(self, **arrays: Any) -> Self:
        """Return a copy in which some arrays have other values."""
        made = self.copy()
        for name, values in arrays.items():
            np.copyto(getattr(made, name), values)
        return made

    def row(self, b: int) -> Self:
        """Return game ``b`` alone, as a batch of one (copied)."""
        return self.columns(b, b + 1)

    def taken(self, games: Sequence[int]) -> Self:
        """Return these games side by side, in this order; one may be taken more than once."""
        some = tuple(np.take(block, games, axis=1) for block in self._blocks)
        return self._of(self.quarter, self._layout, some)

    def columns(self, first: int, last: int) -> Self:
        """Return games ``first`` to ``last`` (not included) alone (copied)."""
        some = tuple(block[:, first:last].copy() for block in self._blocks)
        return self._of(self.quarter, self._layout, some)

    def window(self, first: int, last: int) -> Self:
        """Return games ``first`` to ``last`` (not included) alone, read-only.

        Each array is copied when it is first asked for, and most are not.
        """
        some = tuple(block[:, first:last] for block in self._blocks)
        return self._of(self.quarter, self._layout, some)

    def each(self) -> list[Self]:
        """Return every game alone, as read-only windows; this batch is not written to any more."""
        if self._blocks[0].shape[1] == 1:
            return [self]
        alone = [self.window(b, b + 1) for b in range(self._blocks[0].shape[1])]
        for b, game in enumerate(alone):
            object.__setattr__(game, "_home", (self, b))
        return alone

    @classmethod
    def together(cls, games: Sequence[Self]) -> Self:
        """Return games side by side, as ``stack`` does, read-only.

        If they are the games of one batch (``each``) in their order, but for a few that have
        changed since, this is that batch itself or a copy of it: quicker than to put them side by
        side.
        """
        if len(games) == 1:
            return games[0]
        home = next((game._home[0] for game in games if game._home is not None), None)
        if home is None or home._blocks[0].shape[1] != len(games):
            return cls.stack(games)
        changed = [b for b, game in enumerate(games) if game._home != (home, b)]
        if len(changed) > len(games) // 2 or any(g.quarter != home.quarter for g in games):
            return cls.stack(games)
        made: Self = home.copy() if changed else home
        for b in changed:
            games[b].write(made, b, b + 1)
        return made

    def read_kept(self, other: Self, first: int = 0, last: int | None = None) -> None:
        """Take over the arrays that ``KEPT`` names from games ``first`` to ``last`` of another.

        ``last`` is not included; other arrays are left as they are.
        """
        object.__setattr__(self, "quarter", other.quarter)
        for mine, theirs, rows in zip(self._blocks, other._blocks, self._layout.kept, strict=True):
            mine[:rows] = theirs[:rows, first:last]

    def like(self, other: Self) -> bool:
        """Tell whether the other's arrays have the same shapes, the batch aside."""
        return self._layout is other._layout or self._layout == other._layout

    def write(self, other: Self, first: int, last: int) -> None:
        """Write the values to games ``first`` to ``last`` (not included) of another."""
        for mine, theirs in zip(self._blocks, other._blocks, strict=True):
            theirs[:, first:last] = mine

    @classmethod
    def stack(cls, rows: Sequence[Self]) -> Self:
        """Return several worlds of one quarter side by side."""
        if len({r.quarter for r in rows}) != 1:
            raise ValueError("worlds of different quarters cannot be stacked")
        blocks = zip(*(r._blocks for r in rows), strict=True)
        together = tuple(np.concatenate(some, axis=-1) for some in blocks)
        return cls._of(rows[0].quarter, rows[0]._layout, together)
