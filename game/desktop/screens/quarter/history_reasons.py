"""Why the computer's offices did what they did: each decision with its two next best choices."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.kit.choices import Tabs
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, RoleMark, Text
from game.desktop.screens.parts.contract import empty
from game.desktop.screens.quarter.open_past import OpenPast, refused, working
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.telling.choices import PARTS_ONLY, WeighedChoice, beside_best
from game.telling.formatting import sentence
from game.workshop.ai_decisions import AiDecision, ai_decisions

SHEETS: Final = "sheets"
TALKS: Final = "talks"


class Reasons:
    """What a reader looks at of the computer's reasons; kept by the screen that shows it."""

    def __init__(self, past: OpenPast) -> None:
        self._past = past
        self.which = SHEETS

    def page(self, c: ScreenContext, turn: int) -> Node:
        """Return the decisions of a turn, once its reader may know everything."""
        past = self._past
        if not past.open:
            return past.door(c)
        found = past.ask(("reasons", len(past.game.entries)), partial(ai_decisions, past.game))
        if found is None:
            return working("The journal is read …")
        if isinstance(found, InputError):
            return refused(found)
        assert isinstance(found, tuple)
        talked = self.which == TALKS
        shown = [d for d in found if d.turn == turn and (d.phase == "talks") == talked]
        return Column(
            Tabs(
                [(SHEETS, "Answers and sheets"), (TALKS, "Talks")],
                self.which,
                partial(setattr, self, "which"),
                size="small",
                key="reasons-which",
                label="Which decisions",
            ),
            Scroll(
                Column(Note(PARTS_ONLY), *map(self._decision, shown), gap=8),
                key="history-reasons",
            )
            if shown
            else empty(
                "robot", "Nothing of the computer's", "No reasons are kept for this quarter here."
            ),
            gap=8,
            grow=1,
        )

    def _decision(self, one: AiDecision) -> Node:
        voice = self._past.session.voice
        rows = [self._choice(one, choice) for choice in one.choices]
        return Panel(
            Row(
                RoleMark(one.role, size=28),
                Column(
                    Level(
                        Heading(voice.title_of(one.role), size="body", grow=1),
                        Note(one.player, wrap=False),
                        gap=8,
                    ),
                    Text(sentence(one.did)),
                    *rows,
                    gap=5,
                    grow=1,
                ),
                gap=12,
                align="start",
            ),
            pad=(14, 10),
        )

    def _choice(self, one: AiDecision, choice: WeighedChoice) -> Node:
        beside = beside_best(one.choices, choice)
        return Column(
            Level(
                Text(f"{choice.place}: {choice.what}", weight="semibold", size="small", grow=1),
                Chip(beside) if beside else None,
                gap=8,
            ),
            Note("; ".join(choice.reasons)) if choice.reasons else None,
            gap=1,
        )
