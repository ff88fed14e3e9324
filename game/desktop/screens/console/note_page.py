"""Bookmarks: one key keeps the moment, the text is typed after."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Note, Text
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.journal import timeline
from game.journal.format import CATEGORIES, NOTE_LENGTH, NoteCategory
from game.rules.state.position import FACILITATOR
from game.telling.formatting import clean
from game.workshop.room import Room

_WORDS: Final[dict[NoteCategory, str]] = {
    "actors": "People",
    "process": "Process",
    "outcome": "Outcome",
    "press": "Press",
    "other": "Other",
}


class NotePage:
    """What is being written, and about what."""

    def __init__(self, session: Session, room: Room) -> None:
        self.session, self.room = session, room
        self._text = ""
        self._category: NoteCategory = "other"

    def build(self, c: ScreenContext) -> Node:
        """Build the line to write on, and what was kept before."""
        s = self.session
        kept = reversed(timeline.notes(s.match.journal.entries))
        rows: list[Node] = [
            Column(
                Note(
                    " · ".join(
                        (
                            s.voice.quarter(quarter),
                            _WORDS[note.category],
                            self._author(note.author),
                        )
                    )
                ),
                Text(clean(note.text), size="small"),
                gap=1,
            )
            for quarter, note in kept
        ]
        return Column(
            Tabs(
                [(name, _WORDS[name]) for name in CATEGORIES],
                self._category,
                partial(setattr, self, "_category"),
                size="small",
                key="category",
                label="About what",
            ),
            Level(
                TextInput(
                    "Bookmark",
                    self._text,
                    partial(setattr, self, "_text"),
                    on_enter=lambda _: self._keep(),
                    hint="What did somebody believe just now?",
                    limit=NOTE_LENGTH,
                    key="console-note",
                    grow=1,
                ),
                Button("Keep it", self._keep, icon="save", key="keep-note"),
                gap=10,
            ),
            Panel(Scroll(Column(*rows, gap=10), key="console-notes"), grow=1)
            if rows
            else Note("Nothing has been noted yet."),
            gap=8,
            grow=1,
        )

    def _author(self, author: str) -> str:
        if author == FACILITATOR:
            return "facilitator"
        return author or "the table"

    def _keep(self) -> None:
        if clean(self._text):
            self.room.note(self._text, self._category)
            self._text = ""
