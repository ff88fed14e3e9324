"""HexJSON: maps of hexes as the field exchanges them, read and written.

A file has a ``layout`` and ``hexes``, each by its id with ``q`` and ``r``: column and row, rows
counted northwards. In ``odd-r`` odd rows stand half a hex further east, in ``even-r`` even ones.
The game's own hexes are axial with rows southwards (``generate.hexmap``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from game.errors import InputError
from game.scenario import csv_table
from game.scenario.characters import cut, quoted
from game.scenario.generate.hexmap import Hex
from game.scenario.source_files import Source
from game.world.country import Country

_LAYOUTS: Final = ("odd-r", "even-r")
_FLAT: Final = ("odd-q", "even-q")
_MOST: Final = 2_000
_FARTHEST: Final = 150


def read(text: str, source: str) -> dict[str, Hex]:
    """Return the axial place (q, r; rows southwards) of each hex by its id.

    Raises InputError if it is no HexJSON, has a layout of columns, or two hexes at one place.

    >>> read('{"layout": "odd-r", "hexes": {"A": {"q": 0, "r": 1}, "B": {"q": 0, "r": 0}}}', "m")
    {'A': (0, 1), 'B': (-1, 2)}
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("The file is not JSON, and so no HexJSON.", where=source) from None
    hexes = data.get("hexes") if isinstance(data, dict) else None
    if not isinstance(hexes, dict) or not hexes:
        raise InputError("The file holds no 'hexes', as HexJSON does.", where=source)
    layout = data.get("layout")
    if layout in _FLAT:
        raise InputError(
            f"The layout {layout} has hexes in columns, with flat tops; the map's have points up: "
            "save it as odd-r.",
            where=source,
        )
    if layout not in _LAYOUTS:
        said = quoted(layout) if isinstance(layout, str) else "none"
        raise InputError(f"The layout is {said}; it must be odd-r or even-r.", where=source)
    if len(hexes) > _MOST:
        raise InputError(f"More than {_MOST:,} hexes.", where=source)
    places = {name: _place(name, at, source) for name, at in hexes.items()}
    return _axial(places, layout == "odd-r", source)


def _place(name: str, at: Any, source: str) -> tuple[int, int]:
    return _whole(name, at, "q", source), _whole(name, at, "r", source)


def _whole(name: str, at: Any, key: str, source: str) -> int:
    value = at.get(key) if isinstance(at, dict) else None
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _FARTHEST:
        raise InputError(
            f"The hex '{cut(name)}' has no whole number {key} within {_FARTHEST}.", where=source
        )
    return value


def _axial(places: Mapping[str, tuple[int, int]], odd: bool, source: str) -> dict[str, Hex]:
    """Turn rows about, so that they count southwards, and columns into the axis that leans.

    The row that becomes 0 is chosen so that rows which stood further east are odd rows still.
    """
    top = max(r for _, r in places.values())
    top += (top + (0 if odd else 1)) % 2
    found: dict[str, Hex] = {}
    taken: dict[Hex, str] = {}
    for name, (column, row) in places.items():
        r = top - row
        at = (column - (r - r % 2) // 2, r)
        if at in taken:
            raise InputError(
                f"'{cut(name)}' and '{cut(taken[at])}' have the same hex.", where=source
            )
        taken[at] = name
        found[name] = at
    return found


def write(country: Country) -> str:
    """Return a country's seats as HexJSON (odd-r), with their names and regions' numbers.

    Read again, each seat has the hex beside the same others.
    """
    top = int(country.r.max())
    top += top % 2
    hexes = {
        seat: {
            "n": country.seat_name[k],
            "q": int(country.q[k]) + (int(country.r[k]) - int(country.r[k]) % 2) // 2,
            "r": top - int(country.r[k]),
        }
        for k, seat in enumerate(country.seat_id)
    }
    return json.dumps({"layout": "odd-r", "hexes": hexes}, ensure_ascii=False, indent=1) + "\n"


def with_hexes(table: Source, hexes: Mapping[str, Hex], source: str) -> Source:
    """Return a table of constituencies with ``q,r`` of these hexes.

    Raises InputError with file and line for the first seat that has no hex.
    """
    rows = {row.line: row for row in csv_table.read(table.text, table.label, ("id",))}
    without = [row for row in rows.values() if row.text("id") not in hexes]
    if without:
        more = f" and {len(without) - 1} more have" if len(without) > 1 else " has"
        raise without[0].error(
            f"The seat '{cut(without[0].text('id'))}'{more} no hex of that id in {source}."
        )
    values = {line: hexes[row.text("id")] for line, row in rows.items()}
    cells = {line: {"q": str(q), "r": str(r)} for line, (q, r) in values.items()}
    return replace(table, text=csv_table.with_columns(table.text, ("q", "r"), cells))
