"""The record of games played to their end: what each office earned, deletable line by line."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Note, Text
from game.desktop.screens.parts.contract import empty
from game.desktop.screens.parts.page import menu_page
from game.desktop.screens.parts.papers import FILLS
from game.desktop.screens.screen import Screen, ScreenContext
from game.match import record
from game.telling.formatting import number
from game.telling.scores import par_said


class RecordScreen(Screen):
    """It is a file of this computer's; nothing of it is sent anywhere."""

    title = "Record of games"

    def build(self, c: ScreenContext) -> Node:
        """Build a line a game and office, the newest first."""
        kept = record.load()
        if not kept:
            return menu_page(
                c,
                self.title,
                Panel(
                    empty(
                        "crown",
                        "No game has been played to its end here",
                        "Each game that is kept and ends adds a line: office, score, title earned.",
                    ),
                    grow=1,
                ),
            )
        return menu_page(
            c,
            self.title,
            Scroll(Column(*(self._line(c, i, e) for i, e in enumerate(kept)), gap=8), key="record"),
            Level(
                Note("Kept on this computer alone, in your own folder.", grow=1),
                Button(
                    "Delete the record",
                    partial(
                        c.confirm,
                        "Delete the record?",
                        "Every line goes. The games themselves stay kept.",
                        "Delete",
                        record.delete_all,
                        "danger",
                    ),
                    icon="trash",
                    kind="quiet",
                    key="delete-record",
                ),
                gap=12,
            ),
        )

    def _line(self, c: ScreenContext, i: int, e: record.RecordedGame) -> Node:
        title = Text(e.title, weight="serif_bold", size="lead")
        about = Note(f"{e.office} · {e.scenario} · {e.won} · {e.when}")
        score = Text(number(e.score), size="title", weight="semibold")
        band = Chip(e.band, fill=FILLS.get(e.band, ""))
        gone = Button(
            f"Delete the line of {e.when}",
            partial(record.delete, e),
            icon="trash",
            bare=True,
            kind="quiet",
            key=f"delete-{i}",
        )
        if c.ems > 50:
            row: Node = Level(
                Column(title, about, gap=2, grow=1),
                score,
                band,
                Note(par_said(e.par)),
                gone,
                gap=14,
            )
        else:
            row = Column(
                title,
                about,
                Level(score, band, Note(par_said(e.par)), Spacer(), gone, gap=10),
                gap=4,
            )
        return Panel(row, fill="paper", pad=(16, 10))
