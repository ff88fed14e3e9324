"""Published figures: drawn once at a quarter's end, with sampling error and rounding.

They are kept on the board and come out when the next quarter begins, so the public always
reads a quarter late, and every reader and every later look reads the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from game.rules.cache import MANY, Memo, per_pack
from game.rules.state.figures import COUNTS, all_values, value
from game.rules.state.position import Board, Published
from game.rules.state.replace import replace
from game.rules.state.trust_columns import keep
from game.scenario.pack import Pack
from game.scenario.schema.scenario import FigureSpec
from game.world import quarter_calendar
from game.world.figure_names import FIGURE_INDEX, FIGURES
from game.world.health_map import F, I
from game.world.random_streams import Luck
from game.world.world_state import World

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
class Steps:
    """What figures are rounded to, (D,): multiples of ``top`` / ``bottom``, both whole. A step of
    0.1 is no double, but the quotient of whole numbers is the double next to the decimal."""

    top: F
    bottom: F

    @classmethod
    def of(cls, steps: Sequence[float]) -> Steps:
        """Return the steps as a scenario writes them.

        >>> Steps.of([0.1, 5.0]).bottom.tolist()
        [10.0, 1.0]
        """
        exact = [Fraction(repr(step)) for step in steps]
        return cls(
            np.array([e.numerator for e in exact], np.float64),
            np.array([e.denominator for e in exact], np.float64),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """What a scenario publishes. Arrays (D,) have one row for each figure that is published
    with an error, ``drawn`` are their places among the public ones."""

    public: tuple[str, ...]  # the public figures
    public_index: I  # and where they are in FIGURES
    public_place: I  # and among the scenario's
    order: dict[str, int]  # the places of all of the scenario's figures
    drawn: I
    index: I  # in FIGURES; its luck stays its own when a scenario adds figures
    error: F
    steps: Steps
    low: F
    high: F
    every: tuple[str, ...]  # all figures
    every_index: I
    counts: tuple[str, ...]
    cuts: tuple[float, float, float]
    quality_error: float


@per_pack
def _plan(pack: Pack) -> _Plan:
    """Return the scenario's figures as draws."""
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
        public=tuple(s.figure for s in public),
        public_index=np.array([FIGURE_INDEX[s.figure] for s in public], np.int64),
        public_place=np.array([figures.index(s.figure) for s in public], np.int64),
        order={name: i for i, name in enumerate(figures)},
        drawn=np.array(drawn, np.int64),
        index=np.array([FIGURE_INDEX[s.figure] for s in rough], np.int64),
        error=np.array([s.error for s in rough], np.float64),
        steps=Steps.of([s.round_to for s in rough]),
        low=np.array([low for low, _ in limits], np.float64),
        high=np.array([high for _, high in limits], np.float64),
        every=tuple(name for name in figures if name not in COUNTS),
        every_index=np.array([FIGURE_INDEX[n] for n in figures if n not in COUNTS], np.int64),
        counts=tuple(name for name in figures if name in COUNTS),
        cuts=cuts,
        quality_error=quality_error,
    )


def quality_cuts(pack: Pack) -> tuple[float, float, float]:
    """Between which values of the quality index the four published bands lie."""
    return _plan(pack).cuts


def errors(z: F, error: F | float) -> F:
    """Return what true values are multiplied by to be published.

    ``z`` are standard normal draws; ``error`` (a share of the value) is two standard errors
    and is never passed.
    """
    return 1.0 + np.minimum(1.0, np.maximum(-1.0, z / 2.0)) * error


def rounded(value: F, steps: Steps, low: F, high: F) -> F:
    """Return values as printed, (…, D): multiples of their steps between the limits.

    >>> at = np.array([0.3])
    >>> rounded(at, Steps.of([0.1]), at - 1, at + 1).tolist()
    [0.3]
    """
    held = np.minimum(high, np.maximum(low, value))
    size = steps.top / steps.bottom
    return (np.rint(held / size) + 0.0) * steps.top / steps.bottom  # no −0


def publish(pack: Pack, board: Board, world: World) -> Published:
    """Return the figures of the quarter that ``world`` (batch 1) has just ended."""
    (found,) = publish_all(pack, [board], [world], world)
    return found


def publish_all(
    pack: Pack, boards: Sequence[Board], worlds: Sequence[World], together: World
) -> list[Published]:
    """Return the figures of the quarter that these games' worlds have just ended, each alone, and
    the trusts' columns of the batch that holds them side by side.

    The luck is keyed by the game's seed, the quarter and the figure: to ask again gives the
    same. Trusts' annual results turn over with the year that closes on 31 March.
    """
    plan, quarter, luck = _plan(pack), worlds[0].quarter, Luck([board.seed for board in boards])
    wanted = ("published", len(FIGURES)), ("ratings", pack.model.place.trusts)
    noise = luck.normal_each(quarter, wanted)
    off = errors(noise[plan.index].T, plan.error)
    true = np.array([all_values(world) for world in worlds])
    printed = true[:, plan.public_index]
    printed[:, plan.drawn] = rounded(true[:, plan.index] * off, plan.steps, plan.low, plan.high)
    every = true[:, plan.every_index]
    seen = together.quality.T * errors(noise[len(FIGURES) :].T, plan.quality_error)
    ratings = np.array(plan.cuts).searchsorted(seen, side="right").astype(np.float64, order="C")
    year_closes = quarter_calendar.closes_financial_year(quarter)
    turns_over = [year_closes or not board.published for board in boards]
    results = together.result_k.T.astype(np.float64, order="C")
    columns = np.full((len(boards), len(plan.order)), np.nan)
    columns[:, plan.public_place] = printed
    out = []
    for b, (board, world) in enumerate(zip(boards, worlds, strict=True)):
        counted = tuple([(name, value(board, world, name)) for name in plan.counts])
        surplus = keep(results[b]) if turns_over[b] else board.published[-1].surplus_k
        new = Published(
            quarter,
            tuple(zip(plan.public, printed[b].tolist(), strict=True)) + counted,
            tuple(zip(plan.every, every[b].tolist(), strict=True)) + counted,
            keep(ratings[b]),
            surplus,
        )
        for name, number in counted:
            columns[b, plan.order[name]] = number
        _COLUMNS.put(new, (pack, columns[b]))
        out.append(new)
    return out


_COLUMNS: Memo[tuple[Pack, F]] = Memo(MANY)


def column(pack: Pack, p: Published) -> F:
    """Return a quarter's public figures in the scenario's order, (n,), NaN for none."""
    of, found = _COLUMNS.of(p, lambda p: (pack, _column(pack, p)))
    return found if of is pack else _column(pack, p)


def _column(pack: Pack, p: Published) -> F:
    read = dict(p.values)
    return np.array([read.get(name, np.nan) for name in _plan(pack).order])


def shelve(published: tuple[Published, ...], new: Published) -> tuple[Published, ...]:
    """Return the published figures so far and the new ones.

    Only the last two keep the trusts' columns: the new ones, and those that are still out
    until the next quarter begins.
    """
    older = tuple(replace(p, ratings=(), surplus_k=()) if p.ratings else p for p in published[:-1])
    return (*older, *published[-1:], new)
