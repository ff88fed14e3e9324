"""A past quarter as its reader knew it: who did what, what was told, figures, hospitals."""

from __future__ import annotations

from game.desktop import map as maps
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Heading, Icon, Note, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards import geometry
from game.desktop.screens.parts.contract import empty
from game.desktop.screens.parts.tiles import OUTCOME_FILLS, change_markup, trust_tip
from game.desktop.screens.quarter.fights import verdict_chip
from game.desktop.screens.screen import ScreenContext
from game.rules.state.case_facts import CaseSettled
from game.rules.state.facts import OrderRevealed, PhaseBegan, Sealed
from game.rules.state.view import View, Who
from game.telling.figures import ShownFigure, told
from game.telling.formatting import change, quantity
from game.telling.log import log_lines
from game.telling.reveal import SHORT, by_role
from game.world.figure_names import REGIONS


def hospitals(s: Session, c: ScreenContext, view: View, when: str) -> Node:
    """Return the map of hospitals as a reader knew them then; ``when`` says which time it was."""
    t, g = view.trusts, geometry(s)
    shapes = ("circle", "square", "cross", "diamond")
    tokens = []
    for i in range(len(t.id)):
        status = int(t.status[i])
        if status == 3:
            continue
        bad = bool(t.listed[i])
        tokens.append(
            maps.Token(
                t.id[i],
                t.name[i],
                int(t.seat[i]),
                shapes[status],  # type: ignore[arg-type]
                "danger" if bad else "oth",
                bad,
                bool(t.marginal[i]),
                trust_tip(t, i),
            )
        )
    england = [i for i in range(len(g.x)) if int(g.region[i]) < len(REGIONS)]
    return maps.HexMap(
        f"Hospitals at the beginning of {when}",
        g,
        maps.region_paints(c.theme, g),
        shown=england,
        tokens=tokens,
        labels=c.ems > 80,
        key="history-map",
        grow=1,
    )


def deeds(s: Session, who: Who, quarter: int) -> Node:
    """Return what each office did in the quarter, as far as the reader may know it."""
    facts = [f for f in s.match.log_for(who) if f.quarter == quarter]
    if not any(isinstance(f, OrderRevealed) for f in facts):
        return empty(
            "seal",
            "Nothing was revealed yet",
            "This quarter's sheets are still sealed, or nobody ordered anything.",
        )
    rows: list[Node] = []
    for role, found in by_role(s.voice, facts, quarter):
        said: list[Node] = [
            Column(
                Level(
                    Text(o.title, weight="semibold", grow=1),
                    Chip(SHORT[o.outcome], fill=OUTCOME_FILLS[o.outcome]),
                ),
                Note(o.why or o.news),
                gap=1,
            )
            for o in found
        ]
        said += [
            Level(
                Text(f"{s.voice.trust(f.trust)}: {s.voice.way(f.way)}", grow=1),
                verdict_chip(f.move),
            )
            for f in facts
            if isinstance(f, CaseSettled) and f.chosen and f.decider == role
        ]
        said = said or [Note("An empty sheet.")]
        rows.append(
            Panel(
                Row(
                    RoleMark(role, size=28),
                    Column(Heading(s.voice.title_of(role), size="body"), *said, gap=6, grow=1),
                    gap=12,
                    align="start",
                ),
                pad=(14, 10),
            )
        )
    return Scroll(Column(*rows), key="history-orders")


def log(s: Session, who: Who, quarter: int) -> Node:
    """Return all that the reader was told in the quarter."""
    facts = [
        f
        for f in s.match.log_for(who)
        if f.quarter == quarter and not isinstance(f, PhaseBegan | Sealed)
    ]
    view = s.match.view(who)
    lines = [
        Row(Icon("dot", size=14, colour="soft"), Text(line, grow=1, size="small"), align="start")
        for line in log_lines(s.voice, view, facts)
    ]
    return Panel(Scroll(Column(*lines, gap=6), key="history-log"), grow=1)


def figures(s: Session, who: Who, then: View) -> Node:
    """Return the figures as they were known then, beside those of now."""
    now = s.match.view(who)
    rows: list[tuple[ShownFigure, str, str]] = []
    for spec in s.voice.scenario.figures:
        a, b = then.figures.get(spec.figure), now.figures.get(spec.figure)
        if a is None or b is None:
            continue
        rows.append(
            (
                told(s.voice, a),
                quantity(b.value, spec.unit),
                change(b.value - a.value, spec.unit, b.value),
            )
        )
    return Table(
        "Figures",
        [
            Col("Figure", lambda r: esc(r[0].title), lambda r: r[0].title, grow=1, rank=9),
            Col("Then", lambda r: esc(r[0].value), rank=8, align="right"),
            Col("In words", lambda r: esc(r[0].word), rank=4),
            Col("Moved then", lambda r: change_markup(r[0]), rank=5, align="right"),
            Col("Now", lambda r: esc(r[1]), rank=7, align="right"),
            Col("Since", lambda r: esc(r[2]), rank=6, align="right"),
        ],
        rows,
        row_key=lambda r: r[0].figure,
        key="history-figures",
        grow=1,
    )
