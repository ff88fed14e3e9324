"""The front page: masthead, lead, what stands under it, a drawing, and a voice from the town."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from game.desktop import art
from game.desktop.kit.layout import Grid, Panel, Rule
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Drawing
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.page import game_page
from game.desktop.screens.parts.papers import standings_row
from game.desktop.screens.quarter.beat_frame import beat_head, on_button
from game.desktop.screens.screen import Screen, ScreenContext
from game.desktop.theme import Size
from game.scenario.schema.base import SPECTATOR
from game.telling.front_page import FrontPage, edition
from game.telling.papers import standings
from game.telling.story import Story

#: Below so many letters of width the page has one column.
_WIDE: Final = 66
#: So many letters of a lead go into one line in the largest type; a low page has room for one.
_ONE_LINE: Final = 30


class FrontPageScreen(Screen):
    """In the open: everybody reads the same paper."""

    title = "The front page"

    def __init__(self, session: Session) -> None:
        self.session = session
        public, log = session.match.view(SPECTATOR), session.match.log_for(SPECTATOR)
        self.paper = edition(session.voice, public, log, session.view.quarter)
        self.rated = standings(session.voice, public)

    def enter(self, c: ScreenContext) -> None:
        """Ring the bell: the papers are out."""
        c.sound("bell")

    def build(self, c: ScreenContext) -> Node:
        """Build one sheet of newsprint over the whole screen."""
        s = self.session
        onward = c.routes.for_you if s.role is not None else c.routes.report
        on = on_button("Go on", partial(onward, s))
        sheet = Panel(
            Column(
                _masthead(self.paper),
                Rule(heavy=True),
                Scroll(self._page(c), key="front-page"),
                *([Rule(), standings_row(self.rated)] if self.rated else []),
                gap=8,
                grow=1,
            ),
            fill="paper",
            pad=(30, 16),
            grow=1,
            shadow=True,
        )
        return game_page(beat_head(s, c, 3, on, sub=s.voice.quarter(s.view.quarter)), sheet)

    def _page(self, c: ScreenContext) -> Node:
        paper = self.paper
        wide = c.ems > _WIDE
        short = len(paper.lead.headline) <= _ONE_LINE or c.lines > 45
        large: Size = "display" if short else "head"
        lead = Column(
            Text(paper.lead.headline, size=large, weight="serif_bold", role="heading"),
            Text(paper.lead.sentence, size="title", weight="serif"),
            _quotation(paper),
            gap=12,
        )
        shown = pictures((paper.lead, *paper.second))
        most = 300 if c.lines > 45 else 200
        drawing = _drawing(shown[0] or art.USUAL, 420 if wide else 260, most)
        if not wide:
            stories = [_story(s) for s in (*paper.second, *paper.brief)]
            return Column(lead, drawing, *stories, gap=14)
        lead.grow, lead.basis = 1.4, 0
        drawing.grow, drawing.basis = 0.9, 0
        rows: list[Node] = [Row(lead, drawing, gap=28, align="start")]
        second = [_second(s, x) for s, x in zip(paper.second, shown[1:], strict=True)]
        if second:
            rows += [Rule(), Grid(*second, columns=2, gap=28)]
        if paper.brief:
            brief = Grid(*(_brief(s) for s in paper.brief), min_column=230, gap=24)
            rows += [Rule(), Note("In brief", weight="bold"), brief]
        return Column(*rows, gap=12)


def _masthead(paper: FrontPage) -> Node:
    return Row(
        Note(paper.when, share=1),
        Text(paper.masthead, size="head", weight="serif_bold", align="centre", wrap=False),
        Note("Late edition", align="right", share=1),
        gap=10,
        align="end",
    )


def pictures(stories: Sequence[Story]) -> list[str]:
    """Return what the drawing of each story shows, the first of what it may show that no story
    above it shows; empty for one that is left without."""
    found: list[str] = []
    for story in stories:
        may = [kind for kind in story.shows if kind in art.KINDS or kind in art.STORIES]
        found.append(next((kind for kind in may if kind not in found), ""))
    return found


def _drawing(kind: str, width: float, most: float = 0.0) -> Node:
    return Drawing(partial(art.vignette, kind), width=width, most=most)


def _quotation(paper: FrontPage) -> Node | None:
    if not paper.quotation:
        return None
    return Column(
        Text(f"“{paper.quotation}”", size="title", weight="serif_italic"),
        Note(f"– {paper.speaker}"),
        gap=2,
    )


def _second(story: Story, picture: str) -> Node:
    text = _story(story)
    text.grow, text.basis = 1.0, 0
    drawing = _drawing(picture, 120) if picture else None
    return Row(drawing, text, gap=14, align="start")


def _story(story: Story) -> Node:
    return Column(
        Text(story.headline, size="title", weight="serif_bold", role="heading"),
        Text(story.sentence, weight="serif"),
        gap=4,
    )


def _brief(story: Story) -> Node:
    return Column(
        Text(story.headline, size="lead", weight="serif_bold", role="heading"),
        Text(story.sentence, size="small", weight="serif"),
        gap=2,
    )
