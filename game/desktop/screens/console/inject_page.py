"""The inject library and the override: what a facilitator may change, and what would come of it."""

from __future__ import annotations

from functools import partial
from typing import Literal

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Dropdown, Tabs
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Note, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.console.waits_for import WaitsFor
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.rules.state.commands import REASON_LENGTH, Inject, Override
from game.scenario import numerals
from game.scenario.schema.conditions import Condition
from game.telling.formatting import clean
from game.workshop.library import InjectTime, LibraryEvent, PreviewedAnswer, library, preview
from game.workshop.room import Room
from game.world.figure_names import GAUGES

#: What an override's reason is where none is typed.
_NO_REASON = "The facilitator's reason was not given."


class InjectPage:
    """Which event is looked at, and what is typed of an override."""

    def __init__(self, session: Session, room: Room) -> None:
        self.session, self.room = session, room
        self.when: InjectTime = "now"
        self.event = ""
        self.waits = WaitsFor(session)
        self._library: tuple[object, list[LibraryEvent]] = (None, [])
        self._previewed: tuple[object, list[PreviewedAnswer], str] = (None, [], "")
        self._figure = GAUGES[0]
        self._to = ""
        self._reason = ""

    def build(self, c: ScreenContext) -> Node:
        """Build the list at the left, the event or the override at the right."""
        wide = c.ems > 66
        when = Tabs(
            [("now", "Now"), ("next", "Next quarter"), ("condition", "When…")],
            self.when,
            partial(setattr, self, "when"),
            size="small",
            key="when",
            label="When",
        )
        waits = self.waits.build() if self.when == "condition" else None
        entries = Column(*map(self._entry, self._events()), gap=4)
        shown = Column(self._shown(c), self._override(c), gap=10)
        if wide:
            scrolled = Scroll(entries, key="library", grow=1)
            listed = Column(when, waits, scrolled, gap=8, share=1)
            return Row(listed, Scroll(shown, share=1, key="inject-r"), gap=14, grow=1)
        return Scroll(Column(when, waits, entries, shown, gap=6), key="injects")

    def _sign(self) -> object:
        entries = self.session.match.journal.entries
        return len(entries), self.when, self.waits.sign if self.when == "condition" else ""

    def _asked(self) -> Literal["now", "next"] | Condition:
        """Return when the event is to come up. Raises InputError while that is not said."""
        return self.waits.condition() if self.when == "condition" else self.when

    def _events(self) -> list[LibraryEvent]:
        sign = self._sign()
        if self._library[0] != sign:
            try:
                when = self._asked()
            except InputError:  # said beside the button, once an event is chosen
                when = "next"
            self._library = sign, library(self.session.match, self.session.voice, when)
        return self._library[1]

    def _entry(self, item: LibraryEvent) -> Node:
        return Button(
            item.title,
            partial(setattr, self, "event", item.event),
            note=item.reason or f"{self.session.voice.office(item.answers)}",
            chosen=item.event == self.event,
            kind="normal" if not item.reason else "quiet",
            align="left",
            key=f"event-{item.event}",
        )

    def _shown(self, c: ScreenContext) -> Node:
        found = next((e for e in self._events() if e.event == self.event), None)
        if found is None:
            return Panel(Note("Choose an event to see what each answer would move."))
        answers, fault = self._preview(found)
        unsaid = self.waits.fault() if self.when == "condition" else ""
        compared = "On the same luck, against the quarter without it; empty sheets in both."
        if self.when == "condition":
            compared += " As if it came up next quarter."
        told: list[Node] = []
        for answer in answers:
            told.append(Text(answer.title, weight="semibold"))
            told.append(Note("; ".join(answer.moves) or "moves nothing by the quarter's end"))
        return Panel(
            Column(
                Heading(found.title, size="lead"),
                Text(found.prose, size="small"),
                *told,
                Note(compared) if told else None,
                Text(found.reason or fault, colour="bad") if found.reason or fault else None,
                Text(unsaid, colour="warn") if unsaid else None,
                Button(
                    "Inject it",
                    partial(self._inject, c, found),
                    kind="primary",
                    icon="bolt",
                    enabled=not found.reason and not unsaid,
                    key="inject",
                ),
                gap=6,
            )
        )

    def _preview(self, item: LibraryEvent) -> tuple[list[PreviewedAnswer], str]:
        sign = (self._sign(), item.event)
        if self._previewed[0] != sign:
            told: list[PreviewedAnswer] = []
            fault = ""
            if not item.reason:
                try:
                    told = preview(self.session.match, self.session.voice, item.event, self.when)
                except InputError as refused:
                    fault = refused.sentence
            self._previewed = sign, told, fault
        return self._previewed[1], self._previewed[2]

    def _inject(self, c: ScreenContext, item: LibraryEvent) -> None:
        if self.session.submit(c, Inject(event=item.event, when=self._asked())):
            self.room.injected()
            self.room.follow()
            c.toast(f"“{esc(item.title)}” comes up {self._when_said()}.", "bolt")

    def _when_said(self) -> str:
        if self.when == "condition":
            return f"when {self.waits.said()}"
        return "now" if self.when == "now" else "next quarter"

    def _override(self, c: ScreenContext) -> Node:
        voice = self.session.voice
        known = [
            (s.figure, voice.figure(s.figure)) for s in voice.scenario.figures if s.figure in GAUGES
        ]
        return Panel(
            Column(
                Heading("Set a figure", size="lead"),
                Note("It is logged, and the debrief says so."),
                Level(
                    Dropdown("Figure", known, self._figure, partial(setattr, self, "_figure")),
                    TextInput(
                        "To",
                        self._to,
                        partial(setattr, self, "_to"),
                        hint="0 to 100",
                        limit=6,
                        key="override-to",
                    ),
                    gap=8,
                ),
                TextInput(
                    "Why",
                    self._reason,
                    partial(setattr, self, "_reason"),
                    hint="Said in the debrief",
                    limit=REASON_LENGTH,
                    key="override-why",
                ),
                Button("Set it", partial(self._set, c), icon="settings", key="override"),
                gap=7,
            )
        )

    def _set(self, c: ScreenContext) -> None:
        value = numerals.number(self._to.strip())
        if value is None:
            c.toast("Type a number from 0 to 100.", "at-risk")
            return
        reason = clean(self._reason, REASON_LENGTH) or _NO_REASON
        if self.session.submit(c, Override(figure=self._figure, to=value, reason=reason)):
            c.toast(f"{esc(self.session.voice.figure(self._figure))} is set.", "settings")
            self._to = self._reason = ""
