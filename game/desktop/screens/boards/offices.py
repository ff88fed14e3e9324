"""The boards of the four offices and of the log."""

from __future__ import annotations

from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Chip, Pips
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, RoleMark, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.role_card import role_card
from game.rules.constants import WORD_CAP
from game.scenario.schema.base import ROLES
from game.telling.formatting import number
from game.telling.log import log_lines


def log_panel(s: Session) -> Node:
    """Return everything that happened and that the reader may know, the newest first."""
    lines = log_lines(s.voice, s.view, s.heard())
    shown = list(reversed(lines))[:160]
    return Scroll(
        Column(*(Text(x, size="small") for x in shown), gap=5)
        if shown
        else Text("Nothing has happened yet.", colour="soft"),
        key="log",
    )


def offices_panel(s: Session) -> Node:
    """Return the four offices: who plays, Word, whether sealed, and what each is scored on."""
    cards = []
    for office in s.view.offices:
        role = office.role
        seat = s.match.seats[role]
        cards.append(
            Panel(
                Level(
                    RoleMark(role, size=32, label=s.voice.title_of(role)),
                    Column(
                        Level(
                            Heading(s.voice.title_of(role), size="lead", grow=1),
                            Chip("a person" if seat == "human" else "AI"),
                            Chip("[icon seal] sealed", fill="seal") if office.sealed else None,
                            gap=6,
                        ),
                        Level(
                            Note("Word"),
                            Pips(office.word, WORD_CAP // 100, colour=role, label="Word"),
                            Text(number(office.word, 1), size="small"),
                        ),
                        role_card(s.voice, role, head="Scored on"),
                        gap=4,
                        grow=1,
                    ),
                    gap=12,
                ),
                fill="raised",
                pad=(14, 10),
                accent=role,
            )
        )
    assert len(cards) == len(ROLES)
    return Scroll(Grid(*cards, min_column=260, gap=10), key="offices")
