"""The curtain hides every seat until its person lifts it."""

from __future__ import annotations

from game.match import Match
from game.scenario.schema.base import Role
from tests.desktop.games import on_to, opened, pack, session, take_office
from tests.desktop.people import Room, seats


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


def at_orders(*people: Role) -> Room:
    """A room whose people have taken office and come to the orders."""
    room = Room.at(Match.new(pack(), seats(*people), 21))
    room.agendas()
    room.to("orders")
    return room


def test_passing_a_seat_asks_and_drops_the_curtain_for_whoever_is_left() -> None:
    """That one person is left does not mean that the person is looking."""
    with at_orders("secretary", "unions") as room:
        room.visit("secretary")
        card = room.driver.labels("card")[0]
        room.order(card, bid=2)
        room.leave()
        room.use("Menu")
        room.use("Unions", "button")
        assert room.match.seats["unions"] == "human"
        room.use("Pass the seat")
        assert room.match.seats["unions"] != "human"
        assert room.screen == "Curtain"
        assert room.session.who == "spectator"
        assert not any(card in label for label in room.driver.labels())
        room.use("I am ")
        assert room.session.who == "secretary"


def test_a_seat_is_not_passed_without_a_yes() -> None:
    with at_orders("secretary", "unions") as room:
        room.use("Menu")
        room.use("Unions", "button")
        room.use("Not yet")
        assert room.match.seats["unions"] == "human"
        assert room.session.who == "spectator"


def test_nothing_of_a_visit_is_left_after_it() -> None:
    """Not a notice, nor where one looked, nor what one has drafted."""
    with at_orders("secretary", "unions") as room:
        room.visit("secretary")
        room.order(room.driver.labels("card")[0], bid=2)
        room.session.ui.trust, room.session.ui.wanted = "T001", "typed"
        room.driver.app.toast("This takes 6 clout of you and you have 4.")
        room.settle()
        assert "6 clout" in room.driver.words()
        room.leave()
        assert "6 clout" not in room.driver.words()
        assert (room.session.ui.trust, room.session.ui.wanted) == ("", "")
        assert room.session.draft.orders == []
        room.visit("unions")
        assert "6 clout" not in room.driver.words()
        assert (room.session.ui.trust, room.session.ui.wanted) == ("", "")
        assert room.session.draft.orders == []
