"""The curtain hides every seat until its person lifts it."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.screens.quarter.curtain import Curtain
from game.desktop.screens.quarter.dashboard import Dashboard
from game.desktop.screens.quarter.pause_menu import open_menu
from game.match import Match
from game.scenario.schema.base import Role
from tests.desktop.driver import Driver
from tests.desktop.games import SIZES, game, on_to, opened, pack, session, take_office
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
        room.use("Hard")
        assert room.match.seats["unions"] == "ai:hard"
        assert room.screen == "Curtain"
        assert room.session.who == "spectator"
        assert not any(card in label for label in room.driver.labels())
        room.use("I am ")
        assert room.session.who == "secretary"


def test_a_seat_is_not_passed_without_a_yes() -> None:
    with at_orders("secretary", "unions") as room:
        room.use("Menu")
        room.use("Unions", "button")
        room.use("Leave it as it is")
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


def test_the_curtain_says_for_whom_in_letters_and_colour() -> None:
    s = session("secretary", "unions")
    pictures = {}
    for role in ("secretary", "unions"):
        driver = Driver(Curtain(s, role, lambda: Dashboard(s)))  # type: ignore[arg-type]
        assert driver.find(s.voice.title_of(role), "heading").rect.h > 40  # type: ignore[arg-type]
        pictures[role] = driver.app.brush.surface.get_at((400, 690))[:3]
    assert pictures["secretary"] != pictures["unions"]


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0)])
def test_it_fits_with_a_pin_and_without(size: tuple[int, int], text: float) -> None:
    s = session("secretary", "monitor")
    assert Driver(Curtain(s, "monitor", lambda: Dashboard(s)), size, text).faults() == []
    s.pins.set("monitor", "1234")
    assert Driver(Curtain(s, "monitor", lambda: Dashboard(s)), size, text).faults() == []


def test_after_a_seal_the_curtain_falls_for_the_next_person() -> None:
    with at_orders("secretary", "unions") as room:
        room.visit("secretary")
        room.seal_here()
        assert room.screen == "Curtain"
        assert room.session.who == "spectator"
        assert room.driver.has(room.title("unions"), "heading")
        room.lift("unions")
        room.seal_here()
        assert room.screen == "The sheets"


def test_the_next_person_may_look_at_the_open_table_first() -> None:
    with at_orders("secretary", "unions") as room:
        room.visit("secretary")
        room.seal_here()
        room.use("Not now", "button")
        assert room.screen == "The table"
        assert room.session.who == "spectator"


def test_a_pin_is_asked_for_and_never_shown() -> None:
    with at_orders("secretary", "unions") as room:
        room.session.pins.set("unions", "2580")
        room.use(room.title("unions"))
        driver = room.driver
        driver.click("PIN", "entry")
        driver.type_text("1111")
        assert "1111" not in driver.words()
        assert driver.find("PIN", "entry").state["value"] == "••••"
        driver.press("return")
        assert room.screen == "Curtain"
        assert "That is another PIN." in driver.words()
        driver.click("PIN", "entry")
        driver.type_text("2580")
        driver.press("return")
        assert room.session.who == "unions"


def test_digits_that_an_input_method_composes_are_no_more_shown_than_typed_ones() -> None:
    with at_orders("secretary", "unions") as room:
        room.session.pins.set("unions", "2580")
        room.use(room.title("unions"))
        room.driver.click("PIN", "entry")
        room.driver.step(pygame.Event(pygame.TEXTEDITING, text="25", start=2, length=0))
        assert room.driver.find("PIN", "entry").state["composed"] == "••"
        assert "25" not in room.driver.words()


def test_wrong_pins_make_one_wait() -> None:
    with at_orders("secretary", "unions") as room:
        room.session.pins.set("unions", "2580")
        room.use(room.title("unions"))
        for _ in range(3):
            room.driver.click("PIN", "entry")
            room.driver.type_text("1111")
            room.driver.press("return")
        assert "Wait " in room.driver.words()


def test_a_forgotten_pin_is_taken_away_in_the_open() -> None:
    with at_orders("secretary", "unions") as room:
        room.session.pins.set("unions", "2580")
        room.use(room.title("unions"))
        room.use("I have forgotten it")
        room.use("Take it away")
        assert not room.session.pins.has("unions")
        notes = [n.text for _, n in room.match.notes("spectator")]
        assert any("PIN of the Unions was taken away" in text for text in notes)
        room.lift("unions")


def test_a_pin_is_set_in_one_s_own_briefing() -> None:
    with Room.at(Match.new(pack(), seats("secretary", "unions"), 21)) as room:
        room.lift("secretary")
        room.use("Set a PIN")
        room.driver.click("PIN", "entry")
        room.driver.type_text("2580")
        room.use("Keep it")
        assert room.session.pins.opens("secretary", "2580")
        assert not room.session.pins.opens("secretary", "2581")


def test_a_seat_s_pin_is_set_from_the_menu_behind_its_curtain_and_nowhere_else() -> None:
    s = session("secretary", "unions")
    driver = opened(s)
    for _ in range(2):
        driver.click("I am ")
        take_office(driver)
    on_to(driver, s, "talks")
    driver.press("escape")
    assert not driver.has("Set the PIN")
    driver.press("escape")
    driver.click("Visit as Health Secretary")
    driver.click("I am ")
    open_menu(driver.app, s)
    driver.step()
    driver.click("Set the PIN of the Health Secretary", "button")
    driver.app.set_focus("new-pin")
    driver.step()
    driver.type_text("2468")
    driver.press("return")
    assert s.pins.has("secretary")
    assert not s.pins.has("unions")
    assert s.pins.opens("secretary", "2468")


@pytest.mark.parametrize(("size", "text"), [*SIZES, ((900, 600), 1.0), ((1024, 768), 1.0)])
@pytest.mark.parametrize("phase", ["bulletin", "event", "orders", "talks"])
def test_what_drops_it_is_no_taller_than_its_neighbours_and_all_fits(
    phase: str, size: tuple[int, int], text: float
) -> None:
    room = Room.at(game(phase, humans=("secretary", "unions"), seed=7).match, size=size, text=text)
    room.visit("secretary")
    one_line = room.driver.find("Menu", "button").rect.h  # an icon alone
    assert room.driver.find("Drop the curtain", "button").rect.h <= one_line
    assert room.driver.faults() == []
