"""The pulse of several tables: how each stands, and a quarter at which all of them wait."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Dropdown
from game.desktop.kit.layout import Flow, Grid, Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Text, esc
from game.desktop.screens.screen import Screen, ScreenContext
from game.errors import InputError
from game.telling.formatting import clean, listed, number, plural
from game.workshop.tables import NO_TABLE, Pulse, TableStanding, held_at, hold
from game.world import quarter_calendar

#: How often the folder is looked at, in seconds.
LOOK: Final = 1.0
#: How many quarters ahead of the first table may be chosen to wait at.
_AHEAD: Final = 12


class PulseScreen(Screen):
    """Shows public files alone: what it says may be seen by anybody."""

    title = "The tables"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pulse = Pulse(folder)
        self._tables: list[TableStanding] = []
        self._held: int | None = None
        self._wanted = ""
        self._fault = ""
        self._looked = 0.0

    def enter(self, c: ScreenContext) -> None:
        """Look at once."""
        self._look(c)

    def tick(self, c: ScreenContext) -> bool:
        """Look at the folder from time to time."""
        return c.now >= self._looked + LOOK and self._look(c)

    def _look(self, c: ScreenContext) -> bool:
        """Read the folder; return whether anything is to be said anew."""
        before = self._tables, self._held, self._fault
        self._looked = c.now
        c.wake(c.now + LOOK)
        try:
            self._tables, self._fault = self._pulse.read(c.now), ""
        except InputError as gone:  # a stick that was pulled out may come back
            self._fault = gone.sentence
        self._held = held_at(self._folder)
        return (self._tables, self._held, self._fault) != before

    def build(self, c: ScreenContext) -> Node:
        """Build a panel for each table, and the wait above them."""
        first = max((t.quarter for t in self._tables if t.quarter is not None), default=None)
        tables = [self._table(table, first) for table in self._tables]
        return Ground(
            Column(
                Level(
                    Heading("The tables", size="head"),
                    Text(clean(self._folder.name, 60), colour="soft", grow=1),
                    gap=14,
                ),
                self._waiting(c, first),
                Text(self._fault, colour="bad") if self._fault else None,
                Note(NO_TABLE) if not tables and not self._fault else None,
                Scroll(Grid(*tables, min_column=380, gap=10), key="tables", grow=1),
                gap=12,
                pad=(24, 14),
            )
        )

    def _waiting(self, c: ScreenContext, first: int | None) -> Node | None:
        """Build the quarter at which all wait, and how many are there."""
        if first is None:
            return None
        ahead = range(first + 1, first + 1 + _AHEAD)
        known = [(quarter_calendar.label(q), quarter_calendar.financial(q)) for q in ahead]
        wanted = self._wanted if self._wanted in dict(known) else known[0][0]
        told = "All tables go on as they like."
        if self._held is not None:
            there = sum(table.come_to(self._held) for table in self._tables)
            told = (
                f"All wait before {quarter_calendar.financial(self._held)}: {number(there)} of "
                f"{number(len(self._tables))} there."
            )
        choose = Dropdown(
            "Wait before",
            known,
            wanted,
            partial(setattr, self, "_wanted"),
            show_label=True,
            key="hold-at",
        )
        wait = Button("Hold all there", partial(self._hold, c, wanted), icon="pause", key="hold")
        on = Button(
            "Let them go on",
            partial(self._hold, c, None),
            icon="play",
            enabled=self._held is not None,
            key="release",
        )
        return Panel(Column(Text(told), Flow(choose, wait, on, gap=8), gap=8))

    def _hold(self, c: ScreenContext, quarter: str | None) -> None:
        try:
            hold(self._folder, quarter)
        except InputError as refused:
            c.toast(esc(refused.sentence), "at-risk", 6.0)
            c.sound("bad")
        self._look(c)

    def _table(self, table: TableStanding, first: int | None) -> Node:
        """Build one table: where it is, whom it waits for, how it stands with its plan."""
        return Panel(
            Column(
                Level(
                    Heading(table.name, size="lead", grow=1),
                    *([Text("waits", weight="bold", colour="warn")] if self._stands(table) else []),
                    gap=8,
                ),
                *(Text(line, colour=colour) for line, colour in _lines(table, first)),
                gap=4,
            )
        )

    def _stands(self, table: TableStanding) -> bool:
        """Return whether a table may not go on to its next quarter."""
        return self._held is not None and not table.ended and table.come_to(self._held)


def _lines(table: TableStanding, first: int | None) -> Sequence[tuple[str, str]]:
    """Return what is said of a table, each line with its colour."""
    if table.quarter is None:
        return [("Not begun", "soft")]
    lines = [(f"{quarter_calendar.financial(table.quarter)}, {table.phase.lower()}", "ink")]
    if table.waiting:
        lines.append((f"Waiting for {listed(table.waiting)}", "ink"))
    if table.in_hand is not None:
        late = table.in_hand < 0
        minutes = plural(round(abs(table.in_hand)), "minute")
        lines.append((f"{minutes} {'behind' if late else 'in hand'}", "warn" if late else "soft"))
    if first is not None and table.quarter < first:
        behind = plural(first - table.quarter, "quarter")
        lines.append((f"{behind} behind the first", "warn"))
    if table.quiet >= 1 and not table.ended:
        lines.append((f"Nothing for {plural(int(table.quiet), 'minute')}", "warn"))
    return lines
