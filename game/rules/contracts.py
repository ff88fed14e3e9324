"""Contracts that newcomers win: a region's growth falls on one hospital, which has a name.

The market moves the share of newcomers by region and line of service, evenly for all who are there.
Where a scenario has ``contracts``, each quarter in which newcomers grew enough somewhere takes one
whole service from one general hospital of such a region: a hospital is drawn by luck, weighted by
how fast they grow there, by how large it is, and by how little it has left to match a bid. It loses
the contract's income and what of the cost goes with it, and its case, if it has one, falls due
sooner. Whoever slows the newcomers stops the contracts. What the hospital is paid less stays with
its commissioner: that newcomers are paid is in the region's share already.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.rules.cases.clock import open_cases
from game.rules.effects.in_force import more
from game.rules.effects.modifiers import Enactment, modifiers_of
from game.rules.state import case_story
from game.rules.state.facts import Fact, TrustChanged
from game.rules.state.position import Board
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.contracts import SERVICE_LOST
from game.world import exact_math
from game.world.figure_names import LINES
from game.world.random_streams import Luck
from game.world.world_state import World

_ACUTE: Final = 0
#: A hospital without a surplus is so much likelier to lose a service as one with this margin.
_THIN: Final = 12.0
_EASE: Final = 0.02
#: What the clock of a case is moved by, for its story.
CAUSE: Final = "service_lost"


def awarded(pack: Pack, board: Board, before: World, after: World) -> tuple[Board, list[Fact]]:
    """Return the board once the quarter's contracts are awarded, and which hospitals lost what.

    ``before`` and ``after`` are the worlds on either side of the board's market quarter. What a
    contract does begins in the next.
    """
    told: list[Fact] = []
    for contract in pack.scenario.contracts:
        line = LINES.index(contract.line)
        grown = after.entrant_share[line, :, 0] - before.entrant_share[line, :, 0]
        trust = _drawn(pack, board, after, f"{SERVICE_LOST}{contract.line}", grown, contract.growth)
        if trust is None:
            continue
        source = f"{SERVICE_LOST}{contract.line}"
        made = modifiers_of(pack, board, after, Enactment(source, None, trusts=(trust,)))
        board = replace(board, modifiers=more(board.modifiers, made))
        told.append(
            TrustChanged(quarter=board.quarter, trust=trust, change="service_lost", by=source)
        )
        for case in open_cases(board):
            if case.trust == trust and case.due > board.quarter + 1:
                sooner, fact = case_story.moved(case, -1, board.quarter, CAUSE, None)
                board = replace(board, cases=case_story.with_case(board.cases, sooner))
                told.append(fact)
    return board, told


def _drawn(
    pack: Pack,
    board: Board,
    world: World,
    source: str,
    grown: np.ndarray[tuple[int], np.dtype[np.float64]],
    least: float,
) -> int | None:
    """Return the row of the hospital that loses the service, None where newcomers hardly grow."""
    place = pack.model.place
    gone = {t for m in board.modifiers if m.source == source for t in m.trusts}
    rows = [
        t
        for t in range(place.trusts)
        if place.trust_kind[t] == _ACUTE
        and world.open[t, 0]
        and world.admin_stage[t, 0] == 0
        and t not in gone
        and grown[place.trust_region[t]] >= least
    ]
    if not rows:
        return None
    spare = np.clip(world.margin[rows, 0] / _EASE, 0.0, 1.0)
    weight = (
        grown[place.trust_region[rows]] * place.trust_size[rows] * (_THIN - (_THIN - 1.0) * spare)
    )
    u = Luck([board.seed]).uniform(board.quarter, source, place.trusts)[rows, 0]
    wait = -exact_math.log(np.maximum(u, 2.0**-53)) / weight
    return rows[int(np.argmin(wait))]
