"""For you: the terms of one's score that moved and why, what ripens, who is near the end."""

from __future__ import annotations

from collections import Counter
from functools import partial

from game.desktop import art
from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel, Rule
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Icon, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.docket import due_chip
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.papers import FILLS
from game.desktop.screens.parts.score_sum import score_sum, terms
from game.desktop.screens.quarter.beat_frame import beat_head, on_button
from game.desktop.screens.screen import Screen, ScreenContext
from game.scenario.schema.base import SPECTATOR
from game.telling.agendas import own_steps
from game.telling.for_you import (
    ForYou,
    Ripening,
    change_said,
    for_you,
    points_said,
    so_far,
)
from game.telling.formatting import plural
from game.telling.papers import STANDINGS_NOTE, PressStanding, standings


class ForYouScreen(Screen):
    """One office's own: shown only where one person alone looks."""

    title = "For you"

    def __init__(self, session: Session) -> None:
        self.session = session
        found = for_you(session.voice, session.view, session.heard())
        assert found is not None, "only an office has a quarter of its own"
        self.own: ForYou = found
        self.rated = standings(session.voice, session.match.view(SPECTATOR))

    def build(self, c: ScreenContext) -> Node:
        """Build the score at the left, what comes at the right."""
        s = self.session
        last = s.view.quarter >= s.view.last or s.view.called is not None
        on = on_button("To the campaign" if last else "Next quarter", partial(c.routes.advance, s))
        whole = Button(
            "The quarter in full",
            partial(c.routes.report, s),
            icon="chart",
            hotkey="w",
            key="in-full",
            tip="Why each figure moved, hospitals, money, polls and deals.",
        )
        score, coming = self._score(c), self._coming()
        body: Node
        if c.ems > 66:
            score.grow, score.basis = 1.25, 0
            coming.grow, coming.basis = 1.0, 0
            body = Row(score, coming, gap=16, grow=1)
        else:
            body = Scroll(Column(score, coming, gap=12), key="for-you")
        head = beat_head(s, c, 4, whole, on, sub=s.voice.quarter(s.view.quarter))
        return game_page(head, body, room=self.own.role)

    def _score(self, c: ScreenContext) -> Node:
        own, voice = self.own, self.session.voice
        mood: art.Mood = "strained" if own.score is not None and own.score < 40 else "calm"
        moved = round((own.score or 0.0) - (own.before or 0.0), 1)
        change = change_said(moved) if own.score is not None and own.before is not None else ""
        top = Level(
            Portrait(own.role, mood, size=84),
            Column(
                Heading(voice.title_of(own.role), size="title"),
                Level(
                    Text(points_said(own.score), size="display", weight="bold", wrap=False),
                    Text(
                        change,
                        weight="semibold",
                        size="title",
                        colour="good" if moved > 0 else "bad" if moved < 0 else "soft",
                        wrap=False,
                    ),
                    Chip(own.band, fill=FILLS[own.band]) if own.band else None,
                    gap=10,
                ),
                gap=2,
            ),
            gap=16,
        )
        return Panel(
            Column(
                top,
                Rich(f"[warn][icon at-risk] {esc(own.succession)}[/]") if own.succession else None,
                Rule(),
                Scroll(Column(*terms(own), gap=12), key="terms"),
                Rule(),
                score_sum(own),
                Note(so_far(self.session.voice)) if c.lines > 36 else None,
                gap=9,
            ),
            pad=(20, 14),
            accent=own.role,
        )

    def _coming(self) -> Node:
        own, s = self.own, self.session
        near = [
            Row(
                Icon("at-risk", size=20, colour="bad"),
                Text(line, grow=1),
                gap=10,
                align="start",
            )
            for line in own.near
        ]
        ripens = [_ripens(r) for r in own.ripens] or [Note("Nothing that you know of.")]
        aims = [Text(line) for line in own_steps(s.voice, s.view)]
        return Panel(
            Column(
                Heading("What ripens next", size="lead"),
                Scroll(
                    Column(
                        *ripens,
                        *([Rule(), Heading("Near the edge", size="lead"), *near] if near else []),
                        *([Rule(), Heading("Your secret aim", size="lead"), *aims] if aims else []),
                        *([Rule(), *self._table()] if self.rated else []),
                        gap=12,
                    ),
                    key="ripens",
                ),
                gap=9,
            ),
            pad=(20, 14),
        )

    def _table(self) -> list[Node]:
        """Return how the papers rate each office, what it has banked, and its steps told to all."""
        steps = Counter(m.role for m in self.session.view.milestones)

        def told(x: PressStanding) -> str:
            said = (
                f"{plural(x.banked, 'point')} banked" if x.banked else "",
                f"{plural(steps[x.role], 'step')} of its aim" if steps[x.role] else "",
            )
            return " · ".join(filter(None, said))

        rows = [
            Level(
                RoleMark(x.role, size=22),
                Text(x.office, weight="semibold" if x.role == self.own.role else "regular", grow=1),
                Note(told(x), wrap=False),
                Chip(x.band, fill=FILLS[x.band]),
                gap=10,
            )
            for x in self.rated
        ]
        return [Heading("Around the table", size="lead"), *rows, Note(STANDINGS_NOTE)]


def _ripens(r: Ripening) -> Node:
    return Row(due_chip(r.quarters), Rich(esc(r.said), size="lead", grow=1), gap=10, align="start")
