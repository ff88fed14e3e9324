"""The clocks of cases: which are open, which are due, and what ends a case by itself."""

from __future__ import annotations

from game.rules.state import case_story
from game.rules.state.case_facts import CaseEnd, CaseEnded
from game.rules.state.position import Board, Case
from game.rules.state.replace import replace
from game.world.world_state import World


def open_cases(board: Board) -> tuple[Case, ...]:
    """Return the cases that are not ended, by number."""
    return tuple([case for case in board.cases if case.state == "open"])


def due(board: Board) -> tuple[Case, ...]:
    """Return the cases that are settled with this quarter's sheets; none in the campaign."""
    if board.phase == "campaign":
        return ()
    quarter = board.quarter
    return tuple([c for c in board.cases if c.due <= quarter and c.state == "open"])


def after_market(board: Board, world: World) -> tuple[Board, tuple[CaseEnded, ...]]:
    """End the cases of trusts that came off the list or met an end; return what ended."""
    ends = [(c, how) for c in open_cases(board) if (how := _end(c, board, world)) is not None]
    if not ends:
        return board, ()
    told = []
    cases = {case.number: case for case in board.cases}
    for case, how in ends:
        cases[case.number] = replace(
            case,
            state="ended",
            outcome="recovered" if how == "recovered" else "overtaken",
            story=case_story.told(case, board.quarter, "ended", how),
        )
        told.append(CaseEnded(quarter=board.quarter, case=case.number, trust=case.trust, how=how))
    return replace(board, cases=tuple(cases.values())), tuple(told)


def _end(case: Case, board: Board, world: World) -> CaseEnd | None:
    """Return what ended the case in the quarter that has run, None if nothing did."""
    t = case.trust
    if world.absorbed_by[t, 0] >= 0:
        return "taken_over"
    if not world.open[t, 0]:
        return "closed"
    if world.admin_stage[t, 0] > 0:
        return "administration"
    if case.about == "failing" and not any(x.trust == t for x in board.listed):
        return "recovered"
    return None
