"""The list of those that fail, and the docket: which of them become cases.

The list is the world's own, public and exact: two failing quarters put a trust on it, two clean
ones take it off. The docket is filled from the list's general hospitals, by luck weighted by how
bad they are, how marginal their seats, and how long they have been listed; each trust has a draw
of its own in every quarter (the smallest of −ln u ÷ weight is next), so that what happens to one
leaves the others' luck as it was.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np

from game.rules.cards.index import card_index
from game.rules.cases import clock, matters, regime
from game.rules.constants import CASE_REST
from game.rules.state import case_story
from game.rules.state.case_facts import CaseOpened
from game.rules.state.failing_list import listing
from game.rules.state.position import Board, Case, Position, StoryLine
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.world import exact_math
from game.world.random_streams import Luck
from game.world.world_state import World

_ACUTE: Final = 0


def relisted(board: Board, world: World) -> Board:
    """Return the board with the list as it stands after its market quarter."""
    return replace(board, listed=listing(board, world, board.quarter))


def at_start(pack: Pack, board: Board, world: World) -> tuple[Board, tuple[CaseOpened, ...]]:
    """Return a new game's board with its list and its first cases, and that they opened."""
    board = replace(board, listed=listing(board, world, world.quarter))
    most = pack.scenario.cases.docket.at_start
    board, told = _opened(pack, board, world, most, start=True)
    board, ruled = matters.opened(pack, board, world)
    return board, (*told, *ruled)


def filled(pack: Pack, position: Position) -> tuple[Board, tuple[CaseOpened, ...]]:
    """Return the board with its docket filled up as a quarter begins, and what opened."""
    board, world = position.board, position.world
    board = _deciders(pack, board, world)
    board, told = _opened(pack, board, world, pack.scenario.cases.docket.new, start=False)
    board, ruled = matters.opened(pack, board, world)
    return board, (*told, *ruled)


def _deciders(pack: Pack, board: Board, world: World) -> Board:
    """Return the board with open cases decided by whom today's regime says."""
    changed = {
        case.number: replace(case, decider=who)
        for case in clock.open_cases(board)
        if (who := regime.decider(pack, world, case.trust, board.quarter, case.about))
        not in (None, case.decider)
        and who is not None
    }
    if not changed:
        return board
    return replace(board, cases=tuple(changed.get(c.number, c) for c in board.cases))


def _opened(
    pack: Pack, board: Board, world: World, most: int, *, start: bool
) -> tuple[Board, tuple[CaseOpened, ...]]:
    rules = pack.scenario.cases.docket
    failing = [case for case in clock.open_cases(board) if case.about == "failing"]
    wanted = min(most, rules.most - len(failing))
    if wanted <= 0 or board.quarter > card_index(pack).last:
        return board, ()
    rows = _candidates(pack, board, world)
    if start and rules.named_first:
        rows = [t for t in rows if world.named[t, 0]] or rows
    if not rows:
        return board, ()
    luck = Luck([board.seed])
    u = luck.uniform(board.quarter, "cases", pack.model.place.trusts)[rows, 0]
    wait = -exact_math.log(np.maximum(u, 2.0**-53)) / _weights(pack, board, rows)
    chosen = [rows[i] for i in np.argsort(wait, kind="stable")[:wanted].tolist()]
    clocks = luck.uniform(board.quarter, "case_clocks", wanted)[:, 0].tolist()
    told: list[CaseOpened] = []
    for i, trust in enumerate(chosen):
        due = _due(pack, board, clocks[i], rules.start_clock + i if start else None)
        if not start and not any(c.about == "failing" for c in clock.due(board)):
            due = board.quarter  # no quarter without one while hospitals fail
        who = regime.decider(pack, world, trust, board.quarter)
        assert who is not None, "candidates stand under a regime"
        number = len(board.cases) + 1
        begun = StoryLine(board.quarter, None, "opened")
        case = Case(number, trust, board.quarter, due, who, story=(begun,))
        board = replace(board, cases=(*board.cases, case))
        told.append(
            CaseOpened(quarter=board.quarter, case=number, trust=trust, decider=who, due=due)
        )
    return board, tuple(told)


def _candidates(pack: Pack, board: Board, world: World) -> list[int]:
    """Return the rows of listed general hospitals that may become a case now."""
    kind = pack.model.place.trust_kind
    busy = {
        case.trust
        for case in board.cases
        if (ended := case_story.ended_in(case)) is None or board.quarter - ended < CASE_REST
    }
    return [
        x.trust
        for x in board.listed
        if kind[x.trust] == _ACUTE
        and x.trust not in busy
        and world.open[x.trust, 0]
        and world.admin_stage[x.trust, 0] == 0
        and regime.regime_of(pack, world, x.trust, board.quarter) is not None
    ]


def _weights(
    pack: Pack, board: Board, rows: list[int]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how likely each of the rows is to be next, (n,)."""
    w = pack.scenario.cases.docket.weights
    marginal = card_index(pack).marginal
    known = {x.trust: x for x in board.listed}
    return np.array(
        [
            1.0
            + w.severity * max(0, known[t].tests.bit_count() - 1)
            + w.marginal * bool(marginal[t])
            + w.listed * max(0, board.quarter - known[t].since)
            for t in rows
        ]
    )


def _due(pack: Pack, board: Board, u: float, start_clock: int | None) -> int:
    """Return the quarter in which a new case falls due, by a draw among the emptiest quarters.

    (Where nothing falls due in the quarter that begins, the first that opens in it does.)
    At the start they follow each other from ``start_clock`` on. No clock runs past the last
    quarter while there is room before it.
    """
    rules, last = pack.scenario.cases.docket, card_index(pack).last
    if start_clock is not None:
        return min(board.quarter + start_clock, last)
    fixed = Counter(case.due for case in clock.open_cases(board))
    clocks = range(rules.clock_least, rules.clock_most + 1)
    dues = [board.quarter + c for c in clocks]
    room = [q for q in dues if fixed[q] < rules.due and q <= last] or [dues[0]]
    fewest = min(fixed[q] for q in room)
    room = [q for q in room if fixed[q] == fewest]
    return room[min(len(room) - 1, int(u * len(room)))]
