"""The console: the plan against the clock, the secrets, injects, paper sheets and bookmarks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Tabs
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.kit.words import Heading, Text
from game.desktop.match_session import Session
from game.desktop.screens.console.inject_page import InjectPage
from game.desktop.screens.console.note_page import NotePage
from game.desktop.screens.console.prediction_page import PredictionPage
from game.desktop.screens.console.room_page import RoomPage
from game.desktop.screens.console.secrets_page import SecretsPage
from game.desktop.screens.console.sheet_page import SheetPage
from game.desktop.screens.screen import Screen, ScreenContext
from game.scenario.schema.base import SPECTATOR
from game.workshop.clock import said
from game.workshop.room import Room

TABS: Final = (
    ("room", "Room"),
    ("sheets", "Paper sheets"),
    ("slips", "Predictions"),
    ("injects", "Injects"),
    ("secrets", "Secrets"),
    ("notes", "Bookmarks"),
)


class ConsolePage(Protocol):
    """One page of the console."""

    def build(self, c: ScreenContext) -> Node:
        """Build the page."""


class ConsoleScreen(Screen):
    """For the facilitator's eyes: it shows every office's secrets."""

    title = "The console"
    private = True

    def __init__(self, session: Session, room: Room) -> None:
        self.session, self.workshop = session, room
        self.tab = "room"
        self._room = RoomPage(session, room)
        self._sheets = SheetPage(session, room)
        self._slips = PredictionPage(session)
        self._injects = InjectPage(session, room)
        self._secrets = SecretsPage(session)
        self._notes = NotePage(session, room)

    def enter(self, c: ScreenContext) -> None:
        """Look with the public's eyes when one leaves again."""
        self.session.look(SPECTATOR)

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Go back to the table's screen."""
        c.routes.play(self.session)

    def build(self, c: ScreenContext) -> Node:
        """Build the tabs with the clock above them."""
        s = self.session
        view = s.match.view(SPECTATOR)
        keys: dict[str, Callable[[], object]] = {"b": partial(self._bookmark, c)}
        for n, (tab, _) in enumerate(TABS, 1):
            keys[str(n)] = partial(setattr, self, "tab", tab)
        c.hotkeys(keys)
        pages: dict[str, ConsolePage] = {
            "room": self._room,
            "sheets": self._sheets,
            "slips": self._slips,
            "injects": self._injects,
            "secrets": self._secrets,
            "notes": self._notes,
        }
        when = f"{s.voice.quarter(view.quarter)} · {s.voice.phase(view.phase)}"
        head = Level(
            Button(
                "To the table", partial(c.routes.play, s), icon="back", hotkey="escape", key="back"
            ),
            Heading("The console", size="head"),
            Text(when, colour="soft", grow=1),
            Text(self._clock(), size="title", weight="bold", wrap=False),
            gap=14,
        )
        tabs = Tabs(list(TABS), self.tab, partial(setattr, self, "tab"), key="console-tabs")
        return Ground(Column(head, tabs, pages[self.tab].build(c), gap=12, pad=(24, 14)))

    def _clock(self) -> str:
        read = self.workshop.read()
        if read is None:
            return ""
        left = read.step_left if read.phase_left is None else read.phase_left
        hand = f"{said(abs(read.in_hand))} {'in hand' if read.in_hand >= 0 else 'behind'}"
        return f"{'paused ' if read.paused else ''}{said(left)} · {hand}"

    def _bookmark(self, c: ScreenContext) -> None:
        """Keep a bookmark at once; its text is typed after."""
        self.workshop.note("")
        self.tab = "notes"
        c.toast("Bookmarked. Type what it was.", "save")
        c.set_focus("console-note")
