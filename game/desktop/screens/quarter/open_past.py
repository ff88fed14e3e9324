"""The whole past, what was hidden with it: who may look, and what is worked out of it.

Who moved a figure and what would have been tell of sealed orders and of figures that nobody has
published. They are open to all once the game is over and its night told; before that to the
facilitator alone, by the console's PIN, until the page is left.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path

from game.desktop.background import BackgroundWork
from game.desktop.kit.buttons import Button
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.words import Note
from game.desktop.match_session import Session
from game.desktop.screens.parts.contract import empty
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.workshop.kept_game import KeptGame

_WHY = "What is sealed would show: who moved it and what if are the facilitator's until the end"


class OpenPast:
    """The game of a session as a debrief reads it, while its reader may."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._work: BackgroundWork[object] = BackgroundWork()
        self._by_pin = False
        self._game: KeptGame | None = None

    @property
    def open(self) -> bool:
        """Whether the one who looks may know everything."""
        match = self.session.match
        return not match.night_waits and (match.ended or self._by_pin)

    @property
    def offered(self) -> bool:
        """Whether there is a way in: the end, or a console whose PIN opens it."""
        return self.open or (self.session.room is not None and not self.session.match.night_waits)

    def shut(self) -> None:
        """Ask for the PIN anew."""
        self._by_pin = False
        self._work = BackgroundWork()

    def door(self, c: ScreenContext) -> Node:
        """Return the page before the PIN was given."""
        s = self.session

        def enter() -> None:
            self._by_pin = True
            c.dirty()

        ask = partial(c.routes.guarded, s, "The whole past is the facilitator's", enter)
        return Column(
            empty("lock", "Closed until the end", f"{_WHY} of the game."),
            Button("Open it with the PIN", ask, icon="lock", key="open-past"),
            gap=10,
        )

    @property
    def game(self) -> KeptGame:
        """The game so far."""
        match = self.session.match
        entries = match.journal.entries
        if self._game is None or len(self._game.entries) != len(entries):
            path = match.path or Path("the game")
            self._game = KeptGame(path, tuple(entries), match.pack)
        return self._game

    # ---- what takes longer than a picture --------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether something is being worked out."""
        return self._work.busy

    def news(self) -> bool:
        """Return whether something has come of it."""
        return self._work.news()

    def ask(self, key: Hashable, make: Callable[[], object]) -> object | None:
        """Return what was made, or the InputError of it; None while it is being worked out."""
        return self._work.ask(key, make)

    def get(self, key: Hashable) -> object | None:
        """Return what has been made under a key, if it has."""
        return self._work.get(key)

    def doing(self, key: Hashable) -> bool:
        """Return whether it is being worked out."""
        return self._work.doing(key)


def refused(found: InputError) -> Node:
    """Return a refusal as a page."""
    return empty("info", "Not here", found.sentence)


def working(words: str) -> Node:
    """Return what stands there while something is being worked out."""
    return Note(words)
