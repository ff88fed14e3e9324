"""Levels as data: a budget of nothing and a level that there is not are refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from game.__main__ import main
from game.players.search import levels as module
from game.players.search.levels import levels
from game.scenario import source_files

SIMULATE = ("simulate", "--scenario", "december-2013", "--games", "1", "--quarters", "1")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Levels of a test's own in the place of the shipped ones."""
    file = tmp_path / "levels.yaml"
    file.write_text((source_files.common_dir() / "levels.yaml").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(module, "source_files", SimpleNamespace(common_dir=lambda: tmp_path))
    levels.cache_clear()
    yield file
    monkeypatch.undo()
    levels.cache_clear()


@pytest.mark.parametrize("level", ["standard", "coach"])
def test_a_budget_of_nothing_is_refused_with_its_file_and_key(
    level: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = own.read_text("utf-8")
    begin = text.index(f"{level}:\n")
    own.write_text(text[:begin] + re.sub(r"courses: \d+", "courses: 0", text[begin:], count=1))
    assert main([*SIMULATE, "--seats", "all=standard"]) == 2
    said = capsys.readouterr().err
    assert "levels.yaml" in said and "courses" in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        (*SIMULATE, "--seats", "all=genius"),
        (*SIMULATE, "--seats", "unions=standard:genius"),
        ("lab", "ladder", "--rungs", "persona,genius"),
        ("lab", "levers", "--level", "genius"),
        ("lab", "par", "--scenario", "december-2013", "--level", "genius"),
    ],
)
def test_a_level_or_a_style_that_there_is_not_is_refused_in_a_sentence(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "genius" in said and "choose" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("name", ["balance", "always", "levers", "deals", "agendas", "ladder"])
def test_no_games_at_all_are_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", name, "--games", "0"]) == 2
    assert "--games" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["balance", "always", "levers", "deals", "agendas", "ladder"])
def test_a_run_that_is_kept_nowhere_cant_be_gone_on_with(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lab", name, "--games", "4", "--resume"]) == 2
    assert "--resume goes on with a run to --json FILE" in capsys.readouterr().err
