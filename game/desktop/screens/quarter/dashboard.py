"""The dashboard: figures above, the country at the left, the matter in hand beside it.

The boards are pages behind the matter in hand; where the letters are large for the window all
parts are pages of one row of tabs.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.match_session import Session
from game.desktop.screens.boards import (
    MapBoard,
    cases_panel,
    figures_panel,
    log_panel,
    offices_panel,
    trusts_panel,
)
from game.desktop.screens.parts.page import ground_of
from game.desktop.screens.parts.thinking_sign import ThinkingSign
from game.desktop.screens.quarter import topbar
from game.desktop.screens.quarter.ai_turns import AiTurns
from game.desktop.screens.quarter.matter_in_hand import HEADS, MatterInHand
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import ScreenContext
from game.scenario.schema.base import Role

_BOARDS: Final[list[tuple[str, str]]] = [
    ("figures", "Figures"),
    ("cases", "Cases"),
    ("trusts", "Trusts"),
    ("offices", "Offices"),
    ("log", "Log"),
]


class Dashboard(AiTurns):
    """The screen on which most of the game is played."""

    title = "The table"

    def __init__(self, session: Session, *, private: bool = False) -> None:
        self.session = session
        self.behind_curtain = private
        self.private = private
        self.map = MapBoard(session)
        self.matter = MatterInHand(session, behind_curtain=private)
        self.sign: ThinkingSign = ThinkingSign(session)
        session.ui.desk = "hand"  # what is in hand comes before the board looked at last

    @property
    def room(self) -> Role | None:
        """The reader's; none at the open table."""
        return self.session.role

    @property
    def eager(self) -> bool:
        """Only while there is nothing but to read: an Enter too many must not close the talks."""
        return self.session.view.phase == "bulletin" and not self.session.hot_seat

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Drop the curtain over what is private when several people share the screen."""
        if self.session.hot_seat and self.session.role is not None:
            c.routes.play(self.session)

    @property
    def busy(self) -> bool:
        """Also while the coach works."""
        return super().busy or self.matter.sheet.coach.busy

    def tick(self, c: ScreenContext) -> bool:
        """Show what the coach has worked out; let the AI play."""
        told = self.matter.sheet.coach.news()
        return super().tick(c) or told

    def leave(self, c: ScreenContext) -> None:
        """Have the coach stop."""
        self.matter.sheet.coach.stop()

    # ---- the whole ------------------------------------------------------------------

    def build(self, c: ScreenContext) -> Node:
        """Build country and desk side by side where there is room, else the same as pages."""
        s = self.session
        self.wake()
        c.hotkeys(
            {
                "f": partial(self._tab, "figures"),
                "c": partial(self._tab, "cases"),
                "t": partial(self._tab, "trusts"),
                "g": partial(self._tab, "log"),
                "o": partial(self._tab, "offices"),
                "l": self.matter.plan,
            }
        )
        menu = menu_button(c, s, hotkey="" if self.matter.ahead() else "escape")
        bar = topbar.bar(c, s, self.matter.sheet.clout(), menu, self.sign)
        tiles = topbar.tiles(c, s)
        if c.ems >= 66 and c.lines >= 30:
            body = Row(Column(self.map.build(c), share=0.66), self._desk(c), gap=10, grow=1)
            return ground_of(self.room, Column(bar, tiles, body, gap=10, pad=(12, 10)))
        pages = [
            ("now", HEADS[s.view.phase][0]),
            ("map", "Map"),
            ("figures", "Figures"),
            ("cases", "Cases"),
            ("trusts", "Trusts"),
            ("offices", "Offices"),
            ("log", "Log"),
        ]
        page: Node
        if s.ui.page == "map":
            page = self.map.build(c)
        elif s.ui.page == "now":
            page = Panel(self.matter.panel(c), pad=10, grow=1)
        else:
            page = Panel(self._board(c, s.ui.page), pad=10, grow=1)
        roomy = c.lines >= 26
        return ground_of(
            self.room,
            Column(
                bar,
                tiles if roomy else None,
                Tabs(pages, s.ui.page, partial(setattr, s.ui, "page"), label="Pages", key="pages"),
                page,
                pad=(10, 8),
            ),
        )

    def _desk(self, c: ScreenContext) -> Node:
        """Give the matter in hand all the room; the boards are pages behind it."""
        ui, matter = self.session.ui, self.matter
        content = matter.content(c, roomy=True) if ui.desk == "hand" else self._board(c, ui.desk)
        top = Level(
            Tabs(
                [("hand", matter.name), *_BOARDS],
                ui.desk,
                partial(setattr, ui, "desk"),
                label="Boards",
                key="boards",
                size="small",
            ),
            Spacer(),
            *matter.tools(c),
            gap=10,
        )
        visits = None if matter.hand() else matter.visits(c)
        accent = self.session.role or ""
        return Panel(Column(top, visits, content), pad=(14, 8), share=1, accent=accent)

    def _tab(self, tab: str) -> None:
        ui = self.session.ui
        ui.page = ui.desk = tab

    # ---- the boards -----------------------------------------------------------------------

    def _board(self, c: ScreenContext, which: str) -> Node:
        if which == "cases":
            return cases_panel(c, self.session)
        if which == "trusts":
            return trusts_panel(c, self.session)
        if which == "offices":
            return offices_panel(self.session)
        if which == "log":
            return log_panel(self.session)
        return figures_panel(c, self.session)
