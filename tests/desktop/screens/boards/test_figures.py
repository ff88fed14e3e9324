"""The figures' board: what only one office knows can be leaked from it."""

from __future__ import annotations

from tests.desktop.games import game, on_to, opened, session, take_office


def test_a_private_figure_is_leaked_from_its_board() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "talks")
    figure = next(f for f in s.view.leakable if f == "treasury_headroom_m")
    s.ui.figure = figure
    driver.click("Figures", "tab")
    driver.click("Leak", "button")
    driver.click("Leak it", "button")
    assert s.match.view("spectator").figures[figure].value == s.view.figures[figure].value


def test_what_a_figure_means_follows_its_state_without_a_hole() -> None:
    s = game("orders", humans=("unions",))
    s.ui.figure = "waits"
    driver = opened(s, (1920, 1080))
    driver.click("Figures", "tab")
    state = next(x for x in driver.all("text") if "as published" in x.label)
    line = driver.find("Log", "tab").rect.h  # a tab is one line high, and some air
    assert state.rect.h <= 2 * line
