"""The dashboard, played through the semantic tree with a real game."""

from __future__ import annotations

import pytest

from tests.desktop.games import SIZES, game, on_to, opened, session, settle, take_office


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_every_phase_fits_on_every_screen(size: tuple[int, int], text: float) -> None:
    s = session("secretary")
    driver = opened(s, size, text)
    assert driver.faults() == []
    take_office(driver)
    for phase in ("bulletin", "event", "talks", "orders"):
        on_to(driver, s, phase)
        assert driver.faults() == [], phase
    for tab in ("Trusts", "Offices", "Log", "Figures"):
        driver.click(tab, "tab")
        assert driver.faults() == [], tab


def test_a_quarter_is_played_by_mouse() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "orders")
    lever = driver.labels("card")[0]
    driver.click(lever, "card")
    driver.click("Put on the sheet")
    assert len(s.draft.orders) == 1
    driver.click("Seal 1")
    driver.click("Seal", "button")
    settle(driver)
    assert s.view.phase == "reveal"
    assert any(o.role == "secretary" for o in s.view.orders)


def test_a_quarter_is_played_by_keys_alone() -> None:
    s = session("secretary")
    driver = opened(s)

    def reach(label: str) -> None:
        for _ in range(120):
            focused = driver.focused()
            if focused is not None and focused.label.startswith(label):
                return
            driver.press("tab")
        raise AssertionError(f"Tab never reached {label!r}")

    reach(driver.labels("card")[0])
    driver.press("return")
    driver.press("ctrl+return")
    on_to(driver, s, "bulletin")
    driver.press("ctrl+return")
    settle(driver)
    if s.view.phase == "event":
        driver.press("1")
    on_to(driver, s, "orders")
    reach(driver.labels("card")[0])
    driver.press("return")
    driver.press("return")
    assert len(s.draft.orders) == 1
    driver.press("ctrl+z")
    assert s.draft.orders == []
    driver.press("ctrl+return")
    reach("Seal")
    driver.press("return")
    settle(driver)
    assert s.view.phase == "reveal"


def test_a_tile_asks_why() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    tile = next(x for x in driver.all("figure") if x.label.startswith("Waits"))
    driver.click_at(tile.rect.center)
    assert s.ui.figure == "waits"
    assert driver.find("Figures", "table").state["chosen"] == "waits"


def test_each_person_seals_behind_the_curtain_and_the_last_reveals() -> None:
    s = session("secretary", "unions")
    driver = opened(s)
    for _ in range(2):
        driver.click("I am ")
        take_office(driver)
    on_to(driver, s, "orders")
    assert s.who == "spectator"
    driver.click("Health Secretary", "button")
    for _ in range(2):  # after the first seal the curtain falls for the next by itself
        assert driver.app.screen.title == "Curtain"
        driver.click("I am ")
        driver.click("Seal it empty")
        driver.click("Seal", "button")
        settle(driver)
    assert s.view.phase == "reveal"


def test_escape_goes_back_from_levers_that_are_drafted_ahead() -> None:
    driver = opened(game("talks"))
    driver.press("l")
    assert driver.has("Back", "button")
    driver.press("escape")
    assert not driver.has("Back", "button")
    assert not driver.has("Menu", "dialog")
    driver.press("escape")
    assert driver.has("Menu", "dialog")


@pytest.mark.parametrize("phase", ["reveal", "papers"])
def test_a_game_that_nobody_plays_can_be_left_on_every_screen(phase: str) -> None:
    driver = opened(game(phase, humans=()))
    driver.press("escape")
    driver.click("Leave the game")
    assert driver.has("Leave this game?", "dialog")


def test_how_each_office_scores_is_on_the_table_from_the_start() -> None:
    s = game("bulletin")
    driver = opened(s)
    driver.press("o")
    words = driver.words()
    for terms in s.voice.scenario.scoring.roles.values():
        assert all(term.name in words for term in terms)
    assert driver.faults() == []
