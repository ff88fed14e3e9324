"""A table of people with the facilitator's console beside it."""

from __future__ import annotations

from pathlib import Path

from game.desktop.screens.console.console_screen import ConsoleScreen
from game.desktop.screens.menus.title import Title
from game.match import Match
from game.match.seats import HUMAN
from game.rules.phase_table import Phase
from game.scenario import loader
from game.scenario.schema.base import ROLES
from tests.desktop.driver import Driver
from tests.workshop.four_people import play_until

PIN = "4711"


class Table:
    """A hot-seat game with its facilitator."""

    def __init__(self, path: Path, size: tuple[int, int] = (1280, 720)) -> None:
        pack = loader.load("december-2013")
        self.match = Match.new(pack, dict.fromkeys(ROLES, HUMAN), 7, path)
        self.driver = Driver(Title(), size)
        self.driver.app.routes.begin(self.match)

    @property
    def top(self) -> object:
        return self.driver.app.screens[-1]

    def play(self, phase: Phase) -> None:
        """Play on outside the window, then show what has come."""
        play_until(self.match, phase)
        session = self.driver.app.routes.session
        assert session is not None
        session.forget()
        self.driver.app.routes.play(session)

    def console(self) -> None:
        """Open the console from the menu, choosing a PIN or typing it."""
        session = self.driver.app.routes.session
        assert session is not None
        self.driver.app.routes.console(session)
        self.driver.app.step()
        new = not self.driver.app.settings.console_pin
        self.type("pin", PIN)
        if new:
            self.type("pin-again", PIN)
        self.driver.click("Open", "button")
        assert isinstance(self.top, ConsoleScreen)

    def type(self, key: str, text: str) -> None:
        self.driver.app.set_focus(key)
        self.driver.app.step()
        self.driver.type_text(text)

    def tab(self, name: str) -> None:
        self.driver.click(name, "tab")
