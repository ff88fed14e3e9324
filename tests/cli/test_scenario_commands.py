"""Scenarios of one's own: begun, described, checked, and found again by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.__main__ import main
from game.scenario import loader


def ran(capsys: pytest.CaptureFixture[str], *args: str | Path) -> str:
    assert main([str(a) for a in args]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *args: str | Path) -> str:
    assert main([str(a) for a in args]) == 2
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    return shown.err


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("origin", ["example", "parliament"])
def test_a_new_scenario_is_sound_and_has_its_folders_name(
    capsys: pytest.CaptureFixture[str], origin: str
) -> None:
    ran(capsys, "scenario", "new", "the-dale", "--from", origin)
    said = ran(capsys, "scenario", "check", "the-dale")
    assert said.startswith("the-dale: ")
    assert said.endswith("It can be played.\n")


def test_one_in_the_persons_own_folder_is_listed_and_found_by_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran(capsys, "scenario", "new", "the-dale", "--own")
    assert "the-dale" in ran(capsys, "scenarios")
    assert loader.load("the-dale").scenario.id == "the-dale"
    (own,) = loader.own_scenarios()
    assert (own.title, own.fault) == ("One region, one winter", "")


def test_a_damaged_one_is_listed_with_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran(capsys, "scenario", "new", "the-dale", "--own")
    frame = tmp_path / "data" / "failure-regime" / "scenarios" / "the-dale" / "scenario.yaml"
    frame.write_text("title: [\n", encoding="utf-8")
    (own,) = loader.own_scenarios()
    assert own.title == "the-dale"
    assert "scenario.yaml" in own.fault
    assert "can't be read" in ran(capsys, "scenarios")


def test_author_licence_and_version_are_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran(capsys, "scenario", "new", "mine")
    with (tmp_path / "mine" / "scenario.yaml").open("a", encoding="utf-8") as frame:
        frame.write('author: A Person\nlicence: CC BY 4.0\nversion: "1.2"\n')
    said = ran(capsys, "scenario", "check", "mine")
    assert "(version 1.2, A Person, CC BY 4.0)" in said


def test_a_folder_named_like_a_shipped_scenario_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "another name" in refused(capsys, "scenario", "new", "december-2013")
    assert not (tmp_path / "december-2013").exists()
    ran(capsys, "scenario", "new", "mine")
    (tmp_path / "mine").rename(tmp_path / "parliament")
    assert "./parliament" in refused(capsys, "scenario", "check", "parliament")
    assert ran(capsys, "scenario", "check", "./parliament").startswith("mine: ")


def test_own_takes_a_plain_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert "plain name" in refused(capsys, "scenario", "new", "a/b", "--own")


def test_docs_are_told_by_topic_and_written_as_a_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "failure-regime scenario docs lever" in ran(capsys, "scenario", "docs")
    assert ran(capsys, "scenario", "docs", "shock").startswith("shock: an effect")
    ran(capsys, "scenario", "docs", "--out", "docs.html")
    assert (tmp_path / "docs.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "no topic" in refused(capsys, "scenario", "docs", "wizardry")
