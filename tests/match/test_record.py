"""The record of games: kept once, read with care, deleted by the line or whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.match import record

ONE = record.RecordedGame(
    "abc", "2014-05-07", "December 2013", "Unions", 61.5, 3.0, "success", "A title", "It held"
)
TWO = record.RecordedGame(
    "def", "2014-05-08", "December 2013", "Monitor", 41.0, -3.0, "survival", "A title", "It fell"
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(record, "file", lambda: tmp_path / "record.json")


def test_the_newest_comes_first_and_the_same_end_is_kept_once() -> None:
    record.add(ONE)
    record.add(TWO)
    record.add(ONE)
    assert record.load() == [TWO, ONE]


def test_a_line_can_be_deleted_and_so_can_all() -> None:
    record.add(ONE, TWO)
    record.delete(ONE)
    assert record.load() == [TWO]
    record.delete_all()
    assert record.load() == []
    assert not record.file().exists()


@pytest.mark.parametrize(
    "text",
    ["", "{", "3", "[3]", '[{"game": 1}]', "[" * 5000, '[{"game": "a", "score": NaN}]'],
)
def test_what_is_no_record_is_none(text: str) -> None:
    record.file().write_text(text, "utf-8")
    assert record.load() == []
    record.add(ONE)
    assert record.load() == [ONE]


def test_a_line_that_somebody_broke_is_left_out_and_long_or_stray_text_is_cut() -> None:
    good = {**record.asdict(ONE), "title": "A\u202ettle" + "x" * 500}
    bad = {**record.asdict(ONE), "score": "high"}
    record.file().write_text(json.dumps([bad, good]), "utf-8")
    (read,) = record.load()
    assert "\u202e" not in read.title
    assert len(read.title) <= 120


def test_a_folder_that_cannot_be_written_to_keeps_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "file", lambda: Path("/nowhere/at/all/record.json"))
    record.add(ONE)
    assert record.load() == []
