"""The figures' board: what only one office knows can be leaked from it."""

from __future__ import annotations

from tests.desktop.games import on_to, opened, session, take_office


def test_a_private_figure_is_leaked_from_its_board() -> None:
    s = session("secretary")
    driver = opened(s)
    take_office(driver)
    on_to(driver, s, "talks")
    figure = next(f for f in s.view.leakable if f == "treasury_headroom_m")
    s.ui.figure = figure
    driver.app.dirty()
    driver.click("Leak", "button")
    driver.click("Leak it", "button")
    assert s.match.view("spectator").figures[figure].value == s.view.figures[figure].value
