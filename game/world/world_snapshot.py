"""A world as JSON values and back, its rows found again by their names.

Each array is ``[kind, shape, text]``: kind ``f``, ``i`` or ``b``; shape with the batch of one
last; text the base64 of the zlib stream of its little-endian 64-bit integers, floats times
2¹⁶. ``rows`` gives for each axis of ``row_names`` the base64 of the zlib stream of its names,
one a line.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

import numpy as np

from game.world.endowments import own
from game.world.health_map import I
from game.world.row_names import AXES, Axis, RowMap, RowNames, axes_of
from game.world.world_state import SCALE, World

#: The most bytes that the names of one axis may take: a bound for what a stranger wrote.
_MOST_NAMES: Final = 2**20
#: What arrays were called in earlier versions.
_FORMER: Final = {"named": "listed"}


def dump(world: World, names: RowNames) -> dict[str, Any]:
    """Return a world of one game as JSON values; ``load`` gives the equal world."""
    rows = {axis: pack_names(names[axis]) for axis in AXES}
    out: dict[str, Any] = {"quarter": world.quarter, "rows": rows}
    for name, kind, shape, whole in world.integers():
        out[name] = [kind, shape, _pack(whole.tobytes())]
    return out


def names_in(value: Mapping[str, Any]) -> RowNames:
    """Return the names of the rows that a dump keeps. Raises ValueError if they are damaged."""
    return {
        axis: tuple(_unpack(value["rows"][axis], _MOST_NAMES).decode().split("\n"))
        for axis in AXES
        if axis in value["rows"]
    }


def load(
    value: Mapping[str, Any], maps: Mapping[Axis, RowMap], start: Callable[[], World]
) -> World:
    """Return the world of a dump, with rows and arrays as this version has them.

    ``start`` gives the world (batch 1) whose values are taken for rows and arrays that the
    dump doesn't have. Raises ValueError, KeyError or TypeError if the dump is not whole.
    """
    made: dict[str, Any] = {"quarter": int(value["quarter"])}
    for f in fields(World):
        if f.name == "quarter":
            continue
        kept = f.name if f.name in value else _FORMER.get(f.name, f.name)
        if f.name == "endowment" and kept not in value:  # before it was drawn, all had their own
            made[f.name] = own(len(maps["trust"].source))
            continue
        if kept not in value:
            made[f.name] = getattr(start(), f.name)
            continue
        along = [maps[axis] for axis in axes_of(f.name)]
        array = _array(value[kept], [len(m.target) for m in along], str(f.type))
        if f.name == "absorbed_by":  # rows of trusts itself
            array = _renumbered(array, maps["trust"])
        if f.name == "endowment":  # and so are these
            array = _redealt(array, maps["trust"])
        if not all(m.same for m in along):
            array = _placed(array, along, getattr(start(), f.name))
        made[f.name] = array
    return World(**made)


def arrays_changed(value: Mapping[str, Any]) -> bool:
    """Return whether a dump has an array that this version hasn't, or the other way round."""
    return {f.name for f in fields(World)} != set(value) - {"rows"}


def pack_names(names: tuple[str, ...]) -> str:
    """Return names as a dump keeps them."""
    return _pack("\n".join(names).encode())


def _array(kept: Any, rows: list[int], kind: str) -> Any:
    """The array, (*rows, 1). Raises ValueError if it is not of that shape and kind."""
    letter, shape, text = kept
    if list(shape) != [*rows, 1] or letter != kind.lower():
        raise ValueError("an array has another shape than its names")
    size = 8
    for count in rows:
        size *= count
    raw = _unpack(text, size)
    if len(raw) != size:
        raise ValueError("an array is cut short")
    whole = np.frombuffer(raw, "<i8").reshape(shape).astype(np.int64)
    if letter == "f":
        return whole / SCALE
    return whole.astype(np.bool_) if letter == "b" else whole


def _placed(array: Any, along: list[RowMap], start: Any) -> Any:
    """The start's array with every kept row in its place of today."""
    made = start.copy()
    today = [np.flatnonzero(m.source >= 0) for m in along]
    before = [m.source[rows] for m, rows in zip(along, today, strict=True)]
    made[np.ix_(*today)] = array[np.ix_(*before)]
    return made


def _renumbered(rows: I, trusts: RowMap) -> I:
    """Rows of trusts as today's; -1 for none and for a trust that is gone."""
    if ((rows < -1) | (rows >= len(trusts.target))).any():
        raise ValueError("a trust is named that there is none of")
    return np.append(trusts.target, -1)[rows]


def _redealt(rows: I, trusts: RowMap) -> I:
    """The endowment by today's rows; that of a trust which is gone stays with whoever had it as
    their own."""
    dealt = _renumbered(rows, trusts)
    return np.where(dealt < 0, trusts.target[:, None], dealt)


def _pack(raw: bytes) -> str:
    return base64.b64encode(zlib.compress(raw, 6)).decode("ascii")


def _unpack(text: str, most: int) -> bytes:
    """The bytes, never more than ``most`` and one. Raises ValueError if they are damaged."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(text), most + 1)
    except zlib.error:
        raise ValueError("what was packed is damaged") from None
