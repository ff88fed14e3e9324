"""A new game: how hard, how fast, guided or not, in plain words, and what it comes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.screens.menus import new_game
from game.desktop.screens.menus.new_game import NewGame
from game.match import record
from game.players import KINDS
from game.scenario.schema.base import ROLES
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(record, "file", lambda: tmp_path / "record.json")
    monkeypatch.setattr(new_game, "saved_games", list)


def test_every_level_is_an_ai_that_there_is() -> None:
    assert {seat.removeprefix("ai:") for seat in new_game.DIFFICULTIES} <= set(KINDS)


def test_a_level_is_given_to_all_the_other_seats() -> None:
    screen = NewGame()
    driver = Driver(screen)
    driver.click("Gentle", "button")
    assert {screen.seats[r] for r in ROLES if r != "secretary"} == {"ai:random"}
    assert screen.seats["secretary"] == "human"


def test_the_pace_is_kept_for_all_games() -> None:
    driver = Driver(NewGame())
    driver.click("Fast", "button")
    assert driver.app.settings.pace == 4.0


@pytest.mark.parametrize("guide", [True, False])
def test_a_newcomer_is_guided_unless_the_switch_is_off(guide: bool) -> None:
    driver = Driver(NewGame())
    assert driver.find("Guide me through the first quarter", "switch").state["on"]
    if not guide:
        driver.click("Guide me through the first quarter", "switch")
    driver.click("Begin", "button")
    assert driver.app.routes.session is not None
    assert driver.app.routes.session.guided == guide
    driver.app.routes.session.match.close()


def test_who_has_played_before_is_not_guided_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    line = record.RecordedGame("g", "2014-05-07", "s", "Unions", 1.0, 1.0, "success", "t", "w")
    monkeypatch.setattr(record, "load", lambda: [line])
    driver = Driver(NewGame())
    assert not driver.find("Guide me through the first quarter", "switch").state["on"]


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0)])
def test_it_fits(size: tuple[int, int], text: float) -> None:
    assert Driver(NewGame(), size, text).faults() == []


def test_where_games_cannot_be_kept_one_is_asked_and_may_play(tmp_path: Path) -> None:
    (tmp_path / "failure-regime").write_text("a file where the folder should be")
    driver = Driver(NewGame())
    driver.click("Begin", "button")
    assert "Games can't be kept in your own folder" in driver.words()
    assert driver.app.screen.title == "New game"
    driver.click("Play", "button")
    assert driver.app.screen.title == "Briefing"
    session = driver.app.routes.session
    assert session is not None and session.match.path is None
