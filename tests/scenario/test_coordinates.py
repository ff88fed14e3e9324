"""Places by longitude and latitude, or on the OS grid, come to lie in the hexes of their seats."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from game.errors import InputError
from game.scenario import coordinates
from game.scenario.loader import load
from game.scenario.validate import validate

Row = dict[str, str]


def rewrite(path: Path, change: Callable[[int, Row], Row]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [change(i, row) for i, row in enumerate(csv.DictReader(file))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def without_hexes(row: Row, **given: str) -> Row:
    return {**{k: v for k, v in row.items() if k not in ("x", "y")}, **given}


FORMS: dict[str, Row] = {
    "degrees": {"lon": "-1.55", "lat": "53.8"},
    "metres": {"easting": "429700", "northing": "433900"},
    "reference": {"grid": "SE 297 339"},
}


@pytest.mark.parametrize("form", FORMS)
def test_a_trust_lies_in_the_hex_of_its_seat(example: Path, form: str) -> None:
    rewrite(example / "trusts.csv", lambda i, row: without_hexes(row, **FORMS[form]))
    model = load(example).model
    place, country = model.place, model.country
    x = (country.q + country.r / 2)[place.trust_seat]
    y = country.r[place.trust_seat] * 0.75**0.5
    assert (((place.trust_x - x) ** 2 + (place.trust_y - y) ** 2) ** 0.5 < 0.5).all()
    assert validate(example).warnings == ()


def test_trusts_of_one_seat_lie_apart_as_they_do_on_the_ground(example: Path) -> None:
    def moved(i: int, row: Row) -> Row:
        lon = f"{-1.6 + 0.02 * i:.3f}"
        return without_hexes(row, lon=lon, lat="53.8", seat="S124" if i < 2 else row["seat"])

    rewrite(example / "trusts.csv", moved)
    place = load(example).model.place
    assert place.trust_x[1] > place.trust_x[0]
    assert place.trust_y[1] == pytest.approx(place.trust_y[0], abs=0.01)


def test_without_a_seat_the_nearest_middle_is_taken(example: Path) -> None:
    rewrite(
        example / "constituencies.csv",
        lambda i, row: {**row, "lon": f"{-2 + i * 0.01:.3f}", "lat": "53.8"},
    )
    rewrite(
        example / "trusts.csv",
        lambda i, row: without_hexes(row, seat="", lon=f"{-2 + i * 0.01:.3f}", lat="53.801"),
    )
    model = load(example).model
    assert model.place.trust_seat.tolist() == list(range(model.place.trusts))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"lon": "53.8", "lat": "-1.55"}, "are longitude and latitude swapped?"),
        ({"lon": "2.35", "lat": "48.85"}, "outside the United Kingdom."),
        ({"grid": "somewhere"}, "no reference on the OS grid"),
        ({"lon": "-1,55", "lat": "53,8"}, "decimals as -1.55"),
        ({"lon": "-1.5", "lat": "53.8", "seat": ""}, "'seat' is empty"),
    ],
)
def test_what_is_no_place_is_refused_with_its_line(example: Path, given: Row, words: str) -> None:
    rewrite(example / "trusts.csv", lambda i, row: without_hexes(row, **given))
    with pytest.raises(InputError) as refusal:
        load(example)
    assert "trusts.csv:2: " in str(refusal.value)
    assert words in str(refusal.value)


def test_metres_and_degrees_agree() -> None:
    point = coordinates.degrees(429_700, 433_900)
    east, north = point.km_from(coordinates.Point(-1.5505, 53.8005))
    assert math.hypot(east, north) < 1.0
