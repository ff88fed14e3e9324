"""The console in its own window: the table goes on beside it, and neither shows the other's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.desktop.app.app import App
from game.desktop.app.second_window import SecondWindow, TableApp
from game.desktop.screens.console.console_screen import ConsoleScreen
from game.desktop.screens.console.pin_screen import QUITTING, Cover, PinScreen
from game.desktop.screens.menus.title import Title
from game.desktop.screens.quarter.dashboard import Dashboard
from game.desktop.settings import Settings
from game.journal.format import NoteEntry
from game.match import Match
from game.match.pin import kept_pin
from game.match.seats import HUMAN
from game.scenario import loader
from game.scenario.schema.base import ROLES
from tests.desktop.driver import Clock
from tests.workshop.four_people import play_until

PIN = "4711"
FOCUS_LOST = pygame.Event(pygame.WINDOWFOCUSLOST)


class Room:
    """A laptop on which four people play, and the facilitator's console beside them."""

    def __init__(self, path: Path) -> None:
        pygame.display.init()
        self.clock = Clock()
        settings = Settings(console_pin=kept_pin(PIN))
        self.app = TableApp(pygame.display.set_mode((1280, 720)), settings, clock=self.clock)
        self.app.push(Title())
        pack = loader.load("december-2013")
        self.match = Match.new(pack, dict.fromkeys(ROLES, HUMAN), 7, path)
        play_until(self.match, "talks")
        self.app.routes.begin(self.match)
        self.app.step()

    def open(self) -> SecondWindow:
        session = self.app.routes.session
        assert session is not None
        self.app.routes.console(session)
        self.type(self.app, PIN)
        assert self.app.second is not None
        self.app.step()
        return self.app.second

    @staticmethod
    def type(app: App, text: str) -> None:
        app.set_focus("pin")
        app.step()
        app.step([pygame.Event(pygame.TEXTINPUT, text=text)])
        app.step([pygame.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r")])

    def words(self) -> str:
        return "\n".join(s.label for s in self.app.semantic().walk() if s.label)


def press(window: SecondWindow, key: str) -> None:
    (node,) = (n for layer in window.app.layers for n in layer.walk() if n.key == key)
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        window.step([pygame.Event(kind, pos=node.rect.center, button=1, clicks=1)])


def said(window: SecondWindow) -> str:
    return "\n".join(s.label for s in window.app.semantic().walk() if s.label)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "table1.jsonl")
    yield made
    if made.app.second is not None:
        made.app.second.destroy()
    made.match.close()


def test_the_console_has_its_window_and_the_table_keeps_its_own(room: Room) -> None:
    window = room.open()
    assert isinstance(window.app.screen, ConsoleScreen)
    assert isinstance(room.app.screen, Dashboard)
    assert "Secrets" in said(window)
    assert "Secrets" not in room.words()


def test_the_table_follows_what_the_console_does(room: Room) -> None:
    window = room.open()
    assert "Talks" in room.words()
    press(window, "say-go-on")
    room.app.step()
    assert room.match.view("spectator").phase == "orders"
    assert "Sealed orders" in said(window)
    assert "Sealed orders" in room.words()


def test_the_console_follows_what_the_table_does(room: Room) -> None:
    window = room.open()
    session = room.app.routes.session
    assert session is not None
    room.app.routes.advance(session)
    room.app.step()
    assert "Sealed orders" in said(window)


def test_a_bookmark_leaves_the_table_where_it_was(room: Room) -> None:
    window = room.open()
    before = room.app.screen
    window.step([pygame.Event(pygame.KEYDOWN, key=pygame.K_b, mod=0, unicode="b")])
    room.app.step()
    assert any(isinstance(entry, NoteEntry) for entry in room.match.journal.entries)
    assert room.app.screen is before


def test_it_is_covered_when_another_window_is_turned_to(room: Room) -> None:
    window = room.open()
    window.step([FOCUS_LOST])
    assert isinstance(window.app.screen, Cover)
    assert "Secrets" not in said(window)
    room.type(window.app, "0000")
    assert isinstance(window.app.screen, Cover)
    room.type(window.app, PIN)
    assert isinstance(window.app.screen, ConsoleScreen)
    press(window, "stays")
    window.step([FOCUS_LOST])
    assert isinstance(window.app.screen, ConsoleScreen)


def test_a_covered_console_is_closed_without_the_pin_and_the_table_goes_on(room: Room) -> None:
    window = room.open()
    window.step([FOCUS_LOST])
    press(window, "not-now")
    room.app.step()
    assert room.app.second is None
    assert room.app.running


def test_its_own_cross_closes_it_alone_and_the_table_s_asks_for_the_pin(room: Room) -> None:
    window = room.open()
    room.app.step([pygame.Event(pygame.WINDOWCLOSE)])  # the table's, while there are two
    top = room.app.screen
    assert isinstance(top, PinScreen) and top.why == QUITTING
    window.step([pygame.Event(pygame.WINDOWCLOSE)])
    room.app.step()
    assert room.app.second is None
    assert room.app.running


def test_a_game_that_is_left_takes_its_console_with_it(room: Room) -> None:
    room.open()
    session = room.app.routes.session
    assert session is not None
    room.app.routes.leave(session)
    room.type(room.app, PIN)
    room.app.step()
    assert room.app.second is None
    assert isinstance(room.app.screen, Title)


def test_where_the_table_fills_the_only_display_the_console_is_a_screen(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: [(1280, 720)])
    room.app.settings = room.app.settings.with_(fullscreen=True)
    session = room.app.routes.session
    assert session is not None
    room.app.routes.console(session)
    room.type(room.app, PIN)
    assert room.app.second is None
    assert isinstance(room.app.screen, ConsoleScreen)
