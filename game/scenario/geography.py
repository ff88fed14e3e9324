"""Read tables of seats, trusts, districts and commissioners into the arrays of ``game.world``.

``read_country`` reads shipped tables and a person's own; ``read_place`` needs the country;
``with_hospitals`` then gives each seat the trusts that are its hospital.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.scenario import district_buyers
from game.scenario.characters import cut
from game.scenario.csv_table import MAX_LETTERS, MAX_ROWS, CsvRow, read
from game.scenario.generate import hexmap
from game.scenario.source_files import Source
from game.world.country import Country
from game.world.figure_names import PARTIES, REGIONS, REGIONS_AND_NATIONS
from game.world.health_map import F, Grouping, I, Place

#: Width of a hex on the plane (km) by ``REGIONS_AND_NATIONS``, where a table does not say: region
#: area over its seats (ONS).
_DEFAULT_KM: Final = (18.5, 14.7, 18.2, 19.8, 16.0, 19.5, 5.0, 16.2, 22.4, 24.5, 39.0, 29.5)
_KINDS: Final = ("acute", "mental", "community", "ambulance")
_AMBULANCE: Final = 3
_PLACED: Final = ("id", "name", "region", "seat", "x", "y")
_TRUST_COLUMNS: Final = (*_PLACED, "kind", "size", "teaching", "pfi")
_COMMISSIONER_COLUMNS: Final = (*_PLACED, "population")
_NEAR: Final = 4  # trusts that may be a seat's hospital
_EDGES: Final = 16  # nearest acute trusts of a district
_BLOCKS: Final = 3  # nearest mental health and community trusts
_QUANTUM: Final = 65536.0
#: The most lines of each table: the map has room for so many seats, the model for so many bodies.
_MOST_SEATS: Final = 1000
_MOST_TRUSTS: Final = 400
_MOST_COMMISSIONERS: Final = 800
_MOST_DISTRICTS: Final = 1_000
_MOST_PEOPLE: Final = 100_000_000
#: Above this, votes of a seat are counts: shares in per cent come to a hundred.
_PER_CENT: Final = 101.0
_MOST_VOTES: Final = 1_000_000
_MOST_SITES_LETTERS: Final = 1_000


def read_country(
    text: str,
    government: Sequence[str] = ("con", "ld"),
    place: Place | None = None,
    *,
    source: str = "constituencies.csv",
    mapped: bool = True,
) -> Country:
    """Read a table of constituencies.

    Its columns are ``id,name,region``, a column of votes for each party, ``electorate`` and, if
    wanted, ``q,r`` (hex) and ``km``; others are ignored. A table without hexes is laid on the
    shipped map, region by region in its own order; it may hold a part of the country. ``mapped``
    False leaves the map out: hexes are all 0, nothing is asked of their columns, and the table may
    be of any length. Raises InputError with file and line.
    """
    most = _MOST_SEATS if mapped else MAX_ROWS
    rows = read(text, source, ("id", "name", "region", *PARTIES, "electorate"), most)
    region = np.array([row.one_of("region", REGIONS_AND_NATIONS) for row in rows], np.int64)
    votes = np.array([[row.number(p, 0, _MOST_VOTES) for row in rows] for p in PARTIES])
    for row, own in zip(rows, votes.T, strict=True):
        if own.sum() <= 0:
            raise row.error("Nobody voted here: every party has 0 votes.")
        if own.sum() > _PER_CENT and (broken := np.flatnonzero(own % 1.0)).size:
            party = PARTIES[int(broken[0])]
            raise row.error(
                f"'{party}' is {own[broken[0]]:,.15g}, and votes are whole numbers (unless all are "
                "per cents): write nothing between thousands."
            )
    electorate = np.array([row.whole("electorate", 1, _MOST_VOTES) for row in rows], np.int64)
    q, r = _hexes(rows, region) if mapped else (np.zeros_like(region), np.zeros_like(region))
    km = [
        row.number("km", 0.1, 500) if mapped and row.has("km") else _DEFAULT_KM[k]
        for row, k in zip(rows, region, strict=True)
    ]
    share = votes / votes.sum(axis=0)
    first, second = _two_largest(share)
    ruling = np.array([p in government for p in PARTIES])
    held = ruling[np.argmax(share, axis=0)]
    made = Country(
        seat_id=tuple(row.text("id") for row in rows),
        seat_name=tuple(row.text("name") for row in rows),
        region=region,
        electorate=electorate,
        votes=votes,
        q=q,
        r=r,
        near_trust=np.full((len(rows), _NEAR), -1, np.int64),
        near_weight=np.zeros((len(rows), _NEAR)),
        government=held,
        marginal=held & (first - second < 0.1) & (region < len(REGIONS)),
        km=np.array(km),
    )
    return made if place is None else with_hospitals(made, place)


def _two_largest(share: F) -> tuple[F, F]:
    order = np.sort(share, axis=0)
    return order[-1], order[-2]


def _hexes(rows: list[CsvRow], region: I) -> tuple[I, I]:
    """Return the seats' hexes (q, r): the table's own, or the shipped map's in order."""
    if all(row.has("q") and row.has("r") for row in rows):
        taken: dict[tuple[int, int], int] = {}
        for row in rows:
            at = (row.whole("q", -200, 200), row.whole("r", -200, 200))
            if at in taken:
                raise row.error(f"The hex {at[0]},{at[1]} is that of line {taken[at]} already.")
            taken[at] = row.line
        found = np.array(list(taken), np.int64)
        return found[:, 0].copy(), found[:, 1].copy()
    slots = hexmap.slots()
    used = {at for group in slots.values() for at in group}
    free = {code: iter(group) for code, group in slots.items()}
    grown: list[tuple[int, int]] = []
    for k in region:
        code = REGIONS_AND_NATIONS[k]
        found_slot = next(free[code], None)
        if found_slot is None:  # more seats than the map's region has: the nearest sea
            middle = slots[code][len(slots[code]) // 2]
            edge = {n for h in used for n in hexmap.neighbours(h)} - used
            found_slot = min(edge, key=lambda h: (hexmap.distance(h, middle), h))
            used.add(found_slot)
        grown.append(found_slot)
    found = np.array(grown, np.int64)
    return found[:, 0].copy(), found[:, 1].copy()


def read_place(
    trusts: str,
    commissioners: str,
    country: Country,
    *,
    districts: Source | None = None,
    trusts_source: str = "trusts.csv",
    commissioners_source: str = "commissioners.csv",
    later: Sequence[tuple[int, Source]] = (),
) -> Place:
    """Read trusts, districts and commissioners, and each district's 16 nearest acute trusts.

    Without ``districts`` people live where their commissioners stand, one district each. ``later``
    are tables of those who take over with a quarter, in the quarters' order.

    A seat that the country does not have (a person's own table) is replaced by the nearest one of
    the region. Raises InputError with file and line.
    """
    t = read(trusts, trusts_source, _TRUST_COLUMNS, _MOST_TRUSTS)
    c = read(commissioners, commissioners_source, _COMMISSIONER_COLUMNS, _MOST_COMMISSIONERS)
    plane = Plane(country)
    tr, tx, ty, ts = _where(t, plane)
    cr, cx, cy, cs = _where(c, plane)
    d = c
    if districts is not None:
        d = read(districts.text, districts.label, _COMMISSIONER_COLUMNS, _MOST_DISTRICTS)
    dr, dx, dy, ds = _where(d, plane)
    people = np.array([row.number("population", 1, _MOST_PEOPLE) for row in d])
    buyer = np.arange(len(c)) if districts is None else district_buyers.buyers(c, d)
    persons = np.array(district_buyers.sums(people.tolist(), buyer.tolist(), len(c)))
    kinds = np.array([row.one_of("kind", _KINDS) for row in t], np.int64)
    kind = np.minimum(kinds, 1)
    if not (kind == 0).any() or not (kind == 1).any():
        raise t[0].error("A game needs at least one acute and one other trust.")
    size = np.array([row.number("size", 0.01, 100) for row in t])
    for k in (0, 1):
        size[kind == k] /= size[kind == k].mean()
    acute, carriers = np.flatnonzero(kind == 0), np.flatnonzero(kinds == _AMBULANCE)
    block = np.flatnonzero((kind == 1) & (kinds != _AMBULANCE))
    if not len(block):  # nobody else to treat them
        block, carriers = carriers, block
    km = plane.between(dx, dy, ds, tx[acute], ty[acute], ts[acute])
    order = np.argsort(km, axis=1, kind="stable")[:, :_EDGES]

    def serving(rows: I, count: int) -> tuple[I, F]:
        """The nearest of some trusts, (D, count), nearest first, and how far: they serve their
        own region, others count as far away."""
        if not len(rows):
            return np.zeros((0, 1), np.int64), np.zeros((0, 1))
        far = plane.between(dx, dy, ds, tx[rows], ty[rows], ts[rows])
        far = far + 1000.0 * (dr[:, None] != tr[rows][None, :])
        first = np.argsort(far, axis=1, kind="stable")[:, :count]
        return rows[first], np.take_along_axis(far, first, axis=1)

    near_block, block_km = serving(block, _BLOCKS)
    near_carrier, _ = serving(carriers, 1)

    sites = [
        _sites(row, plane) if row.has("sites") else [(row.text("name"), int(seat))]
        for row, seat in zip(t, ts, strict=True)
    ]
    flat = [(name, k, seat) for k in acute for name, seat in sites[k]]
    return Place(
        trust_id=tuple(row.text("id") for row in t),
        trust_name=tuple(row.text("name") for row in t),
        trust_region=tr,
        trust_kind=kind,
        trust_x=tx,
        trust_y=ty,
        trust_size=size,
        trust_teaching=_flags(t, "teaching"),
        trust_pfi=np.array([row.number("pfi", 0, 0.3, empty=0.0) for row in t]),
        trust_seat=ts,
        commissioner_id=tuple(row.text("id") for row in c),
        commissioner_name=tuple(row.text("name") for row in c),
        commissioner_region=cr,
        commissioner_x=cx,
        commissioner_y=cy,
        commissioner_population=persons,
        commissioner_seat=cs,
        district_region=dr,
        district_population=people,
        district_commissioner=buyer,
        edge_trust=acute[order],
        edge_distance=np.take_along_axis(km, order, axis=1),
        block_trust=near_block,
        block_distance=block_km,
        ambulance_trust=near_carrier[:, 0],
        trust_ft=_flags(t, "ft"),
        trust_named=_flags(t, "named"),
        trust_viable=_flags(t, "viable", empty=1),
        trust_strain=np.array([row.number("strain", -10, 10, empty=0.0) for row in t]),
        commissioner_strain=np.array([row.number("strain", -10, 10, empty=0.0) for row in c]),
        site_name=tuple(name for name, _, _ in flat),
        site_trust=np.array([k for _, k, _ in flat], np.int64),
        site_seat=np.array([seat for _, _, seat in flat], np.int64),
        later_commissioners=tuple(_grouping(q, table, d, people, plane) for q, table in later),
    )


def _grouping(
    quarter: int, table: Source, districts: list[CsvRow], people: F, plane: Plane
) -> Grouping:
    """Read those who buy for the districts, of so many people, from a quarter on."""
    rows = read(table.text, table.label, _COMMISSIONER_COLUMNS, _MOST_COMMISSIONERS)
    region, _, _, _ = _where(rows, plane)
    buyer = district_buyers.buyers(rows, districts)
    return Grouping(
        first=quarter,
        id=tuple(row.text("id") for row in rows),
        name=tuple(row.text("name") for row in rows),
        region=region,
        population=np.array(district_buyers.sums(people.tolist(), buyer.tolist(), len(rows))),
        of_district=buyer,
    )


def _flags(rows: list[CsvRow], column: str, empty: int = 0) -> NDArray[np.bool_]:
    return np.array([row.whole(column, 0, 1, empty) == 1 for row in rows])


def _sites(row: CsvRow, plane: Plane) -> list[tuple[str, int]]:
    """Read ``Name @seat; Name @seat``, the main site first: (name, index of the seat)."""
    found = []
    parts = row.text("sites", _MOST_SITES_LETTERS).split(";")
    for part in parts:
        name, _, seat = part.partition("@")
        if not name.strip():
            raise row.error("A site has no name; write 'Name @seat; Name @seat'.")
        if len(name.strip()) > MAX_LETTERS:
            raise row.error(
                f"A site's name has {len(name.strip())} letters; it may have {MAX_LETTERS}."
            )
        at = plane.seat(row, seat.strip() or row.text("seat"))
        found.append((name.strip(), at))
    return found


def _where(rows: list[CsvRow], plane: Plane) -> tuple[I, F, F, I]:
    region = np.array([row.one_of("region", REGIONS) for row in rows], np.int64)
    x = np.array([row.number("x", -300, 300) for row in rows])
    y = np.array([row.number("y", -300, 300) for row in rows])
    seat = np.array([plane.seat(row, row.text("seat")) for row in rows], np.int64)
    return region, x, y, seat


class Plane:
    """The plane of the hex map, with distances in km between its points."""

    def __init__(self, country: Country) -> None:
        self.country = country
        self.index = {name: i for i, name in enumerate(country.seat_id)}
        #: Ids that are numbers, without the noughts before them.
        self.unpadded = {n.lstrip("0"): n for n in country.seat_id if n.isdecimal()}
        self.x: F = (country.q + country.r / 2).astype(np.float64)
        self.y: F = (country.r * hexmap.ROW_HEIGHT).astype(np.float64)
        self.km = country.km
        self.left, self.top = int(country.q.min()), int(country.r.min())
        shape = (int(country.q.max()) - self.left + 1, int(country.r.max()) - self.top + 1)
        self.grid = np.full(shape, np.nan)
        self.grid[country.q - self.left, country.r - self.top] = country.km

    def seat(self, row: CsvRow, name: str) -> int:
        """Return the index of a seat; for an unknown one the nearest of the row's region."""
        if name in self.index:
            return self.index[name]
        if name.isdecimal() and (whole := self.unpadded.get(name.lstrip("0"))):
            raise row.error(
                f"The seat '{cut(name)}' is '{cut(whole)}' in the table of constituencies: a "
                "spreadsheet took its noughts away; set the column to text there."
            )
        here = np.flatnonzero(self.country.region == row.one_of("region", REGIONS_AND_NATIONS))
        if not len(here):
            here = np.arange(self.country.seats)
        x, y = row.number("x", -300, 300), row.number("y", -300, 300)
        far = (self.x[here] - x) * (self.x[here] - x) + (self.y[here] - y) * (self.y[here] - y)
        return int(here[np.argmin(far)])

    def between(self, ax: F, ay: F, a: I, bx: F, by: F, b: I) -> F:
        """Return the kilometres from each point A to each point B, (A, B).

        Each fifth of the straight line counts with the width of the hex it crosses, water with the
        mean width of both ends.
        """
        ends = (self.km[a][:, None] + self.km[b][None, :]) / 2
        total = np.zeros(ends.shape)
        for part in (0.1, 0.3, 0.5, 0.7, 0.9):
            x = ax[:, None] * (1 - part) + bx[None, :] * part
            y = ay[:, None] * (1 - part) + by[None, :] * part
            r = np.rint(y / hexmap.ROW_HEIGHT)
            q = np.rint(x - r / 2)
            i = np.clip(q.astype(np.int64) - self.left, 0, self.grid.shape[0] - 1)
            j = np.clip(r.astype(np.int64) - self.top, 0, self.grid.shape[1] - 1)
            width = self.grid[i, j]
            total = total + np.where(np.isnan(width), ends, width)
        dx, dy = ax[:, None] - bx[None, :], ay[:, None] - by[None, :]
        line = np.sqrt(dx * dx + dy * dy)
        # nobody lives on the hospital's doorstep: a quarter of a hex is added within the seat
        out: F = np.rint((line * total / 5 + 0.25 * ends) * _QUANTUM) / _QUANTUM
        return out


def with_hospitals(country: Country, place: Place) -> Country:
    """Return the country with each English seat's near trusts: own sites, then by distance."""
    plane = Plane(country)
    seats = np.flatnonzero(country.region < len(REGIONS))
    site_x, site_y = plane.x[place.site_seat], plane.y[place.site_seat]
    km = plane.between(
        plane.x[seats], plane.y[seats], seats, site_x, site_y, place.site_seat
    )  # (S, sites)
    reach = np.full((len(seats), place.trusts), 1e9)
    for k, trust in enumerate(place.site_trust):
        reach[:, trust] = np.minimum(reach[:, trust], km[:, k])
    own = np.zeros((len(seats), place.trusts), np.bool_)
    row_of = np.full(country.seats, -1, np.int64)
    row_of[seats] = np.arange(len(seats))
    inside = row_of[place.site_seat]
    own[inside[inside >= 0], place.site_trust[inside >= 0]] = True
    nearest = np.argsort(reach - 1e6 * own, axis=1, kind="stable")[:, :_NEAR]
    far = np.take_along_axis(reach, nearest, axis=1)
    mine = np.take_along_axis(own, nearest, axis=1)
    pull = 1.0 / (1.0 + (far / 15.0) * (far / 15.0))
    theirs = np.where(mine, 0.0, pull)
    count = mine.sum(axis=1, keepdims=True)
    total = np.maximum(theirs.sum(axis=1, keepdims=True), 1e-9)
    # with a hospital of its own the town's is 0.7; others share what is left by nearness
    left = np.where(count > 0, 0.3, np.minimum(1.0, 0.35 + total / 2))
    weight = np.minimum(theirs / total * left, 0.28)
    weight = np.where(mine, np.maximum(0.7 / np.maximum(count, 1), 0.3), weight)
    over = np.maximum(weight.sum(axis=1, keepdims=True), 1.0)
    weight = np.floor(weight / over * _QUANTUM) / _QUANTUM
    near_trust = country.near_trust.copy()
    near_weight = country.near_weight.copy()
    k = nearest.shape[1]
    near_trust[seats, :k] = nearest
    near_weight[seats, :k] = weight
    return replace(country, near_trust=near_trust, near_weight=near_weight)
