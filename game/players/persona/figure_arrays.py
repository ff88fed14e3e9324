"""A view's figures as arrays: what is known, and how pressing each figure is by its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import per_pack
from game.rules.state.view import Figures
from game.rules.views.figures_seen import read
from game.scenario.pack import Pack
from game.scenario.schema.scenario import FigureSpec

F = NDArray[np.float64]
#: How pressing a figure is that is calm, and one that is breaking.
CALM: Final = 0.7
PRESSING: Final = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The scenario's figures as columns, (n,), with the values at which their words change.

    ``press`` has one row for each figure and one entry for each of its words.
    """

    of: dict[str, int]
    rows: NDArray[np.int64]  # (n,) 0, 1, 2 …
    cuts: F  # (n, most words - 1), infinite where there are fewer
    press: F  # (n, most words)


def _presses(spec: FigureSpec) -> list[float]:
    """Return how pressing the figure is by its word, from calm to breaking; 1 without words."""
    words = [word for _, word in spec.words]
    if len(words) < 2 or spec.good == "none":
        return [1.0] * len(words)
    bad = [words.index(word) / (len(words) - 1) for word in words]
    return [CALM + (PRESSING - CALM) * (b if spec.good == "down" else 1.0 - b) for b in bad]


@per_pack
def columns(pack: Pack) -> Columns:
    """Return the columns of a scenario."""
    specs = pack.scenario.figures
    words = max((len(spec.words) for spec in specs), default=0)
    cuts, press = np.full((len(specs), max(1, words)), np.inf), np.ones((len(specs), words + 1))
    for i, spec in enumerate(specs):
        below = [below for below, _ in spec.words if below is not None]
        cuts[i, : len(below)] = below
        said = _presses(spec)
        press[i, : len(said)] = said
    rows = {spec.figure: i for i, spec in enumerate(specs)}
    return Columns(rows, np.arange(len(specs)), cuts, press)


def sights(pack: Pack, figures: Sequence[Figures]) -> tuple[F, F]:
    """Return what N readers know of the figures, and how pressing those are: (N, n) each.

    A figure that isn't known is NaN, and neither calm nor pressing (1).
    """
    of = columns(pack)
    values = read(figures)
    said = np.zeros(values.shape, np.int64)
    for cut in of.cuts.T:
        said += cut <= values
    press = of.press[of.rows, said]
    press[np.isnan(values)] = 1.0
    return values, press
