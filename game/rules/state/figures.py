"""The value of any figure or count at a position: one meaning for views and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from game.rules.cache import MANY, Memo
from game.rules.state.position import Board
from game.scenario.schema.conditions import Count
from game.world import gauges
from game.world.figure_names import FIGURE_INDEX
from game.world.health_map import F
from game.world.world_state import World

COUNTS: Final[frozenset[str]] = frozenset(get_args(Count))
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


def figures_of(world: World) -> F:
    """Return every figure of a batch, (F, B), in the order of ``figure_names.FIGURES``."""
    return gauges.figures(world.gauge, world.metric)


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
