"""The record of games on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desktop.screens.menus.title import Title
from game.match import record
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(record, "file", lambda: tmp_path / "record.json")


def some(n: int) -> list[record.RecordedGame]:
    return [
        record.RecordedGame(
            f"g{i}",
            "2014-05-07",
            "December 2013",
            "Health Secretary",
            50.0 + i,
            float(i),
            "success",
            f"Title {i}",
            "The government fell",
        )
        for i in range(n)
    ]


def opened(size: tuple[int, int] = (1280, 720), text: float = 1.0) -> Driver:
    driver = Driver(Title(), size, text)
    driver.click("Record of games", "button")
    return driver


def test_an_empty_record_says_how_it_fills() -> None:
    driver = opened()
    assert "No game has been played to its end here" in driver.words()
    assert driver.faults() == []


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0)])
def test_it_fits(size: tuple[int, int], text: float) -> None:
    record.add(*some(12))
    assert opened(size, text).faults() == []


def test_a_line_goes_at_its_button_and_all_after_a_question() -> None:
    record.add(*some(3))
    driver = opened()
    driver.click("Delete the line", "button")
    assert len(record.load()) == 2
    driver.click("Delete the record", "button")
    driver.click("Delete", "button")
    driver.step()
    assert record.load() == []
    assert "Title 1" not in driver.words()
