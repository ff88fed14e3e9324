"""The curtain hides every seat until its person lifts it."""

from __future__ import annotations

from tests.desktop.games import on_to, opened, pack, session, take_office


def test_behind_the_curtain_nothing_of_another_seat_shows() -> None:
    s = session("secretary", "unions")
    driver = opened(s)
    aims = {a.title for a in pack().scenario.agendas}
    assert driver.app.screen.title == "Curtain"
    assert not any(title in driver.words() for title in aims)
    for _ in range(2):
        assert driver.app.screen.title == "Curtain"
        driver.click("I am ")
        assert any(title in driver.words() for title in aims)
        take_office(driver)
    assert s.who == "spectator"
    assert s.view.menu == ()
    assert not any(title in driver.words() for title in aims)


def test_the_curtain_drops_when_the_window_loses_the_focus() -> None:
    import pygame

    s = session("secretary", "unions")
    driver = opened(s)
    for _ in range(2):
        driver.click("I am ")
        take_office(driver)
    on_to(driver, s, "talks")
    driver.click("Visit as Health Secretary")
    driver.click("I am ")
    assert s.who == "secretary"
    driver.step(pygame.Event(pygame.WINDOWFOCUSLOST))
    assert s.who == "spectator"


def test_one_person_needs_no_curtain() -> None:
    driver = opened(session("monitor"))
    assert driver.app.screen.title == "Briefing"
