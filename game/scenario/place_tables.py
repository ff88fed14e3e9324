"""The tables that a scenario's start names, laid out: seats on hexes, places on the map's plane."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from game.scenario import coordinates, csv_table, geography, hexjson, source_files
from game.scenario.schema.scenario import Start
from game.scenario.source_files import Origin, Source

#: Keys of the start that name the tables which every game has.
TABLES: Final = ("trusts_csv", "commissioners_csv", "constituencies_csv")


def later_table(quarter: str) -> str:
    """Return the key of the commissioners who begin with a quarter.

    >>> later_table("2013Q2")
    'commissioners_csv from 2013Q2'
    """
    return f"commissioners_csv from {quarter}"


def read(folder: Path, start: Start, at: Origin) -> dict[str, Source]:
    """Return the start's tables by key; ``at`` is where the start stands.

    Seats have the hexes of a HexJSON if one is named; places that say where on the ground they lie
    have ``x,y`` instead. Raises InputError.
    """
    tables = {
        key: source_files.read_table(folder, getattr(start, key), at.at(key))
        for key in (*TABLES, "districts_csv")
        if getattr(start, key) is not None
    }
    for quarter, file in sorted(start.commissioners_later.items()):
        at_file = at.at("commissioners_later", quarter)
        tables[later_table(quarter)] = source_files.read_table(folder, file, at_file)
    seats, file_of_hexes = tables["constituencies_csv"], start.constituencies_hexjson
    if file_of_hexes is not None:
        at_file = at.at("constituencies_hexjson")
        found = source_files.read_table(folder, file_of_hexes, at_file, ".hexjson")
        hexes = hexjson.read(found.text, found.label)
        seats = tables["constituencies_csv"] = hexjson.with_hexes(seats, hexes, found.label)
    on_the_ground = [
        key
        for key, table in tables.items()
        if key != "constituencies_csv" and coordinates.has_coordinates(csv_table.header(table.text))
    ]
    if on_the_ground:
        country = geography.read_country(seats.text, source=seats.label)
        for key in on_the_ground:
            tables[key] = coordinates.placed(tables[key], seats, country)
    return tables
