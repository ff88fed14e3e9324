"""The docket: hospitals that fail and fall due, each with its decider and its clock."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Flow, Grid
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.parts.case_dialog import CaseDialog
from game.desktop.screens.screen import ScreenContext
from game.rules.state.view import SeenCase
from game.telling.cases import CaseText, case_card
from game.telling.formatting import plural, sentence


def open_cases(s: Session) -> list[SeenCase]:
    """Return the cases that are open, the first that falls due first."""
    return sorted((x for x in s.view.cases if x.state == "open"), key=lambda x: (x.due, x.number))


def words(s: Session, case: SeenCase) -> CaseText:
    """Return a case's card in words."""
    forecast = s.forecast if s.forecast.ready else {}
    return case_card(s.voice, s.view, case, s.match.pack.model.country.seat_name, forecast)


def ask_case(c: ScreenContext, s: Session, number: int, *, orders: bool = True) -> None:
    """Open a case's card; without ``orders`` it leads to none."""
    case = next((x for x in s.view.cases if x.number == number), None)
    if case is not None:
        dialog = CaseDialog(s, case, orders=orders)
        c.open(partial(dialog.build, c), key="case")


def cases_panel(c: ScreenContext, s: Session) -> Node:
    """Return the docket: what is open as cards, what has ended below."""
    now = open_cases(s)
    ended = [x for x in s.view.cases if x.state == "ended"]
    failing = plural(len(s.view.listed), "hospital")
    lead = Note(f"{failing} on the list of those that fail; {plural(len(now), 'case')} open.")
    cards = [_tile(c, s, case) for case in now]
    past: list[Node] = []
    if ended:
        past = [Heading("What became of the others", size="lead")]
        past += [
            Rich(f"[b]{esc(text.hospital)}[/] [soft]{esc(text.clock)}[/]", size="small")
            for text in (words(s, x) for x in reversed(ended))
        ]
    docket: Node = (
        Grid(*cards, min_column=230, gap=10, key="docket")
        if cards
        else Text("No hospital has fallen due.", colour="soft")
    )
    return Scroll(Column(lead, docket, *past, gap=8, pad=3), key="cases")


def clock_chip(case: SeenCase, quarter: int) -> Chip:
    """Return how long a case has."""
    left = case.due - quarter
    if case.falls_due or left <= 0:
        return Chip("[icon clock] due now", fill="danger")
    return Chip(f"[icon clock] {plural(left, 'quarter')}", fill="warn" if left == 1 else "none")


def _tile(c: ScreenContext, s: Session, case: SeenCase) -> Node:
    text = words(s, case)
    mine = case.decider == s.role
    who = "You decide" if mine else f"{text.decides[:1].upper()}{text.decides[1:]}"
    return Card(
        f"{text.hospital}, {text.clock}",
        Heading(text.hospital, size="lead"),
        Flow(
            clock_chip(case, s.view.quarter),
            Chip("marginal", fill="warn") if case.marginal else None,
            gap=6,
            lead=3,
        ),
        Text(sentence(text.fails), size="small"),
        Note(sentence(text.cash)),
        Level(RoleMark(case.decider, size=20), Text(who, size="small", weight="semibold"), gap=7),
        Note(sentence(text.default)),
        on_press=partial(ask_case, c, s, case.number),
        accent=case.decider,
        gap=5,
        key=f"case-{case.number}",
    )
