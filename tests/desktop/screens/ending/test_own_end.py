"""The end card speaks to who sat there, and leads on to the next game."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.desktop.screens.ending.scores import Scores
from game.match import record
from game.scenario.schema.base import ROLES
from game.telling import titles
from tests.desktop.driver import Driver
from tests.desktop.games import ended, game


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(record, "file", lambda: tmp_path / "record.json")


def test_it_says_you_a_title_a_score_and_three_acts() -> None:
    session = ended()
    words = Driver(Scores(session)).words()
    assert "You were the Health Secretary" in words
    assert any(t.title in words for t in titles.titles()["secretary"])
    assert "What you did that told" in words
    assert words.count("on the same luck") == 1
    assert words.count("worth ") >= 1


def test_how_you_scored_adds_up_as_it_is_read() -> None:
    driver = Driver(Scores(ended()), (1280, 720))
    said = driver.words().split("How you scored", 1)[1].split("In all", 1)
    terms = [float(x) for x in re.findall(r"(\d+(?:\.\d)?) of \d+", said[0])]
    aim = [float(x) for x in re.findall(r"\+(\d+(?:\.\d)?)", said[0])]
    total = re.search(r"\d+(?:\.\d)?", said[1])
    assert terms and total is not None
    assert sum([*terms, *aim]) == pytest.approx(float(total[0]), abs=0.001)


def test_your_own_score_and_verdict_stand_above_the_fold_at_720p() -> None:
    driver = Driver(Scores(ended()), (1280, 720))
    for label in ("Play again", "What you did that told", "How you scored"):
        sem = driver.find(label)
        assert sem.rect.h > 4
        assert sem.rect.bottom <= 720


def test_again_begins_the_same_scenario_with_other_luck() -> None:
    session = game("ended")
    driver = Driver(Scores(session))
    driver.click("Play again", "button")
    match = driver.app.screen.session.match  # type: ignore[attr-defined]
    assert driver.app.screen.title == "Briefing"
    assert match.pack.scenario.id == session.match.pack.scenario.id
    assert match.seats == session.match.seats
    assert match.seed != session.match.seed


def test_another_office_sits_down_on_the_same_luck() -> None:
    session = game("ended")
    driver = Driver(Scores(session))
    driver.click("Another office, same luck", "button")
    driver.click(session.voice.title_of("unions"), "button")
    match = driver.app.screen.session.match  # type: ignore[attr-defined]
    assert match.seed == session.match.seed
    assert [r for r in ROLES if match.seats[r] == "human"] == ["unions"]
    assert match.seats["secretary"].startswith("ai:")


def test_the_next_scenario_of_the_menu_is_offered() -> None:
    driver = Driver(Scores(game("ended")))
    driver.click("Next scenario", "button")
    assert driver.app.screen.session.match.pack.scenario.id != "december-2013"  # type: ignore[attr-defined]


def test_among_several_people_each_has_a_tab_of_the_same_size_of_words() -> None:
    session = game("ended", humans=("secretary", "unions"))
    driver = Driver(Scores(session))
    assert "You were the Health Secretary" in driver.words()
    driver.click(session.voice.title_of("unions"), "tab")
    assert "You were the Unions" in driver.words()
    assert driver.faults() == []


def test_where_nobody_sat_nobody_is_spoken_to() -> None:
    words = Driver(Scores(game("ended", humans=()))).words()
    assert "You were" not in words


def test_a_kept_game_that_ends_is_recorded_and_one_that_is_not_kept_is_not(tmp_path: Path) -> None:
    Driver(Scores(game("ended")))
    assert record.load() == []
    kept = game("ended", journal=tmp_path / "kept.jsonl")
    Driver(Scores(kept))
    kept.match.close()
    assert [e.office for e in record.load()] == ["Health Secretary"]
