"""Tables as spreadsheets write them; what is wrong is said with its line."""

from __future__ import annotations

import pytest

from game.errors import InputError
from game.scenario.csv_table import read, with_columns
from game.scenario.source_files import decoded


def refusal(text: str, most: int = 10) -> str:
    with pytest.raises(InputError) as caught:
        read(text, "t.csv", ("id", "n"), most)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200
    return str(caught.value)


def test_empty_columns_at_the_right_are_passed_over() -> None:
    rows = read("id,n,,\na,1,,\nb,2\n,,,\n", "t.csv", ("id", "n"))
    assert [(row.text("id"), row.whole("n", 0, 9)) for row in rows] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,n,,\na,1,,x\n", "t.csv:2: 4 cells, but the header has 2."),
        ("id,,n,\na,1,2\nb,,1,x", "t.csv:3: 4 cells, but the header has 3."),
        ("id,n,,,x\na,1,,,2\n", "t.csv:1: Two columns have no name."),
        ("id,n," + "c," * 500 + "\n", "columns; it may have 100"),
        (
            "id,n\n" + "".join(f"a{k},1\n" for k in range(11)),
            "t.csv:12: The table has more than 10 lines",
        ),
        ("id,n\n" + "x" * 5000 + ",1\n", "t.csv:2: 'id' has 5,000 letters; it may have 40."),
        ('id,n\na,"1\n' + "b,2\n" * 50_000, "is a quotation mark left open?"),
    ],
    ids=range(7),
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    assert said in refusal(text)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1_0", "'n' is '1_0', which is not a number."),
        ("1,0", "not a number; write it without separators between thousands"),
        ("9" * 5000, "…', which is not a number"),
        ("10", "'n' is 10; it must be between 0 and 9."),
        ("1.5", "'n' is 1.5; it must be a whole number."),
        ("", "The column 'n' is empty."),
    ],
)
def test_a_number_is_read_strictly(cell: str, said: str) -> None:
    (row,) = read(f'id,n\na,"{cell}"\n', "t.csv", ("id", "n"))
    with pytest.raises(InputError) as caught:
        row.whole("n", 0, 9)
    assert said in caught.value.sentence
    assert len(caught.value.sentence) < 150


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            "id\nYnys Môn".encode("cp1252"),
            "t.csv:2: The file is not UTF-8 text (the byte F4 stands",
        ),
        (
            "id\nYnys Môn".encode("utf-16"),
            "t.csv: The file is in UTF-16; save it as UTF-8 (in a spr",
        ),
    ],
)
def test_another_encoding_is_named_with_its_cure(raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        decoded(raw, "t.csv")
    assert said in str(caught.value)
    assert "CSV UTF-8" in str(caught.value)


def test_a_byte_order_mark_and_any_line_ends_are_read() -> None:
    text = decoded("\ufeffid,n\r\na,1\rb,2\n".encode(), "t.csv")
    assert len(read(text, "t.csv", ("id", "n"))) == 2


HABITS = {
    "bars": ("id|votes\nA|3\n", "t.csv:1", "separated by commas or semicolons: save it as CSV"),
    "commas of two kinds": ("id;votes\nA;0,5\nB;0.5\n", "t.csv:2", "could be read in two ways"),
    "a comma that may be thousands": ("id;votes\nA;72,123\n", "t.csv:2", "decimals with a point"),
    "a point that may be thousands": ("id;votes\nA;72.123\n", "t.csv:2", "nothing between"),
    "thousands among decimals": ("id;votes\nA;0,5\nB;7.123\n", "t.csv:3", "in two ways"),
    "a decimal comma": ('id,votes\nA,"0,5"\n', "t.csv:2", "decimals as 0.5"),
    "thousands": ('id,votes\nA,"12,345"\n', "t.csv:2", "without separators between thousands"),
    "narrow blanks": ("id,votes\nA,12\u202f345\n", "t.csv:2", "without separators"),
    "merged headings": ("Results,,\nid,votes\nA,3\n", "t.csv:1", "The headings stand in line 2"),
    "curly quotes": ("id,votes\n\u201cA, B\u201d,3\n", "t.csv:2", "straight quotation marks"),
    "a lost letter": ("id,votes\nYnys M?n,3\n", "t.csv:2", "has lost a letter"),
    "the wrong letters": ("id,votes\nYnys M\u00c3\u00b4n,3\n", "t.csv:2", "has lost a letter"),
    "an id become a number": ("id,votes\n1.00E+05,3\n", "t.csv:2", "set the column to text"),
    "an id become a date": ("id,votes\n01-Mar,3\n", "t.csv:2", "set the column to text"),
}


@pytest.mark.parametrize("habit", HABITS)
def test_what_spreadsheets_do_is_told_with_its_cure(habit: str) -> None:
    text, where, cure = HABITS[habit]
    with pytest.raises(InputError) as refusal:
        for row in read(text, "t.csv", ("id", "votes")):
            row.text("id")
            row.number("votes", 0, 1e6)
    assert str(refusal.value).startswith(f"{where}: ")
    assert cure in str(refusal.value)


@pytest.mark.parametrize("name", ["Ynys Môn", "Dŵr y Felin", "What now?", "Ärö", "Ängelholm"])
def test_welsh_and_other_letters_are_read(name: str) -> None:
    (row,) = read(f"id,name\nA,{name}\n", "t.csv", ("id", "name"))
    assert row.text("name") == name


#: What a spreadsheet saves, and the votes that it means.
ABROAD = {
    "German or French: semicolons and decimal commas": (
        "id;name;votes\nA;Ås;0,5\nB;Bl, C;1,234\nD;;-3\n",
        [0.5, 1.234, -3.0],
    ),
    "points between thousands beside a comma": (
        "id;name;votes\nA;;1.234,5\nB;;12\n",
        [1234.5, 12.0],
    ),
    "semicolons and decimal points": ("id;name;votes\nA;;0.5\nB;;12.125\n", [0.5, 12.125]),
    "semicolons and whole numbers": ("\ufeffid;name;votes;;\r\nA;;3;;\r\n", [3.0]),
    "tabs": ("id\tname\tvotes\nA\tBa, Ca\t0,5\n", [0.5]),
    "a comma in a heading": ("id;votes;name, whole\nA;0,5;\n", [0.5]),
    "commas, and a semicolon in a name": ("id,votes,name;\nA,0.5,b;c;d\n", [0.5]),
}


@pytest.mark.parametrize("habit", ABROAD)
def test_semicolons_and_decimal_commas_are_read_where_they_mean_one_thing(habit: str) -> None:
    text, votes = ABROAD[habit]
    rows = read(text, "t.csv", ("id", "votes"))
    assert [row.number("votes", -1e6, 1e6) for row in rows] == votes


def test_columns_filled_in_leave_the_semicolons_and_the_commas() -> None:
    filled = with_columns("id;lon;x\nA;-0,5;\n", ("x", "y"), {2: {"x": "3", "y": "4"}})
    (row,) = read(filled, "t.csv", ("id", "lon", "x", "y"))
    assert (row.number("lon", -9, 9), row.whole("x", 0, 9), row.whole("y", 0, 9)) == (-0.5, 3, 4)
