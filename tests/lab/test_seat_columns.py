"""Columns of a facilitator's own: members and places move seats, and nobody's total."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.__main__ import main
from game.errors import InputError
from game.lab import seat_columns
from game.lab.seat_columns import SeatColumns
from game.lab.standalone_election import run
from game.paths import scenarios_dir
from game.scenario import election_parameters
from game.world.figure_names import PARTIES

HEADER = "id,name,region,con,lab,ld,ukip,green,nat,oth,electorate,member,leave"
SEATS = (
    "a,Aford,NE,40,38,12,6,3,0,1,200,new,60",
    "b,Beford,NW,30,32,28,6,3,0,1,200,long,55",
    "c,Ceford,SW,30,12,48,6,3,0,1,200,retires,48",
    "d,Deford,SW,31,11,48,6,3,0,1,200,long,46",
    "e,Eford,LN,25,50,15,6,3,0,1,200,retires,35",
    "f,Efford,SE,45,25,20,6,3,0,1,200,,",
)
SAME = "England: con=33.5,lab=28,ld=28.5,ukip=6,green=3,oth=1"


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "own.csv"
    path.write_text("\n".join([HEADER, *(lines or SEATS)]) + "\n", encoding="utf-8")
    return path


def votes(found: dict[str, object]) -> np.ndarray:
    shares = found["shares"]
    assert isinstance(shares, dict)
    return np.array([[s[p] for p in PARTIES] for s in shares.values()])


def test_a_new_member_gains_and_one_who_goes_loses_most_if_liberal(tmp_path: Path) -> None:
    common = scenarios_dir() / "common" / "constituencies-2010.csv"
    lines = [x.split(",")[:11] for x in common.read_text(encoding="utf-8").splitlines()]
    first: dict[str, int] = {}
    for n, cells in enumerate(lines[1:]):
        held = [float(x) for x in cells[3:10]]
        if cells[2] == "SW":
            first.setdefault(PARTIES[held.index(max(held))], n)
    kinds = {first["con"]: "new", first["lab"]: "retires", first["ld"]: "retires"}
    told = [kinds.get(n, "") for n in range(-1, len(lines) - 1)]
    told[0] = "member"
    path = tmp_path / "members.csv"
    rows = (",".join([*cells, kind]) for cells, kind in zip(lines, told, strict=True))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    shares = "England: con=39,lab=30,ld=23,ukip=4,green=1,oth=3"
    plain, with_members = run(path, shares), run(path, shares, columns=SeatColumns("member"))
    moved = 100 * (votes(with_members) - votes(plain))
    p = election_parameters.parameters()
    for party, points in (
        ("con", p.night_incumbent),
        ("lab", p.retires),
        ("ld", p.retires_liberal),
    ):
        assert moved[first[party], PARTIES.index(party)] == pytest.approx(points, abs=0.2)
    # every party's votes are what the shares said
    for party in PARTIES:
        assert with_members["vote"][party] == pytest.approx(plain["vote"][party], abs=0.001)
    assert np.abs(votes(with_members).sum(axis=1) - 1).max() < 1e-9


def test_swing_goes_by_a_column_and_an_empty_cell_stays_out(tmp_path: Path) -> None:
    path = table(tmp_path)
    plain = run(path, SAME)
    by_leave = run(path, SAME, columns=SeatColumns(covariate="leave"))
    moved = 100 * (votes(by_leave) - votes(plain))
    con, lab = PARTIES.index("con"), PARTIES.index("lab")
    assert moved[0, con] > 1.5 and moved[4, con] < -1.5
    assert moved[0, lab] < 0 < moved[4, lab]
    assert np.abs(moved.sum(axis=0)).max() < 0.01
    steeper = run(path, SAME, columns=SeatColumns(covariate="leave", slopes={"con": 0.6}))
    assert 100 * (votes(steeper) - votes(plain))[0, con] > moved[0, con]


@pytest.mark.parametrize(
    ("columns", "seats", "words"),
    [
        (SeatColumns("sitting"), SEATS, "The column 'sitting' is missing"),
        (SeatColumns("member"), ["a,A,NE,4,3,1,0,0,0,0,20,old,60"], "'old' is no known member"),
        (SeatColumns(covariate="leave"), ["a,A,NE,4,3,1,0,0,0,0,20,new,160"], "'leave' is 160"),
        (SeatColumns(covariate="leave"), ["a,A,NE,4,3,1,0,0,0,0,20,new,"], "empty in every line"),
        (SeatColumns(covariate="electorate"), ["a,A,NE,4,3,1,0,0,0,0,20,,"], "with --slopes"),
    ],
)
def test_a_column_that_does_not_fit_is_refused(
    tmp_path: Path, columns: SeatColumns, seats: list[str], words: str
) -> None:
    with pytest.raises(InputError) as caught:
        run(table(tmp_path, *seats), SAME, columns=columns)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("con", "is not PARTY=POINTS"),
        ("tory=1", "is not PARTY=POINTS"),
        ("con=1,con=2", "con is given twice"),
        ("con=steep", "a slope is a number from -5 to 5"),
        ("con=9", "a slope is a number from -5 to 5"),
    ],
)
def test_slopes_that_do_not_read_are_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        seat_columns.slopes(text)


def test_the_command_takes_columns_and_regions_and_says_its_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(table(tmp_path))
    shares = f"{SAME}; London: con=30,lab=50,ld=20; sw: con=40,lab=10,ld=50"
    args = ["election", "--constituencies", path, "--shares", shares]
    assert main([*args, "--members", "member", "--covariate", "leave"]) == 0
    said = capsys.readouterr().out
    assert "seats" in said and "Error to expect, with each region's shares exactly so" in said
    assert main([*args, "--slopes", "con=1"]) == 2
    assert "--slopes needs the column" in capsys.readouterr().err
