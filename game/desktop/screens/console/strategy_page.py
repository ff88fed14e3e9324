"""Strategy slips: what each office wants, fears and would trade, as it was written on paper."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Note, RoleMark
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.journal.format import SLIP_LENGTH, StrategyEntry, kept_text
from game.journal.timeline import strategies
from game.scenario.schema.base import ROLES, Role

#: What a slip asks, by its name in the journal.
_ASKS: Final = (("wants", "We want"), ("fears", "We fear"), ("trades", "We would trade"))


class StrategyPage:
    """A slip for each office, with what was kept of it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._slips: dict[Role, dict[str, str]] = {role: {} for role in ROLES}
        for role, kept in strategies(session.match.journal.entries).items():
            self._slips[role] = {name: getattr(kept, name) for name, _ in _ASKS}

    def build(self, c: ScreenContext) -> Node:
        """Build the four slips."""
        note = Note(
            "Typed from the sealed slips, or left on paper: the debrief opens what is kept."
        )
        rows = (self._row(c, role) for role in ROLES)
        return Scroll(Column(note, *rows, gap=10), key="strategy")

    def _row(self, c: ScreenContext, role: Role) -> Node:
        s, slip = self.session, self._slips[role]
        fields = [
            TextInput(
                f"{asks} ({s.voice.title_of(role)})",
                slip.get(name, ""),
                partial(slip.__setitem__, name),
                hint=asks,
                limit=SLIP_LENGTH,
                key=f"{name}-{role}",
            )
            for name, asks in _ASKS
        ]
        keep = Button("Keep it", partial(self._keep, c, role), icon="save", key=f"strategy-{role}")
        return Panel(
            Column(
                Level(
                    RoleMark(role, size=26, label=s.voice.title_of(role)),
                    Heading(s.voice.title_of(role), size="lead", grow=1),
                    keep,
                    gap=8,
                ),
                *fields,
                gap=5,
            )
        )

    def _keep(self, c: ScreenContext, role: Role) -> None:
        wants, fears, trades = (
            kept_text(self._slips[role].get(name, ""))[:SLIP_LENGTH]
            for name in ("wants", "fears", "trades")
        )
        slip = StrategyEntry(author=role, role=role, wants=wants, fears=fears, trades=trades)
        self.session.match.keep(slip)
        c.toast("The slip is kept.", "save")
