"""Generate the trusts: acute hospitals with their sites, and block-funded trusts."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from typing import Final

from game.scenario.generate import hexmap
from game.scenario.generate.clusters import clusters, share_out
from game.scenario.generate.commissioners import DISTRICTS, Body, bodies
from game.scenario.generate.constituencies import SEED, Region, region_data, regions, seat_id
from game.scenario.generate.place_names import Namer
from game.scenario.generate.random_source import RandomSource
from game.world.exact_sums import in_order
from game.world.figure_names import REGIONS

_PLACE: Final = ("id", "name", "kind", "region", "seat", "x", "y")
_STATUS: Final = ("ft", "pipeline", "viable", "named")
COLUMNS: Final = (*_PLACE, "size", "teaching", "pfi", *_STATUS, "strain", "footprint", "sites")

_APART: Final = 0.55  # hexes between trusts, so that their tokens can be told apart
_OUTSKIRTS: Final = 0.4  # hexes: a hospital is no further from the middle of a district


@dataclass(frozen=True)
class Year:
    """How many trusts there are in a year, by kind (NHS Confederation, Monitor)."""

    acute: int
    block: int
    ft: int
    named: int  # publicly named as failing
    not_viable: int  # NHS trusts that will never become foundation trusts


YEARS: Final = {
    2008: Year(168, 98, 107, 6, 20),
    2010: Year(160, 87, 130, 0, 20),  # the trusts of 2013, before anybody was named
    2013: Year(160, 87, 147, 35, 20),
    2017: Year(152, 86, 152, 16, 12),
}
#: Small government majorities whose town has an acute hospital (the election brief).
HOSPITAL_MARGINALS: Final = 72
#: Named failing hospitals that stand in such a seat.
NAMED_IN_MARGINALS: Final = 12


@dataclass
class Trust:
    """A trust of the longest list; each year leaves some out."""

    kind: str
    region: Region
    seat: int  # index in its region
    x: float
    y: float
    name: str = ""
    size: float = 1.0
    teaching: bool = False
    pfi: float = 0.0
    strain: float = 0.0
    keep: float = 0.0  # the lowest leave first (mergers of the small)
    sites: list[tuple[str, int]] = field(default_factory=list)


def government_marginals() -> set[tuple[str, int]]:
    """Return (region, index) of English seats that the government of 2010 barely holds.

    By under 10 points.
    """
    found = set()
    for region in regions():
        for i, votes in enumerate(region.elections[2010].votes):
            order = sorted(votes, reverse=True)
            held = votes.index(order[0]) in (0, 2)
            if held and region.code in REGIONS and order[0] - order[1] < 0.1 * in_order(votes):
                found.add((region.code, i))
    return found


@cache
def hospital_marginals() -> frozenset[tuple[str, int]]:
    """Return those of the small government majorities that have an acute hospital."""
    order = sorted(government_marginals())
    RandomSource(SEED, "hospital marginals").shuffle(order)
    return frozenset(order[:HOSPITAL_MARGINALS])


def _town(region: Region, i: int) -> str:
    """Return the town in a seat's name; in a large city, the quarter."""
    first = region.name[i].split(" and ")[0]
    points = ("North", "South", "East", "West", "Mid", "Central")
    words = [w for w in first.split() if w not in points]
    return words[-1 if region.city[i] >= 0 else 0].removesuffix("shire")


def _locate(
    region: Region, counts: tuple[int, int], rng: RandomSource
) -> tuple[list[int], list[int]]:
    """Return the seats of a region's acute and block trusts: towns first, one trust a seat."""
    chosen: list[int] = []
    wanted = hospital_marginals()
    for number in range(sum(counts)):
        acute = number < counts[0]

        def appeal(i: int, acute: bool = acute) -> float:
            near = min(
                (hexmap.distance(region.hexes[i], region.hexes[c]) for c in chosen), default=4
            )
            here = (region.code, i) in wanted
            in_city = 0.5 * region.urban[i]
            return in_city + (0.5 if here and acute else 0) + 0.28 * min(near, 4)

        free = [i for i in range(len(region.hexes)) if i not in chosen]
        chosen.append(max((appeal(i) + 0.35 * rng.uniform(), i) for i in free)[1])
    return chosen[: counts[0]], chosen[counts[0] :]


def _strain(trust: Trust, burden: float, rng: RandomSource) -> float:
    """Return a trust's hidden strain: nearly normal with a heavy upper tail.

    A contract for buildings (PFI) adds to it, as ``burden`` does: most where the contract is large.
    """
    tail = 0.0
    if rng.uniform() < (0.16 if trust.kind == "acute" else 0.06):
        tail = 1.0 + 2.4 * rng.uniform() * rng.uniform()
    small = 0.3 if trust.kind == "acute" and trust.size < 0.7 else 0.0
    return 0.75 * rng.normal() + tail + burden + small - (0.2 if trust.teaching else 0.0)


