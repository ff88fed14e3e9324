"""Lay places given by longitude and latitude, or on the OS grid, on the map's plane.

The map is no projection of the ground: each seat has one hex. A place lies in the hex of its seat,
and in it apart from others of the seat as they really lie. Which seat that is the table says
(``seat``), or the seats' own middles where their table has coordinates too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from game.scenario import csv_table
from game.scenario.characters import cut
from game.scenario.csv_table import CsvRow
from game.scenario.generate import hexmap
from game.scenario.source_files import Source
from game.world.country import Country

_LONGITUDES: Final = ("lon", "lng", "longitude")
_LATITUDES: Final = ("lat", "latitude")
#: Where the United Kingdom lies, in degrees.
_WEST, _EAST, _SOUTH, _NORTH = -9.0, 2.5, 49.5, 61.5
_KM_A_DEGREE: Final = 111.2
#: How far from a hex's middle a place of it may lie, in hexes.
_WITHIN: Final = 0.42
_GRID: Final = re.compile(r"([A-HJ-Z]{2})\s*([0-9 ]{2,12})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the ground, in degrees."""

    lon: float
    lat: float

    def km_from(self, other: Point) -> tuple[float, float]:
        """Return how many kilometres it lies east and north of another, over short ways.

        >>> [round(x) for x in Point(-1.5, 53.8).km_from(Point(-1.5, 52.8))]
        [0, 111]
        """
        middle = math.radians((self.lat + other.lat) / 2)
        east = (self.lon - other.lon) * math.cos(middle) * _KM_A_DEGREE
        return east, (self.lat - other.lat) * _KM_A_DEGREE


def placed(table: Source, seats: Source, country: Country) -> Source:
    """Return a table of places with ``x,y`` for each line that has coordinates in their stead.

    ``country`` is read from ``seats``. A line without a seat gets the seat whose middle is nearest.
    Raises InputError with file and line for coordinates that are none, or lie elsewhere.
    """
    rows = csv_table.read(table.text, table.label, ("id",))
    bare = [row for row in rows if not (row.has("x") and row.has("y"))]
    points = {row.line: point for row in bare if (point := point_of(row)) is not None}
    if not points:
        return table
    index = {name: k for k, name in enumerate(country.seat_id)}
    middles = _middles(seats, country)
    where: dict[int, int] = {}
    for row in bare:
        if row.line not in points:
            continue
        name = row.text("seat") if row.has("seat") else ""
        if not name and not middles:
            raise row.error(
                "The column 'seat' is empty; without it the table of constituencies must say where "
                "its seats lie (lon,lat or easting,northing)."
            )
        if name in index or not middles:
            where[row.line] = index.get(name, -1)
        else:
            where[row.line] = _nearest(points[row.line], middles)
    anchors = _anchors(points, where, middles)
    nameless = {row.line for row in bare if row.line in points and not row.has("seat")}
    return _filled(table, country, points, where, anchors, nameless)


def point_of(row: CsvRow) -> Point | None:
    """Return where a line's place lies on the ground, None if it doesn't say.

    Raises InputError for what lies outside the United Kingdom.
    """
    lon = next((c for c in _LONGITUDES if row.has(c)), None)
    lat = next((c for c in _LATITUDES if row.has(c)), None)
    if lon is not None and lat is not None:
        found = Point(row.number(lon, -180, 180), row.number(lat, -90, 90))
        if not (_WEST <= found.lon <= _EAST and _SOUTH <= found.lat <= _NORTH):
            swapped = _WEST <= found.lat <= _EAST and _SOUTH <= found.lon <= _NORTH
            hint = "; are longitude and latitude swapped?" if swapped else "."
            raise row.error(f"{found.lon:g}, {found.lat:g} lies outside the United Kingdom{hint}")
        return found
    if row.has("easting") and row.has("northing"):
        return degrees(row.number("easting", 0, 700_000), row.number("northing", 0, 1_300_000))
    if row.has("grid"):
        said = row.text("grid")
        metres = grid_reference(said)
        if metres is None:
            raise row.error(f"'{cut(said)}' is no reference on the OS grid such as SE 300 330.")
        return degrees(*metres)
    return None


