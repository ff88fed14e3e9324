"""The election command's logic: what it accepts, what it says, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.errors import InputError
from game.lab.election import parse, run, said
from game.paths import scenarios_dir

TABLE = scenarios_dir() / "common" / "constituencies-2010.csv"
OF_2015 = (
    "England: con=40.9,lab=31.6,ld=8.2,ukip=14.1,green=4.2,oth=1.0;"
    "Wales: con=27.2,lab=36.9,ld=6.5,ukip=13.6,green=2.6,nat=12.1,oth=1.1;"
    "Scotland: con=14.9,lab=24.3,ld=7.5,ukip=1.6,green=1.3,nat=50.0,oth=0.4"
)


def test_a_projection_by_nation_elects_every_seat() -> None:
    found = run(TABLE, OF_2015)
    assert sum(found["seats"].values()) == 650
    assert abs(found["seats"]["con"] - 330) <= 11
    assert len(found["winners"]) == len(found["shares"]) == 650
    for seat, shares in found["shares"].items():
        assert min(shares.values()) >= 0
        assert sum(shares.values()) == pytest.approx(1)
        assert shares[found["winners"][seat]] == max(shares.values())
    json.dumps(found, allow_nan=False)
    assert "largest party" in said(found)[-1]


def test_one_national_set_is_spread_over_the_nations() -> None:
    found = run(TABLE, "con=36.8,lab=30.5,ld=7.9,ukip=12.7,green=3.8,nat=5.3,oth=3.0", True)
    assert abs(found["seats"]["con"] - 330) <= 15
    assert found["seats"]["nat"] > 40
    assert found["vote"]["con"] == pytest.approx(36.8, abs=0.5)


def test_draws_are_the_same_for_the_same_seed() -> None:
    a, b = (run(TABLE, OF_2015, draws=20, seed=4)["draws"] for _ in range(2))
    assert a == b and a["n"] == 20
    assert a != run(TABLE, OF_2015, draws=20, seed=5)["draws"]
    assert a["seats"]["con"]["p5"] < a["seats"]["con"]["mean"] < a["seats"]["con"]["p95"]


def test_a_part_of_the_country_needs_only_its_own_shares(tmp_path: Path) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    part = tmp_path / "scotland.csv"
    part.write_text("\n".join([lines[0], *(x for x in lines if ",SC," in x)]) + "\n")
    found = run(part, OF_2015.split(";")[2])
    assert sum(found["seats"].values()) == 59
    with pytest.raises(InputError, match="seats in Scotland, but --shares says nothing"):
        run(part, OF_2015.split(";")[0])


def test_shares_may_miss_100_by_a_half() -> None:
    assert parse("con=40,lab=60.5", True)[0].sum() == pytest.approx(1)
    with pytest.raises(InputError, match=r"add up to 100\.6"):
        parse("con=40,lab=60.6", True)


@pytest.mark.parametrize(
    ("text", "national", "words"),
    [
        ("", False, "No shares"),
        ("con=40,lab=60", False, "names no nation"),
        ("England: con=40,lab=60", True, "without a nation's name"),
        ("Ireland: con=100", False, "'Ireland' is no nation here"),
        ("England: con=100; England: lab=100", False, "England is given twice"),
        ("con=40,con=60", True, "con is given twice"),
        ("con=40,tory=60", True, "'tory=60' is not PARTY=PER CENT"),
        ("con=forty,lab=60", True, "not a number"),
        ("con=nan,lab=60", True, "between 0 and 100"),
        ("con=-1,lab=101", True, "between 0 and 100"),
        ("con 40", True, "is not PARTY=PER CENT"),
        ("England: con=40,lab=50", False, "England adds up to 90"),
    ],
)
def test_what_is_wrong_with_shares_is_said(text: str, national: bool, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, national)
    assert words in str(caught.value)


def test_a_line_of_shares_is_named_when_there_are_several() -> None:
    with pytest.raises(InputError) as caught:
        parse("England: con=50,lab=50\nWales: con=50,lab=20")
    assert caught.value.where == "--shares:2"


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        run(tmp_path / "none.csv", "con=100", True)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"id,name\xff\xfe")
    with pytest.raises(InputError, match="not text in UTF-8"):
        run(bad, "con=100", True)
