"""Generate the districts, and who buys for them: consortia, groups, care trusts, footprints.

People live in 667 districts in every scenario. A commissioner is a group of them, so that other
commissioners change who pays and not who is ill or where the nearest hospital is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from game.scenario.generate import hexmap
from game.scenario.generate.clusters import clusters, share_out
from game.scenario.generate.constituencies import SEED, region_data, regions, seat_id
from game.scenario.generate.place_names import Namer
from game.scenario.generate.random_source import RandomSource
from game.world.exact_sums import in_order
from game.world.figure_names import REGIONS

COLUMNS: Final = ("id", "name", "region", "x", "y", "population", "seat", "strain", "districts")
DISTRICTS: Final = 667
#: What a body is called, by how many there are.
KINDS: Final = {667: "Consortium", 211: "CCG", 152: "PCT", 44: "Footprint"}


@dataclass(frozen=True, slots=True)
class Body:
    """A commissioner as drawn; ``seats`` are those of its region that it is made of."""

    name: str
    region: str
    x: float
    y: float
    people: int
    seat: str
    strain: float
    seats: tuple[int, ...]


@cache
def bodies(count: int) -> tuple[Body, ...]:
    """``count`` commissioners, region by region."""
    people = {c: region_data()[c]["population_m"] for c in REGIONS}
    number = share_out(count, people)
    if count == 152:
        number = {c: region_data()[c]["pct"] for c in REGIONS}
    namer = Namer(SEED, "commissioners", count)
    for region in regions():
        namer.reserve(region.name)
    out: list[Body] = []
    for region in regions():
        if region.code not in REGIONS:
            continue
        # footprints use the very clusters that the trusts' column names
        rng = RandomSource(SEED, region.code, count)
        n, seats = number[region.code], len(region.hexes)
        if n <= seats:
            groups = clusters(region, n, rng)
        else:
            groups = [[i] for i in range(seats)]
            spare = list(range(seats))
            rng.shuffle(spare)
            groups += [[spare[k % seats]] for k in range(n - seats)]
        weight = [len(g) * max(0.25, 1 + 0.35 * rng.normal()) for g in groups]
        unit = people[region.code] * 1e6 / in_order(weight)
        named: set[str] = set()
        for group, w in zip(groups, weight, strict=True):
            centre = group[len(group) // 2]
            points = [hexmap.plane(region.hexes[i]) for i in group]
            x = in_order(p[0] for p in points) / len(points) + rng.uniform(-0.3, 0.3)
            y = in_order(p[1] for p in points) / len(points) + rng.uniform(-0.3, 0.3)
            base = region.name[centre].split(" and ")[0]
            name = base if base not in named else namer.place(region.code)
            named.add(name)
            tail = 1 + 2 * rng.uniform() * rng.uniform() if rng.uniform() < 0.06 else 0.0
            strain = 0.9 * rng.normal() + tail - 0.1
            seat = seat_id(region, centre)
            out.append(Body(name, region.code, x, y, round(unit * w), seat, strain, tuple(group)))
    return tuple(out)


def districts() -> str:
    """Return the CSV of the districts: where people live, whoever buys for them."""
    rows = [
        [f"D{i:03d}", b.name, b.region, f"{b.x:.3f}", f"{b.y:.3f}", b.people, b.seat]
        for i, b in enumerate(bodies(DISTRICTS), 1)
    ]
    return _written(COLUMNS[:7], rows)


def table(count: int) -> str:
    """Return the CSV of ``count`` commissioners, one of ``KINDS``, with their districts' people."""
    rows = []
    for i, (b, own) in enumerate(zip(bodies(count), members(count), strict=True), 1):
        people = sum(bodies(DISTRICTS)[d].people for d in own)
        listed = " ".join(f"D{d + 1:03d}" for d in own)
        place = [f"{b.x:.3f}", f"{b.y:.3f}", people, b.seat, f"{b.strain:.3f}", listed]
        rows.append([f"C{i:03d}", f"{b.name} {KINDS[count]}", b.region, *place])
    return _written(COLUMNS, rows)


@cache
def members(count: int) -> tuple[tuple[int, ...], ...]:
    """The districts of each of ``count`` commissioners: those whose middle lies in its seats. A
    commissioner that has none gets the nearest of one that has several."""
    if count == DISTRICTS:
        return tuple((d,) for d in range(DISTRICTS))
    points, buyers = bodies(DISTRICTS), bodies(count)
    of_seat = {
        seat_id(region, i): k
        for region in regions()
        for k, b in enumerate(buyers)
        if b.region == region.code
        for i in b.seats
    }
    owner = [of_seat[d.seat] for d in points]
    for k, b in enumerate(buyers):
        if k not in owner:
            spare = [
                d
                for d, p in enumerate(points)
                if p.region == b.region and owner.count(owner[d]) > 1
            ]
            owner[min(spare, key=lambda d: (_apart(points[d], b), d))] = k
    return tuple(tuple(d for d, o in enumerate(owner) if o == k) for k in range(count))


def _apart(a: Body, b: Body) -> float:
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)


def _written(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(columns)
    for row in rows:
        write(row)
    return out.getvalue()
