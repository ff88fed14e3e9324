"""The decisions of a quarter: all that was ordered and answered, and each can be run otherwise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from game.lab.held_course import Answered, Dropped, Ordered
from game.match import Match
from game.rules.constants import ORDERS_A_SHEET
from game.scenario.schema.base import ROLES
from game.workshop import other_courses
from game.workshop.kept_game import KeptGame
from game.workshop.past_decisions import past_decisions
from tests.rules import fixtures


def whole_game() -> tuple[KeptGame, int]:
    """A whole game of the tests' own scenario, and its last turn."""
    match = Match.new(fixtures.pack(cases=True), dict.fromkeys(ROLES, "ai:persona"), 3)
    match.run_ai()
    entries = tuple(match.journal.entries)
    return KeptGame(Path("game.jsonl"), entries, match.pack), match.turn


def test_every_order_and_answer_can_be_otherwise_and_runs() -> None:
    game, turn = whole_game()
    last = game.position_of(turn)
    past = last.board.past
    quarters = sorted({quarter for *_, quarter in past.events} | {o[2] for o in past.orders})
    dropped, answered = set(), set()
    for quarter in quarters:
        for decision in past_decisions(game, last, quarter):
            for one in decision.otherwise:
                for change in one.changes:
                    assert change.quarter == quarter
                    if isinstance(change, Dropped):
                        dropped.add((change.role, change.lever, quarter))
                    if isinstance(change, Answered):
                        answered.add((change.event, quarter))
            course = other_courses.play(game, decision.otherwise[-1].changes)
            assert course.sentence.startswith("What if: had")
    assert dropped == {o[:3] for o in past.orders if o[2] in quarters}
    assert answered == {(event, quarter) for event, _, quarter in past.events}


def test_an_answer_is_never_offered_as_what_it_was() -> None:
    game, turn = whole_game()
    last = game.position_of(turn)
    was = {(event, quarter): option for event, option, quarter in last.board.past.events}
    assert was
    for _, quarter in was:
        for decision in past_decisions(game, last, quarter):
            for one in decision.otherwise:
                for change in one.changes:
                    if isinstance(change, Answered):
                        assert change.option != was[change.event, quarter]


def test_a_full_sheet_takes_no_order_besides() -> None:
    game, turn = whole_game()
    last = game.position_of(turn)
    offered = {
        (change.role, quarter)
        for quarter in {o[2] for o in last.board.past.orders}
        for decision in past_decisions(game, last, quarter)
        for one in decision.otherwise
        for change in one.changes[:1]
        if isinstance(change, Ordered)
    }
    sheets = Counter((role, quarter) for role, _, quarter, _ in last.board.past.orders)
    full = {sheet for sheet, count in sheets.items() if count >= ORDERS_A_SHEET}
    assert full
    assert offered
    assert not offered & full
