"""The follower reads whole lines as they come, across a crash and a new beginning."""

from __future__ import annotations

from pathlib import Path

from game.journal.follower import Follower


def test_lines_are_read_once_and_only_when_whole(tmp_path: Path) -> None:
    path = tmp_path / "g.public.jsonl"
    follower = Follower(path)
    assert follower.read() == []
    path.write_bytes(b'{"a":1}\n{"b"')
    assert follower.read() == [{"a": 1}]
    assert follower.read() == []
    with path.open("ab") as file:
        file.write(b":2}\n")
    assert follower.read() == [{"b": 2}]


def test_a_torn_line_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "g.public.jsonl"
    path.write_bytes(b'{"a":1}\n{"b":\n{"c":3}\n[1]\n')
    assert Follower(path).read() == [{"a": 1}, {"c": 3}]


def test_a_file_begun_anew_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "g.public.jsonl"
    path.write_bytes(b'{"a":1}\n{"b":2}\n')
    follower = Follower(path)
    follower.read()
    path.unlink()
    assert follower.read() == []
    path.write_bytes(b'{"c":3}\n')
    assert follower.read() == [{"c": 3}]
