"""An event that was answered: shown whole, whoever answers, with what the answer points at."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.layout import Panel, Rule, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait, Vignette
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, Rich, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.arrow_lines import ArrowLines
from game.desktop.screens.parts.event_picture import shown_by
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.tiles import arrow_markup
from game.desktop.screens.quarter.beat_frame import beat_head, on_button
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.state.facts import EventAnswered
from game.telling.beats import OtherAnswer, event_beat
from game.telling.figures import told


class AnsweredEvent(Screen):
    """The oldest event that was answered and not yet shown. It is in the open: all see the same."""

    title = "The event"

    def __init__(self, session: Session, fact: EventAnswered) -> None:
        self.session = session
        self.fact = fact
        self.beat = event_beat(session.match.pack, session.voice, fact, session.foreseen)

    def enter(self, c: ScreenContext) -> None:
        """Turn the card."""
        c.sound("card")

    def build(self, c: ScreenContext) -> Node:
        """Build the event's paper at the left, and at the right the answer that was given."""
        s, wide = self.session, c.ems > 66
        paper, answer = self._paper(wide=wide), self._answer(c, wide=wide)
        body: Node
        if wide:
            paper.grow, paper.basis = 1.5, 0
            answer.grow, answer.basis = 1.0, 0
            body = Row(paper, answer, gap=18, grow=1)
        else:
            body = Scroll(Column(paper, answer, gap=14), key="answered-event")
        on = on_button("Go on", partial(self._on, c))
        head = beat_head(s, c, 0, on, sub=s.voice.quarter(self.fact.quarter))
        return game_page(head, body, gap=14)

    def _paper(self, *, wide: bool) -> Node:
        """Return the paper: what happened, and what was printed of the answer."""
        beat = self.beat
        drawing = Vignette(shown_by(beat.arrows), width=620, most=130, grow=1) if wide else None
        page = Column(
            Text(beat.title, size="display", weight="serif_bold", role="heading"),
            Text(beat.prose, size="title" if wide else "lead", weight="serif"),
            drawing,
            Rule(heavy=True),
            Text(beat.headline, size="head" if wide else "title", weight="serif_bold"),
            Text(beat.standfirst, size="lead", weight="serif"),
            gap=12,
        )
        return Panel(
            Scroll(page, key="event-told") if wide else page,
            fill="paper",
            pad=(34, 22),
            shadow=True,
        )

    def _answer(self, c: ScreenContext, *, wide: bool) -> Node:
        """Return who answered, what, where it points with how that stands, and what was not."""
        s, beat = self.session, self.beat
        voice = s.voice
        who = voice.office(beat.role, start=True)
        says = f"{who} {voice.verb(beat.role, 'has', 'have')} answered"
        if beat.role == s.role:
            says = "You have answered"
        rows: list[Node] = []
        for arrow in beat.arrows:
            seen = s.view.figures.get(arrow.figure)
            stands = f"now {told(voice, seen).value}" if seen is not None else ""
            points = Rich(arrow_markup(voice, arrow, s.role), size="lead" if wide else "body")
            points.grow = 1
            rows.append(Level(points, Note(stands, wrap=False) if stands else None, gap=10))
        head = Level(
            Portrait(beat.role, size=150 if wide and c.lines > 36 else 96),
            Column(
                Text(f"{says}:", colour="soft"),
                Text(beat.answer, size="head" if wide else "title", weight="bold"),
                gap=2,
                grow=1,
            ),
            gap=18,
        )
        others = Column(*(self._other(x) for x in beat.others), gap=10)
        page = Column(
            head,
            Text(beat.answer_prose, size="lead", weight="serif") if beat.answer_prose else None,
            *([Rule(), Note("It points at:"), *rows] if rows else []),
            Spacer(),
            *([Rule(), Note("Not given:"), others] if beat.others else []),
            gap=9,
        )
        return Panel(
            Scroll(page, key="event-answer") if wide else page,
            fill="paper",
            accent=beat.role,
            pad=(26, 18),
        )

    def _other(self, other: OtherAnswer) -> Node:
        """Return an answer that was not given, and where it would have pointed."""
        s = self.session
        arrows = ArrowLines(s.voice, other.arrows, s.role, lines=1) if other.arrows else None
        return Column(Text(other.title, weight="semibold"), arrows, gap=2)

    def _on(self, c: ScreenContext) -> None:
        self.session.shown_event(self.fact)
        c.routes.play(self.session)