def grid_reference(text: str) -> tuple[float, float] | None:
    """Return easting and northing, in metres, of a reference on the OS grid; None if it is none.

    >>> grid_reference("SE 300 330"), grid_reference("se3033"), grid_reference("X 1")
    ((430050.0, 433050.0), (430500.0, 433500.0), None)
    """
    found = _GRID.fullmatch(text.strip())
    if found is None:
        return None
    letters, digits = found.group(1).upper(), found.group(2).replace(" ", "")
    if not digits or len(digits) % 2:
        return None
    first, second = ("ABCDEFGHJKLMNOPQRSTUVWXYZ".index(c) for c in letters)
    east = ((first - 2) % 5) * 5 + second % 5
    north = 19 - (first // 5) * 5 - second // 5
    if not (0 <= east <= 6 and 0 <= north <= 12):
        return None
    half = len(digits) // 2
    size = 10.0 ** (5 - half)
    # the middle of the square that is named
    return (
        east * 100_000 + (int(digits[:half]) + 0.5) * size,
        north * 100_000 + (int(digits[half:]) + 0.5) * size,
    )


def degrees(easting: float, northing: float) -> Point:
    """Return the point of the OS grid's metres, on Airy's ellipsoid (some 100 m from GPS).

    Source: Ordnance Survey, *A guide to coordinate systems in Great Britain*, annexe C.

    >>> point = degrees(651409.903, 313177.270)
    >>> round(point.lon, 4), round(point.lat, 4)
    (1.7179, 52.6576)
    """
    a, b, f0 = 6_377_563.396, 6_356_256.909, 0.9996012717
    lat0, lon0, e0, n0 = math.radians(49), math.radians(-2), 400_000.0, -100_000.0
    e2, n = 1 - (b * b) / (a * a), (a - b) / (a + b)
    phi, m = lat0, 0.0
    for _ in range(20):
        phi += (northing - n0 - m) / (a * f0)
        d, s = phi - lat0, phi + lat0
        m = (
            b
            * f0
            * (
                (1 + n + 1.25 * n**2 + 1.25 * n**3) * d
                - (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(d) * math.cos(s)
                + (1.875 * n**2 + 1.875 * n**3) * math.sin(2 * d) * math.cos(2 * s)
                - (35 / 24) * n**3 * math.sin(3 * d) * math.cos(3 * s)
            )
        )
        if abs(northing - n0 - m) < 1e-5:
            break
    sine, t = math.sin(phi), math.tan(phi)
    nu = a * f0 / math.sqrt(1 - e2 * sine**2)
    rho = a * f0 * (1 - e2) / (1 - e2 * sine**2) ** 1.5
    eta2, de = nu / rho - 1, easting - e0
    sec = 1 / math.cos(phi)
    lat = (
        phi
        - t / (2 * rho * nu) * de**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2) * de**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * de**6
    )
    lon = (
        lon0
        + sec / nu * de
        - sec / (6 * nu**3) * (nu / rho + 2 * t**2) * de**3
        + sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4) * de**5
    )
    return Point(math.degrees(lon), math.degrees(lat))


def _middles(seats: Source, country: Country) -> dict[int, Point]:
    """Return where the middles of seats lie, as far as their own table says."""
    rows = csv_table.read(seats.text, seats.label, ("id",))
    found = ((k, point_of(row)) for k, row in enumerate(rows[: country.seats]))
    return {k: point for k, point in found if point is not None}


def _nearest(point: Point, middles: dict[int, Point]) -> int:
    return min(middles, key=lambda k: (math.hypot(*point.km_from(middles[k])), k))


def _anchors(
    points: dict[int, Point], where: dict[int, int], middles: dict[int, Point]
) -> dict[int, Point]:
    """Return the ground beneath each hex's middle: the seat's, or that of the places in it."""
    of_seat: dict[int, list[Point]] = {}
    for line, seat in where.items():
        of_seat.setdefault(seat, []).append(points[line])
    return {
        seat: middles.get(seat) or Point(_mean(p.lon for p in its), _mean(p.lat for p in its))
        for seat, its in of_seat.items()
    }


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _filled(
    table: Source,
    country: Country,
    points: dict[int, Point],
    where: dict[int, int],
    anchors: dict[int, Point],
    nameless: Collection[int],
) -> Source:
    """Return the table with x, y and seat filled in, line for line."""
    cells: dict[int, dict[str, str]] = {}
    for line, point in points.items():
        seat = where[line]
        x, y = _on_plane(country, seat, point, anchors[seat])
        cells[line] = {"x": f"{x:.3f}", "y": f"{y:.3f}"}
        if line in nameless:
            cells[line]["seat"] = country.seat_id[seat]
    return replace(table, text=csv_table.with_columns(table.text, ("x", "y", "seat"), cells))


def _on_plane(country: Country, seat: int, point: Point, anchor: Point) -> tuple[float, float]:
    """Return where a place lies on the plane; one whose seat is unknown lies at the map's middle,
    and the check says so."""
    if seat < 0:
        return float((country.q + country.r / 2).mean()), float(
            country.r.mean() * hexmap.ROW_HEIGHT
        )
    x, y = hexmap.plane((int(country.q[seat]), int(country.r[seat])))
    east, north = point.km_from(anchor)
    width = float(country.km[seat])
    dx, dy = east / width, -north / width
    far = math.hypot(dx, dy)
    if far > _WITHIN:
        dx, dy = dx * _WITHIN / far, dy * _WITHIN / far
    return x + dx, y + dy


def has_coordinates(header: Sequence[str]) -> bool:
    """Tell whether a table's columns say where on the ground its places lie."""
    pairs = [(a, b) for a in _LONGITUDES for b in _LATITUDES] + [("easting", "northing")]
    return "grid" in header or any(a in header and b in header for a, b in pairs)
