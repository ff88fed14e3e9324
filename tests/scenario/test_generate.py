"""The shipped synthetic country is what its generators make, and is like the real one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable

import pytest

from game.paths import scenarios_dir
from game.scenario.generate import constituencies, hexmap, place_names, trusts
from game.scenario.generate.constituencies import facts
from game.scenario.generate.files import files
from game.world.figure_names import NATIONS, PARTIES, REGIONS

COMMON = scenarios_dir() / "common"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((COMMON / name).read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def seats() -> dict[int, list[dict[str, str]]]:
    return {year: rows(f"constituencies-{year}.csv") for year in constituencies.YEARS}


def votes(seat: dict[str, str]) -> list[int]:
    return [int(seat[p]) for p in PARTIES]


def majority(seat: dict[str, str]) -> float:
    order = sorted(votes(seat))
    return 100 * (order[-1] - order[-2]) / sum(order)


@pytest.mark.slow
def test_every_table_is_made_again_byte_for_byte() -> None:
    for name, text in files().items():
        assert (COMMON / name).read_bytes() == text.encode(), name


@pytest.mark.parametrize(("year", "con", "lab", "ld"), [(2010, 306, 258, 57), (2015, 330, 232, 8)])
def test_the_country_elects_what_the_real_one_did(
    seats: dict[int, list[dict[str, str]]], year: int, con: int, lab: int, ld: int
) -> None:
    won = Counter(max(PARTIES, key=lambda p: int(s[p])) for s in seats[year])
    assert len(seats[year]) == 650
    assert abs(won["con"] - con) <= 6
    assert abs(won["lab"] - lab) <= 6
    assert abs(won["ld"] - ld) <= 6


def test_majorities_of_2010_are_as_small_as_the_real_ones(
    seats: dict[int, list[dict[str, str]]],
) -> None:
    for bound, real in ((5, 91), (10, 199), (20, 367)):
        found = sum(majority(s) < bound for s in seats[2010])
        assert abs(found - real) <= 0.1 * real


@pytest.mark.parametrize("year", constituencies.YEARS)
def test_shares_of_a_region_have_the_real_means_and_spreads(
    seats: dict[int, list[dict[str, str]]], year: int
) -> None:
    for code in (*REGIONS, "WA", "SC"):
        f = facts()[year, code]
        mine = [s for s in seats[year] if s["region"] == code]
        assert len(mine) == f.seats
        for p in range(3):
            shares = [100 * votes(s)[p] / sum(votes(s)) for s in mine]
            mean = sum(shares) / len(shares)
            sd = (sum((x - mean) ** 2 for x in shares) / len(shares)) ** 0.5
            assert mean == pytest.approx(f.mean[p], abs=0.6), (code, p)
            assert sd == pytest.approx(f.sd[p], abs=0.8), (code, p)


@pytest.mark.slow
def test_the_battleground_has_its_hospitals() -> None:
    assert len(trusts.government_marginals()) == pytest.approx(99, abs=3)
    assert len(trusts.hospital_marginals()) == 72


def test_a_seat_is_the_same_place_in_every_year(seats: dict[int, list[dict[str, str]]]) -> None:
    places = {y: [(s["id"], s["name"], s["q"], s["r"]) for s in seats[y]] for y in seats}
    assert all(p == places[2010] for p in places.values())


def connected(hexes: Iterable[hexmap.Hex]) -> bool:
    """Tell whether one can walk between any two of the hexes without leaving them."""
    left = set(hexes)
    walk = [left.pop()] if left else []
    while walk:
        found = left.intersection(hexmap.neighbours(walk.pop()))
        left -= found
        walk += found
    return not left


def test_the_map_reads_as_britain(seats: dict[int, list[dict[str, str]]]) -> None:
    at = {(int(s["q"]), int(s["r"])): s["region"] for s in seats[2010]}
    assert len(at) == 650  # no two seats share a hex
    for code in (*REGIONS, *NATIONS):
        assert connected(h for h, c in at.items() if c == code), code
    assert connected(h for h, c in at.items() if c != "NI")
    middle = {}
    for code in (*REGIONS, *NATIONS):
        points = [hexmap.plane(h) for h, c in at.items() if c == code]
        middle[code] = [sum(p[k] for p in points) / len(points) for k in (0, 1)]
    south_of = [("NE", "SC"), ("YH", "NE"), ("EM", "YH"), ("SE", "EM"), ("WM", "NW"), ("SW", "WA")]
    west_of = [("NW", "YH"), ("WM", "EM"), ("WA", "WM"), ("SW", "SE"), ("NI", "NW"), ("EM", "EE")]
    assert all(middle[a][1] > middle[b][1] for a, b in south_of)
    assert all(middle[a][0] < middle[b][0] for a, b in west_of)


def test_no_name_is_real_and_none_comes_twice() -> None:
    for name in ("constituencies-2010.csv", "trusts-2008.csv", "commissioners-667.csv"):
        names = [r["name"] for r in rows(name)]
        assert len(set(names)) == len(names)
        assert [n for n in names if place_names.is_real(n)] == []
    sites = [s for r in rows("trusts-2008.csv") for s in r["sites"].split("; ") if s]
    assert len({s.split(" @")[0] for s in sites}) == len(sites)


def test_real_names_are_caught() -> None:
    assert place_names.is_real("Wyre Forest") and place_names.is_real(
        "Basildon and Thurrock Hospitals"
    )
    assert not place_names.is_real("Skelthwaite Vale")


@pytest.mark.parametrize(("year", "acute", "block", "ft"), [
    (2008, 168, 98, 107), (2013, 160, 87, 147), (2017, 152, 86, 152),
])  # fmt: skip
def test_trusts_are_as_many_as_the_year_had(year: int, acute: int, block: int, ft: int) -> None:
    table = rows(f"trusts-{year}.csv")
    kinds = Counter("acute" if r["kind"] == "acute" else "block" for r in table)
    assert (kinds["acute"], kinds["block"]) == (acute, block)
    assert sum(r["ft"] == "1" for r in table) == ft


def test_the_35_named_hospitals_stand_in_mixed_regions_some_in_government_marginals() -> None:
    named = [r for r in rows("trusts-2013.csv") if r["named"] == "1"]
    assert len(named) == 35
    assert all(r["kind"] == "acute" for r in named)
    assert set(REGIONS) == {r["region"] for r in named}
    # statuses are mixed: administration by order reaches NHS trusts only
    assert 5 <= sum(r["ft"] == "1" for r in named) <= 20
    marginal = {f"S{r.first_id + i:03d}" for r in constituencies.regions()
                for c, i in trusts.hospital_marginals() if c == r.code}  # fmt: skip
    assert sum(any(m in r["sites"] for m in marginal) for r in named) >= 10
    assert sum(r["viable"] == "0" for r in rows("trusts-2013.csv")) == 20


def test_tokens_of_trusts_do_not_bury_each_other() -> None:
    at = [(float(r["x"]), float(r["y"])) for r in rows("trusts-2008.csv")]
    nearest = min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for i, a in enumerate(at) for b in at[:i])
    assert nearest**0.5 > 0.5  # in hexes


@pytest.mark.parametrize("count", [667, 211, 152, 44])
def test_commissioners_cover_the_population(count: int) -> None:
    table = rows(f"commissioners-{count}.csv")
    assert len(table) == count
    people = sum(int(r["population"]) for r in table)
    assert people == pytest.approx(53.49e6, rel=0.001)
