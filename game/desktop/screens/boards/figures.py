"""The figures board: every figure the reader knows, and why the chosen one moved."""

from __future__ import annotations

from functools import partial

import pygame

from game.desktop.charts import BarPart, Waterfall
from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import paint_spark
from game.desktop.kit.node import Ctx, Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Heading, Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.figure_history import course
from game.desktop.screens.parts.tiles import change_markup, short
from game.desktop.screens.screen import ScreenContext
from game.desktop.theme import Tone
from game.rules.state.commands import Leak
from game.telling.figures import ShownFigure, good_way, how_sure, told
from game.telling.formatting import number
from game.telling.historical_overlay import as_it_was
from game.telling.rulebook import filled
from game.telling.why import why


def figures_panel(c: ScreenContext, s: Session) -> Node:
    """Return every figure that the reader knows, and why the chosen one moved."""
    ui, voice, view = s.ui, s.voice, s.view
    rows = [
        told(voice, seen, s.role) for seen in view.figures.values() if seen.figure in _listed(s)
    ]

    def spark(c: Ctx, b: Brush, row: ShownFigure, rect: pygame.Rect, tone: Tone) -> None:
        values = [v for _, v in view.figures[row.figure].history]
        t = c.theme
        box = rect.inflate(0, -t.px(4))
        paint_spark(c, b, box, values, t.colour("link", tone), t.colour("track", tone))

    table = Table(
        "Figures",
        [
            Col(
                "Figure",
                lambda r: esc(short(voice, r.figure)),
                lambda r: short(voice, r.figure),
                grow=1,
                rank=9,
            ),
            Col("State", word_markup, lambda r: r.word, rank=7),
            Col(
                "Now",
                lambda r: f"{'' if r.exact else '≈ '}[b]{esc(r.value)}[/]",
                align="right",
                rank=9,
            ),
            Col(
                "Change",
                change_markup,
                lambda r: _size(view, r.figure),
                align="right",
                rank=8,
                down=True,
            ),
            Col("Course", lambda r: "", paint=spark, width=62, rank=6),
        ],
        rows,
        row_key=lambda r: r.figure,
        chosen=ui.figure,
        on_choose=lambda r: setattr(ui, "figure", r.figure),
        sort=(3, True),
        key="figures",
        grow=1,
    )
    answer = why_panel(c, s, ui.figure)
    if c.ems > 58:
        return Row(
            Column(table, share=1.5),
            Panel(Scroll(answer, key="why-scroll"), fill="paper", pad=12, share=1),
            gap=12,
            grow=1,
        )
    return Column(
        Column(table, share=1),
        Panel(Scroll(answer, key="why-scroll"), fill="paper", pad=10, share=0.8),
        grow=1,
    )


def word_markup(said: ShownFigure) -> str:
    """Say calm, tense or breaking, stressed by how much it matters."""
    token = {"tense": "warn", "breaking": "bad"}.get(said.word, "soft")
    return f"[{token}]{esc(said.word)}[/]" if said.word else ""


def _listed(s: Session) -> set[str]:
    return {f.figure for f in s.voice.scenario.figures}


def _size(view: object, figure: str) -> float:
    seen = view.figures[figure]  # type: ignore[attr-defined]
    earlier = [v for q, v in seen.history if q < seen.of_quarter]
    return abs(seen.value - earlier[-1]) / max(1.0, abs(earlier[-1])) if earlier else 0.0


def _known(c: ScreenContext, s: Session, said: ShownFigure) -> Node:
    """Return how it stands, how it is known, and the leak of what only this office knows."""
    known = how_sure(s.voice, said)
    words = " · ".join(x for x in (word_markup(said), esc(said.when), known) if x)
    if said.figure not in s.view.leakable or s.role is None:
        return Rich(words, size="small", colour="soft")
    return Level(
        Rich(words, size="small", colour="soft", grow=1),
        Button(
            "Leak",
            partial(_ask_leak, c, s, said),
            icon="megaphone",
            size="small",
            tip=filled("Tell everyone the true number: {leak_heat} media heat."),
            key="leak",
        ),
    )


def _ask_leak(c: ScreenContext, s: Session, said: ShownFigure) -> None:
    c.confirm(
        f"Leak {s.voice.figure_inside(said.figure)}?",
        f"Everyone will know that it is [b]{esc(said.value)}[/], and that it was you. "
        + filled("Media heat rises by {leak_heat}. It can't be taken back."),
        "Leak it",
        partial(_leak, c, s, said.figure),
        "danger",
    )


def _leak(c: ScreenContext, s: Session, figure: str) -> None:
    assert s.role is not None
    if s.submit(c, Leak(role=s.role, figure=figure)):
        c.toast(f"{esc(s.voice.figure(figure))} is in tomorrow's papers.", "media")


def why_panel(c: ScreenContext, s: Session, figure: str) -> Node:
    """Return the chosen figure: what it means, its course, and the terms of its last move."""
    voice, view = s.voice, s.view
    seen = view.figures.get(figure)
    if seen is None:
        return Text("Choose a figure to see why it moved.", colour="soft")
    said = told(voice, seen, s.role)
    answer = why(voice, s.heard(), figure, view, s.thumb)
    spec = next((f for f in voice.scenario.figures if f.figure == figure), None)
    parts: list[Node | None] = [
        Row(
            Heading(said.title, size="lead", grow=1),
            Rich(f"[b]{esc(said.value)}[/] {change_markup(said)}", size="lead"),
        ),
        _known(c, s, said),
        Note(spec.glossary) if spec else None,
    ]
    if answer.causes:
        before = seen.value - answer.milli / 1000
        moved = view.figures[figure]
        if moved.exact and answer.quarter == moved.of_quarter:
            before = moved.value - answer.milli / 1000
        up = {"up": True, "down": False}.get(good_way(voice, figure, s.role))
        parts.append(Text(answer.summary, size="small", weight="semibold"))
        shown = answer.causes[:7]
        rest = sum(b.milli for b in answer.causes[7:])
        bars = [BarPart(b.cause, b.milli / 1000) for b in shown]
        if rest:
            bars.append(BarPart("All else", rest / 1000))
        parts.append(
            Waterfall(
                f"Why {said.title} moved", before, bars, good_up=up, show=lambda v: number(v, 1)
            )
        )
    else:
        parts.append(Text(answer.summary, size="small"))
        parts += [Note(said) for said in answer.also]
    was = as_it_was(voice, figure, seen.of_quarter)
    parts.append(course(voice, seen, was))
    if was is not None:
        parts.append(Note(was.said))
    return Column(*parts)
