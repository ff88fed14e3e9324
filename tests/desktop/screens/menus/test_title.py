"""The first screen: going on with what is not over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game import paths
from game.desktop.screens.menus.title import Title, resume
from game.match import Match
from game.match.setup import open_match
from game.rules.state.commands import Advance
from tests.desktop.driver import Driver


@pytest.fixture
def games(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "saves_dir", lambda: tmp_path)
    return tmp_path / "games"


def over() -> Path:
    """A game that was played to its end, its night seen."""
    with open_match("december-2013", "all=random", 5, keep=True) as match:
        while match.pending():
            if not match.step_ai():
                match.submit(Advance())
        match.announce()
        assert match.path is not None
        return match.path


def test_the_last_game_that_is_not_over_is_gone_on_with(games: Path) -> None:
    with open_match("honeymoon", "unions=human", 5, keep=True) as match:
        under_way = match.path
    assert under_way is not None
    done = over()
    os.utime(under_way, (1000, 1000))
    driver = Driver(Title())
    said = driver.find("Continue", "button").state["note"]
    assert said.startswith("The honeymoon · Unions · Q3 2010/11 · ")
    driver.click("Open a saved game", "button")
    assert driver.find("The honeymoon", "button").state["note"] == said.partition(" · ")[2]
    assert "nobody's seat · over · " in driver.find("December 2013", "button").state["note"]
    assert done.stem not in driver.words(), "a person knows a game by what it is, not by its file"


def test_where_all_are_over_nothing_is_gone_on_with(games: Path) -> None:
    over()
    driver = Driver(Title())
    assert not driver.has("Continue", "button")
    driver.click("Open a saved game", "button")
    assert driver.has("December 2013", "button")


def test_what_was_lost_of_a_damaged_game_is_said_however_it_is_opened(games: Path) -> None:
    with open_match("december-2013", "secretary=human", 5, keep=True) as match:
        while match.step_ai():
            pass
        torn = match.path
    assert torn is not None
    whole = torn.read_bytes()
    for open_it in ("the title", "the command line"):
        torn.write_bytes(whole[:-20])
        driver = Driver(Title())
        if open_it == "the title":
            resume(driver.app, torn)
        else:
            driver.app.routes.begin(Match.resume(torn))
        driver.step()
        assert "was not written to its end and is left out" in driver.words(), open_it
        session = driver.app.routes.session
        assert session is not None
        session.match.close()
