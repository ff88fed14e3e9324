"""A card of a lever tells all of it when pointed at."""

from __future__ import annotations

from tests.desktop.games import on_to, opened, pack, session, take_office


def test_pointing_at_a_card_tells_all_of_it() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    card = driver.all("card")[0]
    lever = pack().scenario.lever(card.path.removeprefix("#lever-"))
    driver.move(card.rect.center)
    driver.wait(1.0)
    assert " ".join(lever.prose.split())[-60:] in " ".join(driver.words().split())
    assert driver.faults() == []


def test_arrows_are_hollow_where_one_can_not_be_sure() -> None:
    from game.desktop.screens.parts.tiles import arrow_markup
    from game.rules.state.view import Arrow

    voice = session("secretary").voice
    sure = arrow_markup(voice, Arrow("quality", 2, True, 0))
    unsure = arrow_markup(voice, Arrow("quality", 2, False, 0))
    assert "▲▲" in sure
    assert "△△" in unsure
    assert "[good]" in sure
