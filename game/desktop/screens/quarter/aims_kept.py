"""Between taking office and the first bulletin: the computer's offices choose their aims."""

from __future__ import annotations

from game.desktop.kit.layout import Centre, Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.words import Heading, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.page import ground_of
from game.desktop.screens.parts.thinking_sign import ThinkingSign
from game.desktop.screens.quarter.ai_turns import AiTurns
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import ScreenContext
from game.scenario.schema.base import Role


class AimsKept(AiTurns):
    """Waits, in the room of the only person, and says for whom."""

    title = "The others take office"
    looks_ahead = False

    def __init__(self, session: Session) -> None:
        self.session = session
        self.sign: ThinkingSign = ThinkingSign(session)

    @property
    def room(self) -> Role | None:
        """The only person's, else the open table's."""
        return self.session.role

    def build(self, c: ScreenContext) -> Node:
        """Build the notice with who thinks, and the menu."""
        self.wake()
        notice = Panel(
            Column(
                Heading(self.title, size="head", align="centre"),
                Text("Each keeps a secret aim of its own.", colour="soft", align="centre"),
                self.sign.build(c),
                Row(menu_button(c, self.session), justify="centre"),
                gap=12,
            ),
            pad=(34, 24),
            min_w=420,
        )
        return ground_of(self.room, Centre(notice))
