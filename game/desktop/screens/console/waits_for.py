"""What an inject waits for: a figure above or below a number, or a quarter."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal

from game.desktop.kit.choices import Dropdown, Tabs
from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Note
from game.desktop.match_session import Session
from game.errors import InputError
from game.scenario.schema.base import SPECTATOR
from game.scenario.schema.conditions import Condition
from game.telling.formatting import quantity
from game.workshop.library import asked_when, typed_in

_QUARTER: Final = "quarter"


class WaitsFor:
    """What is chosen and typed of the condition."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._measure = _QUARTER
        self._side: Literal["above", "below"] = "above"
        self._bound = ""
        self._quarter = ""

    @property
    def sign(self) -> str:
        """What changes when the condition does."""
        return f"{self._measure} {self._side} {self._bound} {self._chosen_quarter()}"

    def condition(self) -> Condition:
        """Return the condition. Raises InputError, with one sentence, while it is not said."""
        of_time = self._measure == _QUARTER
        bound = self._chosen_quarter() if of_time else self._bound
        return asked_when(self.session.voice, self._measure, self._side, bound)

    def fault(self) -> str:
        """Return what is not said yet, in a sentence; empty if all is."""
        try:
            self.condition()
        except InputError as wrong:
            return wrong.sentence
        return ""

    def said(self) -> str:
        """Return the condition in words."""
        voice = self.session.voice
        if self._measure == _QUARTER:
            return f"it is {voice.quarter(int(self._chosen_quarter()))}"
        _, unit = typed_in(voice.unit(self._measure))
        bound = f"{self._bound.strip()} {unit}".rstrip()
        return f"{voice.figure(self._measure)} is {self._side} {bound}"

    def _quarters(self) -> list[tuple[str, str]]:
        view, voice = self.session.match.view(SPECTATOR), self.session.voice
        ahead = range(min(view.quarter + 1, view.last), view.last + 1)
        return [(str(quarter), voice.quarter(quarter)) for quarter in ahead]

    def _chosen_quarter(self) -> str:
        known = [quarter for quarter, _ in self._quarters()]
        return self._quarter if self._quarter in known else known[0]

    def build(self) -> Node:
        """Build the choice of what is asked, and its bound."""
        voice = self.session.voice
        view = self.session.match.view(SPECTATOR)
        figures = [(name, voice.figure(name)) for name in view.figures]
        measures = Dropdown(
            "What it waits for",
            [(_QUARTER, "A quarter"), *sorted(figures, key=lambda one: one[1])],
            self._measure,
            partial(setattr, self, "_measure"),
            key="waits-for",
        )
        if self._measure == _QUARTER:
            quarters = Dropdown(
                "From which quarter",
                self._quarters(),
                self._chosen_quarter(),
                partial(setattr, self, "_quarter"),
                key="waits-quarter",
            )
            return Panel(Flow(measures, quarters, gap=8))
        sides = Tabs(
            [("above", "above"), ("below", "below")],
            self._side,
            partial(setattr, self, "_side"),
            size="small",
            key="waits-side",
            label="Above or below",
        )
        bound = TextInput(
            "Number",
            self._bound,
            partial(setattr, self, "_bound"),
            hint=typed_in(voice.unit(self._measure))[1],
            limit=8,
            key="waits-bound",
        )
        stands = quantity(view.figures[self._measure].value, voice.unit(self._measure))
        note = Note(f"Now {stands}, as published; the true figure decides, at each quarter's draw.")
        return Panel(Column(Flow(measures, sides, gap=8), bound, note, gap=6))
