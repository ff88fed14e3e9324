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
from game.desktop.screens.console.pin_screen import Cover
from game.desktop.screens.console.prediction_page import PredictionPage
from game.desktop.screens.console.room_page import RoomPage
from game.desktop.screens.console.secrets_page import SecretsPage
from game.desktop.screens.console.sheet_page import SheetPage
from game.desktop.screens.console.strategy_page import StrategyPage
from game.desktop.screens.screen import Screen, ScreenContext
from game.scenario.schema.base import SPECTATOR
from game.workshop.clock import said
from game.workshop.room import Room

TABS: Final = (
    ("room", "Room"),
    ("sheets", "Paper sheets"),
    ("slips", "Predictions"),
    ("strategy", "Strategy"),
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

    def __init__(self, session: Session, room: Room, *, apart: bool = False) -> None:
        """Begin with the room's page; ``apart``: it has a window of its own beside the table's."""
        self.session, self.workshop = session, room
        self.apart = apart
        self.stays = False  # uncovered, when another window is turned to
        self.tab = "room"
        self._room = RoomPage(session, room)
        self._sheets = SheetPage(session, room)
        self._slips = PredictionPage(session)
        self._strategy = StrategyPage(session)
        self._injects = InjectPage(session, room)
        self._secrets = SecretsPage(session)
        self._notes = NotePage(session, room)

    def enter(self, c: ScreenContext) -> None:
        """Look with the public's eyes when one leaves again."""
        if not self.apart:
            self.session.look(SPECTATOR)

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Go back to the table's screen; in a window of its own, cover what it shows."""
        if not self.apart:
            c.routes.play(self.session)
        elif not self.stays:
            c.push(Cover(c.routes.pin_gate()))

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
            "strategy": self._strategy,
            "injects": self._injects,
            "secrets": self._secrets,
            "notes": self._notes,
        }
        when = f"{s.voice.quarter(view.quarter)} · {s.voice.phase(view.phase)}"
        head = Level(
            self._way_out(c),
            Heading("The console", size="head"),
            Text(when, colour="soft", grow=1),
            Text(self._clock(), size="title", weight="bold", wrap=False),
            gap=14,
        )
        tabs = Tabs(list(TABS), self.tab, partial(setattr, self, "tab"), key="console-tabs")
        return Ground(Column(head, tabs, pages[self.tab].build(c), gap=12, pad=(24, 14)))

    def _way_out(self, c: ScreenContext) -> Node:
        """Build the way to the table; in a window of its own, whether it is covered when left."""
        if not self.apart:
            to_table = partial(c.routes.play, self.session)
            return Button("To the table", to_table, icon="back", hotkey="escape", key="back")
        if self.workshop.clock is not None:
            c.wake(c.now + 1)
        return Button(
            "Stays open" if self.stays else "Covered when left",
            partial(setattr, self, "stays", not self.stays),
            icon="eye" if self.stays else "eye-off",
            tip="Whether the PIN is asked for again when another window was turned to.",
            key="stays",
        )

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
