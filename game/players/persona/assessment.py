"""Assessments: what personas make of views before any deal is counted in.

They are arrays because a lever's value sums some twenty figures for each of four roles: one
product of matrices in place of thousands of additions. One player is a batch of one row; rows
do not touch each other and sums are exact, so a row is the same in any batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.case_values import CaseValues
from game.players.persona.figure_arrays import figure_arrays
from game.players.persona.lever_values import LeverValues, axes, lever_values
from game.players.persona.order_arrays import NEVER, order_arrays
from game.players.persona.priority_arrays import priority_arrays
from game.players.persona.way_arrays import way_arrays, way_kinds
from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.state.view import View
from game.scenario.pack import Pack

F = NDArray[np.float64]
#: How likely a player is to use a given open lever in a quarter that it dislikes, likes, or
#: likes well.
LIKELY: Final = 0.2
_CHANCES: Final = LIKELY * np.array([0.4, 1.0, 2.0])


@dataclass(frozen=True, slots=True, eq=False)
class AssessmentRequest:
    """What an assessment is made of: persona, ``Aims.wants`` (roles, n), and view."""

    persona: str
    wants: F
    view: View


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """A view in points of score: what levers bring each role, and how likely they are used.

    ``holding`` (P,) says which of the persona's priorities hold; ``priority_points`` (L,) what
    these add to each lever; ``chances`` (L,) how likely, 0–1, each lever is used by its owner
    this quarter, promises not counted.
    """

    lever_values: LeverValues
    case_values: CaseValues
    holding: NDArray[np.bool_]
    priority_points: F
    chances: F


def assess(pack: Pack, requests: Sequence[AssessmentRequest]) -> list[Assessment]:
    """Return the assessment of each request, independent of the others."""
    views = [request.view for request in requests]
    values, urgency = figure_arrays(pack, [view.figures for view in views])
    past = order_arrays(pack, [view.orders for view in views])
    judged = lever_values(pack, views, urgency, np.stack([request.wants for request in requests]))
    chances = _chances(pack, views, past.ordered[:, :-1], np.stack([of.values for of in judged]))
    points, feared = way_arrays(pack, judged)
    found: list[Assessment | None] = [None] * len(views)
    by_persona: dict[str, list[int]] = {}
    for i, request in enumerate(requests):
        by_persona.setdefault(request.persona, []).append(i)
    for name, rows in by_persona.items():
        own = priority_arrays(pack)[name]
        holding = own.holding(pack, [views[i] for i in rows], values[rows], past.done[rows])
        priority_points = own.worth(holding)
        for k, i in enumerate(rows):
            cases = CaseValues(way_kinds(pack), points[i], feared[i])
            found[i] = Assessment(judged[i], cases, holding[k], priority_points[k], chances[i])
    return [assessment for assessment in found if assessment is not None]


@dataclass(frozen=True, slots=True, eq=False)
class _Limits:
    """When each lever may be used, (L,) quarters."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    rest: NDArray[np.int64]  # quarters between two uses


@per_pack
def _limits(pack: Pack) -> _Limits:
    levers = card_index(pack).levers.values()
    return _Limits(
        np.array([t.first for t in levers], np.int64),
        np.array([t.last for t in levers], np.int64),
        np.array([-NEVER // 2 if t.lever.once else t.cool_down for t in levers], np.int64),
    )


def _chances(pack: Pack, views: Sequence[View], ordered: NDArray[np.int64], values: F) -> F:
    """Return how likely, 0–1, each lever is used by its owner this quarter, (N, L).

    Only public facts count: its period, the quarter in which it was last ``ordered`` (N, L), and
    how much its owner's usual persona would like it (``values`` (N, roles, L), points).
    """
    limits = _limits(pack)
    quarter = np.array([[view.quarter] for view in views], np.int64)
    liking = values.reshape(len(views), -1)[:, axes(pack).owners]
    open_now = (quarter - ordered >= limits.rest) & (limits.first <= quarter)
    open_now &= quarter <= limits.last
    return _CHANCES[np.add(liking > 0.3, liking > 2.0, dtype=np.int64)] * open_now
