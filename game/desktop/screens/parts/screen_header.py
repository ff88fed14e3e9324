"""The head of every screen of a quarter: what it is, when, and where in the quarter we are."""

from __future__ import annotations

from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Spacer
from game.desktop.kit.lines import Level
from game.desktop.kit.node import Node
from game.desktop.kit.words import Heading, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.rules.phase_table import PHASE_TABLE, Phase
from game.telling.names import PHASES

#: The course of a quarter, as the head shows it.
COURSE: Final = tuple(phase for phase, row in PHASE_TABLE.items() if row.in_quarter)


def head(
    session: Session,
    c: ScreenContext,
    title: str,
    *actions: Node | None,
    sub: str | Node = "",
    back: bool = False,
    course: bool = True,
    middle: Node | None = None,
) -> Node:
    """Return title and quarter, the quarter's steps (or ``middle``) in the middle, actions at the
    right."""
    view = session.view
    wide = c.ems > 70
    step = middle
    if step is None and course and wide and view.phase in COURSE:
        step = course_of(view.phase)
    return Level(
        Button("Back", c.pop, icon="back", bare=True, hotkey="escape") if back else None,
        Heading(title, size="head"),
        sub
        if isinstance(sub, Node)
        else Text(sub or session.voice.quarter(view.quarter), colour="soft"),
        Spacer(),
        step,
        Spacer() if step else None,
        *actions,
        Button("Help", c.help, icon="help", bare=True, kind="quiet", hotkey="f1"),
        gap=12,
    )


def course_of(phase: Phase) -> Node:
    """Return the steps of a quarter, the present one stressed."""
    said = [
        f"[b]{esc(PHASES[p])}[/]" if p == phase else f"[soft]{esc(PHASES[p])}[/]" for p in COURSE
    ]
    return Rich("[soft] › [/]".join(said), size="small", label=f"Phase: {PHASES[phase]}")


def columns(c: ScreenContext, least: float = 62) -> bool:
    """Return whether the window, measured in letters, has room for panels side by side."""
    return c.ems > least
