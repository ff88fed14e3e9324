"""HexJSON is read as it lies, north at the top, and written so that it is read again the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import InputError
from game.scenario import hexjson
from game.scenario.generate.hexmap import Hex, distance, plane
from game.scenario.loader import load
from game.scenario.validate import validate


def odd_r(places: dict[str, tuple[int, int]], layout: str = "odd-r") -> str:
    hexes = {name: {"q": q, "r": r, "n": name} for name, (q, r) in places.items()}
    return json.dumps({"layout": layout, "hexes": hexes})


def ground(layout: str, q: int, r: int) -> tuple[float, float]:
    """Where a hex of HexJSON lies: eastwards, and northwards."""
    shoved = r % 2 if layout == "odd-r" else 1 - r % 2
    return q + shoved / 2, r * 0.75**0.5


@pytest.mark.parametrize("layout", ["odd-r", "even-r"])
@given(st.sets(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=30))
def test_east_is_east_and_north_is_up(layout: str, places: set[tuple[int, int]]) -> None:
    named = {f"S{i}": at for i, at in enumerate(sorted(places))}
    found = hexjson.read(odd_r(named, layout), "m.hexjson")
    base = "S0"
    for name, at in named.items():
        east, north = (
            b - a for a, b in zip(ground(layout, *named[base]), ground(layout, *at), strict=True)
        )
        x, y = (b - a for a, b in zip(plane(found[base]), plane(found[name]), strict=True))
        assert (x, -y) == pytest.approx((east, north))


def test_what_is_written_is_read_again_with_the_same_neighbours() -> None:
    country = load("december-2013").model.country
    again = hexjson.read(hexjson.write(country), "again")
    was: list[Hex] = [(int(q), int(r)) for q, r in zip(country.q, country.r, strict=True)]
    now = [again[seat] for seat in country.seat_id]
    assert all(distance(was[0], a) == distance(now[0], b) for a, b in zip(was, now, strict=True))


BAD = {
    "not json": "not JSON",
    "[]": "no 'hexes'",
    '{"layout": "odd-r", "hexes": {}}': "no 'hexes'",
    odd_r({"A": (0, 0)}, "odd-q"): "flat tops",
    odd_r({"A": (0, 0)}, "round"): "must be odd-r or even-r",
    '{"layout": "odd-r", "hexes": {"A": {"q": 1.5, "r": 0}}}': "no whole number q",
    '{"layout": "odd-r", "hexes": {"A": 7}}': "no whole number q",
    odd_r({"A": (1, 1), "B": (1, 1)}): "have the same hex",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputError, match=BAD[text]) as refusal:
        hexjson.read(text, "m.hexjson")
    assert str(refusal.value).startswith("m.hexjson: ")


def with_map(example: Path, drop: str = "") -> Path:
    frame = example / "scenario.yaml"
    text = frame.read_text("utf-8")
    line = "  constituencies_csv: constituencies.csv\n"
    assert line in text
    frame.write_text(text.replace(line, f"{line}  constituencies_hexjson: map.hexjson\n"), "utf-8")
    seats = (example / "constituencies.csv").read_text("utf-8").splitlines()[1:]
    ids = [line.partition(",")[0] for line in seats]
    places = {name: (i % 9, i // 9) for i, name in enumerate(ids) if name != drop}
    (example / "map.hexjson").write_text(odd_r(places), "utf-8")
    return example


def test_a_scenarios_seats_lie_as_its_hexjson_says(example: Path) -> None:
    country = load(with_map(example)).model.country
    first, last = country.seat_id.index("S105"), country.seat_id.index("S158")
    assert country.r[first] > country.r[last]  # rows are counted northwards in the file
    assert not any("hexjson" in said for said in validate(example).warnings)


def test_a_seat_without_a_hex_is_named_with_its_line(example: Path) -> None:
    with pytest.raises(InputError, match=r"constituencies.csv:3: The seat 'S106' has no hex"):
        load(with_map(example, drop="S106"))
