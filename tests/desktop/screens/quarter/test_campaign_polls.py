"""Below the campaign's few orders stand the polls and what one's score is before the vote."""

from __future__ import annotations

import pytest

from game.desktop.router import screen_of
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_the_campaign_s_sheet_shows_the_polls_and_one_s_score(
    size: tuple[int, int], text: float
) -> None:
    session = game("campaign")
    driver = Driver(screen_of(session), size, text, motion=False)
    assert driver.has("The polls by quarter", "chart")
    words = driver.words()
    assert "Your score before the vote" in words
    assert all(term.name in words for term in session.view.own_score.terms)  # type: ignore[union-attr]
    assert not driver.faults()


def test_before_the_campaign_the_hand_is_all_there_is() -> None:
    assert not Driver(screen_of(game("orders")), motion=False).has("The polls by quarter")
