"""The front page: the quarter's stories set like a newspaper's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.desktop.app import App
from game.desktop.kit import (
    Brush,
    Chip,
    Column,
    Ctx,
    Grid,
    Node,
    Panel,
    RoleMark,
    Row,
    Rule,
    Scroll,
    Text,
)
from game.telling.papers import STANDINGS, STANDINGS_NOTE, Standing, Story


class Bold(Node):
    """A heavy rule, as under a masthead."""

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        return c.theme.px(3), c.theme.px(3)

    def _paint(self, c: Ctx, b: Brush) -> None:
        b.surface.fill(c.theme.colour("ink", self.tone), self.rect)


def front_page(
    c: App,
    stories: Sequence[Story],
    when: str,
    rated: Sequence[Standing] = (),
    *,
    key: str = "front",
) -> Node:
    """The lead across the page, the next two beside each other, the rest in brief; under them
    how the papers rate the offices."""
    lead, second, rest = stories[0], stories[1:3], stories[3:]
    parts: list[Node | None] = [
        Row(
            Text("The Morning Papers", size="title", weight="bold", grow=1),
            Text(when, size="small", colour="soft"),
            gap=10,
            align="end",
        ),
        Bold(),
        Text(lead.headline, size="head", weight="bold", role="heading"),
        Text(lead.sentence, size="lead"),
    ]
    if second:
        parts += [Rule(), Grid(*(_story(s) for s in second), min_column=190, gap=18)]
    if rest:
        parts += [Rule(), Text("In brief", size="small", weight="bold", colour="soft")]
        parts += [_brief(s) for s in rest]
    if rated:
        parts += [Rule(), _standings(rated)]
    return Panel(
        Scroll(Column(*parts, gap=9), key=key), fill="paper", pad=(20, 14), grow=1, shadow=True
    )


#: The fill of each band's chip.
FILLS: Final = {"triumph": "good", "success": "good", "survival": "warn", "failure": "danger"}


def _standings(rated: Sequence[Standing]) -> Node:
    return Column(
        Text(STANDINGS, size="small", weight="bold", colour="soft"),
        Grid(
            *(
                Row(RoleMark(s.role, size=22), Text(s.office, size="small", grow=1),
                    Chip(s.band, fill=FILLS[s.band]), gap=7, align="centre",
                    tip=STANDINGS_NOTE)
                for s in rated
            ),
            min_column=230,
            gap=8,
        ),
        gap=6,
    )  # fmt: skip


def _story(story: Story) -> Node:
    return Column(
        Text(story.headline, size="lead", weight="bold", role="heading"),
        Text(story.sentence, size="small"),
        gap=4,
    )


def _brief(story: Story) -> Node:
    return Column(
        Text(story.headline, weight="semibold"),
        Text(story.sentence, size="small", colour="soft"),
        gap=1,
    )
