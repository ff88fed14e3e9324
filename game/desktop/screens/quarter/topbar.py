"""The top of the dashboard: when it is, whose eyes look, and the figures that matter."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.kit.layout import Grid
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Pips
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Note, RoleMark, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.headline_figures import headline
from game.desktop.screens.parts.score_meter import ScoreMeter
from game.desktop.screens.parts.score_sum import score_sum, terms
from game.desktop.screens.parts.screen_header import COURSE, course_of
from game.desktop.screens.parts.thinking_sign import ThinkingSign
from game.desktop.screens.screen import ScreenContext
from game.rules.constants import CLOUT_CAP
from game.telling.for_you import for_you, points_said, so_far, when
from game.telling.formatting import number

#: What the score's last move came from: while the papers are out, and after.
_MOVED: Final = {
    True: "It moved by your own figures of this quarter.",
    False: "It moved by what the last bulletin published.",
}


def bar(c: ScreenContext, s: Session, clout: float, menu: Node, sign: ThinkingSign) -> Node:
    """Return the quarter, the phase or who thinks, the reader and its clout, and the way to the
    menu."""
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
    course = course_of(view.phase) if view.phase in COURSE and c.ems >= 74 else None
    steps = sign.build(c, course)
    role = s.role
    me: Node | None
    if role is not None:
        me = Level(
            RoleMark(role, size=32, label=voice.title_of(role)),
            Column(
                Text(voice.title_of(role), weight="semibold", wrap=False),
                Level(
                    Note(f"clout {number(clout, 1)}", wrap=False),
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
    own = view.own_score
    meter = (
        ScoreMeter(
            own,
            partial(open_score, c, s),
            hotkey="s",
            key="score",
            tip="[b]Your score so far[/], by what your office knows. "
            f"{_MOVED[view.phase == 'papers']} Press for its terms.",
        )
        if own is not None and c.ems >= 50
        else None
    )
    return Level(when, steps, meter, me, menu, gap=14, pad=(4, 0))


def open_score(c: ScreenContext, s: Session) -> None:
    """Open the terms of the reader's score, with what each gives as things stand."""
    c.open(lambda: _score_dialog(c, s), key="score")


def _score_dialog(c: ScreenContext, s: Session) -> Node:
    own = for_you(s.voice, s.view, s.heard())
    assert own is not None and s.role is not None, "only an office has a score"
    score = points_said(own.score)
    ripens = [Note(f"{when(r.quarters).capitalize()}: {r.said}") for r in own.ripens]
    body = Column(
        Text(
            f"{s.voice.title_of(s.role)}: {score}{f', {own.band}' if own.band else ''}", size="lead"
        ),
        *terms(own),
        score_sum(own),
        Note(so_far(s.voice)),
        *([Text("What ripens next", weight="semibold"), *ripens] if ripens else []),
        gap=9,
    )
    return Dialog("Your score so far", body, on_close=c.close, accent=s.role, width=560)


def tiles(c: ScreenContext, s: Session) -> Node:
    """Return five figures of the service and two of one's office."""
    shown = s.ui.desk == "figures"
    tiles = headline(s, partial(ask_why, s), s.ui.figure if shown else "")
    if c.ems >= 66:
        return Row(*tiles)
    return Grid(*tiles, min_column=110, gap=6)


def ask_why(s: Session, figure: str) -> None:
    """Show why a figure moved, on the figures board."""
    s.ui.figure = figure
    s.ui.page = s.ui.desk = "figures"
