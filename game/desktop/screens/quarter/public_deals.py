"""Deals as the public knows them: those struck in the open, leaked, or broken."""

from __future__ import annotations

from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Pips
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, RoleMark, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.contract import contract, empty
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.constants import WORD_CAP
from game.scenario.schema.base import SPECTATOR
from game.telling.deals import word_said


class PublicDeals(Screen):
    """The deals that the public may know, and every office's Word."""

    title = "Deals"

    def __init__(self, session: Session) -> None:
        self.session = session

    def build(self, c: ScreenContext) -> Node:
        """Build deals newest first, with everybody's Word."""
        s = self.session
        view = s.match.view(SPECTATOR)
        shown = [
            d for d in reversed(view.deals) if d.state not in ("declined", "withdrawn", "lapsed")
        ]
        cards: list[Node] = [contract(s, c, view, d.terms, deal=d, price=False) for d in shown]
        words = Flow(
            *(
                Panel(
                    Level(
                        RoleMark(o.role, size=24),
                        Text(s.voice.title_of(o.role)),
                        Pips(o.word, WORD_CAP // 100, colour="warn", size=9, label="Word"),
                        Note(word_said(o.word)),
                        gap=9,
                    ),
                    pad=(12, 7),
                )
                for o in view.offices
            )
        )
        return game_page(
            head(s, c, "Deals known to the public", back=True),
            words,
            Scroll(
                Column(
                    *(cards or [empty("deal", "No deal is known", "Secret ones may be in force.")]),
                    gap=12,
                ),
                key="public-deals",
            ),
            gap=14,
        )
