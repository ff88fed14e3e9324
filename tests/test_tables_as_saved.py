"""Tables as people save them: read where they mean one thing, else one sentence with the cure."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.__main__ import main

EXAMPLE = Path(__file__).parent.parent / "scenarios" / "common" / "example"
Edit = Callable[[str], str]


def put(old: str, new: str) -> Edit:
    """What stands in a table, written otherwise."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def decimal_commas(text: str) -> str:
    """As a spreadsheet saves it where decimals have a comma: semicolons between the cells."""
    return text.replace(",", ";").replace(".", ",")


def quoted(text: str) -> str:
    """Decimal commas between quotation marks, with commas between the cells."""
    out = io.StringIO()
    lines = csv.writer(out, quoting=csv.QUOTE_ALL)
    for cells in csv.reader(io.StringIO(text)):
        lines.writerow([cell.replace(".", ",") for cell in cells])
    return out.getvalue()


def with_tabs(text: str) -> str:
    return text.replace(",", "\t")


def padded(text: str) -> str:
    """Empty columns and lines at the end, a byte-order mark, spaces, Windows line ends."""
    lines = [f"{line.replace(',', ' , ')},,," for line in text.splitlines()]
    return "\ufeff" + "\r\n".join([*lines, ",,,,", ""])


def grouped(text: str) -> str:
    """Points between thousands, semicolons between cells."""
    return re.sub(r"\b([0-9]{2})([0-9]{3})\b", r"\1.\2", text.replace(",", ";"))


READ: dict[str, tuple[str, Edit]] = {
    "decimal commas between semicolons": ("trusts.csv", decimal_commas),
    "tabs": ("trusts.csv", with_tabs),
    "what a spreadsheet leaves at the edges": ("trusts.csv", padded),
    "Welsh letters": ("trusts.csv", put("Ingholme Hospitals", "Ysbyty Ŵyr a Llŷn")),
    "an apostrophe that is curly": ("trusts.csv", put("Ingholme Hospitals", "St Mary’s")),
}
THOUSANDS = "nothing between thousands"
TEXT = "set the column to text there"
REFUSED: dict[str, tuple[str, Edit, str, str]] = {
    "merged headings": (
        "trusts.csv",
        lambda text: f"Hospitals of Yorkshire,,,\n,,,\n{text}",
        "trusts.csv:1",
        "take out the lines above it",
    ),
    "decimal commas between quotation marks": ("trusts.csv", quoted, "csv:2", "decimals as 19.150"),
    "thousands": ("constituencies.csv", put(",16565,", ',"16,565",'), "csv:2", "between thousands"),
    "thousands, by points": ("constituencies.csv", grouped, "csv:3", THOUSANDS),
    "one thousand, by a point": (
        "constituencies.csv",
        put(",16565,", ",16.565,"),
        "csv:2",
        "'lab' is 16.565, and votes are whole numbers",
    ),
    "thousands, by spaces": (
        "constituencies.csv",
        put(",16565,", ",16 565,"),
        "csv:2",
        "without separators between thousands",
    ),
    "curly quotes about a comma": (
        "trusts.csv",
        put("Ingholme Hospitals", "“Ingholme, North”"),
        "csv:2",
        "straight quotation marks",
    ),
    "curly quotes about a name": (
        "trusts.csv",
        put("Ingholme Hospitals", "“Ingholme”"),
        "csv:2",
        "take them out",
    ),
    "lost Welsh letters": (
        "trusts.csv",
        put("Ingholme Hospitals", "Ysbyty Llŷn".encode().decode("cp1252")),
        "csv:2",
        "save it as CSV UTF-8",
    ),
    "a date for an id": ("trusts.csv", put("T061,", "01-Jun,"), "csv:2", TEXT),
    "a whole date for an id": ("trusts.csv", put("T061,", "01/06/2013,"), "csv:2", TEXT),
    "a sortable date for an id": ("trusts.csv", put("T061,", "2013-06-01,"), "csv:2", TEXT),
    "an exponent for an id": ("trusts.csv", put("T061,", "6.1E+10,"), "csv:2", TEXT),
    "noughts lost": (
        "constituencies.csv",
        lambda text: re.sub(r"(?m)^S", "", text),
        "trusts.csv:2",
        TEXT,
    ),
    "a reference that is broken": ("trusts.csv", put(",S124,", ",#REF!,"), "csv:2", TEXT),
    "a typographer's minus": ("trusts.csv", put("19.150", "−19.150"), "csv:2", "plain hyphen"),
    "a per cent sign": ("trusts.csv", put("0.017", "1.7%"), "csv:2", "leave the sign out"),
    "money": ("trusts.csv", put("0.017", "£0.017"), "csv:2", "leave the sign out"),
    "a yes": ("trusts.csv", put(",0,0.017,", ",FALSE,0.017,"), "csv:2", "write 0"),
    "headings in capitals": (
        "trusts.csv",
        put("id,name,kind", "ID,Name,Kind"),
        "csv:1",
        "'ID' must be 'id'",
    ),
    "a line of totals": (
        "constituencies.csv",
        lambda text: f"{text.rstrip()}\nTotal,,,1,1,1,1,1,1,1,1\n",
        "constituencies.csv:",
        "'region' is empty",
    ),
}


def folder(tmp_path: Path, file: str, edit: Edit) -> Path:
    """A scenario of one's own with one table saved otherwise."""
    own = shutil.copytree(EXAMPLE, tmp_path / "own")
    if edit is REFUSED["noughts lost"][1]:  # ids of digits, as they were meant
        for table in ("trusts.csv", "commissioners.csv"):
            text = (own / table).read_text("utf-8")
            (own / table).write_text(re.sub(r"\bS([0-9]{3})\b", r"0\1", text), "utf-8")
    text = edit((own / file).read_text("utf-8"))
    (own / file).write_bytes(text.encode())
    return own


@pytest.mark.parametrize("how", READ)
def test_what_means_one_thing_is_read(
    how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scenario", "check", str(folder(tmp_path, *READ[how]))]) == 0
    shown = capsys.readouterr()
    assert "It can be played." in shown.out
    assert "warning" not in shown.out + shown.err


@pytest.mark.parametrize("how", REFUSED)
def test_what_does_not_is_one_sentence_with_the_cure(
    how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, edit, where, cure = REFUSED[how]
    assert main(["scenario", "check", str(folder(tmp_path, file, edit))]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert where in said and cure in said


@pytest.mark.parametrize(
    ("raw", "cure"),
    [
        ("id\nYnys Môn".encode("cp1252"), "CSV UTF-8"),
        ("id\nYnys Môn".encode("utf-16"), "CSV UTF-8"),
        (b"PK\x03\x04\x14\x00", "a spreadsheet's own"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a spreadsheet's own"),
    ],
    ids=["cp1252", "utf-16", "xlsx", "xls"],
)
def test_a_file_that_is_no_utf_8_names_the_cure(
    raw: bytes, cure: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = shutil.copytree(EXAMPLE, tmp_path / "own")
    (own / "trusts.csv").write_bytes(raw)
    assert main(["scenario", "check", str(own)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and cure in said and "trusts.csv" in said


def test_a_folder_named_like_a_shipped_scenario_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "december-2013")
    monkeypatch.chdir(tmp_path)
    assert main(["scenario", "check", "december-2013"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "a folder here has the same name" in said and "./december-2013" in said
    assert main(["scenario", "check", "./december-2013"]) == 0
    assert "one-region" in capsys.readouterr().out
