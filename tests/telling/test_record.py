"""What an ended match leaves in the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.match import record
from game.telling.record import recorded
from tests.desktop.games import ended, game


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "file", lambda: tmp_path / "record.json")


def test_a_line_is_noted_for_each_person_once() -> None:
    session = ended()
    session.match.announce()
    (line,) = recorded(session.match)
    recorded(session.match)
    assert record.load() == [line]
    assert line.office == session.voice.title_of("secretary")
    assert line.title


def test_a_game_that_goes_on_leaves_nothing() -> None:
    assert recorded(game("talks").match) == []
    assert record.load() == []
