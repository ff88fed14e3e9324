"""Generate the constituencies: where they are, what they are called, how they voted.

There is one country for all years: a seat keeps its hex and name, and a later election's votes
start from the earlier one's, so that the tables form a panel.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import yaml

from game.paths import scenarios_dir
from game.scenario.generate import hexmap, votes
from game.scenario.generate.hexmap import Hex
from game.scenario.generate.place_names import Namer
from game.scenario.generate.random_source import RandomSource
from game.scenario.generate.votes import RegionFacts, Share
from game.world.exact_sums import in_order
from game.world.figure_names import PARTIES, REGIONS, REGIONS_AND_NATIONS

SEED: Final = 2010
YEARS: Final = (2005, 2010, 2015, 2017)
#: English seats with majorities under 10 points held by the government of 2010 (election brief).
HELD_SMALL: Final = 99


@dataclass
class Region:
    """A region of the synthetic country; lists run over its seats."""

    code: str
    hexes: list[Hex]
    name: list[str]
    urban: list[float]  # 0–1
    pitch_km: list[float]  # distance between neighbouring seats' centres
    city: list[int]  # number of the city it lies in, or -1
    first_id: int
    elections: dict[int, Election] = field(default_factory=dict)


@dataclass
class Election:
    """The votes of a region in one year; lists run over its seats."""

    shares: list[Share]  # per cent
    electorate: list[int]
    votes: list[list[int]]


def common(name: str) -> str:
    """Return the text of a file of ``scenarios/common``."""
    return (scenarios_dir() / "common" / name).read_text(encoding="utf-8")


@cache
def region_data() -> dict[str, dict[str, Any]]:
    """Return ``regions.yaml``: region code -> its facts."""
    data: dict[str, dict[str, Any]] = yaml.safe_load(common("regions.yaml"))
    return data


@cache
def facts() -> dict[tuple[int, str], RegionFacts]:
    """Return ``region_facts.csv`` by year and region."""
    rows = csv.DictReader(io.StringIO(common("region_facts.csv")))
    return {(int(row["year"]), row["region"]): RegionFacts.of(row) for row in rows}


def _land(code: str, hexes: list[Hex], rng: RandomSource) -> tuple[list[float], list[int]]:
    """Return how urban each hex is, 0–1, and its city's number, −1 outside cities.

    Cities grow hex by hex from centres far apart.
    """
    free = set(hexes)
    city = dict.fromkeys(hexes, -1)
    centres: list[tuple[Hex, int]] = []
    for number, size in enumerate(region_data()[code]["cities"]):
        candidates = [h for h in hexes if h in free]

        # the largest city sits inland, others keep their distance
        def fitness(h: Hex, size: int = size) -> float:
            inside = sum(n in free for n in hexmap.neighbours(h))
            apart = min((hexmap.distance(h, c) / (1 + s**0.5) for c, s in centres), default=3.0)
            return min(apart, 3.0) + 0.25 * inside * (size > 1)

        scored = [(fitness(h) + 0.8 * rng.uniform(), h) for h in candidates]
        centre = max(scored)[1]
        centres.append((centre, size))
        grown = [centre]
        while len(grown) < size:
            edge = [n for g in grown for n in hexmap.neighbours(g) if n in free and n not in grown]
            if not edge:
                break
            grown.append(min((hexmap.distance(n, centre), n) for n in edge)[1])
        for h in grown:
            free.discard(h)
            city[h] = number
    urban = []
    for h in hexes:
        pull = max((s**0.5 / (1 + hexmap.distance(h, c) ** 2) for c, s in centres), default=0.0)
        urban.append(min(1.0, (0.55 if city[h] >= 0 else 0.0) + 0.3 * pull))
    return urban, [city[h] for h in hexes]


def _place_votes(code: str, hexes: list[Hex], urban: list[float], shares: list[Share]) -> None:
    """Reorder ``shares`` over the hexes: Labour in towns, Liberal Democrats in clusters."""
    rng = RandomSource(SEED, code, "place")
    n = len(hexes)

    def z(values: list[float]) -> list[float]:
        mean = in_order(values) / n
        sd = (in_order((v - mean) ** 2 for v in values) / n) ** 0.5 or 1.0
        return [(v - mean) / sd for v in values]

    centres = [rng.choice(hexes) for _ in range(region_data()[code]["ld_centres"])]
    cluster = z([max((1 / (1 + hexmap.distance(h, c)) for c in centres), default=0) for h in hexes])
    field_ = z([u + 0.25 * rng.normal() for u in urban])
    lean = z([s[votes.LAB] - s[votes.CON] for s in shares])
    liberal = z([s[votes.LD] for s in shares])
    nat = z([s[votes.NAT] for s in shares])
    far = z([-u for u in urban])
    for _ in range(120 * n):
        i, j = rng.below(n), rng.below(n)
        gain = (lean[j] - lean[i]) * (field_[i] - field_[j])
        gain += 0.5 * (liberal[j] - liberal[i]) * (cluster[i] - cluster[j])
        gain += 0.3 * (nat[j] - nat[i]) * (far[i] - far[j])
        if gain > 0:
            for row in (lean, liberal, nat):
                row[i], row[j] = row[j], row[i]
            shares[i], shares[j] = shares[j], shares[i]


def _names(code: str, city: list[int], namer: Namer) -> list[str]:
    names = [""] * len(city)
    for number, _size in enumerate(region_data()[code]["cities"]):
        members = [i for i, c in enumerate(city) if c == number]
        for i, name in zip(members, namer.city(code, len(members))[1], strict=True):
            names[i] = name
    for i, c in enumerate(city):
        if c < 0:
            names[i] = namer.county_seat(code, [namer.place(code)])
    return names


def _special(year: int) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(common("special_seats.csv")))
    return [row for row in rows if int(row["year"]) == year]


def _held_small(code: str) -> float | None:
    """Return a region's part of the 99 small government majorities of 2010 (England)."""
    if code not in REGIONS:
        return None

    def expected(c: str, odds: float) -> float:
        f = facts()[2010, c]
        ours, theirs = f.won[votes.CON] + f.won[votes.LD], f.won[votes.LAB]
        return f.under[1] * odds * ours / (odds * ours + theirs)

    low, high = 0.05, 20.0
    for _ in range(60):
        odds = (low + high) / 2
        if in_order(expected(c, odds) for c in REGIONS) < HELD_SMALL:
            low = odds
        else:
            high = odds
    return expected(code, low)


