"""The value of any figure or count at a position: one meaning for views and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import MANY, Memo
from game.rules.state.position import Board
from game.scenario.schema.conditions import Count
from game.world.figure_names import DERIVED, FIGURES, GAUGE_INDEX, GAUGES, METRICS, MILLI
from game.world.world_state import World

COUNTS: Final[frozenset[str]] = frozenset(get_args(Count))
FIGURE_INDEX: Final[dict[str, int]] = {name: i for i, name in enumerate(FIGURES)}
_MARKET: Final = GAUGE_INDEX["nerves_market"]
_LOCAL: Final = GAUGE_INDEX["nerves_local"]

assert DERIVED == ("backbench_nerves",)  # what the lines below spell out
assert len(FIGURES) == len(GAUGES) + 1 + len(METRICS)


_VALUES: Memo[list[float]] = Memo(MANY)
_START: Memo[dict[str, float]] = Memo()


def all_values(world: World) -> list[float]:
    """Return every figure of a batch of one, in the order of ``figure_names.FIGURES``.

    Gauges in points, metrics in their own unit, all true values.
    """
    return _VALUES.of(world, _values)


def _values(world: World) -> list[float]:
    found: list[float] = figures_of(world)[:, 0].tolist()
    return found


def figures_of(world: World) -> NDArray[np.float64]:
    """Return every figure of a batch, (F, B), in the order of ``figure_names.FIGURES``."""
    found = np.empty((len(FIGURES), world.batch))
    np.divide(world.gauge, MILLI, out=found[: len(GAUGES)])
    np.divide(world.gauge[_MARKET] + world.gauge[_LOCAL], 2 * MILLI, out=found[len(GAUGES)])
    found[len(GAUGES) + 1 :] = world.metric
    return found


def remember(worlds: Sequence[World], together: World) -> None:
    """Work out single games' figures, for ``all_values``, from the batch that holds them."""
    for world, values in zip(worlds, figures_of(together).T.tolist(), strict=True):
        _VALUES.put(world, values)


def start_of(board: Board) -> dict[str, float]:
    """Return the figures at the game's start, by name."""
    return _START.get((board.start_figures,), None, lambda: dict(board.start_figures))


def value(board: Board, world: World, name: str) -> float:
    """Return the true value of a figure, or of a count of the game so far.

    Raises KeyError for a name that is neither.
    """
    if name in COUNTS:
        return dict(board.past.counts).get(name, 0.0)
    return all_values(world)[FIGURE_INDEX[name]]
