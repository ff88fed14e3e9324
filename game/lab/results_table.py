"""Read results as others publish them, by a small table that says which heading is which.

The mapping has two columns, ``there,here``: a heading of the file, or the name of a party in it,
and what it is called here. ``here`` is ``id``, ``name``, ``region``, ``electorate`` or a party; for
a file with one line for each candidate also ``party`` and ``votes``. Several headings or names may
be one party here: their votes are added. What the mapping doesn't name is passed over; votes of a
party that it doesn't name are others' (``oth``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from game.errors import InputError
from game.scenario import csv_table, geography, hexjson, source_files
from game.scenario.characters import cut
from game.scenario.csv_table import CsvRow
from game.scenario.generate import constituencies
from game.scenario.source_files import Source
from game.world.country import Country
from game.world.figure_names import NATIONS, PARTIES, REGIONS

_SEAT: Final = ("id", "name", "region", "electorate")
_LONG: Final = ("party", "votes")
_MOST_VOTES: Final = 1_000_000
_LARGEST: Final = 20_000_000  # bytes of a table
#: What the regions are called besides their titles here.
_OTHER_TITLES: Final = {
    "east": "EE",
    "east of england": "EE",
    "eastern": "EE",
    "yorkshire and the humber": "YH",
    "yorkshire and humber": "YH",
}


def read_mapping(text: str, source: str) -> dict[str, str]:
    """Return what each heading or party name of a file is here.

    Raises InputError with file and line for what is nothing here, or is given twice.
    """
    known = (*_SEAT, *_LONG, *PARTIES)
    found: dict[str, str] = {}
    for row in csv_table.read(text, source, ("there", "here")):
        there, here = row.text("there"), row.text("here").lower()
        if here not in known:
            raise row.error(f"'{cut(here)}' is nothing here; use one of {', '.join(known)}.")
        if there in found:
            raise row.error(f"'{cut(there)}' is given twice.")
        found[there] = here
    for here in _SEAT:
        if here not in found.values():
            raise InputError(f"The mapping says of no heading that it is '{here}'.", where=source)
    return found


def _mapped(text: str, source: str, mapping: Mapping[str, str]) -> str:
    """Return a table of constituencies as ``election`` reads it, made of a file of results.

    Raises InputError with file and line for headings that are missing, numbers that are none, and
    regions that nobody knows.
    """
    head = csv_table.header(text)
    headings: dict[str, list[str]] = {}
    for there, here in mapping.items():
        if there in head:
            headings.setdefault(here, []).append(there)
    for here in _SEAT:
        if here not in headings:
            said = next(there for there, h in mapping.items() if h == here)
            raise InputError(f"The file has no column '{cut(said)}'.", where=f"{source}:1")
    long = all(here in headings for here in _LONG)
    rows = csv_table.read(text, source, (), unique=not long)
    seats = _by_candidate(rows, headings, mapping) if long else _by_seat(rows, headings)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_SEAT, *PARTIES])
    for (line, cells), votes in seats:
        writer.writerow([*cells, *(f"{votes[party]:.0f}" for party in PARTIES)])
        if sum(votes.values()) <= 0:
            raise InputError("Nobody voted here: every party has 0 votes.", where=line)
    return out.getvalue()


def country(
    table: Path, mapping: Path | None, hexes: Path | None = None, *, mapped: bool
) -> Country:
    """Return a table's seats, by a mapping and on a HexJSON's hexes if they are named.

    ``mapped`` False asks for no hexes. Raises InputError.
    """
    text = table_text(table, mapping)
    if hexes is not None:
        layout = hexjson.read(source_files.read_text(hexes, _LARGEST), str(hexes))
        text = hexjson.with_hexes(Source(str(table), text, None), layout, str(hexes)).text
    return geography.read_country(text, source=str(table), mapped=mapped)


def table_text(table: Path, mapping: Path | None) -> str:
    """Return a table of constituencies, a file of results turned into one. Raises InputError."""
    text = source_files.read_text(table, _LARGEST)
    if mapping is None:
        return text
    headings = read_mapping(source_files.read_text(mapping, _LARGEST), str(mapping))
    return _mapped(text, str(table), headings)


_Seat = tuple[tuple[str, list[str]], dict[str, float]]


def _by_seat(rows: Sequence[CsvRow], headings: Mapping[str, list[str]]) -> list[_Seat]:
    if not any(party in headings for party in PARTIES):
        raise rows[0].error("The mapping names no column of a party's votes.")
    made = []
    for row in rows:
        votes = dict.fromkeys(PARTIES, 0.0)
        for party in PARTIES:
            for column in headings.get(party, ()):
                votes[party] += row.number(column, 0, _MOST_VOTES, 0)
        made.append((_seat(row, headings), votes))
    return made


def _by_candidate(
    rows: Sequence[CsvRow], headings: Mapping[str, list[str]], mapping: Mapping[str, str]
) -> list[_Seat]:
    made: dict[str, _Seat] = {}
    for row in rows:
        name = row.text(headings["id"][0])
        if name not in made:
            made[name] = (_seat(row, headings), dict.fromkeys(PARTIES, 0.0))
        column = headings["party"][0]
        said = row.text(column) if row.has(column) else ""
        party = mapping.get(said, said.lower())
        cast = row.number(headings["votes"][0], 0, _MOST_VOTES)
        made[name][1][party if party in PARTIES else "oth"] += cast
    return list(made.values())


def _seat(row: CsvRow, headings: Mapping[str, list[str]]) -> tuple[str, list[str]]:
    cells = [row.text(headings[here][0]) for here in ("id", "name")]
    region = row.text(headings["region"][0])
    code = region_code(region)
    if code is None:
        raise row.error(f"'{cut(region)}' is no region or nation that is known here.")
    electorate = row.whole(headings["electorate"][0], 1, _MOST_VOTES)
    return f"{row.source}:{row.line}", [*cells, code, str(electorate)]


def region_code(said: str) -> str | None:
    """Return the code of a region or nation by its code or name, None for another.

    >>> region_code("Yorkshire and The Humber"), region_code("wales"), region_code("Narnia")
    ('YH', 'WA', None)
    """
    titles = {str(x["title"]).lower(): c for c, x in constituencies.region_data().items()}
    plain = said.strip().lower()
    if plain.upper() in (*REGIONS, *NATIONS):
        return plain.upper()
    return titles.get(plain) or _OTHER_TITLES.get(plain)
