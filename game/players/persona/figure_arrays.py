"""Figures of many views as arrays: what is known, and how urgent each is by its word."""

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
#: What a figure's urgency multiplies its weight by: at its calmest word, and at its worst.
CALM: Final = 0.7
PRESSING: Final = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class FigureColumns:
    """The n figures of a scenario as columns, with the values at which their words change.

    ``urgency`` is the multiplier of each figure at each of its words.
    """

    of: dict[str, int]
    rows: NDArray[np.int64]  # (n,) 0, 1, 2 …
    cuts: F  # (n, most words - 1), infinite where there are fewer
    urgency: F  # (n, most words)


def _urgency(spec: FigureSpec) -> list[float]:
    """Return the figure's urgency at each of its words; 1 for one that is never good or bad."""
    words = [word for _, word in spec.words]
    if len(words) < 2 or spec.good == "none":
        return [1.0] * len(words)
    bad = [words.index(word) / (len(words) - 1) for word in words]
    return [CALM + (PRESSING - CALM) * (b if spec.good == "down" else 1.0 - b) for b in bad]


@per_pack
def figure_columns(pack: Pack) -> FigureColumns:
    """Return the figures of a scenario as columns."""
    specs = pack.scenario.figures
    words = max((len(spec.words) for spec in specs), default=0)
    cuts, urgency = np.full((len(specs), max(1, words)), np.inf), np.ones((len(specs), words + 1))
    for i, spec in enumerate(specs):
        below = [below for below, _ in spec.words if below is not None]
        cuts[i, : len(below)] = below
        said = _urgency(spec)
        urgency[i, : len(said)] = said
    rows = {spec.figure: i for i, spec in enumerate(specs)}
    return FigureColumns(rows, np.arange(len(specs)), cuts, urgency)


def figure_arrays(pack: Pack, figures: Sequence[Figures]) -> tuple[F, F]:
    """Return what N readers know of the figures, in their units, and their urgency, (N, n) each.

    A figure that a reader doesn't know is NaN, of urgency 1.
    """
    of = figure_columns(pack)
    values = read(figures)
    said = np.zeros(values.shape, np.int64)
    for cut in of.cuts.T:
        said += cut <= values
    urgency = of.urgency[of.rows, said]
    urgency[np.isnan(values)] = 1.0
    return values, urgency
