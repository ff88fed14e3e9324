"""The report's page of gauges: each that moved, and the terms of one, summing exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.desktop.charts import BarPart, Waterfall
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Heading, Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.contract import empty
from game.desktop.screens.screen import ScreenContext
from game.telling.formatting import number
from game.telling.gauge_changes import Move, gathered
from game.telling.why import signed, why

#: Terms shown one by one in a waterfall; the rest are gathered so that all still sum.
MOST_TERMS: Final = 11


def why_page(
    c: ScreenContext, s: Session, moved: list[Move], gauge: str, ask: Callable[[str], object]
) -> Node:
    """Return every gauge that moved, and the terms of the one asked about, summing exactly."""
    if not moved:
        return empty("info", "No gauge that you may know moved", "Others may have, unseen.")
    known = {m.gauge for m in moved}
    chosen = gauge or moved[0].gauge
    rows = Table(
        "Gauges that moved",
        [
            Col("Gauge", lambda m: esc(m.title), lambda m: m.title, grow=1, rank=9),
            Col(
                "Before",
                lambda m: number(m.before / 1000, 1),
                lambda m: m.before,
                align="right",
                rank=4,
            ),
            Col(
                "Now", lambda m: number(m.after / 1000, 1), lambda m: m.after, align="right", rank=5
            ),
            Col("Move", _move_markup, lambda m: abs(m.by), align="right", rank=9, down=True),
        ],
        moved,
        row_key=lambda m: m.gauge,
        chosen=chosen if chosen in known else "",
        on_choose=lambda m: ask(m.gauge),
        key="moved",
        grow=1,
        basis=130,
        least_rows=3,
    )
    if chosen in known:
        m = next(m for m in moved if m.gauge == chosen)
        answer: Node = _waterfall(m)
    else:
        told_why = why(s.voice, s.heard(), chosen, s.view, s.thumb)
        answer = Column(
            Heading(s.voice.figure(chosen), size="lead"),
            Text(told_why.summary),
            *(Text(b.line, size="small") for b in told_why.causes),
            *(Note(said) for said in told_why.also),
            gap=6,
        )
    panel = Panel(Scroll(answer, key="answer"), fill="panel", grow=1.5, basis=190)
    return (
        Column(rows, panel, gap=10, grow=1) if c.ems > 66 else Column(Panel(answer), rows, gap=10)
    )


def _move_markup(m: Move) -> str:
    token = "soft" if m.good is None else "good" if m.good else "bad"
    mark = "▲" if m.by > 0 else "▼" if m.by < 0 else "="
    return f"[{token}]{mark} {esc(signed(m.by).lstrip('+−'))}[/]"


def _waterfall(m: Move) -> Node:
    parts = [
        BarPart(t.name[:1].upper() + t.name[1:], t.milli / 1000, t.role or "")
        for t in gathered(m.terms, MOST_TERMS)
    ]
    token = "soft" if m.good is None else "good" if m.good else "bad"
    up = None if m.good is None else (m.by > 0) == m.good
    return Column(
        Row(
            Heading(f"Why did {m.title} move?", size="lead", grow=1),
            Rich(f"[{token}]{esc(signed(m.by))} points[/]"),
            gap=10,
            align="end",
        ),
        Waterfall(f"Why {m.title} moved", m.before / 1000, parts, good_up=up),
        Note(
            "The terms are kept as they act, and sum to the move exactly; names in an office's "
            "colour are that office's doing."
        ),
    )
