"""A disk that is full while one plays: it is said until it is read, and asked before it is lost."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from game.journal import store
from tests.desktop.driver import Driver
from tests.desktop.games import game, opened


def _full(_number: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """A game in its bulletin whose disk is full from now on, a step later."""
    session = game("bulletin", journal=tmp_path / "game.jsonl")
    driver = opened(session)
    monkeypatch.setattr(store.os, "fsync", _full)
    driver.press("ctrl+return")
    return driver


def test_it_is_said_over_whatever_screen_follows_until_somebody_has_read_it(
    driver: Driver,
) -> None:
    session = driver.app.routes.session
    assert session is not None and session.match.trouble
    for _ in range(3):  # AI offices act, and other screens come
        driver.app.routes.play(session)
        driver.wait(10.0)
    assert driver.has("The game is not being saved", "dialog")
    assert "no space left on device" in driver.words()
    driver.click("Go on playing")
    driver.app.routes.play(session)
    assert not driver.has("The game is not being saved")


def test_what_is_saved_again_and_then_fails_again_is_said_again(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = driver.app.routes.session
    assert session is not None
    driver.click("Go on playing")
    with monkeypatch.context() as room:
        room.setattr(store.os, "fsync", lambda _number: None)
        session.match.note("a note")
        driver.app.routes.play(session)
        assert session.match.trouble == ""
    session.match.note("another")
    driver.app.routes.play(session)
    assert driver.has("The game is not being saved", "dialog")


def test_the_menu_says_so_and_whoever_leaves_or_quits_is_asked(driver: Driver) -> None:
    driver.click("Go on playing")
    driver.click("Menu")
    assert "in memory only" in driver.words()
    assert "Kept as" not in driver.words()
    driver.click("Leave the game")
    assert driver.has("Leave this game?", "dialog")
    driver.press("escape")
    driver.press("ctrl+q")
    assert driver.has("Quit?", "dialog") and driver.app.running
