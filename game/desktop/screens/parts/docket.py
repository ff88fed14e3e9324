"""The docket in lines: which hospitals fall due next, when, who decides, and where."""

from __future__ import annotations

from game.desktop.kit.layout import Flow
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.words import Heading, Note, RoleMark, Text
from game.desktop.match_session import Session
from game.rules.state.view import SeenCase, View
from game.telling.cases import CaseText, case_card
from game.telling.for_you import when
from game.telling.formatting import sentence

#: The fill of the chip that says when, by the quarters that are left; later: none.
_FILLS = {0: "danger", 1: "warn"}


def case_words(s: Session, view: View, case: SeenCase) -> CaseText:
    """Return a case in words, as the reader of ``view`` may know it."""
    return case_card(s.voice, view, case, s.match.pack.model.country.seat_name)


def due_chip(quarters: int) -> Chip:
    """Return when something comes due, in so many quarters (0: this one)."""
    return Chip(when(quarters), fill=_FILLS.get(quarters, "none"), min_w=104)


def next_due(s: Session, view: View, most: int) -> Node | None:
    """Return the open cases that fall due first; None where there is none."""
    waiting = sorted(
        (case for case in view.cases if case.state == "open" and case.due > view.quarter),
        key=lambda case: (case.due, case.number),
    )
    if not waiting:
        return None
    rows = [_row(s, view, case) for case in waiting[:most]]
    return Column(Heading("Next to fall due", size="lead"), *rows, gap=9, key="next-due")


def _row(s: Session, view: View, case: SeenCase) -> Node:
    told = case_words(s, view, case)
    decides = Flow(
        RoleMark(case.decider, size=18),
        Note(sentence(told.decides), wrap=False),
        Chip("marginal", fill="warn") if case.marginal else None,
        gap=7,
    )
    return Row(
        due_chip(max(0, case.due - view.quarter)),
        Column(Text(told.hospital, weight="semibold"), decides, gap=2, grow=1),
        gap=10,
        align="start",
    )
