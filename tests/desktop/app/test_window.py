"""The window: what it is opened with is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.app import window
from game.desktop.settings import Settings
from game.journal.store import Journal
from game.match.saves import saved_games


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
