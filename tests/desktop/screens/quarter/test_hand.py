"""The hand: what matters now first, the whole at a key, and no card moves under the eye."""

from __future__ import annotations

import pytest

from game.desktop.router import screen_of
from game.rules.views.forecast import Forecast
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game, on_to, opened, pack, session, take_office


def test_the_hand_is_filtered_by_kind() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    driver.press("a")
    all_of_them = len(driver.labels("card"))
    driver.click("Kind of order")
    driver.click("Staff", "button")
    shown = driver.labels("card")
    assert 0 < len(shown) < all_of_them
    staff = {x.id for x in pack().scenario.levers if "staff" in x.tags}
    assert {x.path.removeprefix("#lever-") for x in driver.all("card")} <= staff


def test_what_was_good_advice_at_the_start_is_not_repeated_later() -> None:
    whys = [x.why for x in pack().scenario.suggested if x.role == "secretary"]
    said = []
    for quarters in (0, 1):
        s = game("orders", quarters=quarters)
        driver = Driver(screen_of(s))
        driver.press("a")
        for x in pack().scenario.suggested:
            title = s.voice.lever(x.lever, s.view.quarter)
            if x.role == "secretary" and driver.has(title, "card"):
                driver.click(title, "card")
                said += [(quarters, why) for why in whys if why in driver.words()]
                driver.press("escape")
    assert {quarters for quarters, _ in said} == {0}


def test_a_hand_of_a_few_cards_is_shown_whole_with_what_each_says() -> None:
    s = game("campaign")
    driver = Driver(screen_of(s), motion=False)
    menu = [o for o in s.view.menu if not o.reasons]
    assert 0 < len(menu) <= 4
    words = driver.words()
    for order in menu:
        assert s.voice.lever(order.lever, s.view.quarter) in driver.labels("card")
        prose = s.voice.scenario.lever(order.lever).prose
        assert prose.split(". ")[0][:25] in words


def test_the_hand_shows_what_matters_now_and_the_whole_at_a_key() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    few = driver.labels("card")
    assert 0 < len(few) <= 8
    settled = list(few)
    for _ in range(40):
        driver.step()
    assert driver.labels("card") == settled, "no card moves while arrows are worked out"
    driver.press("a")
    assert len(driver.labels("card")) > len(few)
    driver.press("a")
    assert driver.labels("card") == few


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_no_card_moves_while_arrows_are_worked_out(
    size: tuple[int, int], text: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Forecast, "think", lambda self, seconds: False)  # not yet
    s = session("secretary")
    driver = opened(s, size, text)
    take_office(driver)
    on_to(driver, s, "orders")
    driver.press("a")
    assert not s.forecast.ready
    before = {x.path: tuple(x.rect) for x in driver.all("card")}
    monkeypatch.undo()
    while not s.forecast.ready:
        driver.step()
    driver.step()
    assert {x.path: tuple(x.rect) for x in driver.all("card")} == before
    assert "▲" in driver.words()
    assert driver.faults() == []
