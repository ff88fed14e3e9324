"""The front page: the quarter's stories set like a newspaper's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.desktop.kit.layout import Flow, Grid, Panel, Rule
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, RoleMark, Text
from game.telling.front_page import FrontPage
from game.telling.papers import STANDINGS, STANDINGS_NOTE, PressStanding, banked_said
from game.telling.story import Story


def front_page(
    paper: FrontPage,
    rated: Sequence[PressStanding] = (),
    *,
    scroll: bool = True,
    key: str = "front",
) -> Node:
    """Set the lead across the page, the next two side by side, the rest in brief; under them
    how the papers rate the offices. Without ``scroll`` the page is as long as its stories."""
    lead, second, rest = paper.lead, paper.second, paper.brief
    parts: list[Node | None] = [
        Row(
            Text(paper.masthead, size="title", weight="serif_bold", grow=1),
            Note(paper.when),
            gap=10,
            align="end",
        ),
        Rule(heavy=True),
        Text(lead.headline, size="head", weight="serif_bold", role="heading"),
        Text(lead.sentence, size="lead", weight="serif"),
    ]
    if second:
        parts += [Rule(), Grid(*(_story(s) for s in second), min_column=190, gap=18)]
    if rest:
        parts += [Rule(), Note("In brief", weight="bold")]
        parts += [_brief(s) for s in rest]
    page: Node = Column(*parts, gap=9)
    if scroll:
        page = Scroll(page, key=key)
    return Panel(
        Column(page, Rule(), standings_row(rated), gap=9) if rated else page,
        fill="paper",
        pad=(20, 14),
        grow=1,
        shadow=True,
    )


#: The fill of each band's chip.
FILLS: Final = {"triumph": "good", "success": "good", "survival": "warn", "failure": "danger"}


def standings_row(rated: Sequence[PressStanding]) -> Node:
    """Return the offices' marks and bands in one line, always in sight."""
    return Flow(
        Note(STANDINGS, weight="bold"),
        *(
            Level(
                RoleMark(s.role, size=18, label=s.office),
                Chip(s.band, fill=FILLS[s.band]),
                gap=4,
                tip=f"{s.office}: {s.band}{banked_said(s)}. {STANDINGS_NOTE}",
            )
            for s in rated
        ),
        gap=9,
    )


def _story(story: Story) -> Node:
    return Column(
        Text(story.headline, size="lead", weight="serif_bold", role="heading"),
        Text(story.sentence, size="small"),
        gap=4,
    )


def _brief(story: Story) -> Node:
    return Column(Text(story.headline, weight="semibold"), Note(story.sentence), gap=1)
