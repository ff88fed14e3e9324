"""The regime that is left: after the vote, run on for years as it was used.

Where a scenario asks for it (text 003: 2.1 per cent a year for twenty years, 92 trusts), the
world is stepped on under the game's luck with nobody playing. The failure regime goes on at
the pace and in the manner of the game: as many administrations and takeovers a quarter as
there were, on the worst of the trusts that are then at risk. A regime that was hardly used
stays in the drawer; one that became routine goes on being routine for as long as it finds
trusts to fail, and what becomes of the rest follows from the market.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from game.rules.cards.index import card_index
from game.rules.effects.knob_settings import KnobCourse
from game.rules.effects.modifiers import lasting
from game.rules.state.facts import Projected
from game.rules.state.position import Board
from game.scenario.pack import Pack
from game.world.knobs import TRUST_INDEX
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.world_state import World

#: Unspent starts are kept up to so many: a regime does not save itself up.
_KEPT = 2.0


def assumed(trusts: float, rate_pct: float, years: int) -> float:
    """Return the failures after some years at a constant rate of the trusts that are left.

    >>> round(assumed(266, 2.1, 20))
    92
    """
    left: float = trusts
    for _ in range(years):
        left -= left * rate_pct / 100
    return trusts - left


def project(pack: Pack, boards: Sequence[Board], world: World) -> tuple[Projected | None, ...]:
    """Return each game's projection from the world that voted, None where none is asked for.

    ``world`` holds the games of ``boards`` side by side.
    """
    wanted = pack.scenario.projection
    if wanted is None:
        return (None,) * len(boards)
    regimes = [_Regime(pack, board) for board in boards]
    luck = Luck([board.seed for board in boards])
    games = [lasting(board.modifiers, world.quarter + 1) for board in boards]
    course = KnobCourse(pack, games, support=False)
    at_start = float(pack.model.place.trusts)
    first = world.metric_of("failures_cumulative")
    began = world.metric_of("trusts"), world.metric_of("hhi")
    years: list[int] = []
    found = []
    for n in range(1, 4 * wanted.years + 1):
        quarter = world.quarter + 1
        knobs = course.knobs(quarter, world)
        for b, regime in enumerate(regimes):
            for knob, trust in regime.orders(world, b):
                knobs.trust[TRUST_INDEX[knob], trust, b] = 1.0
        world, _ = step(pack.model, world, knobs, luck, seats=False)
        if n % 4 == 0:
            years.append(quarter // 4)
            failures = world.metric_of("failures_cumulative") - first
            found.append((failures, *(world.metric_of(name) for name in _SHOWN)))
    rate = tuple(assumed(at_start, wanted.rate_pct, n + 1) for n in range(wanted.years))
    out = []
    for b, board in enumerate(boards):
        failures_b, trusts, at_risk, hhi = (
            tuple(round(float(year[k][b]), 6) for year in found) for k in range(4)
        )
        out.append(
            Projected(
                quarter=board.quarter,
                years=tuple(years),
                failures=failures_b,
                assumed=rate,
                trusts=trusts,
                at_risk=at_risk,
                hhi=hhi,
                began=(round(float(began[0][b]), 6), round(float(began[1][b]), 6)),
            )
        )
    return tuple(out)


_SHOWN: Final = ("trusts", "trusts_at_risk", "hhi")


class _Regime:
    """One game's failure regime as it was used: how often a quarter, and in which manner."""

    def __init__(self, pack: Pack, board: Board) -> None:
        counts = dict(board.past.counts)
        begun, taken = counts.get("administrations_begun", 0.0), counts.get("takeovers", 0.0)
        played = max(1, min(board.quarter, card_index(pack).last + 1) - card_index(pack).first)
        self._pace = (begun + taken) / played
        self._by_takeover = taken / (begun + taken) if begun + taken else 0.0
        self._due = self._mixed = 0.0

    def orders(self, world: World, b: int) -> Iterator[tuple[str, int]]:
        """Return what it does next quarter in game ``b``: (knob, trust)."""
        self._due = min(_KEPT + self._pace, self._due + self._pace)
        for trust in _worst(world, b, int(self._due)):
            self._mixed += self._by_takeover
            whole = self._mixed >= 1.0
            self._mixed -= float(whole)
            self._due -= 1.0
            yield ("takeover" if whole else "administer"), trust


def _worst(world: World, b: int, n: int) -> list[int]:
    """Return up to ``n`` trusts at risk and not yet in administration, lowest margin first."""
    if n < 1:
        return []
    free = np.flatnonzero(world.at_risk[:, b] & (world.admin_stage[:, b] == 0))
    order = np.argsort(world.margin[free, b], kind="stable")[:n]
    return [int(free[i]) for i in order]


def results(found: Projected) -> dict[str, float]:
    """Return what scores and outcomes may read of a projection."""
    years = len(found.years)
    left = max(1.0, found.trusts[-1])
    rate = 1.0 - (left / (left + found.failures[-1])) ** (1.0 / years)
    return {
        "projected_failures": found.failures[-1],
        "projected_rate_pct": round(100.0 * rate, 3),
        "projected_at_risk": found.at_risk[-1],
        "projected_hhi": found.hhi[-1],
    }
