"""How a page of the wall is set: few words, and all of them large."""

from __future__ import annotations

from typing import Final

from game.desktop.charts import SeatBar
from game.desktop.kit.layout import Panel, Rule, Spacer
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.words import Excerpt, Heading, Text
from game.desktop.screens.screen import ScreenContext
from game.desktop.screens.wall.wall_map import WallMap
from game.desktop.theme import Size
from game.telling.election_night import LETTERS
from game.workshop.wall import WallPage, WallState

#: The size of a headline by its letters.
_LONG, _VERY_LONG = 34, 80
#: Rows of a table that are set larger, and the letters that each then has at most.
_FEW, _BRIEF = 5, 30
#: Lines at most of a text beside a picture: a forecast names four parties with their ranges.
_BESIDE: Final = 6
_COLOUR: Final[dict[bool | None, str]] = {True: "good", False: "bad", None: "ink"}
#: Of what is for the better and for the worse: colour is never alone.
_SIGN: Final[dict[bool | None, str]] = {True: "✓ ", False: "× ", None: ""}


def page_node(c: ScreenContext, page: WallPage, state: WallState, country: WallMap) -> Node:
    """Return a page as a tree that fills the wall."""
    if page.kind == "map":
        return _beside(page, country.hospitals(c, state))
    if page.kind == "night":
        return _beside(page, country.night(c, state), _house(state))
    if page.kind == "paper":
        return _paper(page)
    if page.kind == "table":
        return _table(page)
    return _words(page)


def _size(text: str) -> Size:
    if len(text) > _VERY_LONG:
        return "title"
    return "head" if len(text) > _LONG else "display"


def _words(page: WallPage) -> Node:
    return Column(
        Spacer(),
        Heading(page.head, size=_size(page.head)),
        Text(page.lead, size="title") if page.lead else None,
        *(Excerpt(line, least=1, most=3, size="lead") for line in page.lines),
        Text(page.note, size="tiny", colour="soft") if page.note else None,
        Spacer(),
        gap=14,
        grow=1,
    )


def _table(page: WallPage) -> Node:
    few = len(page.rows) <= _FEW and all(len(how) <= _BRIEF for _, how, _ in page.rows)
    size: Size = "title" if few else "body"
    rows: list[Node] = []
    for what, how, good in page.rows:
        told = f"{_SIGN[good]}{how}"
        row = Row(
            Text(what, size=size, share=1),
            Text(told, size=size, weight="bold", colour=_COLOUR[good], share=1),
            gap=14,
        )
        rows += [row, Rule()]
    return Column(
        Heading(page.head, size="head"),
        Excerpt(page.lead, least=1, most=2, size="lead") if page.lead else None,
        *rows,
        *(Excerpt(line, least=1, most=2, size="small") for line in page.lines),
        Spacer(),
        Text(page.note, size="tiny", colour="soft") if page.note else None,
        gap=7,
        grow=1,
    )


def _paper(page: WallPage) -> Node:
    return Panel(
        Column(
            Heading(page.head, size="head"),
            Rule(heavy=True),
            Excerpt(page.lead, least=2, most=7, size="small"),
            *(Text(f"• {line}", size="small", weight="semibold") for line in page.lines),
            Spacer(),
            Text(page.note, size="tiny", colour="soft") if page.note else None,
            gap=8,
        ),
        fill="paper",
        pad=(22, 14),
        grow=1,
    )


def _beside(page: WallPage, picture: Node | None, under: Node | None = None) -> Node:
    said = Column(
        Heading(page.head, size="head"),
        Text(page.lead, size="lead") if page.lead else None,
        *(Excerpt(line, least=1, most=_BESIDE, size="small") for line in page.lines),
        Spacer(),
        under,
        gap=10,
        share=1,
    )
    if picture is None:
        return Row(said, grow=1)
    return Row(said, Panel(picture, pad=6, share=1), gap=16, grow=1)


def _house(state: WallState) -> Node | None:
    night = state.night
    if not night.house:
        return None
    seats = len(state.pack.model.country.seat_id) if state.pack is not None else 650
    shown = [(party, LETTERS.get(party, party), count) for party, count in night.house]
    return Column(
        Text(night.clock, size="title", weight="bold"),
        SeatBar("Seats declared", shown, house=seats, majority=seats // 2 + 1),
        gap=6,
    )
