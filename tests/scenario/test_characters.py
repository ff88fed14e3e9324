"""What can't be seen doesn't pass the gate, and what is long is cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import InputError
from game.scenario.assembly import assemble
from game.scenario.characters import cut, quoted, stray
from game.scenario.validate import validate

#: What could command a terminal, turn text round, or hide in it.
STRAY = [
    "\x1b[31m",
    "\x07",
    "\x00",
    "\x7f",
    "\x9b",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u2028",
]
FIELDS = [
    ("scenario.yaml", "title: December 2013"),
    ("scenario.yaml", "tagline: "),
    ("scenario.yaml", "background: >-\n  "),
]


def written(folder: Path, name: str, before: str, letters: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, before + letters, 1), encoding="utf-8", newline="")


@pytest.mark.parametrize("letters", STRAY, ids=lambda x: f"U+{ord(x[0]):04X}")
@pytest.mark.parametrize(("name", "before"), FIELDS, ids=lambda x: x.strip())
def test_what_cannot_be_seen_is_refused_with_file_and_line(
    folder: Path, name: str, before: str, letters: str
) -> None:
    written(folder, name, before, letters)
    with pytest.raises(InputError) as caught:
        assemble(folder)
    assert f"{name}:" in caught.value.where
    assert f"U+{ord(letters[0]):04X}" in caught.value.sentence
    assert stray(str(caught.value)) is None


@pytest.mark.parametrize("table", ["trusts", "commissioners", "constituencies"])
def test_a_name_in_a_table_is_refused_too(example: Path, table: str) -> None:
    path = example / f"{table}.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    cells[1] = "\x1b[31m" + cells[1]
    path.write_text("\n".join([header, ",".join(cells), *rest]), encoding="utf-8")
    with pytest.raises(
        InputError, match=rf"{table}\.csv:2: There is the control character U\+001B"
    ):
        validate(example)


def test_what_people_write_passes() -> None:
    assert stray("Ynys Môn – “£5m”, naïve; soft\u00adhyphen, 👩\u200d⚕️\n\tagain\r\n") is None


def test_a_long_value_is_cut_in_a_sentence() -> None:
    assert len(cut("x" * 5000)) == 60
    assert len(quoted("x" * 5000)) <= 62
    assert len(quoted(10**50)) <= 60
