"""Matters to be ruled on: mergers, licences, subsidies that come up beside hospitals that fail.

At most so many are open at once (``docket.matters``). Which comes up next, and about which trust,
are keyed draws of their own, so that what happens to one leaves the others' luck as it was.
"""

from __future__ import annotations

from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from game.rules.cards.index import card_index, span
from game.rules.cases import clock, regime
from game.rules.constants import CASE_REST
from game.rules.state import case_story
from game.rules.state.case_facts import CaseOpened
from game.rules.state.position import Board, Case, StoryLine
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.cases import Matter
from game.world.random_streams import Luck
from game.world.world_state import World

_ACUTE = 0


def opened(pack: Pack, board: Board, world: World) -> tuple[Board, tuple[CaseOpened, ...]]:
    """Return the board with the matters that come up as a quarter begins, and that they did."""
    rules, last = pack.scenario.cases, card_index(pack).last
    open_ = [case for case in clock.open_cases(board) if case.about != "failing"]
    told: list[CaseOpened] = []
    for _ in range(rules.docket.matters - len(open_)):
        found = {m.id: rows for m in rules.matters if (rows := _rows(pack, board, world, m))}
        if not found:
            break
        drawn = Luck([board.seed]).uniform(board.quarter, f"matters/{len(told)}", len(found) + 1)
        u = drawn[:, 0].tolist()
        matter = next(m for m in rules.matters if m.id == _picked(list(found), u[0]))
        trust = found[matter.id][int(_first(pack, board, matter)[found[matter.id]].argmin())]
        due = _due(board, matter, last)
        who = regime.decider(pack, world, trust, due, matter.id)
        assert who is not None, "candidates stand under a regime"
        number = len(board.cases) + 1
        begun = StoryLine(board.quarter, None, "opened")
        case = Case(number, trust, board.quarter, due, who, story=(begun,), about=matter.id)
        board = replace(board, cases=(*board.cases, case))
        fact = CaseOpened(
            quarter=board.quarter, case=number, trust=trust, decider=who, due=due, about=matter.id
        )
        told.append(fact)
    return board, tuple(told)


def _due(board: Board, matter: Matter, last: int) -> int:
    """Return when a matter that comes up now is ruled on: by its clock, or where another is ruled
    on then, after that."""
    taken = {case.due for case in clock.open_cases(board) if case.about != "failing"}
    due = board.quarter + matter.clock
    while due in taken:
        due += 1
    return min(due, last)


def _picked(some: list[str], u: float) -> str:
    return some[min(len(some) - 1, int(u * len(some)))]


def _first(pack: Pack, board: Board, matter: Matter) -> NDArray[np.float64]:
    """Return a draw of each trust's own, (T,): of those in question the smallest is next."""
    luck = Luck([board.seed])
    return luck.uniform(board.quarter, f"matter/{matter.id}", pack.model.place.trusts)[:, 0]


def _rows(pack: Pack, board: Board, world: World, matter: Matter) -> list[int]:
    """Return the rows of the trusts about which the matter may come up now."""
    first, last = span(matter.period)
    same = [case for case in board.cases if case.about == matter.id]
    if not first <= board.quarter <= last or board.quarter > card_index(pack).last:
        return []
    if any(board.quarter - case.opened < matter.every for case in same):
        return []
    due = _due(board, matter, card_index(pack).last)
    busy = {
        case.trust
        for case in board.cases
        if (ended := case_story.ended_in(case)) is None or board.quarter - ended < CASE_REST
    }
    return [
        t
        for t in _among(pack, world, matter).nonzero()[0].tolist()
        if t not in busy and regime.regime_of(pack, world, t, due, matter.id) is not None
    ]


def _among(pack: Pack, world: World, matter: Matter) -> NDArray[np.bool_]:
    """Return which general hospitals, (T,), are of those that the matter is about."""
    there: NDArray[np.bool_] = world.open[:, 0] & (pack.model.place.trust_kind == _ACUTE)
    there &= world.admin_stage[:, 0] == 0
    sound = there & ~world.at_risk[:, 0]
    match matter.among:
        case "weak":
            found = sound & (world.margin[:, 0] < 0.0)
        case "applicant":
            found = sound & ~world.ft[:, 0] & (world.margin[:, 0] >= 0.0)
        case "paid":
            found = there & (
                (world.debt_k[:, 0] > 0) | (world.reported_k[:, 0] > world.underlying_k[:, 0])
            )
        case _:
            assert_never(matter.among)
    return found
