"""Old journals keep opening: one function for each format that came before.

``STEPS[v]`` takes the JSON object of any line written in format ``v``, and that of the
journal's first line as it stands, and gives the line of format ``v + 1``. No step replays
anything: snapshots let a match go on under newer rules. What has changed:

- 1 to 2: a snapshot says which gauge, metric, trust, … each of its rows is (``rows``), where
  format 1 had positions alone; ``happenings`` are ``facts``; the header has the scenario's id
  in ``scenario`` and a person's own folder in ``folder``, where format 1 had either in
  ``scenario``.
- 2 to 3: a snapshot's lists of alike things may be ``tables``; written out, as in format 2, they
  are read as well.
- 3 to 4: a note's category is one of five, any other is ``other``; that the night was shown is
  told by ``shown``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.errors import InputError
from game.journal import format_1_rows
from game.journal.format import CATEGORIES, FORMAT
from game.world.world_snapshot import pack_names

Line = dict[str, Any]
Step = Callable[[Line, Line], Line]


def _from_1(line: Line, header: Line) -> Line:
    """Return a line of format 1 as one of format 2. Raises KeyError or TypeError."""
    scenario = header["scenario"]
    if line["kind"] == "header":
        if scenario not in format_1_rows.TRUSTS:
            line = {**line, "scenario": "", "folder": scenario}
        return {**line, "format": 2}
    if line["kind"] != "snapshot":
        return line
    rows = format_1_rows.rows_of(scenario)
    packed = {axis: pack_names(tuple(names)) for axis, names in rows.items()}
    position = line["position"]
    changed = {**line, "position": {**position, "world": {**position["world"], "rows": packed}}}
    changed["facts"] = changed.pop("happenings")
    return changed


def _from_2(line: Line, header: Line) -> Line:
    """Return a line of format 2, which is one of format 3 as it stands."""
    return {**line, "format": 3} if line["kind"] == "header" else line


def _from_3(line: Line, header: Line) -> Line:
    """Return a line of format 3 as one of format 4."""
    kind = line["kind"]
    if kind == "header":
        return {**line, "format": 4}
    if kind == "night":
        return {**line, "kind": "shown"}
    if kind == "note" and line.get("category") not in CATEGORIES:
        return {**line, "category": "other"}
    return line


STEPS: Final[dict[int, Step]] = {1: _from_1, 2: _from_2, 3: _from_3}


def version(line: Line, name: str) -> int:
    """Return the format that a line announces for itself and what comes after it.

    Raises InputError in a sentence for one that is newer than this version reads.
    """
    found = line.get("format")
    if type(found) is not int or found < 1:
        raise InputError(f"{name} is not a journal of this game.")
    if found > FORMAT:
        raise InputError(
            f"{name} was written by a newer version of the game (format {found}; this one "
            f"reads up to {FORMAT}): update the game to open it."
        )
    return found


def up_to_date(line: Line, written: int, header: Line) -> Line:
    """Return a line of format ``written`` as this version writes it.

    Raises KeyError or TypeError for what is no line of that format.
    """
    for old in range(written, FORMAT):
        line = STEPS[old](line, header)
    return line
