"""The PIN: nothing of the facilitator's is open without it, and a forgotten one is no trap."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.screens.console.console_screen import ConsoleScreen
from game.desktop.screens.console.pin_screen import PinScreen
from game.match.seats import HUMAN
from tests.desktop.screens.console.tables import PIN, Table


def test_the_console_is_behind_a_pin_that_is_not_shown(table: Table) -> None:
    table.console()
    kept = table.driver.app.settings.console_pin
    assert kept.startswith("scrypt$")
    table.driver.press("escape")
    session = table.driver.app.routes.session
    assert session is not None
    table.driver.app.routes.console(session)
    table.driver.app.step()
    table.type("pin", "0000")
    assert "0000" not in table.driver.words()
    table.driver.press("return")
    assert isinstance(table.top, PinScreen)
    assert table.driver.has("That is not the PIN.")
    for _ in range(2):
        table.type("pin", "0000")
        table.driver.press("return")
    table.type("pin", PIN)
    table.driver.press("return")
    assert isinstance(table.top, PinScreen)  # too many wrong ones: it waits
    table.driver.wait(6)
    table.type("pin", PIN)
    table.driver.press("return")
    assert isinstance(table.top, ConsoleScreen)
    journal = table.match.path
    assert journal is not None
    assert kept not in journal.read_text()


def test_once_it_was_open_going_back_asks_for_the_pin(table: Table) -> None:
    table.play("papers")
    session = table.driver.app.routes.session
    assert session is not None
    done: list[int] = []
    table.driver.app.routes.guarded(session, "Going back", lambda: done.append(1))
    assert done == [1]  # nobody leads: the table is its own master
    table.console()
    table.driver.press("escape")
    table.driver.app.routes.guarded(session, "Going back", lambda: done.append(2))
    table.driver.app.step()
    assert done == [1]
    assert table.driver.has("Going back")
    table.type("pin", PIN)
    table.driver.press("return")
    assert done == [1, 2]


def _lets_in(table: Table) -> None:
    table.driver.app.step()
    assert isinstance(table.top, PinScreen)
    table.type("pin", PIN)
    table.driver.press("return")


def test_once_it_was_open_quitting_asks_for_the_pin(table: Table) -> None:
    table.play("talks")
    table.console()
    table.driver.press("escape")
    app = table.driver.app
    table.driver.press("ctrl+q")
    assert app.running
    assert table.driver.has("Quitting is the facilitator's")
    table.driver.press("ctrl+q")
    assert app.running
    table.driver.press("escape")
    table.driver.step(pygame.Event(pygame.QUIT))
    assert app.running
    _lets_in(table)
    assert not app.running


def test_a_forgotten_pin_is_no_trap(table: Table) -> None:
    table.play("talks")
    table.console()
    table.driver.step(pygame.Event(pygame.QUIT))
    assert table.driver.app.running
    table.driver.step(pygame.Event(pygame.QUIT))
    assert not table.driver.app.running


@pytest.mark.parametrize("way", ["leave", "hand", "forget"])
def test_once_it_was_open_other_ways_ask_too(table: Table, way: str) -> None:
    table.play("talks")
    table.console()
    table.driver.press("escape")
    app = table.driver.app
    session = app.routes.session
    assert session is not None
    if way == "leave":
        app.routes.leave(session)
    elif way == "hand":
        table.driver.click("Menu", "button")
        table.driver.click("Monitor", "button")
    else:
        app.routes.settings()
        app.step()
        table.driver.click("Forget the PIN of the console", "button")
    app.step()
    assert isinstance(table.top, PinScreen)
    assert app.settings.console_pin
    assert set(table.match.seats.values()) == {HUMAN}
    assert app.routes.session is session


def test_a_practice_is_no_way_round_the_pin_and_leads_back(table: Table) -> None:
    table.play("bulletin")
    table.console()
    table.driver.click("Practice quarter", "button")
    app = table.driver.app
    apart = app.routes.session
    assert apart is not None
    app.routes.leave(apart)
    _lets_in(table)
    back = app.routes.session
    assert back is not None and back.match is table.match


def test_a_new_pin_typed_in_two_ways_is_typed_again_from_the_first_field(table: Table) -> None:
    session = table.driver.app.routes.session
    assert session is not None
    table.driver.app.routes.console(session)
    table.driver.app.step()
    table.type("pin", PIN)
    table.type("pin-again", "4712")
    table.driver.press("return")
    assert table.driver.has("The two are not the same.")
    table.driver.type_text(PIN)  # without a click
    table.type("pin-again", PIN)
    table.driver.press("return")
    assert isinstance(table.top, ConsoleScreen)
