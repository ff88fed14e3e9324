"""The value of any figure or count at a position: one meaning for views and conditions."""

from __future__ import annotations

from typing import Final, get_args

from game.rules.memo import MANY, Memo
from game.rules.position import Board
from game.scenario.conditions import Count
from game.world.names import DERIVED, FIGURES, GAUGE_INDEX, MILLI
from game.world.state import World

COUNTS: Final[frozenset[str]] = frozenset(get_args(Count))
FIGURE_INDEX: Final[dict[str, int]] = {name: i for i, name in enumerate(FIGURES)}
_MARKET: Final = GAUGE_INDEX["nerves_market"]
_LOCAL: Final = GAUGE_INDEX["nerves_local"]

assert DERIVED == ("backbench_nerves",)  # what the two lines below spell out


_VALUES: Memo[list[float]] = Memo(MANY)
_START: Memo[dict[str, float]] = Memo()


def all_values(world: World) -> list[float]:
    """Every figure of a batch of one, in the order of ``names.FIGURES`` (remembered; read only).

    Gauges in points, metrics in their own unit, all true values.
    """
    return _VALUES.of(world, _values)


def _values(world: World) -> list[float]:
    gauges: list[int] = world.gauge[:, 0].tolist()
    metrics: list[float] = world.metric[:, 0].tolist()
    points = [g / MILLI for g in gauges]
    points.append((gauges[_MARKET] + gauges[_LOCAL]) / (2 * MILLI))
    points.extend(metrics)
    return points


def start_of(board: Board) -> dict[str, float]:
    """The figures at the game's start, by name."""
    return _START.get((board.start_figures,), None, lambda: dict(board.start_figures))


def value(board: Board, world: World, name: str) -> float:
    """The true value of a figure, or of a count of the game so far.

    Raises KeyError for a name that is neither.
    """
    if name in COUNTS:
        return dict(board.past.counts).get(name, 0.0)
    return all_values(world)[FIGURE_INDEX[name]]
