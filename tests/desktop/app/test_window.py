"""The window: what it is opened with is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop import art
from game.desktop.app import window
from game.desktop.kit import paint
from game.desktop.screens.menus.title import Title
from game.desktop.settings import Settings
from game.journal.store import Journal
from game.match.saves import saved_games
from tests.desktop.driver import Driver


def test_a_game_begun_by_options_is_kept_like_one_from_the_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr(window, "loop", lambda app: None)
    before = saved_games()
    assert window.run(Settings(), "december-2013", "all=ai:idle", 7) == 0
    (path,) = {g.path for g in saved_games()} - {g.path for g in before}
    with Journal.read(path) as kept:
        assert (kept.header.scenario, kept.header.seed) == ("december-2013", 7)


def test_what_is_missing_of_the_look_is_said_in_one_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = Driver(Title())
    window.say_what_is_missing(driver.app)
    driver.step()
    assert "Missing" not in driver.words()
    monkeypatch.setattr(art, "missing", lambda: ["rooms/unions", "kinds/law"])
    monkeypatch.setattr(window, "missing_faces", lambda: ["SourceSerifPro"])
    window.say_what_is_missing(driver.app)
    driver.step()
    (said,) = [line for line in driver.words().splitlines() if line.startswith("Missing")]
    assert "rooms/unions and 2 more" in said


def test_without_the_serif_its_words_are_set_in_the_sans(monkeypatch: pytest.MonkeyPatch) -> None:
    sans = {k: v for k, v in paint.font_files().items() if "Serif" not in k}
    monkeypatch.setattr(paint, "font_files", lambda: sans)
    assert paint.missing_faces() and "Sans" not in "".join(paint.missing_faces())
    assert {paint.face_file(w) for w in paint.FACES} <= set(sans.values())
