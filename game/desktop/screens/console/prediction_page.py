"""Prediction slips: what an office expects of one public figure before a reveal, how surely."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Dropdown, Tabs
from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, RoleMark, esc
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.journal.format import LEAST_SURE, MOST_SURE, PredictionEntry
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling.figures import first_of
from game.workshop.predictions import Direction, predict

#: Per cent from one choice of confidence to the next.
_STEP: Final = 5
_DIRECTIONS: Final[dict[Direction, str]] = {"up": "▲ up", "same": "the same", "down": "▼ down"}


@dataclass(slots=True)
class Slip:
    """What is being written on one office's slip."""

    figure: str
    direction: Direction = "up"
    confidence: str = "70"


class PredictionPage:
    """A slip for each office; what was kept this quarter stands beside it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        figure = first_of(session.voice)[0]
        self._slips: dict[Role, Slip] = {role: Slip(figure) for role in ROLES}

    def build(self, c: ScreenContext) -> Node:
        """Build the four slips."""
        note = Note("Before the reveal; no points in the score. The debrief says who was right.")
        return Scroll(Column(note, *(self._row(c, role) for role in ROLES), gap=10), key="slips")

    def _row(self, c: ScreenContext, role: Role) -> Node:
        s, slip = self.session, self._slips[role]
        public = s.match.view(SPECTATOR).figures
        figures = [(f, s.voice.figure(f)) for f in public]
        sure = [(str(n), f"{n}% sure") for n in range(LEAST_SURE, MOST_SURE + 1, _STEP)]
        kept = self._kept(role)
        return Panel(
            Column(
                Level(
                    RoleMark(role, size=26, label=s.voice.title_of(role)),
                    Heading(s.voice.title_of(role), size="lead", grow=1),
                    Note(kept) if kept else None,
                    gap=8,
                ),
                Flow(
                    Dropdown(
                        f"Figure of {s.voice.office(role)}",
                        figures,
                        slip.figure,
                        partial(setattr, slip, "figure"),
                        key=f"figure-{role}",
                    ),
                    Tabs(
                        list(_DIRECTIONS.items()),
                        slip.direction,
                        partial(setattr, slip, "direction"),
                        size="small",
                        key=f"direction-{role}",
                        label="Direction",
                    ),
                    Dropdown(
                        "How sure",
                        sure,
                        slip.confidence,
                        partial(setattr, slip, "confidence"),
                        key=f"sure-{role}",
                    ),
                    Button(
                        "Keep it", partial(self._keep, c, role), icon="save", key=f"slip-{role}"
                    ),
                    gap=8,
                ),
                gap=6,
            )
        )

    def _kept(self, role: Role) -> str:
        quarter = self.session.match.view(SPECTATOR).quarter
        for entry in reversed(self.session.match.journal.entries):
            if isinstance(entry, PredictionEntry) and (entry.role, entry.quarter) == (
                role,
                quarter,
            ):
                figure = self.session.voice.figure_inside(entry.figure)
                return f"kept: {figure} {_DIRECTIONS[entry.direction]}, {entry.confidence}%"
        return ""

    def _keep(self, c: ScreenContext, role: Role) -> None:
        match, slip = self.session.match, self._slips[role]
        try:
            entry = predict(
                match.pack,
                match.view(role),
                role,
                slip.figure,
                slip.direction,
                int(slip.confidence),
            )
        except InputError as refused:
            c.toast(esc(refused.sentence), "at-risk", 6.0)
            return
        match.keep(entry)
        c.toast("The slip is kept.", "save")
