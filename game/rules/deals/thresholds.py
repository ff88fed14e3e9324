"""Thresholds of promises to keep a figure: a promise must be possible to break, and to keep."""

from __future__ import annotations

import math
from typing import Final

from game.errors import IllegalCommandError
from game.rules.knowledge.visibility import knows
from game.rules.state import deal_terms
from game.rules.state.figures import COUNTS, value
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR
from game.world.figure_names import FIGURES

#: Figures that can only grow, and those that can only fall.
_GROWS: Final = frozenset({"failures_cumulative", "closures"})
_FALLS: Final = frozenset({"trusts"})


def check_threshold(pack: Pack, position: Position, clause: deal_terms.Keep) -> None:
    """Raise IllegalCommandError, with the reason, if the figure can't be promised so.

    Asks only what everybody may know.
    """
    if (clause.above is None) == (clause.below is None):
        raise IllegalCommandError("A figure is to be kept either above or below a threshold.")
    known = knows(pack, SPECTATOR, clause.figure)
    if clause.figure in COUNTS or clause.figure not in FIGURES or known is None:
        raise IllegalCommandError("Only a figure that is published can be promised.")
    spec = pack.scenario.figure(clause.figure)
    low, high = spec.bounds
    bound = clause.below if clause.above is None else clause.above
    assert bound is not None
    if not math.isfinite(bound) or not low < bound < high:
        raise IllegalCommandError(
            f"{spec.title} lies between {low:g} and {high:g}: a promise names a number between."
        )
    if known == "exact":
        now = value(position.board, position.world, clause.figure)
        grown = clause.figure in _GROWS and clause.above is not None and now > clause.above
        fallen = clause.figure in _FALLS and clause.below is not None and now < clause.below
        if grown or fallen:
            way = "falls" if grown else "grows"
            raise IllegalCommandError(f"{spec.title} never {way}: that promise can't be broken.")
