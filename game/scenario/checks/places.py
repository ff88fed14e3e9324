"""Find trusts and commissioners that do not lie where their table says: seats, distances."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.scenario import csv_table, geography
from game.scenario.characters import cut
from game.scenario.generate import hexmap
from game.scenario.source_files import Source
from game.world.country import Country

#: So many places are named one by one; others are counted.
_MOST_NAMED: Final = 12
#: A place lies in its seat or beside it; so many hexes from its middle it lies elsewhere.
_FAR: Final = 6.0


def astray(table: Source, country: Country, what: str) -> Iterator[str]:
    """Yield a sentence if lines of a table name seats that there are not, and if they lie far off.

    ``what`` is the noun of its lines. Each sentence has a count, and the first line with its name.
    Raises InputError where the table can't be read.
    """
    rows = csv_table.read(table.text, table.label, ("id", "name", "seat", "x", "y"))
    seats = {name: k for k, name in enumerate(country.seat_id)}
    unknown, far = [], []
    for row in rows:
        seat = seats.get(row.text("seat"))
        if seat is None:
            unknown.append(row)
            continue
        x, y = hexmap.plane((int(country.q[seat]), int(country.r[seat])))
        dx, dy = row.number("x", -300, 300) - x, row.number("y", -300, 300) - y
        if dx * dx + dy * dy > _FAR * _FAR:
            far.append(row)
    if unknown:
        yield _told(
            unknown,
            what,
            "in seats that the table of constituencies lacks; the nearest seat of the region is "
            f"taken: {_matched(unknown, country)}",
        )
    if far:
        yield _told(far, what, f"more than {_FAR:g} hexes from the seat")


def _matched(rows: Sequence[csv_table.CsvRow], country: Country) -> str:
    """Return which seat each of the rows was given in place of its own."""
    plane = geography.Plane(country)
    said = []
    for row in rows[:_MOST_NAMED]:
        near = plane.seat(row, row.text("seat"))
        given = f"{cut(country.seat_id[near])} {cut(country.seat_name[near])}"
        said.append(f"{given} for '{cut(row.text('seat'))}' ({cut(row.text('name'))})")
    more = len(rows) - _MOST_NAMED
    return "; ".join(said) + (f"; and {more} more" if more > 0 else "")


def _told(rows: Sequence[csv_table.CsvRow], what: str, where: str) -> str:
    first, more = rows[0], len(rows) - 1
    others = f" and {more} more" if more else ""
    lie = "lie" if more else "lies"
    return f"{first.source}:{first.line}: {what} {cut(first.text('name'))}{others} {lie} {where}."
