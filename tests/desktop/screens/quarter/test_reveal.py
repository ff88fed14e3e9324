"""The reveal of real games, through the semantic tree."""

from __future__ import annotations

import pytest

from game.desktop.screens.quarter.reveal import Reveal
from game.rules.state.facts import OrderRevealed
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_the_reveal_fits(size: tuple[int, int], text: float) -> None:
    driver = Driver(Reveal(game("reveal", quarters=2)), size, text, motion=False)
    assert driver.faults() == []


def test_sheets_turn_over_one_by_one_and_all_at_a_key() -> None:
    session = game("reveal", quarters=2)
    driver = Driver(Reveal(session))
    orders = [
        session.voice.lever(f.lever, f.quarter)
        for f in session.match.log
        if isinstance(f, OrderRevealed) and f.quarter == session.view.quarter
    ]
    assert driver.words().count("Sealed\n") >= 3
    driver.press("space")
    words = driver.words()
    assert all(title in words for title in orders)


def test_reduced_motion_shows_everything_at_once() -> None:
    driver = Driver(Reveal(game("reveal", quarters=2)), motion=False)
    assert not driver.has("Turn all")
    assert "contest" in driver.words() or "Nobody stood" in driver.words()


def test_every_contest_of_a_game_is_shown_as_strength_against_strength() -> None:
    shown = 0
    for quarters in range(5):
        session = game("reveal", quarters=quarters, seed=9)
        met = [
            f
            for f in session.match.log
            if isinstance(f, OrderRevealed) and f.quarter == session.view.quarter and f.met_by
        ]
        driver = Driver(Reveal(session), motion=False)
        charts = [s for s in driver.all("chart") if " against " in s.label]
        assert len(charts) == len(met)
        assert sorted(c.state["left"] for c in charts) == sorted(f.strength for f in met)
        shown += len(charts)
    assert shown


def test_enter_runs_the_quarter() -> None:
    session = game("reveal")
    driver = Driver(Reveal(session), motion=False)
    driver.press("return")
    assert session.view.phase == "papers"
    assert driver.app.screen.title == "The papers"
