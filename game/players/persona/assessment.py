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
from game.players.persona.priorities import DEFAULT_PERSONA, characters
from game.players.persona.priority_arrays import priority_arrays
from game.players.persona.way_arrays import way_arrays, way_kinds
from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.state.view import View
from game.scenario.pack import Pack

F = NDArray[np.float64]
#: How likely an office uses, in a quarter, a lever whose period and rest allow it, by what that is
#: worth to it over its price, in points: below the first of these, the second, the third, above.
#: And how likely one that is known to lie open (what it needs is there), as those do that ready-
#: written offers name. Counted in 40 games without deals of saving-stps and as many of
#: december-2013, 60,000 levers in reach; the scenarios differ by .06 where a step is well filled.
_NET: Final = np.array([0.5, 1.5, 2.5])
_CHANCES: Final = np.array([0.04, 0.07, 0.17, 0.24])
_OPEN_CHANCES: Final = np.array([0.05, 0.18, 0.54, 0.67])


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
    this quarter, promises not counted, and ``open_chances`` (L,) how likely if it lies open.
    """

    lever_values: LeverValues
    case_values: CaseValues
    holding: NDArray[np.bool_]
    priority_points: F
    chances: F
    open_chances: F


def assess(pack: Pack, requests: Sequence[AssessmentRequest]) -> list[Assessment]:
    """Return the assessment of each request, independent of the others."""
    views = [request.view for request in requests]
    values, urgency = figure_arrays(pack, [view.figures for view in views])
    past = order_arrays(pack, [view.orders for view in views])
    judged = lever_values(pack, views, urgency, np.stack([request.wants for request in requests]))
    values_of = np.stack([of.values for of in judged])
    chances, open_chances = _chances(pack, views, past.ordered[:, :-1], values_of)
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
            found[i] = Assessment(
                judged[i], cases, holding[k], priority_points[k], chances[i], open_chances[i]
            )
    return [assessment for assessment in found if assessment is not None]


@dataclass(frozen=True, slots=True, eq=False)
class _Limits:
    """When each lever may be used, (L,) quarters."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    rest: NDArray[np.int64]  # quarters between two uses
    price: F  # in points of its owner's usual persona


@per_pack
def _limits(pack: Pack) -> _Limits:
    levers, usual = card_index(pack).levers.values(), characters().personas
    return _Limits(
        np.array([t.first for t in levers], np.int64),
        np.array([t.last for t in levers], np.int64),
        np.array([-NEVER // 2 if t.lever.once else t.cool_down for t in levers], np.int64),
        np.array([t.cost / 100 * usual[DEFAULT_PERSONA[t.role]].thrift for t in levers]),
    )


def _chances(
    pack: Pack, views: Sequence[View], ordered: NDArray[np.int64], values: F
) -> tuple[F, F]:
    """Return how likely, 0–1, each lever is used by its owner this quarter, (N, L), and how likely
    if it lies open.

    Only public facts count: its period, the quarter in which it was last ``ordered`` (N, L), and
    what it is worth to its owner's usual persona (``values`` (N, roles, L), points) over its price.
    """
    limits = _limits(pack)
    quarter = np.array([[view.quarter] for view in views], np.int64)
    net = values.reshape(len(views), -1)[:, axes(pack).owners] - limits.price
    open_now = (quarter - ordered >= limits.rest) & (limits.first <= quarter)
    open_now &= quarter <= limits.last
    step = np.searchsorted(_NET, net, side="right")
    return _CHANCES[step] * open_now, _OPEN_CHANCES[step] * open_now
