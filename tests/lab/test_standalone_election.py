"""The election command's logic: what it accepts, what it says, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.errors import InputError
from game.lab.standalone_election import in_words, parse, run
from game.paths import scenarios_dir
from game.world.figure_names import PARTIES, REGIONS

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
    assert "largest party" in in_words(found)[-3]


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


def test_a_nation_left_out_keeps_its_last_result() -> None:
    found = run(TABLE, OF_2015.split(";")[0])
    before = dict.fromkeys(PARTIES, 0)
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split(",")
        if cells[2] == "SC":
            votes = [float(x) for x in cells[3:10]]
            before[PARTIES[votes.index(max(votes))]] += 1
            assert found["winners"][cells[0]] == PARTIES[votes.index(max(votes))]
    assert sum(before.values()) == 59 and before["lab"] >= 38


LONDON = "London: con=34.9,lab=43.7,ld=7.7,ukip=8.1,green=4.9,oth=0.7"


def of_parts(found: dict[str, Any]) -> dict[str, np.ndarray]:
    """England's and London's shares of a projection, weighed by the votes of 2010."""
    lines = [x.split(",") for x in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    out = {}
    for name, codes in (("England", set(REGIONS)), ("London", {"LN"})):
        votes = np.zeros(len(PARTIES))
        for cells in lines:
            if cells[2] in codes:
                cast = sum(float(x) for x in cells[3:10])
                votes += cast * np.array([found["shares"][cells[0]][p] for p in PARTIES])
        out[name] = 100 * votes / votes.sum()
    return out


def test_a_region_has_shares_of_its_own_and_england_comes_out_all_the_same() -> None:
    plain, found = run(TABLE, OF_2015), run(TABLE, f"{OF_2015}; {LONDON}")
    parts, before = of_parts(found), of_parts(plain)
    assert parts["London"][0] == pytest.approx(34.9, abs=0.6)
    assert parts["London"][1] == pytest.approx(43.7, abs=0.6)
    assert parts["London"][3] == pytest.approx(8.1, abs=0.6)
    assert np.abs(parts["England"] - before["England"]).max() < 0.3
    assert found["error"]["shares"] == "region" and plain["error"]["shares"] == "nation"


def test_a_region_alone_is_projected_and_the_others_keep_their_result() -> None:
    found = run(TABLE, "LN: con=40,lab=50,ld=10")
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split(",")
        votes = [float(x) for x in cells[3:10]]
        if cells[2] != "LN":
            assert found["winners"][cells[0]] == PARTIES[votes.index(max(votes))]
    assert of_parts(found)["London"][1] == pytest.approx(50, abs=1)


def test_regions_that_leave_nothing_for_the_rest_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"England's lab can't be so low.*-\d+\.\d per cent"):
        run(TABLE, f"England: con=96,lab=4; {LONDON}")
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    part = tmp_path / "london.csv"
    part.write_text("\n".join([lines[0], *(x for x in lines if ",LN," in x)]) + "\n")
    with pytest.raises(InputError, match="leave England's out"):
        run(part, f"{OF_2015}; {LONDON}")
    with pytest.raises(InputError, match="The table has no seats in South West"):
        run(part, f"{LONDON}; SW: con=60,lab=40")
    assert sum(run(part, LONDON)["seats"].values()) == 73


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
        ("Ireland: con=100", False, "'Ireland' is no nation or region here"),
        ("London: con=100; LN: lab=100", False, "London is given twice"),
        ("London: con=40,lab=50", False, "London adds up to 90"),
        ("England: con=100; England: lab=100", False, "England is given twice"),
        ("con=40,con=60", True, "con is given twice"),
        ("con=40,tory=60", True, "'tory=60' is not PARTY=PER CENT"),
        ("con=forty,lab=60", True, "not a number"),
        ("con=nan,lab=60", True, "con=nan: that is not a number"),
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
    with pytest.raises(InputError, match="There is no such file"):
        run(tmp_path / "none.csv", "con=100", True)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"id,name\xff\xfe")
    with pytest.raises(InputError, match=r"bad\.csv:1: The file is not UTF-8 text.*CSV UTF-8"):
        run(bad, "con=100", True)


BARS = "The columns must be separated by commas or semicolons: save it as CSV UTF-8."
HEADER = "id,name,region,con,lab,ld,ukip,green,nat,oth,electorate"
GOOD = "a,Aford,NE,10,20,5,1,1,0,1,60"


def table(tmp_path: Path, *lines: str, header: str = HEADER, end: str = "\n") -> Path:
    path = tmp_path / "own.csv"
    path.write_bytes((end.join([header, *lines]) + end).encode())
    return path


@pytest.mark.parametrize(
    ("lines", "where", "words"),
    [
        (
            ["a,Aford,NE,-10,20,5,1,1,0,1,60"],
            2,
            "it must be between 0 and 1,000,000.",
        ),
        ([GOOD, GOOD], 3, "The id 'a' stands in line 2 already."),
        (["a,Aford,XX,10,20,5,1,1,0,1,60"], 2, "'XX' is no known region"),
        (["a,Aford,NE,ten,20,5,1,1,0,1,60"], 2, "'ten', which is not a number."),
        (['a,Aford,NE,"10,500",20,5,1,1,0,1,60'], 2, "without separators between thousands"),
        (["a,Aford,NE,1_0,20,5,1,1,0,1,60"], 2, "not a number"),
        (["a,Aford,NE,nan,20,5,1,1,0,1,60"], 2, "not a number"),
        (["a,Aford,NE,1e300,20,5,1,1,0,1,60"], 2, "it must be between 0 and"),
        (["a,Aford,NE,0,0,0,0,0,0,0,60"], 2, "Nobody voted here"),
        (["", GOOD, "b,Beford,NE,10,20"], 4, "5 cells, but the header has 11."),
        (["a,Aford,NE,10,20,5,1,1,0,1,"], 2, "The column 'electorate' is empty."),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_line(
    tmp_path: Path, lines: list[str], where: int, words: str
) -> None:
    path = table(tmp_path, *lines)
    with pytest.raises(InputError) as caught:
        run(path, OF_2015)
    assert words in caught.value.sentence
    assert caught.value.where == f"{path}:{where}"


def test_a_table_with_semicolons_and_decimal_commas_is_the_same_table(tmp_path: Path) -> None:
    lines = ["a,Aford,NE,10.5,20,5,1,1,0,1,60", "b,Beford,SW,30,20,5,1,1,0,1,70"]
    (tmp_path / "abroad").mkdir()
    ours = table(tmp_path, *lines)
    header, *abroad = (line.replace(",", ";").replace(".", ",") for line in (HEADER, *lines))
    theirs = table(tmp_path / "abroad", *abroad, header=header)
    assert run(theirs, OF_2015) == run(ours, OF_2015)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The table is empty."),
        ("\n\n", "The table is empty."),
        (HEADER + "\n", "The table has a header but no lines."),
        (HEADER.replace(",ukip", "") + "\n", "The column 'ukip' is missing."),
        (
            HEADER.replace(",", "|") + "\n",
            BARS,
        ),
        (HEADER + ",con\n" + GOOD + ",1\n", "The column 'con' comes twice."),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        run(path, OF_2015)
    assert caught.value.sentence == words


def test_marks_line_ends_blank_lines_order_and_further_columns_do_not_matter(
    tmp_path: Path,
) -> None:
    plain = run(table(tmp_path, GOOD), OF_2015)
    assert run(table(tmp_path, "", GOOD, "", end="\r\n"), OF_2015) == plain
    assert run(table(tmp_path, GOOD, header="\ufeff" + HEADER), OF_2015) == plain
    back = ",".join(reversed(GOOD.split(",")))
    more = ",".join(["q", "note", *reversed(HEADER.split(","))])
    assert run(table(tmp_path, f'9999,"x, y",{back}', header=more), OF_2015) == plain
    assert run(table(tmp_path, GOOD.replace(",10,", ",10.0,")), OF_2015) == plain


def test_a_long_table_takes_no_time_for_a_map(tmp_path: Path) -> None:
    many = [f"s{i},Seat {i},SE,{10 + i % 7},20,5,1,1,0,1,60" for i in range(5000)]
    assert sum(run(table(tmp_path, *many), OF_2015)["seats"].values()) == 5000


def test_the_speaker_northern_ireland_and_absent_parties_are_as_they_are(tmp_path: Path) -> None:
    found = run(
        table(
            tmp_path,
            "e,Eford,SE,20,15,6,0,0,0,1,80",
            "v,The Speaker,SE,0,0,0,9,0,0,30,80",
            "n,Nford,NI,0,0,0,0,0,0,40,80",
            "w,Wford,WA,10,20,5,0,1,8,1,70",
        ),
        OF_2015,
    )
    assert found["winners"]["v"] == found["winners"]["n"] == "oth"
    assert found["shares"]["e"]["nat"] == 0
    assert found["shares"]["e"]["ukip"] > 0.05  # a party new to a nation stands everywhere
    assert found["shares"]["w"]["nat"] > 0.1
