"""The curtain: nothing of any seat until one person deliberately lifts it."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.kit.buttons import Button
from game.desktop.kit.node import Node
from game.desktop.kit.popups import curtain
from game.desktop.match_session import Session
from game.desktop.screens.screen import Screen, ScreenContext
from game.scenario.schema.base import SPECTATOR, Role


class Curtain(Screen):
    """Asks for one office by name and shows its screen when its person says so."""

    title = "Curtain"

    def __init__(self, session: Session, role: Role, then: Callable[[], Screen]) -> None:
        self.session, self.role, self.then = session, role, then

    def enter(self, c: ScreenContext) -> None:
        """Look with the public's eyes, so that nothing private is in the first picture."""
        self.session.look(SPECTATOR)

    def build(self, c: ScreenContext) -> Node:
        """Build the same picture for every office but for its name."""
        office = self.session.voice.title_of(self.role)
        below = len(c.screens) > 1
        return curtain(
            f"{office} only",
            "Hand the screen over. When nobody else is looking, lift the curtain: "
            "it falls again when you are done.",
            f"I am {self.session.voice.office(self.role)}: lift it",
            lambda: self._lift(c),
            Button("Not now", c.pop, kind="quiet", hotkey="escape") if below else None,
        )

    def _lift(self, c: ScreenContext) -> None:
        self.session.look(self.role)
        c.replace(self.then())
