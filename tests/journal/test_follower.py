"""The follower reads whole lines as they come, across a crash and a new beginning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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


def test_it_goes_along_to_a_branch_and_comes_back(tmp_path: Path) -> None:
    path, branch = tmp_path / "g.public.jsonl", tmp_path / "g-2.public.jsonl"
    onward, stays = Follower(path, onward=True), Follower(path)
    told = b'{"kind":"branch","file":"g-2.public.jsonl"}\n'
    path.write_bytes(b'{"a":1}\n' + told)
    branch.write_bytes(b'{"b":2}\n')
    assert [line for line in onward.read() if "kind" not in line] == [{"a": 1}, {"b": 2}]
    assert onward.path == branch
    with branch.open("ab") as file:
        file.write(b'{"c":3}\n')
    assert onward.read() == [{"c": 3}]
    with path.open("ab") as file:
        file.write(b'{"d":4}\n')
    assert [line for line in onward.read() if "kind" not in line] == [{"a": 1}, {"d": 4}]
    assert onward.path == stays.path == path


@pytest.mark.parametrize("name", ["../x.public.jsonl", "g.public.jsonl", "g.jsonl", 3, "/etc/x"])
def test_it_goes_to_no_other_file(tmp_path: Path, name: object) -> None:
    path = tmp_path / "g.public.jsonl"
    path.write_text(json.dumps({"kind": "branch", "file": name}) + "\n")
    follower = Follower(path, onward=True)
    follower.read()
    assert follower.path == path