def _vote(region: Region, year: int) -> Election:
    """Return a region's votes in a year; 2010 comes first, the other years start from it."""
    f = facts()[year, region.code]
    rng = RandomSource(SEED, region.code, year)
    n = f.seats
    electorate = [
        max(22000, round(f.electorate + f.sd_electorate * rng.normal())) for _ in range(n)
    ]
    if region.code == "NI":
        # its parties share one column: the country's model leaves them alone
        shares = []
        for _ in range(n):
            con, green = f.mean[votes.CON] * 2 * rng.uniform(), f.mean[votes.GREEN]
            ukip = f.mean[votes.UKIP] * 2 * rng.uniform()
            shares.append([con, 0.0, 0.0, ukip, green, 0.0, 100 - con - green - ukip])
    else:
        if year == 2010:
            shares = votes.first_shares(f, rng)
        else:
            base = facts()[2010, region.code]
            earlier = list(region.elections[2010].shares)
            for row in _special(2010):
                if row["region"] == region.code:  # in other years a seat like its neighbour
                    i = _slot(region, row["slot"])
                    earlier[i] = earlier[i - 1]
            shares = votes.moved_shares(f, base, earlier, rng)
        fixed = {}
        for row in _special(year):
            if row["region"] == region.code:
                fixed[_slot(region, row["slot"])] = [float(row[p]) for p in PARTIES]
        for i, share in fixed.items():
            shares[i] = share
        held = _held_small(region.code) if year == 2010 else None
        votes.fit(f, shares, set(fixed), rng, government=held, liberal=year == 2010, tries=14000)
        if year == 2010:
            kept = {i: shares[i] for i in fixed}
            free = [i for i in range(n) if i not in kept]
            moving = [shares[i] for i in free]
            _place_votes(
                region.code,
                [region.hexes[i] for i in free],
                [region.urban[i] for i in free],
                moving,
            )
            for i, share in zip(free, moving, strict=True):
                shares[i] = share
    rate = votes.turnouts(f, shares, electorate)
    counted = [
        [round(e * t * x / 100) for x in s]
        for e, t, s in zip(electorate, rate, shares, strict=True)
    ]
    return Election(shares, electorate, counted)


def _slot(region: Region, slot: str) -> int:
    """Return the seat of a special contest: for the same slot the same seat in every year."""
    by_urban = sorted(range(len(region.hexes)), key=lambda i: (region.urban[i], region.hexes[i]))
    where = {"speaker": 0.2, "green": 0.97, "ukip": 0.15, "campaign": 0.5, "protest": 0.9}
    return by_urban[int(where.get(slot, 0.6) * len(by_urban))]


@cache
def regions() -> tuple[Region, ...]:
    """Return the whole synthetic country, every year's votes included."""
    namer = Namer(SEED)
    slots = hexmap.slots()
    made = []
    first = 1
    for code in REGIONS_AND_NATIONS:
        hexes = slots[code]
        urban, city = _land(code, hexes, RandomSource(SEED, code, "land"))
        # a seat's land is the larger the less urban it is; together they are the region's area
        weight = [1 / (0.03 + u) ** 1.4 for u in urban] if code != "LN" else [1.0] * len(urban)
        unit = region_data()[code]["area_km2"] / in_order(weight)
        pitch = [(unit * w / hexmap.ROW_HEIGHT) ** 0.5 for w in weight]
        names = _names(code, city, namer)
        region = Region(code, hexes, names, urban, pitch, city, first)
        for year in (2010, 2005, 2015, 2017):
            region.elections[year] = _vote(region, year)
        made.append(region)
        first += len(hexes)
    return tuple(made)


def seat_id(region: Region, i: int) -> str:
    """Return the id of a region's i-th seat."""
    return f"S{region.first_id + i:03d}"


def table(year: int) -> str:
    """Return the CSV of one election."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(["id", "name", "region", *PARTIES, "electorate", "q", "r", "km"])
    for region in regions():
        election = region.elections[year]
        for i, (q, r) in enumerate(region.hexes):
            who = [seat_id(region, i), region.name[i], region.code]
            votes_cast = [*election.votes[i], election.electorate[i]]
            write([*who, *votes_cast, q, r, f"{region.pitch_km[i]:.1f}"])
    return out.getvalue()
