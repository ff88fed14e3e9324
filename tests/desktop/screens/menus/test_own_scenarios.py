"""New game lists a person's own scenarios after those of the game."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.desktop.screens.menus.new_game import NewGame
from game.paths import scenarios_dir
from tests.desktop.driver import Driver


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "failure-regime" / "scenarios"
    shutil.copytree(scenarios_dir() / "common" / "example", folder / "dale")
    return folder


def test_an_own_scenario_can_be_chosen(own: Path) -> None:
    screen = NewGame()
    driver = Driver(screen, (1280, 720))
    driver.click("One region, one winter", "card")
    assert screen.scenario == str(own / "dale")


def test_a_damaged_one_is_listed_and_can_not(own: Path) -> None:
    (own / "dale" / "scenario.yaml").write_text("id: 3\n", encoding="utf-8")
    screen = NewGame()
    driver = Driver(screen, (1280, 720))
    assert "dale" in driver.labels("card")
    assert screen.scenario == screen.known[0][0]
