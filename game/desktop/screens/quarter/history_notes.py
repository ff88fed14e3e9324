"""Notes for the debrief: what was noted so far, and a line to write another."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Note, Text
from game.desktop.match_session import Session
from game.journal.format import NOTE_LENGTH
from game.rules.state.view import Who
from game.scenario.schema.base import SPECTATOR
from game.telling.formatting import clean


class Notes:
    """What a reader has noted, and what it is writing; kept by the screen that shows it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._writing = ""

    def page(self, who: Who, done: Callable[[], object]) -> Node:
        """Return the page; ``done`` is called when a note has been kept."""
        s = self._session

        def keep(_: str = "") -> None:
            if clean(self._writing):
                s.match.note(self._writing, author="" if who == SPECTATOR else who)
                self._writing = ""
                done()

        entry = TextInput(
            "A note for the debrief",
            self._writing,
            lambda text: setattr(self, "_writing", text),
            on_enter=keep,
            hint="What should be talked about afterwards?",
            limit=NOTE_LENGTH,
            key="note",
            grow=1,
        )
        shared = "everybody at the table reads" if who == SPECTATOR else "you alone read"
        rows: list[Node] = [
            Row(
                Column(
                    Note(s.voice.quarter(quarter) + ("" if note.author else " · the table's")),
                    Text(clean(note.text), size="small"),
                    gap=1,
                    grow=1,
                ),
                align="start",
            )
            for quarter, note in reversed(s.match.notes(who))
        ] or [Note("Nothing has been noted yet.")]
        return Column(
            Level(entry, Button("Keep it", keep, icon="save", key="keep-note"), gap=10),
            Note(f"Kept with the game under the present quarter; {shared} it here."),
            Panel(Scroll(Column(*rows, gap=10), key="history-notes"), grow=1),
            gap=8,
            grow=1,
        )
