"""Results as others publish them become a table of constituencies, by one small mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.lab import results_table
from game.lab.standalone_election import run

WIDE = (
    "\ufeffONS ID,Constituency name,Region name,Electorate,Con,Lab,SNP,PC,DUP,Other,\n"
    "W1,Ynys Môn,Wales,50000,9000,8000,0,9500,0,100,\n"
    "S1,Skye,Scotland,40000,5000,4000,9000,0,0,0,\n"
    "E1,Skelby,Yorkshire and The Humber,70000,20000,21000,0,0,0,900,\n"
    "N1,Foyle,Northern Ireland,60000,0,0,0,0,15000,16000,\n"
)
MAPPING = (
    "there,here\nONS ID,id\nConstituency name,name\nRegion name,region\nElectorate,electorate\n"
    "Con,con\nLab,lab\nSNP,nat\nPC,nat\nDUP,oth\nOther,oth\n"
)
LONG = (
    "id,seat,area,electors,Party,Votes\n"
    "E1,Skelby,YH,70000,Labour,21000\nE1,Skelby,YH,70000,Conservative,20000\n"
    "E1,Skelby,YH,70000,Skelby First,900\n"
)
LONG_MAPPING = (
    "there,here\nid,id\nseat,name\narea,region\nelectors,electorate\nParty,party\nVotes,votes\n"
    "Labour,lab\nConservative,con\n"
)


def table(tmp_path: Path, results: str, mapping: str) -> str:
    files = tmp_path / "results.csv", tmp_path / "mapping.csv"
    for file, text in zip(files, (results, mapping), strict=True):
        file.write_text(text, encoding="utf-8")
    return results_table.table_text(*files)


def test_columns_of_several_parties_are_added(tmp_path: Path) -> None:
    lines = table(tmp_path, WIDE, MAPPING).splitlines()
    assert lines[0] == "id,name,region,electorate,con,lab,ld,ukip,green,nat,oth"
    assert lines[1] == "W1,Ynys Môn,WA,50000,9000,8000,0,0,0,9500,100"
    assert lines[4] == "N1,Foyle,NI,60000,0,0,0,0,0,0,31000"


def test_a_file_with_a_line_for_each_candidate_is_read_too(tmp_path: Path) -> None:
    lines = table(tmp_path, LONG, LONG_MAPPING).splitlines()
    assert lines[1:] == ["E1,Skelby,YH,70000,20000,21000,0,0,0,0,900"]


def test_northern_ireland_and_seats_that_are_kept_keep_their_votes(tmp_path: Path) -> None:
    table(tmp_path, WIDE, MAPPING)
    files = tmp_path / "results.csv", tmp_path / "mapping.csv"
    shares = "England: con=90,lab=10; Wales: con=90,lab=10; Scotland: con=90,lab=10"
    found = run(files[0], shares, mapping=files[1], still=["W1"], draws=3)
    assert found["winners"] == {"W1": "nat", "S1": "con", "E1": "con", "N1": "oth"}
    assert found["draws"]["seats"]["nat"]["p5"] == 1
    with pytest.raises(InputError, match="--still: The table has no seat 'W9'"):
        run(files[0], shares, mapping=files[1], still=["W9"])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Con,con", "Con,tories", "mapping.csv:6: 'tories' is nothing here"),
        ("Con,con", "Lab,con", "mapping.csv:7: 'Lab' is given twice"),
        ("ONS ID,id\n", "", "mapping.csv: The mapping says of no heading that it is 'id'"),
        ("ONS ID,id", "Code,id", "results.csv:1: The file has no column 'Code'"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(InputError) as refusal:
        table(tmp_path, WIDE, MAPPING.replace(old, new))
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("9000,8000", '"9,000",8000', "results.csv:2: 'Con' is '9,000'"),
        ("Wales", "Cymru", "results.csv:2: 'Cymru' is no region"),
        ("Ynys Môn", "Ynys MÃ´n", "results.csv:2: 'Ynys MÃ´n' has lost a letter"),
    ],
)
def test_wrong_results_are_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(InputError) as refusal:
        table(tmp_path, WIDE.replace(old, new), MAPPING)
    assert words in str(refusal.value)
