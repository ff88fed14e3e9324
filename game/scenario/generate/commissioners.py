"""Generate the commissioners: consortia, clinical groups, primary care trusts, footprints."""

from __future__ import annotations

import csv
import io
from typing import Final

from game.scenario.generate import hexmap
from game.scenario.generate.constituencies import SEED, region_data, regions, seat_id
from game.scenario.generate.place_names import Namer
from game.scenario.generate.random_source import RandomSource
from game.scenario.generate.trusts import clusters, share_out
from game.world.exact_sums import in_order
from game.world.figure_names import REGIONS

COLUMNS: Final = ("id", "name", "region", "x", "y", "population", "seat", "strain")
#: What a body is called, by how many there are.
KINDS: Final = {667: "Consortium", 211: "CCG", 152: "PCT", 44: "Footprint"}


def table(count: int) -> str:
    """Return the CSV of ``count`` commissioners; ``count`` is one of ``KINDS``."""
    people = {c: region_data()[c]["population_m"] for c in REGIONS}
    number = share_out(count, people)
    if count == 152:
        number = {c: region_data()[c]["pct"] for c in REGIONS}
    namer = Namer(SEED, "commissioners", count)
    for region in regions():
        namer.reserve(region.name)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(COLUMNS)
    serial = 0
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
            serial += 1
            centre = group[len(group) // 2]
            points = [hexmap.plane(region.hexes[i]) for i in group]
            x = in_order(p[0] for p in points) / len(points) + rng.uniform(-0.3, 0.3)
            y = in_order(p[1] for p in points) / len(points) + rng.uniform(-0.3, 0.3)
            base = region.name[centre].split(" and ")[0]
            name = base if base not in named else namer.place(region.code)
            named.add(name)
            tail = 1 + 2 * rng.uniform() * rng.uniform() if rng.uniform() < 0.06 else 0.0
            strain = 0.9 * rng.normal() + tail - 0.1
            who = [f"C{serial:03d}", f"{name} {KINDS[count]}", region.code]
            where = [f"{x:.3f}", f"{y:.3f}", round(unit * w), seat_id(region, centre)]
            write([*who, *where, f"{strain:.3f}"])
    return out.getvalue()
