"""Published figures: drawn once at a quarter's end, with sampling error and rounding.

They are kept on the board and come out when the next quarter begins, so the public always
reads a quarter late, and every reader and every later look reads the same number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from game.rules.figures import COUNTS, FIGURE_INDEX, all_values, value
from game.rules.memo import per_pack
from game.rules.position import Board, Published
from game.world import calendar
from game.world.luck import Luck
from game.world.names import FIGURES

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import World

#: What can be no less and no more, whatever the error, by unit of the figure.
_LIMITS: Final[dict[str, tuple[float, float]]] = {
    "points": (0.0, 100.0),
    "share": (0.0, 1.0),
    "percent": (0.0, 100.0),
    "count": (0.0, float("inf")),
    "patients": (0.0, float("inf")),
}
#: Cuts between the four published quality bands where the scenario words no quality figure.
_CUTS: Final = (25.0, 50.0, 75.0)


@dataclass(frozen=True, slots=True)
class _Draw:
    """How one public figure is published."""

    figure: str
    index: int  # in FIGURES; its luck stays its own when a scenario adds figures
    exact: bool
    error: float
    round_to: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a scenario publishes."""

    draws: tuple[_Draw, ...]
    every: tuple[str, ...]
    counts: tuple[str, ...]
    cuts: tuple[float, float, float]
    quality_error: float


@per_pack
def _plan(pack: Pack) -> _Plan:
    """The scenario's figures as draws."""
    draws = []
    cuts, quality_error = _CUTS, 0.05
    for spec in pack.scenario.figures:
        if spec.figure == "quality":
            steps = sorted(below for below, _ in spec.words if below is not None)
            quality_error = spec.error
            if len(steps) >= 2:  # a band above the words' best is as wide as the middle one
                cuts = (steps[0], steps[1], steps[2] if len(steps) > 2 else 2 * steps[1] - steps[0])
        if spec.figure in COUNTS or spec.visibility.public == "hidden":
            continue
        low, high = _LIMITS.get(spec.unit, (float("-inf"), float("inf")))
        exact = spec.visibility.public == "exact"
        index = FIGURE_INDEX[spec.figure]
        draws.append(_Draw(spec.figure, index, exact, spec.error, spec.round_to, low, high))
    names = tuple(s.figure for s in pack.scenario.figures if s.figure not in COUNTS)
    counts = tuple(s.figure for s in pack.scenario.figures if s.figure in COUNTS)
    return _Plan(tuple(draws), names, counts, cuts, quality_error)


def quality_cuts(pack: Pack) -> tuple[float, float, float]:
    """Between which values of the quality index the four published bands lie."""
    return _plan(pack).cuts


def as_published(
    truth: float,
    z: float,
    error: float,
    round_to: float,
    low: float = -np.inf,
    high: float = np.inf,
) -> float:
    """A true value as the public reads it.

    ``z`` is a standard normal draw; ``error`` (a share of the value) is two standard errors
    and is never passed; the result is a multiple of ``round_to`` between the limits.

    >>> as_published(1003.0, 0.5, 0.0, 10.0)
    1000.0
    """
    off = min(1.0, max(-1.0, z / 2.0)) * error
    steps = round(min(high, max(low, truth * (1.0 + off))) / round_to)
    return round(steps * round_to, 9)


def publish(pack: Pack, board: Board, world: World) -> Published:
    """The figures of the quarter that ``world`` (batch 1) has just ended.

    Luck is keyed by the game's seed, the quarter and the figure: to call it again gives the
    same numbers. Trusts' annual results turn over with the year that closes on 31 March.
    """
    plan = _plan(pack)
    luck = Luck([board.seed])
    z = luck.normal(world.quarter, "published", len(FIGURES))[:, 0].tolist()
    true = all_values(world)
    values = tuple(
        (
            d.figure,
            true[d.index]
            if d.exact
            else as_published(true[d.index], z[d.index], d.error, d.round_to, d.low, d.high),
        )
        for d in plan.draws
    )
    truth = tuple((name, true[FIGURE_INDEX[name]]) for name in plan.every)
    counted = tuple((name, value(board, world, name)) for name in plan.counts)

    noise = luck.normal(world.quarter, "ratings", world.quality.shape[0])[:, 0]
    seen = world.quality[:, 0] * (1.0 + np.clip(noise / 2.0, -1.0, 1.0) * plan.quality_error)
    ratings = np.searchsorted(np.array(plan.cuts), seen, side="right")
    whole_year = calendar.closes_financial_year(world.quarter) or not board.published
    surplus: tuple[int, ...] = (
        tuple(world.result_k[:, 0].tolist()) if whole_year else board.published[-1].surplus_k
    )
    return Published(
        world.quarter, values + counted, truth + counted, tuple(ratings.tolist()), surplus
    )


def shelve(published: tuple[Published, ...], new: Published) -> tuple[Published, ...]:
    """The published figures so far and the new ones.

    Only the last two keep the trusts' columns: the new ones, and those that are still out
    until the next quarter begins.
    """
    older = tuple(replace(p, ratings=(), surplus_k=()) if p.ratings else p for p in published[:-1])
    return (*older, *published[-1:], new)
