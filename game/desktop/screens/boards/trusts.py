"""The trusts board: search, filter, sort, and one trust in full."""

from __future__ import annotations

import math
from functools import partial

import numpy as np

from game.desktop import map as maps
from game.desktop.kit.buttons import Button
from game.desktop.kit.choices import Dropdown
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.table import Col, Table
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards.cases import ask_case
from game.desktop.screens.parts.order_buttons import order_buttons
from game.desktop.screens.parts.tiles import money_lines
from game.desktop.screens.screen import ScreenContext
from game.telling.formatting import number
from game.telling.log import log_lines
from game.telling.names import RATINGS, STATUS
from game.telling.typography import sought
from game.world.figure_names import REGIONS


def trusts_panel(c: ScreenContext, s: Session) -> Node:
    """Return the table of every trust: searched, filtered, sorted, opened."""
    ui, t = s.ui, s.view.trusts
    wanted = sought(ui.wanted)
    rows = [
        i
        for i in range(len(t.id))
        if (ui.region == "all" or REGIONS[int(t.region[i])] == ui.region)
        and (not ui.only_listed or t.listed[i] or t.status[i] == 2)
        and (not wanted or wanted in sought(t.name[i]))
    ]
    cash = bool(np.isfinite(t.cash_m).any())
    where = {name: i for i, name in enumerate(t.id)}

    def marks(i: int) -> str:
        out = "[bad][icon at-risk][/]" if t.listed[i] else ""
        out += " [warn][b]M[/][/]" if t.marginal[i] else ""
        return out + (" [soft]PFI[/]" if t.pfi[i] else "")

    table = Table(
        "Trusts",
        [
            Col("Trust", lambda i: esc(t.name[i]), lambda i: t.name[i], grow=1, rank=9, most=300),
            Col("", marks, lambda i: (bool(t.listed[i]), bool(t.marginal[i])), rank=8, down=True),
            Col("Region", lambda i: REGIONS[int(t.region[i])], lambda i: int(t.region[i]), rank=3),
            Col("Kind", lambda i: STATUS[int(t.status[i])], lambda i: int(t.status[i]), rank=2),
            Col(
                "Care",
                lambda i: "" if math.isnan(t.rating[i]) else RATINGS[int(t.rating[i])],
                lambda i: -1.0 if math.isnan(t.rating[i]) else float(t.rating[i]),
                rank=6,
            ),
            Col(
                "Result £m",
                lambda i: _money(float(t.surplus_m[i])),
                lambda i: _low(float(t.surplus_m[i])),
                align="right",
                rank=7,
            ),
            *(
                [
                    Col(
                        "Cash £m",
                        lambda i: _money(float(t.cash_m[i])),
                        lambda i: _low(float(t.cash_m[i])),
                        align="right",
                        rank=7,
                    )
                ]
                if cash
                else []
            ),
        ],
        rows,
        row_key=lambda i: t.id[i],
        chosen=ui.trust,
        on_choose=lambda i: setattr(ui, "trust", t.id[i]),
        on_open=lambda i: open_trust(c, s),
        sort=(1, True),
        empty="No trust fits.",
        tip=esc(t.name[where[ui.trust]]) if ui.trust in where else "",  # what may be cut
        key="trusts",
        grow=1,
    )
    places = [("all", "England"), *((r, maps.REGION_NAMES[r]) for r in REGIONS)]
    wide = c.ems > 58
    head = Level(
        TextInput(
            "Search trusts",
            ui.wanted,
            partial(setattr, ui, "wanted"),
            icon="search",
            hint="Search",
            grow=1,
            key="search-trusts",
        ),
        Dropdown("Region", places, ui.region, partial(setattr, ui, "region"), key="trust-region")
        if wide
        else None,
        Button(
            "Failing only",
            partial(setattr, ui, "only_listed", not ui.only_listed),
            icon="at-risk",
            chosen=ui.only_listed,
            key="failing-only",
        ),
        Button("Open", lambda: open_trust(c, s), enabled=ui.trust in where, key="open-trust")
        if wide
        else None,
    )
    return Column(head, table, grow=1)


def _money(value: float) -> str:
    if math.isnan(value):
        return ""
    token = "bad" if value < -0.05 else "ink"
    return f"[{token}]{esc(number(float(value), 1))}[/]"


def _low(value: float) -> float:
    return math.inf if math.isnan(value) else float(value)


def open_trust(c: ScreenContext, s: Session) -> None:
    """Open a dialog with everything the reader may know of the chosen trust."""
    t = s.view.trusts
    if s.ui.trust not in t.id:
        return
    i = t.id.index(s.ui.trust)
    country = s.match.pack.model.country
    seat = int(t.seat[i])

    def build() -> Node:
        said = [
            f"[soft]{STATUS[int(t.status[i])]} in {maps.REGION_NAMES[REGIONS[int(t.region[i])]]}, "
            f"constituency {esc(country.seat_name[seat])}"
            + (" – [b]a government marginal[/]" if t.marginal[i] else "")
            + "[/]"
        ]
        if t.listed[i]:
            said.append("[bad][icon at-risk] On the list of failing hospitals.[/]")
        if t.pfi[i]:
            said.append("Carries a private finance contract: a fixed cost that no saving reaches.")
        if not math.isnan(t.rating[i]):
            said.append(f"Care is rated [b]{RATINGS[int(t.rating[i])]}[/].")
        said += money_lines(t, i)
        happened = [line for line in log_lines(s.voice, s.view, s.heard()) if t.name[i] in line]
        return Dialog(
            t.name[i],
            Column(
                *(Rich(x) for x in said),
                order_buttons(c, s, t.id[i]),
                *(
                    [Text("What happened there", size="small", weight="semibold")]
                    if happened
                    else []
                ),
                *(Note(x) for x in happened[-6:]),
                gap=7,
            ),
            *(
                Button(
                    "Its case",
                    partial(_to_case, c, s, case.number),
                    icon="clock",
                    kind="primary",
                    key="its-case",
                )
                for case in s.view.cases
                if case.trust == t.id[i] and case.state == "open"
            ),
            on_close=c.close,
            icon="hospital",
        )

    c.open(build, key="trust")


def _to_case(c: ScreenContext, s: Session, number: int) -> None:
    c.close()
    ask_case(c, s, number)
