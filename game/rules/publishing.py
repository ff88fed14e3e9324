"""Published figures: drawn once at a quarter's end, with sampling error and rounding.

They are kept on the board and come out when the next quarter begins, so the public always
reads a quarter late, and every reader and every later look reads the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from game.rules.changing import replace
from game.rules.figures import COUNTS, FIGURE_INDEX, all_values, value
from game.rules.memo import per_pack
from game.rules.position import Board, Published
from game.world import calendar
from game.world.luck import Luck
from game.world.names import FIGURES
from game.world.place import F, I

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.scenario.setup import FigureSpec
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


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """What a scenario publishes. Arrays (D,) have one row for each figure that is published
    with an error, ``drawn`` are their places among the public ones."""

    public: tuple[tuple[str, int], ...]  # the public figures, with their index in FIGURES
    drawn: tuple[int, ...]
    index: I  # in FIGURES; its luck stays its own when a scenario adds figures
    error: F
    round_to: F
    low: F
    high: F
    every: tuple[tuple[str, int], ...]  # all figures, with their index
    counts: tuple[str, ...]
    cuts: tuple[float, float, float]
    quality_error: float


@dataclass(frozen=True, slots=True, eq=False)
class Error:
    """The luck of one quarter's publication: what each true value is multiplied by.

    ``figures`` (D,) for the figures that have an error, ``quality`` (T,) for the trusts' bands.
    """

    figures: F
    quality: F


@per_pack
def _plan(pack: Pack) -> _Plan:
    """The scenario's figures as draws."""
    public: list[FigureSpec] = []
    cuts, quality_error = _CUTS, 0.05
    for spec in pack.scenario.figures:
        if spec.figure == "quality":
            steps = sorted(below for below, _ in spec.words if below is not None)
            quality_error = spec.error
            if len(steps) >= 2:  # a band above the words' best is as wide as the middle one
                cuts = (steps[0], steps[1], steps[2] if len(steps) > 2 else 2 * steps[1] - steps[0])
        if spec.figure in COUNTS or spec.visibility.public == "hidden":
            continue
        public.append(spec)
    drawn = [i for i, s in enumerate(public) if s.visibility.public != "exact"]
    rough = [public[i] for i in drawn]
    limits = [_LIMITS.get(s.unit, (float("-inf"), float("inf"))) for s in rough]
    figures = [s.figure for s in pack.scenario.figures]
    return _Plan(
        public=tuple((s.figure, FIGURE_INDEX[s.figure]) for s in public),
        drawn=tuple(drawn),
        index=np.array([FIGURE_INDEX[s.figure] for s in rough], np.int64),
        error=np.array([s.error for s in rough], np.float64),
        round_to=np.array([s.round_to for s in rough], np.float64),
        low=np.array([low for low, _ in limits], np.float64),
        high=np.array([high for _, high in limits], np.float64),
        every=tuple((name, FIGURE_INDEX[name]) for name in figures if name not in COUNTS),
        counts=tuple(name for name in figures if name in COUNTS),
        cuts=cuts,
        quality_error=quality_error,
    )


def quality_cuts(pack: Pack) -> tuple[float, float, float]:
    """Between which values of the quality index the four published bands lie."""
    return _plan(pack).cuts


def errors(z: F, error: F | float) -> F:
    """What true values are multiplied by to be published.

    ``z`` are standard normal draws; ``error`` (a share of the value) is two standard errors
    and is never passed.
    """
    out: F = 1.0 + np.minimum(1.0, np.maximum(-1.0, z / 2.0)) * error
    return out


def rounded(value: F, round_to: F, low: F, high: F) -> list[float]:
    """Values as printed: multiples of ``round_to`` between the limits.

    >>> rounded(np.array([1003.0]), np.array([10.0]), np.array([0.0]), np.array([np.inf]))
    [1000.0]
    """
    steps = np.rint(np.minimum(high, np.maximum(low, value)) / round_to) + 0.0  # no −0
    return [round(number, 9) for number in (steps * round_to).tolist()]


def luck_of(pack: Pack, seeds: Sequence[int], quarter: int) -> list[Error]:
    """The luck of the quarter's publication in each of several games.

    It is keyed by the game's seed, the quarter and the figure: to ask again gives the same.
    """
    plan, luck = _plan(pack), Luck(seeds)
    z = luck.normal(quarter, "published", len(FIGURES))[plan.index]
    noise = luck.normal(quarter, "ratings", pack.model.place.trusts)
    figures = np.ascontiguousarray(errors(z, plan.error[:, None]).T)
    quality = np.ascontiguousarray(errors(noise, plan.quality_error).T)
    return [Error(f, q) for f, q in zip(figures, quality, strict=True)]


def publish(pack: Pack, board: Board, world: World, error: Error | None = None) -> Published:
    """The figures of the quarter that ``world`` (batch 1) has just ended.

    ``error`` is its luck, where it has been drawn already for several games at once. Trusts'
    annual results turn over with the year that closes on 31 March.
    """
    plan = _plan(pack)
    if error is None:
        (error,) = luck_of(pack, [board.seed], world.quarter)
    true = all_values(world)
    values = [(name, true[i]) for name, i in plan.public]
    drawn = np.array(true)[plan.index] * error.figures
    for place, number in zip(
        plan.drawn, rounded(drawn, plan.round_to, plan.low, plan.high), strict=True
    ):
        values[place] = values[place][0], number
    every = tuple([(name, true[i]) for name, i in plan.every])
    counted = tuple([(name, value(board, world, name)) for name in plan.counts])

    seen = world.quality[:, 0] * error.quality
    ratings = np.array(plan.cuts).searchsorted(seen, side="right")
    whole_year = calendar.closes_financial_year(world.quarter) or not board.published
    surplus: tuple[int, ...] = (
        tuple(world.result_k[:, 0].tolist()) if whole_year else board.published[-1].surplus_k
    )
    return Published(
        world.quarter, (*values, *counted), every + counted, tuple(ratings.tolist()), surplus
    )


def shelve(published: tuple[Published, ...], new: Published) -> tuple[Published, ...]:
    """The published figures so far and the new ones.

    Only the last two keep the trusts' columns: the new ones, and those that are still out
    until the next quarter begins.
    """
    older = tuple(replace(p, ratings=(), surplus_k=()) if p.ratings else p for p in published[:-1])
    return (*older, *published[-1:], new)
