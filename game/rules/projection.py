"""The regime that is left: after the vote, run on for years as it was used.

Where a scenario asks for it (text 003: 2.1 per cent a year for twenty years, 92 trusts), the
world is stepped on under the game's luck with nobody playing. The failure regime goes on at
the pace and in the manner of the game: as many administrations and takeovers a quarter as
there were, on the worst of the trusts that are then at risk. A regime that was hardly used
stays in the drawer; one that became routine goes on being routine for as long as it finds
trusts to fail, and what becomes of the rest follows from the market.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.rules.effects import knobs_of
from game.rules.happenings import Projected
from game.rules.position import Board
from game.rules.tables import tables
from game.world.knobs import TRUST_INDEX
from game.world.luck import Luck
from game.world.quarter import step

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import World

#: Unspent starts are kept up to so many: a regime does not save itself up.
_KEPT = 2.0


def assumed(trusts: float, rate_pct: float, years: int) -> float:
    """Failures after some years at a constant rate of the trusts that are left.

    >>> round(assumed(266, 2.1, 20))
    92
    """
    left: float = trusts
    for _ in range(years):
        left -= left * rate_pct / 100
    return trusts - left


def project(pack: Pack, board: Board, world: World) -> Projected | None:
    """The scenario's projection from the world that voted, or None where it asks for none."""
    wanted = pack.scenario.projection
    if wanted is None:
        return None
    counts = dict(board.past.counts)
    begun, taken = counts.get("administrations_begun", 0.0), counts.get("takeovers", 0.0)
    played = max(1, min(board.quarter, tables(pack).last + 1) - tables(pack).first)
    pace = (begun + taken) / played
    by_takeover = taken / (begun + taken) if begun + taken else 0.0
    luck = Luck([board.seed])
    first, at_start = float(world.metric_of("failures_cumulative")[0]), pack.model.place.trusts
    due = mixed = 0.0
    rows: list[tuple[int, float, float, float, float, float]] = []
    for n in range(1, 4 * wanted.years + 1):
        quarter = world.quarter + 1
        due = min(_KEPT + pace, due + pace)
        knobs = knobs_of(pack, board.modifiers, quarter, world, support=False)
        for trust in _worst(world, int(due)):
            mixed += by_takeover
            knob = "takeover" if mixed >= 1.0 else "administer"
            mixed -= float(mixed >= 1.0)
            knobs.trust[TRUST_INDEX[knob], trust, 0] = 1.0
            due -= 1.0
        world, _ = step(pack.model, world, knobs, luck)
        if n % 4 == 0:
            rows.append(
                (
                    quarter // 4,
                    float(world.metric_of("failures_cumulative")[0]) - first,
                    assumed(at_start, wanted.rate_pct, n // 4),
                    float(world.metric_of("trusts")[0]),
                    float(world.metric_of("trusts_at_risk")[0]),
                    round(float(world.metric_of("hhi")[0]), 6),
                )
            )
    years, failures, rate, trusts, at_risk, hhi = zip(*rows, strict=True)
    return Projected(
        quarter=board.quarter,
        years=years,
        failures=failures,
        assumed=rate,
        trusts=trusts,
        at_risk=at_risk,
        hhi=hhi,
    )


def _worst(world: World, n: int) -> list[int]:
    """Up to ``n`` trusts at risk and not yet in administration, lowest margin first."""
    if n < 1:
        return []
    free = np.flatnonzero(world.at_risk[:, 0] & (world.admin_stage[:, 0] == 0))
    order = np.argsort(world.margin[free, 0], kind="stable")[:n]
    return [int(free[i]) for i in order]


def results(found: Projected) -> dict[str, float]:
    """What scores and outcomes may read of a projection."""
    years = len(found.years)
    left = max(1.0, found.trusts[-1])
    rate = 1.0 - (left / (left + found.failures[-1])) ** (1.0 / years)
    return {
        "projected_failures": found.failures[-1],
        "projected_rate_pct": round(100.0 * rate, 3),
        "projected_at_risk": found.at_risk[-1],
        "projected_hhi": found.hhi[-1],
    }
