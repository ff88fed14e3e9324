"""The report's page of politics: polls, deals that were judged, standings and Word."""

from __future__ import annotations

from typing import Final

from game.desktop.charts import ChartLine, LineChart
from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Pips, Spark
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Icon, Note, RoleMark, Text
from game.desktop.match_session import Session
from game.rules.constants import WORD_CAP
from game.rules.state.facts import DealMoved, ElectionCalled, FigureTold, Sacked
from game.scenario.schema.base import Role
from game.telling.deals import word_said
from game.telling.figures import told
from game.telling.log import tell

_POLLS: Final = (
    ("government_vote_intention", "link"),
    ("opposition_vote_intention", "bad"),
    ("partner_vote_intention", "warn"),
    ("insurgent_vote_intention", "good"),
)
_STANDINGS: Final[tuple[tuple[Role, str], ...]] = (
    ("secretary", "secretary_standing"),
    ("number10", "number10_standing"),
    ("monitor", "monitor_standing"),
    ("unions", "unions_standing"),
)


def verdicts(s: Session) -> list[DealMoved | Sacked | ElectionCalled | FigureTold]:
    """Return deals kept, broken or leaked this quarter, ministers fallen, elections called."""
    quarter = s.view.quarter
    return [
        f
        for f in s.heard()
        if f.quarter == quarter
        and (
            (isinstance(f, DealMoved) and f.move in ("kept", "broken", "void", "leaked"))
            or isinstance(f, Sacked | ElectionCalled)
            or (isinstance(f, FigureTold) and f.leaked)
        )
    ]


def politics_page(s: Session) -> Node:
    """Return polls, deals judged, standings and Word."""
    return Scroll(
        Column(_checks(s), Grid(_polls(s), _standings(s), min_column=250, gap=10), gap=10),
        key="politics",
    )


def _checks(s: Session) -> Node:
    found = verdicts(s)
    rows: list[Node] = []
    for f in found:
        bad = not (isinstance(f, DealMoved) and f.move == "kept")
        icon = "deal" if isinstance(f, DealMoved) else "media"
        rows.append(
            Row(
                Icon("check" if not bad else icon, size=18, colour="bad" if bad else "good"),
                Text(tell(s.voice, f, s.view.deals), grow=1),
                gap=10,
                align="start",
            )
        )
    live = sum(d.state == "live" for d in s.view.deals)
    if not rows:
        said = "No deal fell due this quarter" + (f"; {live} in force." if live else ".")
        rows.append(Text(said, colour="soft"))
    return Panel(Column(Heading("Deals and careers", size="lead"), *rows, gap=7))


def _polls(s: Session) -> Node:
    lines = []
    for figure, colour in _POLLS:
        seen = s.view.figures.get(figure)
        if seen is not None and seen.history and any(v for _, v in seen.history):
            lines.append(
                ChartLine(
                    s.voice.scenario.figure(figure).short,
                    tuple((float(q), v) for q, v in seen.history),
                    colour,
                )
            )
    chart: Node = Text("No poll is out yet.", colour="soft")
    if lines:
        chart = LineChart(
            "Vote intention, per cent",
            lines,
            height=215,
            x_name=s.voice.quarter_on_axis,
            y_name=lambda v: f"{v:.0f}%",
        )
    return Panel(Column(Heading("Vote intention", size="lead"), chart, gap=7))


def _standings(s: Session) -> Node:
    rows: list[Node] = []
    for role, figure in _STANDINGS:
        office = next(o for o in s.view.offices if o.role == role)
        seen = s.view.figures.get(figure)
        said = "not public"
        course: Node | None = None
        if seen is not None:
            t = told(s.voice, seen, s.role)
            said = f"{t.value}{', ' + t.word if t.word else ''}"
            course = Spark([v for _, v in seen.history], low=0, high=100, width=60)
        rows.append(
            Level(
                RoleMark(role, size=24),
                Column(
                    Row(
                        Text(s.voice.title_of(role), weight="semibold", size="small", grow=1),
                        Text(f"standing {said}", size="small"),
                    ),
                    Level(
                        Pips(office.word, WORD_CAP // 100, colour="warn", size=9, label="Word"),
                        Note(f"Word {word_said(office.word)}", grow=1),
                        course,
                    ),
                    gap=2,
                    grow=1,
                ),
                gap=10,
            )
        )
    return Panel(Column(Heading("Standing and Word", size="lead"), *rows))
