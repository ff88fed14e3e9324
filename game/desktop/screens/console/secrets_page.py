"""Every office's secrets, for the facilitator alone: agendas, how they stand, and all deals."""

from __future__ import annotations

from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, RoleMark, Text
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.rules.state.view import SeenDeal
from game.scenario.schema.base import ROLES, Role
from game.telling import deals
from game.telling.agendas import own_steps
from game.telling.formatting import number


class SecretsPage:
    """Reads each office's own view."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def build(self, c: ScreenContext) -> Node:
        """Build a panel for each office, then the deals."""
        return Scroll(
            Column(
                Grid(*map(self._office, ROLES), min_column=420, gap=10),
                Panel(Column(Heading("Deals", size="lead"), *self._deals(), gap=5)),
                gap=10,
            ),
            key="secrets",
        )

    def _office(self, role: Role) -> Node:
        s = self.session
        view = s.match.view(role)
        own = next(o for o in view.offices if o.role == role)
        clout = "" if own.clout is None else f"{number(own.clout, 1)} clout, "
        agenda = "No agenda kept yet." if view.agenda is None else s.voice.agenda(view.agenda)
        drafted = [s.voice.lever(lever, view.quarter) for lever in view.draft]
        return Panel(
            Column(
                Level(
                    RoleMark(role, size=26, label=s.voice.title_of(role)),
                    Heading(s.voice.title_of(role), size="lead", grow=1),
                    Note(f"{clout}Word {number(own.word, 1)}"),
                    gap=8,
                ),
                Text(agenda, weight="semibold"),
                *(Note(line) for line in own_steps(s.voice, view)),
                Note(f"Sealed: {', '.join(drafted)}") if drafted else None,
                gap=4,
            )
        )

    def _deals(self) -> list[Node]:
        s = self.session
        known: dict[int, SeenDeal] = {}
        for role in ROLES:
            known.update({d.number: d for d in s.match.view(role).deals})
        rows: list[Node] = [
            Text(deals.deal(s.voice, known[n]), size="small") for n in sorted(known, reverse=True)
        ]
        return rows or [Note("No deal has been offered yet.")]
