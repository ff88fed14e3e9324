"""What if: one decision of a quarter otherwise, both courses in one chart, kept as a game."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import cast

from game.desktop.charts import ChartLine, LineChart
from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Dropdown, Tabs
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Note, Text, esc
from game.desktop.screens.parts.contract import empty
from game.desktop.screens.quarter.open_past import OpenPast, refused, working
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.lab.held_course import Change
from game.lab.whatif import Others
from game.match.saves import kept_anew
from game.rules.counterfactual import COMPARED
from game.telling.formatting import quantity
from game.workshop import other_courses
from game.workshop.other_courses import OtherCourse
from game.workshop.past_decisions import PastDecision, past_decisions
from game.world.figure_names import FIGURE_INDEX


class OtherWays:
    """The decision that a reader has picked, and what came of it otherwise."""

    def __init__(self, past: OpenPast) -> None:
        self._past = past
        self._decision = "0"
        self._otherwise = "0"
        self.others: Others = "held"
        self.figure = ""  # until one is chosen: the first that comes out different
        self._quarter = -1

    def page(self, c: ScreenContext, quarter: int) -> Node:
        """Return the decisions of a quarter, and the course that was run of one."""
        past = self._past
        if not past.open:
            return past.door(c)
        if quarter != self._quarter:
            self._quarter, self._decision, self._otherwise = quarter, "0", "0"
        last = past.session.match.turn
        found = past.ask(
            ("decisions", quarter),
            lambda: past_decisions(past.game, past.game.position_of(last), quarter),
        )
        if found is None:
            return working("Looking up what was decided …")
        if isinstance(found, InputError):
            return refused(found)
        decisions = cast("tuple[PastDecision, ...]", found)
        if not decisions:
            return empty("seal", "Nothing was decided", "No order or answer of this quarter is in.")
        decision = decisions[int(self._decision)]
        changes = decision.otherwise[int(self._otherwise)].changes
        key = ("what if", changes, self.others)
        return Column(
            Dropdown(
                "The decision",
                [(str(n), one.said) for n, one in enumerate(decisions)],
                self._decision,
                self._pick,
                key="decision",
                show_label=True,
            ),
            Dropdown(
                "Instead",
                [(str(n), one.said) for n, one in enumerate(decision.otherwise)],
                self._otherwise,
                partial(setattr, self, "_otherwise"),
                key="otherwise",
                show_label=True,
            ),
            Tabs(
                [("held", "Others as played"), ("ai", "Others choose again")],
                self.others,
                partial(setattr, self, "others"),
                size="small",
                key="others",
                label="What the others do",
            ),
            Level(
                Button(
                    "Run it",
                    partial(past.ask, key, partial(self._run, changes, self.others)),
                    kind="primary",
                    icon="play",
                    key="run-what-if",
                    enabled=past.get(key) is None and not past.doing(key),
                ),
                Note("On the same luck; the game itself stays as it is."),
                gap=10,
            ),
            Panel(Scroll(self._came(c, key), key="history-whatif"), grow=1),
            gap=8,
            grow=1,
        )

    def _pick(self, decision: str) -> None:
        self._decision, self._otherwise = decision, "0"

    def _run(self, changes: tuple[Change, ...], others: Others) -> OtherCourse:
        return other_courses.play(self._past.game, changes, others)

    def _came(self, c: ScreenContext, key: object) -> Node:
        past = self._past
        found = past.get(cast("tuple[object, ...]", key))
        if past.doing(cast("tuple[object, ...]", key)):
            return working("Both courses are played …")
        if found is None:
            return Note("Guess first: what would have come of it?")
        if isinstance(found, InputError):
            return refused(found)
        return self._both(c, cast("OtherCourse", found))

    def _both(self, c: ScreenContext, course: OtherCourse) -> Node:
        voice, game, found = self._past.session.voice, self._past.game, course.found
        if found.same:
            return Column(Text(course.sentence), Note("Nothing comes out different."), gap=6)
        quarters = sorted(set(found.played.track) & set(found.changed.track))
        figure = self.figure or _first_moved(course)
        row, unit = FIGURE_INDEX[figure], voice.unit(figure)
        lines = [
            ChartLine(name, tuple((float(q), one.track[q][row]) for q in quarters), colour, dashed)
            for name, one, colour, dashed in (
                ("as played", found.played, "link", False),
                ("what if", found.changed, "warn", True),
            )
        ]
        lost = course.lost(game)
        return Column(
            Text(course.sentence),
            Dropdown(
                "Figure",
                [(one, voice.figure(one)) for one in COMPARED],
                figure,
                partial(setattr, self, "figure"),
                key="what-if-figure",
                show_label=True,
            ),
            LineChart(
                f"{voice.figure(figure)}, as played and what if",
                lines,
                x_name=voice.quarter_on_axis,
                y_name=lambda v: quantity(v, unit),
                height=150,
            ),
            Table(
                "Both courses at the end",
                [
                    Col("", lambda r: esc(r[0]), grow=1, rank=9),
                    Col("As played", lambda r: esc(r[1]), rank=7, align="right"),
                    Col("What if", lambda r: esc(r[2]), rank=8, align="right"),
                    Col("Difference", lambda r: esc(r[3]), rank=6, align="right"),
                ],
                course.rows(voice),
                row_key=lambda r: r[0],
                key="what-if-rows",
            ),
            *(Text(line, size="small") for line in lost),
            Button(
                "Keep as a branch",
                partial(self._keep, c, course),
                icon="link",
                key="keep-what-if",
                enabled=self._past.session.match.path is not None,
                tip="A game of its own, which begins with the difference as a note.",
            ),
            gap=8,
        )

    def _keep(self, c: ScreenContext, course: OtherCourse) -> None:
        game, scenario = self._past.game, self._past.session.match.pack.scenario.id

        def make(path: Path) -> Path:
            other_courses.keep(game, course, path)
            return path

        try:
            made = kept_anew(scenario, make)
        except (InputError, OSError) as fault:
            said = fault.sentence if isinstance(fault, InputError) else str(fault)
            c.toast(esc(said), "at-risk", 6.0)
            return
        c.toast(f"Kept as {esc(made.name)}: it opens from the title.", "link", 6.0)


def _first_moved(course: OtherCourse) -> str:
    """Return the first compared figure that ends differently, else the first of all."""
    ends = [one.track[max(one.track)] for one in (course.found.played, course.found.changed)]
    rows = ((figure, FIGURE_INDEX[figure]) for figure in COMPARED)
    return next((f for f, row in rows if ends[0][row] != ends[1][row]), COMPARED[0])
