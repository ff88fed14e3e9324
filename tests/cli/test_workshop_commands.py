"""A facilitator at the command line: the kit and the guide, and what is said of a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.__main__ import main
from game.workshop.press import pdf


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "browser", lambda: None)


def test_a_kit_is_written_and_says_where_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kit"
    assert main(["kit", "--scenario", "december-2013", "--plan", "60", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "begin with kit.html" in said
    assert "There is no Chromium here" in said
    assert (out / "kit.html").is_file()
    assert "Sixty minutes" in (out / "kit.html").read_text("utf-8")


def test_the_guide_is_read_in_the_terminal_or_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", "--scenario", "honeymoon", "--plan", "120", "--seed", "9"]) == 0
    told = capsys.readouterr().out
    assert "--scenario honeymoon --seats all=human --seed 9" in told
    page = tmp_path / "guide.html"
    assert main(["guide", "--scenario", "honeymoon", "--out", str(page)]) == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["kit", "--out", "."], "is there already"),
        (["kit", "--out", ""], "Name a folder."),
        (["kit"], "Missing option '--out'"),
        (["kit", "--scenario", "nowhere", "--out", "x"], "There is no scenario"),
        (["kit", "--plan", "75", "--out", "x"], "There is no plan '75'"),
        (["kit", "--seed", "-1", "--out", "x"], "--seed"),
        (["guide", "--plan", "none.yaml"], "no such file"),
        (["guide", "--out", "nowhere/at/all.html"], "can't be written"),
    ],
)
def test_a_slip_is_one_sentence_and_leaves_nothing(
    args: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    assert main(args) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
