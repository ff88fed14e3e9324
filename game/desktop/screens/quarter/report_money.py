"""The report's page of money: who paid whom, and how far that explains the purse."""

from __future__ import annotations

from typing import Final

from game.desktop.charts import ChartLine, LineChart
from game.desktop.kit.layout import Grid, Panel
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Heading, Note, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.tiles import Tile, short
from game.desktop.screens.screen import ScreenContext
from game.telling.figures import told
from game.telling.formatting import money
from game.telling.money_flows import MoneyFlow, flows, own_orders_said, purse_said

#: Figures of money, as tiles above the flows.
_PURSES: Final = ("purse_m", "net_surplus_m", "gross_deficit_m", "support_m")


#: Those of them that are drawn as courses, with their colours.
_COURSES: Final = (("purse_m", "link"), ("gross_deficit_m", "bad"), ("support_m", "warn"))
#: Where so few flows are known there is room for the courses of the accounts below them.
_FEW: Final = 6


def money_page(c: ScreenContext, s: Session) -> Node:
    """Return who paid whom, the decided flows first, and what each account was left with."""
    found = flows(s.heard(), s.view.quarter)
    names = [n for n in _PURSES if n in s.view.figures]
    tiles = [
        Tile(
            short(s.voice, n),
            told(s.voice, s.view.figures[n], s.role),
            s.view.figures[n],
            None,
            key=f"money-{n}",
        )
        for n in names
    ]
    few = len(found) <= _FEW
    table = Table(
        "Money this quarter",
        [
            Col(
                "What for",
                lambda f: f"[b]{esc(f.what)}[/]" if f.chosen else esc(f.what),
                lambda f: f.what,
                grow=1,
                rank=9,
            ),
            Col("From", lambda f: esc(f.source), lambda f: f.source, rank=3),
            Col("To", lambda f: esc(f.target), lambda f: f.target, rank=3),
            Col("Amount", _amount, lambda f: abs(f.amount_m), align="right", rank=9, down=True),
        ],
        found,
        row_key=lambda f: f"{f.source}>{f.target}",
        key="flows",
        grow=0 if few else 1,
        basis=None if few else 180,
    )
    return Column(
        Grid(*tiles, columns=len(tiles) if c.ems > 66 else 2, gap=8) if tiles else None,
        table,
        Note(own) if (own := own_orders_said(s.voice, s.view, s.heard())) else None,
        Note(said) if (said := purse_said(s.view, s.heard())) else None,
        Note(
            "Bold flows were somebody's decision; the rest is the service's daily bread. Only the "
            "flows that your office may know are listed: each is told to those who read the "
            "accounts it touches."
        ),
        _course(s) if few else None,
        gap=10,
        grow=1,
    )


def _course(s: Session) -> Node | None:
    """Return what the reader has known of the accounts, quarter by quarter; None before there is
    anything to join."""
    lines = [
        ChartLine(short(s.voice, n), tuple((float(q), v) for q, v in seen.history), colour)
        for n, colour in _COURSES
        if (seen := s.view.figures.get(n)) is not None and len(seen.history) > 1
    ]
    if not lines:
        return None
    chart = LineChart(
        "The accounts by quarter",
        lines,
        x_name=s.voice.quarter_on_axis,
        y_name=money,
        grow=1,
    )
    return Panel(Column(Heading("The accounts by quarter", size="lead"), chart, gap=7), grow=1)


def _amount(f: MoneyFlow) -> str:
    return esc(money(f.amount_m))
