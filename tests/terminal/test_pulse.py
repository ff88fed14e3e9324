"""``pulse`` tells how every table of a folder stands, and has them wait for each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.__main__ import main
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.workshop.tables import held_at


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pack = loader.load("december-2013")
    for name, steps in (("red", 30), ("blue", 5)):
        path = tmp_path / f"{name}.jsonl"
        with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 7, path) as match:
            for _ in range(steps):
                match.step_ai()
    return tmp_path


def test_the_tables_are_told_at_a_glance(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for journal in ("red.jsonl", "blue.jsonl"):
        (folder / journal).unlink()  # their public files are all that is read
    assert main(["pulse", str(folder), "--once"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["blue", "red"]
    assert "behind the first" in lines[0]


def test_the_tables_are_held_and_let_go(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pulse", str(folder), "--hold", "2014Q3", "--once"]) == 0
    assert "All wait at Q2 2014/15: 0 of 2 there." in capsys.readouterr().out
    assert held_at(folder) == 2014 * 4 + 2
    assert main(["pulse", str(folder), "--release", "--once"]) == 0
    assert held_at(folder) is None


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere", "--once"], "There is no folder nowhere."),
        ([".", "--hold", "soon", "--once"], "A quarter is written as 2014Q3, not 'soon'."),
        ([".", "--hold", "2014Q3", "--release"], "Either --hold or --release"),
        (["-", "--once"], "Name a folder."),
    ],
)
def test_a_slip_is_one_sentence(
    args: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["pulse", *args]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
