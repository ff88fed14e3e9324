"""An event that another seat has answered: shown whole, whoever answers, until a key is pressed."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, RoleMark, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.screen_header import head
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.state.facts import EventAnswered
from game.telling import cards as card_texts


class AnsweredEvent(Screen):
    """The oldest event that was answered and not yet shown. It is in the open: all see the same."""

    title = "The event"

    def __init__(self, session: Session, fact: EventAnswered) -> None:
        self.session = session
        self.fact = fact

    def enter(self, c: ScreenContext) -> None:
        """Turn the card."""
        c.sound("card")

    def build(self, c: ScreenContext) -> Node:
        """Build the event's paper, and its answers with the one that was given marked."""
        s, fact = self.session, self.fact
        voice = s.voice
        spec = voice.scenario.event(fact.event)
        name = voice.office(fact.role, start=True)
        said = f"{name} {voice.verb(fact.role, 'has', 'have')} answered"
        paper = Panel(
            Column(
                Level(
                    Heading(spec.title, grow=1),
                    RoleMark(fact.role, size=30),
                    Note(said, weight="semibold"),
                ),
                Text(spec.prose),
                gap=8,
            ),
            fill="paper",
            pad=(20, 16),
        )
        cards = [
            Panel(
                Column(
                    Level(
                        Text(title, weight="semibold", grow=1),
                        Chip("[icon check] the answer", fill="good") if chosen else None,
                        gap=8,
                    ),
                    Text(prose, colour="ink" if chosen else "soft"),
                    gap=5,
                ),
                fill="paper" if chosen else "raised",
                accent=fact.role if chosen else "",
                pad=(16, 12),
                grow=1,
            )
            for title, prose, chosen in card_texts.answered(voice, fact.event, fact.option)
        ]
        on = Button(
            "Go on",
            partial(self._on, c),
            kind="primary",
            icon="arrow-right",
            hotkey="return",
            show_key=True,
            key="advance",
        )
        sub = voice.quarter(fact.quarter)
        body = Column(
            Spacer(), paper, Grid(*cards, min_column=260, gap=12), Spacer(grow=1.6), gap=14
        )
        return game_page(
            head(s, c, "The event", on, menu_button(c, s), sub=sub),
            Scroll(body, key="answered-event"),
            gap=14,
        )

    def _on(self, c: ScreenContext) -> None:
        self.session.shown_event(self.fact)
        c.routes.play(self.session)
