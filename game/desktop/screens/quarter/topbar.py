"""The top of the dashboard: when it is, whose eyes look, and the figures that matter."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.layout import Grid, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Pips
from game.desktop.kit.node import Node
from game.desktop.kit.words import Note, RoleMark, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.headline_figures import headline
from game.desktop.screens.parts.screen_header import COURSE, course_of
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import CLOUT_CAP
from game.telling.formatting import number
from game.telling.names import CLOUT


def bar(c: ScreenContext, s: Session, clout: float, menu: Node) -> Node:
    """Return the quarter, the phase, the reader and its clout, and the way to the menu."""
    voice, view = s.voice, s.view
    wide = c.ems >= 66
    turn = f"quarter {view.quarter - view.first + 1} of {view.last - view.first + 1}"
    if view.quarter > view.last:
        turn = "the campaign"
    when = Column(
        Text(voice.quarter(view.quarter), weight="bold", size="title", wrap=False),
        Note(f"{voice.scenario.title} · {turn}", wrap=False) if wide else None,
        gap=0,
    )
    steps = course_of(view.phase) if view.phase in COURSE and c.ems >= 74 else None
    role = s.role
    me: Node | None
    if role is not None:
        me = Level(
            RoleMark(role, size=32, label=voice.title_of(role)),
            Column(
                Text(voice.title_of(role), weight="semibold", wrap=False),
                Level(
                    Note(f"{CLOUT[role]} {number(clout, 1)}", wrap=False),
                    Pips(
                        clout,
                        CLOUT_CAP // 100,
                        colour=role,
                        size=9,
                        label=f"{number(clout, 1)} clout",
                    )
                    if wide
                    else None,
                    gap=7,
                ),
                gap=1,
            ),
            gap=9,
        )
    else:
        me = Text("The open table", weight="semibold", colour="soft", wrap=False)
    return Level(when, Spacer(), steps, Spacer(), me, menu, gap=14, pad=(4, 0))


def tiles(c: ScreenContext, s: Session, *, desk: bool) -> Node:
    """Return five figures of the service and two of one's office."""
    shown = (s.ui.desk if desk else s.ui.tab) == "figures"
    tiles = headline(s, partial(ask_why, s), s.ui.figure if shown else "")
    if c.ems >= 66:
        return Row(*tiles)
    return Grid(*tiles, min_column=110, gap=6)


def ask_why(s: Session, figure: str) -> None:
    """Show why a figure moved, on the figures board."""
    s.ui.figure = figure
    s.ui.tab = s.ui.page = s.ui.desk = "figures"
