"""An event that was answered: shown whole, whoever answers, with what the answer points at."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.layout import Flow, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, Rich, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.tiles import arrow_markup
from game.desktop.screens.quarter.beat_frame import beat_head, on_button
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.state.facts import EventAnswered
from game.telling.beats import event_beat


class AnsweredEvent(Screen):
    """The oldest event that was answered and not yet shown. It is in the open: all see the same."""

    title = "The event"

    def __init__(self, session: Session, fact: EventAnswered) -> None:
        self.session = session
        self.fact = fact
        self.beat = event_beat(session.match.pack, session.voice, fact)

    def enter(self, c: ScreenContext) -> None:
        """Turn the card."""
        c.sound("card")

    def build(self, c: ScreenContext) -> Node:
        """Build the event's paper over the whole width, and under it the answer that was given."""
        s, beat = self.session, self.beat
        voice = s.voice
        paper = Panel(
            Column(
                Text(beat.title, size="display", weight="serif_bold", role="heading"),
                Text(beat.prose, size="lead", weight="serif"),
                gap=12,
            ),
            fill="paper",
            pad=(34, 24),
            shadow=True,
        )
        wide = c.ems > 60
        who = voice.office(beat.role, start=True)
        says = f"{who} {voice.verb(beat.role, 'has', 'have')} answered"
        arrows = [Rich(arrow_markup(voice, arrow, s.role), size="body") for arrow in beat.arrows]
        reply = Column(
            Level(
                Text(f"{says}: {beat.answer}", size="title", weight="bold", grow=1),
                Chip("[icon check] the answer", fill="good"),
                gap=10,
            ),
            Text(beat.headline, size="lead", weight="serif_bold"),
            Text(beat.standfirst, weight="serif"),
            Flow(Note("Points at:"), *arrows, gap=16) if arrows else None,
            Note("Not given: " + " · ".join(beat.others)) if beat.others else None,
            gap=7,
            grow=1,
        )
        face = Portrait(beat.role, size=132 if wide else 84)
        answer = Panel(
            Row(face, reply, gap=20, align="start") if wide else Column(face, reply, gap=10),
            fill="paper",
            accent=beat.role,
            pad=(26, 18),
        )
        on = on_button("Go on", partial(self._on, c))
        body = Column(Spacer(), paper, answer, Spacer(grow=1.4), gap=16)
        return game_page(
            beat_head(s, c, 0, on, sub=voice.quarter(self.fact.quarter)),
            Scroll(body, key="answered-event"),
            gap=14,
        )

    def _on(self, c: ScreenContext) -> None:
        self.session.shown_event(self.fact)
        c.routes.play(self.session)
