"""Entering from paper: four sheets on one page, checked as they are typed, sealed together."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Note, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.match.seats import HUMAN
from game.rules.phase_table import Phase
from game.rules.state.commands import Seal, Unseal
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.telling.formatting import listed
from game.workshop.room import Room
from game.workshop.sheets import TypedSheet, read_sheet


class SheetPage:
    """What has been typed of each office's sheet."""

    def __init__(self, session: Session, room: Room) -> None:
        self.session, self.room = session, room
        self._typed: dict[Role, str] = dict.fromkeys(ROLES, "")
        self._of: tuple[int, Phase] | None = None  # the quarter and phase that it was typed in

    def build(self, c: ScreenContext) -> Node:
        """Build a line for each office that people hold and that is waited for."""
        view = self.session.match.view(SPECTATOR)
        if self._of != (view.quarter, view.phase):
            self._of = view.quarter, view.phase
            self._typed = dict.fromkeys(ROLES, "")
        open_to = self._waiting()
        if not open_to:
            return Panel(Note("No sheet is waited for now: they are typed in the orders phase."))
        read = {role: self._read(role) for role in open_to}
        lacking = [role for role, sheet in read.items() if sheet.seal is None]
        rows = [self._row(role, read[role]) for role in open_to]
        return Scroll(
            Column(
                Note("A code, + a bid, what it names: S4+1 T107 C3 W2. A dash is an empty sheet."),
                *rows,
                Level(
                    Button(
                        "Seal them together",
                        partial(self._seal, c),
                        kind="primary",
                        icon="seal",
                        enabled=not lacking,
                        hotkey="ctrl+return",
                        key="seal-all",
                    ),
                    Note(self._said(lacking)),
                    gap=10,
                ),
                gap=10,
            ),
            key="sheets",
        )

    def _said(self, lacking: list[Role]) -> str:
        """Return which sheets lack something still; if none does, of which quarter they are."""
        s = self.session
        if not lacking:
            return s.voice.quarter(s.match.view(SPECTATOR).quarter)
        bare = [role for role in lacking if not self._typed[role].strip()]
        if not bare:
            return "What is told in red is to be mended first."
        who = listed([s.voice.title_of(role) for role in bare])
        return f"Nothing is typed yet for {who}: who handed in no sheet gets a dash."

    def _waiting(self) -> list[Role]:
        s = self.session
        waited = {p.role for p in s.match.pending() if p.kind == "seal"}
        return [role for role in ROLES if role in waited and s.match.seats[role] == HUMAN]

    def _type(self, role: Role, text: str) -> None:
        """Keep what is typed: it is sealed also when time is called before all are there."""
        self._typed[role] = text
        self.session.type_sheet(role, self._read(role).seal)

    def _read(self, role: Role) -> TypedSheet:
        s = self.session
        return read_sheet(s.voice, s.match.view(role), self._typed[role])

    def _row(self, role: Role, sheet: TypedSheet) -> Node:
        s = self.session
        told = [Text(line, size="small", colour="good") for line in sheet.said]
        faults = [Text(line, size="small", colour="bad") for line in sheet.faults]
        if sheet.seal is not None and not sheet.said:
            told = [Text("An empty sheet.", size="small", colour="good")]
        return Panel(
            Column(
                Level(
                    RoleMark(role, size=26, label=s.voice.title_of(role)),
                    Heading(s.voice.title_of(role), size="lead", min_w=170),
                    TextInput(
                        f"Sheet of {s.voice.office(role)}",
                        self._typed[role],
                        partial(self._type, role),
                        hint="Codes from the sheet",
                        limit=120,
                        grow=1,
                        key=f"sheet-{role}",
                    ),
                    gap=10,
                ),
                *told,
                *faults,
                gap=3,
            )
        )

    def _seal(self, c: ScreenContext) -> None:
        """Seal all sheets, or none: one that is refused takes the others back."""
        s = self.session
        seals = [sheet.seal for role in self._waiting() if (sheet := self._read(role)).seal]
        done: list[Seal] = []
        for role in ROLES:
            s.type_sheet(role, None)  # it is sealed here and now, and not once more after a rewind
        for seal in seals:
            assert seal is not None
            try:
                s.match.submit(seal)
            except InputError as refused:
                for before in done:
                    s.match.submit(Unseal(role=before.role))
                for again in filter(None, seals):
                    s.type_sheet(again.role, again)
                said = f"{s.voice.office(seal.role, start=True)}: {refused.sentence}"
                c.toast(esc(said), "at-risk", 8.0)
                c.sound("bad")
                s.forget()
                return
            done.append(seal)
        self._typed = dict.fromkeys(ROLES, "")
        s.forget()
        c.sound("seal")
        self.room.follow()
        c.routes.play(s)
