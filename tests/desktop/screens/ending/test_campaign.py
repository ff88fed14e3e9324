"""The campaign on the screen: week by week, then the vote."""

from __future__ import annotations

import pytest

from game.desktop.screens.ending.campaign import WEEK_LASTS, Campaign
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, ended, game


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0)])
@pytest.mark.parametrize("week", [1, 3, 5])
def test_it_fits_in_every_week(size: tuple[int, int], text: float, week: int) -> None:
    driver = Driver(Campaign(ended()), size, text, motion=False)
    for _ in range(week - 1):
        driver.press("return")
    assert driver.faults() == []


def test_weeks_come_of_themselves_and_stop_at_the_last() -> None:
    screen = Campaign(ended())
    driver = Driver(screen)
    for week in range(2, 6):
        driver.wait(WEEK_LASTS + 0.1)
        assert screen.shown == week
    driver.wait(60.0)
    assert screen.shown == 5


def test_with_reduced_motion_nothing_moves_without_a_key() -> None:
    screen = Campaign(ended())
    driver = Driver(screen, motion=False)
    driver.wait(60.0)
    assert screen.shown == 1
    for _ in range(4):
        driver.press("return")
    assert screen.over
    driver.press("return")
    assert driver.app.screen.title == "Election night"


def test_it_comes_before_a_night_that_nobody_has_seen_and_can_be_skipped() -> None:
    session = game("ended")
    driver = Driver(Campaign(session))
    driver.app.routes.play(session)
    assert driver.app.screen.title == "The campaign"
    driver.press("s")
    assert driver.app.screen.title == "Election night"
    driver.press("s")
    driver.app.routes.play(session)
    assert driver.app.screen.title == "Election night", "it was announced"


def test_nothing_of_the_result_is_told() -> None:
    driver = Driver(Campaign(game("ended")), motion=False)
    for _ in range(4):
        driver.press("return")
    words = driver.words()
    polls = [week.seats_said for week in driver.app.screen.weeks]  # type: ignore[attr-defined]
    assert words.count("majority") == len(polls) and all(said in words for said in polls)
    assert "The government" not in words