def _sites(region: Region, trusts: list[Trust], rng: RandomSource) -> None:
    """Give each acute trust its main site, and some of them further sites in towns nearby."""
    seats = {t.seat: t for t in trusts}
    more = [i for c, i in sorted(hospital_marginals()) if c == region.code and i not in seats]
    held = {i for c, i in government_marginals() if c == region.code}
    others = [i for i in range(len(region.hexes)) if i not in seats and i not in held]
    rng.shuffle(others)
    more += others[: len(trusts) // 2]
    used: set[str] = set()

    def call(seat: int, main: bool) -> str:
        town = _town(region, seat)
        kinds = ["General Hospital", "Royal Infirmary", "County Hospital", "District Hospital"]
        if not main:
            kinds = ["Hospital", "Memorial Hospital", "Cottage Hospital", "Infirmary"]
        rng.shuffle(kinds)
        name = next((f"{town} {k}" for k in kinds if f"{town} {k}" not in used), "")
        if not name:
            parts = ("North", "South", "East", "West", "Royal", "Park", "Hill", "Victoria")
            choices = (f"{town} {part} Hospital" for part in parts)
            name = next(choice for choice in choices if choice not in used)
        used.add(name)
        return name

    for t in trusts:
        t.sites = [(call(t.seat, True), t.seat)]
    for i in more:

        def far(t: Trust, i: int = i) -> tuple[float, int]:
            return hexmap.distance(region.hexes[i], region.hexes[t.seat]) + len(t.sites), t.seat

        owner = min(trusts, key=far)
        owner.sites.append((call(i, False), i))


def _name(trusts: list[Trust], region: Region, namer: Namer) -> None:
    seen: dict[str, int] = {}
    for t in trusts:
        town = _town(region, t.seat)
        n = seen[town] = seen.get(town, 0) + 1
        if t.kind == "acute":
            first = f"University Hospitals of {town}" if t.teaching else f"{town} Hospitals"
            again = ("", f"Royal {town} Hospitals", f"Mid {town} Hospitals")
            t.name = (
                first
                if n == 1
                else again[n - 1]
                if n <= 3
                else f"{namer.place(region.code)} Hospitals"
            )
        elif t.kind == "ambulance":
            t.name = f"{namer.place(region.code).split()[0]} Ambulance Service"
        elif t.kind == "mental":
            t.name = f"{town} and {namer.place(region.code).split()[0]} Partnership"
        else:
            t.name = f"{namer.place(region.code).split()[0]} Community Health"


def _where_people_live(trusts: list[Trust]) -> None:
    """Move hospitals that stand far from every district to the middle of the nearest, unless
    another trust stands there."""

    def far(a: Trust | Body, b: Trust | Body) -> float:
        x, y = a.x - b.x, a.y - b.y
        return sqrt(x * x + y * y)

    for t in trusts:
        there = min(bodies(DISTRICTS), key=lambda d: far(t, d))
        apart = min(far(there, other) for other in trusts if other is not t)
        if t.kind == "acute" and far(t, there) > _OUTSKIRTS and apart > _APART:
            t.x, t.y = there.x, there.y


@cache
def everyone() -> tuple[Trust, ...]:
    """Return every trust of the longest year, by region, acute trusts first."""
    extra_acute = YEARS[2008].acute - YEARS[2013].acute
    extra_block = YEARS[2008].block - YEARS[2013].block
    namer = Namer(SEED, "trusts")
    for region in regions():
        namer.reserve(region.name)
    found: list[Trust] = []
    english = [r for r in regions() if r.code in REGIONS]
    for k, region in enumerate(english):
        rng = RandomSource(SEED, region.code, "trusts")
        data = region_data()[region.code]
        acute = data["acute"] + extra_acute // 9 + (k < extra_acute % 9)
        block = data["block"] + extra_block // 9 + (k < extra_block % 9)
        at_acute, at_block = _locate(region, (acute, block), rng)
        made = []
        for kind, seats in (("acute", at_acute), ("block", at_block)):
            for number, seat in enumerate(seats):
                x, y = hexmap.plane(region.hexes[seat])
                x, y = x + rng.uniform(-0.16, 0.16), y + rng.uniform(-0.16, 0.16)
                sort = kind
                if kind == "block":
                    sort = (
                        "ambulance" if number == 0 else "community" if number % 4 == 3 else "mental"
                    )
                t = Trust(sort, region, seat, x, y, keep=rng.uniform())
                spread = rng.normal()
                in_city = 0.35 * region.urban[seat] if kind == "acute" else 0.0
                t.size = max(0.35, (1 + in_city) * (1 + 0.32 * spread + 0.06 * spread * spread))
                t.teaching = (
                    kind == "acute" and region.city[seat] in (0, 1) and rng.uniform() < 0.55
                )
                if t.teaching:
                    t.size *= 1.5
                u, burden = rng.uniform(), 0.0
                if u < (0.42 if kind == "acute" else 0.2):
                    v = rng.uniform()
                    burden = 0.056 + 0.924 * v * v * v if kind == "acute" else 0.035 + 0.21 * v
                    t.pfi = 0.02 + 0.12 * v * sqrt(v) if kind == "acute" else 0.005 + 0.03 * v
                t.strain = _strain(t, burden, rng)
                t.keep += 0.6 * min(t.size, 1.5)
                made.append(t)
        _sites(region, [t for t in made if t.kind == "acute"], rng)
        _name(made, region, namer)
        found += made
    _where_people_live(found)
    for kinds in (("acute",), ("mental", "community", "ambulance")):
        group = [t for t in found if t.kind in kinds]
        mean = in_order(t.size for t in group) / len(group)
        for t in group:
            t.size /= mean
    mean = in_order(t.strain for t in found) / len(found)
    sd = (in_order((t.strain - mean) ** 2 for t in found) / len(found)) ** 0.5
    for t in found:
        t.strain = (t.strain - mean) / sd
    return tuple(found)


def _present(year: int) -> list[tuple[int, Trust]]:
    """Return the trusts that exist in a year, each with its number in the longest list."""
    y = YEARS[year]
    numbered = list(enumerate(everyone()))
    kept = []
    for acute, count in ((True, y.acute), (False, y.block)):
        group = [(k, t) for k, t in numbered if (t.kind == "acute") == acute]
        # each region loses its fair part: the smallest by luck and size within its number
        if year == 2008:
            kept += group
            continue
        base = {c: region_data()[c]["acute" if acute else "block"] for c in REGIONS}
        for code in REGIONS:
            inside = [x for x in group if x[1].region.code == code]
            of_region = sorted(inside, key=lambda x: (x[1].keep, x[0]))
            kept += of_region[len(of_region) - base[code] :]
        while sum((t.kind == "acute") == acute for _, t in kept) > count:
            mine = [x for x in kept if (x[1].kind == "acute") == acute]
            kept.remove(min(mine, key=lambda x: (x[1].keep, x[0])))
    return sorted(kept, key=lambda x: x[0])


def _named(year: int, trusts: list[tuple[int, Trust]], ft: set[int]) -> set[int]:
    """Return the failing hospitals: the most strained acute trusts, spread over the regions."""
    y = YEARS[year]
    rng = RandomSource(SEED, "named", year)
    acute = [(k, t) for k, t in trusts if t.kind == "acute"]
    order = sorted(acute, key=lambda x: -x[1].strain - 0.15 * rng.uniform())
    if year == 2008:
        return {k for k, _ in [x for x in order if x[0] not in ft][: y.named]}
    marginal = hospital_marginals()

    def touches(t: Trust) -> bool:
        return any((t.region.code, seat) in marginal for _, seat in t.sites)

    chosen: list[tuple[int, Trust]] = []
    inside = [x for x in order if touches(x[1])][: min(NAMED_IN_MARGINALS, y.named // 3)]
    for x in inside + order:
        same = sum(c[1].region is x[1].region for c in chosen)
        fair = y.named * region_data()[x[1].region.code]["acute"] / y.acute
        if x not in chosen and len(chosen) < y.named and same < 1 + fair:
            chosen.append(x)
    return {k for k, _ in chosen}


def footprints() -> dict[str, list[list[int]]]:
    """Return the 44 footprints: each region's groups of seats, as many as its population earns."""
    people = {c: region_data()[c]["population_m"] for c in REGIONS}
    count = share_out(44, people)
    out = {}
    for region in regions():
        if region.code in REGIONS:
            out[region.code] = clusters(
                region, count[region.code], RandomSource(SEED, region.code, "44")
            )
    return out


def table(year: int) -> str:
    """Return the CSV of one year's trusts."""
    y = YEARS[year]
    trusts = _present(year)
    rng = RandomSource(SEED, "status")
    luck = {k: rng.normal() for k in range(len(everyone()))}
    lean = {"acute": 0.0, "mental": 0.5, "community": -1.2, "ambulance": -0.6}
    by_merit = sorted(
        trusts, key=lambda x: (x[1].strain + 1.5 * luck[x[0]] - lean[x[1].kind], x[0])
    )
    ft = {k for k, _ in by_merit[: y.ft]}
    hopeless = sorted((x for x in trusts if x[0] not in ft), key=lambda x: -x[1].strain)
    not_viable = {k for k, _ in hopeless[: y.not_viable]}
    named = _named(year, trusts, ft)
    place = {
        (code, i): f"F{1 + n:02d}"
        for n, (code, group) in enumerate((c, g) for c, gs in footprints().items() for g in gs)
        for i in group
    }
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(COLUMNS)
    for k, t in trusts:
        sites = "; ".join(f"{name} @{seat_id(t.region, seat)}" for name, seat in t.sites)
        strain = max(t.strain, 1.0) if k in named else t.strain
        who = [f"T{k + 1:03d}", t.name, t.kind, t.region.code, seat_id(t.region, t.seat)]
        what = [f"{t.x:.3f}", f"{t.y:.3f}", f"{t.size:.3f}", int(t.teaching), f"{t.pfi:.3f}"]
        status = [int(k in ft), int(k not in ft), int(k not in not_viable), int(k in named)]
        write([*who, *what, *status, f"{strain:.3f}", place[t.region.code, t.seat], sites])
    return out.getvalue()
