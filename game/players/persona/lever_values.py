"""The points that every lever is worth to each role, as a view shows the world.

A lever changes figures by so many arrows; a role has a weight for each figure, the points that an
arrow up brings it, multiplied by the figure's urgency. A value is the sum of their products. Both
lie on grids of powers of two, so sums are exact in any order: the same on every machine, and in
any batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona import figure_weights
from game.players.persona.figure_arrays import PRESSING, figure_columns
from game.players.persona.figure_weights import FigureChange
from game.players.persona.matrix_product import product
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world import exact_sums
from game.world.exact_sums import in_order

F = NDArray[np.float64]
#: Fractional bits of arrows and of weights, and the largest weight in points an arrow. A
#: card moves figures by fewer than 256 arrows, so no sum needs more than 14 + 38 bits.
ARROW_BITS: Final = 18
WEIGHT_BITS: Final = 20
HEAVIEST: Final = 64.0
#: What the sources of what happens to cases begin with.
_OF_CASES: Final = ("case/", "rule/case_held/")
#: Points that £100m of the purse are worth, in orders, answers and deals alike.
PER_100M: Final = 0.35
#: Share of a shock that is left after a quarter (gauges go about 28% of the way home).
_LEFT: Final = 0.72
#: Least share of a shock that counts, however early: what it sets off is not lost.
_FLOOR: Final = 0.35


def left(quarters: int) -> float:
    """Return the share, 0–1, of a shock that counts at the end, so many quarters later."""
    return max(_FLOOR, float(_LEFT ** max(0, quarters)))


@dataclass(frozen=True, slots=True, eq=False)
class ArrayAxes:
    """Where a scenario's L levers and n figures stand in arrays.

    The figures are the columns of ``figure_arrays``, then others, then each role's clout.
    """

    row: dict[str, int]
    owners: NDArray[np.int64]  # (L,) where (roles, L) has what each lever is worth to its owner
    column: dict[str, int]

    def column_of(self, figure: str, role: Role) -> int | None:
        """Return the column of a figure (``clout``: the role's own), None if no card changes it."""
        return self.column.get(_clout(role) if figure == "clout" else figure)

    def wants(self, wanted: Mapping[str, float], role: Role) -> F:
        """Return a role's points for an arrow up on each figure as a row, (n,), within the grid."""
        row, most = np.zeros(len(self.column)), HEAVIEST / PRESSING
        for figure, points in wanted.items():
            column = self.column_of(figure, role)
            if column is not None:
                row[column] = max(-most, min(most, points))
        return row


def _clout(role: Role) -> str:
    return f"clout/{role}"


@per_pack
def axes(pack: Pack) -> ArrayAxes:
    """Return where the scenario's levers and figures stand in arrays."""
    levers = card_index(pack).levers
    names = dict.fromkeys(figure_columns(pack).of)
    for role in ROLES:
        names |= dict.fromkeys(
            f for of in figure_weights.by_source(pack, role).values() for f, _, _ in of
        )
    names.pop("clout", None)
    names |= dict.fromkeys(_clout(role) for role in ROLES)
    of_owner = [ROLES.index(t.lever.role) * len(levers) + i for i, t in enumerate(levers.values())]
    return ArrayAxes(
        {lever: i for i, lever in enumerate(levers)},
        np.array(of_owner, np.int64),
        {name: i for i, name in enumerate(names)},
    )


@dataclass(frozen=True, slots=True, eq=False)
class Arrows:
    """How far cards change figures, as it counts a given number of quarters before the end.

    ``arrows`` (n, L) is by figure and lever, ``of_cases`` (n, C) by figure and what happens to
    cases (``case_sources``); ``changes`` is by the role that feels them and by the id of a lever,
    of what happens to cases or of "event/option": pairs of (figure, arrows).
    """

    axes: ArrayAxes
    changes: dict[Role, dict[str, tuple[tuple[str, float], ...]]]
    arrows: F
    of_cases: F


def arrows_at(pack: Pack, quarters: int) -> Arrows:
    """Return how far cards change figures, so many quarters before the end."""
    return _arrows(pack, left(quarters))


def on_grid(changes: tuple[FigureChange, ...], fade: float) -> tuple[tuple[str, float], ...]:
    """Return the changes as they count at the end, (figure, arrows), on the grid of arrows."""
    scale = float(2**ARROW_BITS)
    return tuple(
        (figure, round((by * fade if fades else by) * scale) / scale)
        for figure, by, fades in changes
    )


@lru_cache(maxsize=64)
def _arrows(pack: Pack, fade: float) -> Arrows:
    of = axes(pack)
    changes = {
        role: {s: on_grid(found, fade) for s, found in figure_weights.by_source(pack, role).items()}
        for role in ROLES
    }

    def arrows(sources: Iterable[str]) -> F:
        row = {source: i for i, source in enumerate(sources)}
        found = np.zeros((len(of.column), len(row)))
        for role in ROLES:
            for source, i in row.items():
                for figure, by in changes[role][source]:
                    if figure == "clout" or role == ROLES[0]:  # all feel the same but for clout
                        found[of.column[_clout(role) if figure == "clout" else figure], i] += by
        return found

    return Arrows(of, changes, arrows(of.row), arrows(case_sources(pack)))


@per_pack
def case_sources(pack: Pack) -> tuple[str, ...]:
    """Return the sources of what may happen to cases, in the order of arrays."""
    return tuple(s for s in figure_weights.by_source(pack, ROLES[0]) if s.startswith(_OF_CASES))


@per_pack
def usual_wants(pack: Pack) -> F:
    """Return the points that an arrow up brings each role's usual persona, (roles, n)."""
    return np.array(
        [axes(pack).wants(figure_weights.wanted_by(pack, r, DEFAULT_PERSONA[r]), r) for r in ROLES]
    )


class RoleValues:
    """The points that cards are worth to one role, in the world as a view shows it."""

    __slots__ = ("_arrows", "_role", "_row", "_weights")

    def __init__(self, of: Arrows, role: Role, weights: F, row: F) -> None:
        self._arrows = of
        self._role: Role = role
        self._weights = weights
        self._row = row

    def at(self, row: int) -> float:
        """Return the points of the lever in that row of ``axes``."""
        return self._row.item(row)

    def _part(self, figure: str, arrows: float) -> float:
        column = self._arrows.axes.column_of(figure, self._role)
        return 0.0 if column is None else arrows * float(self._weights[column])

    def points(self, changes: tuple[tuple[str, float], ...]) -> float:
        """Return the points that changes (figure, arrows) bring the role."""
        return in_order([self._part(figure, arrows) for figure, arrows in changes])

    def value(self, source: str) -> float:
        """Return the points that a lever or "event/option" brings the role when it takes effect."""
        row = self._arrows.axes.row.get(source)
        if row is None:
            return self.points(self._arrows.changes[self._role][source])
        return self.at(row)

    def parts(self, source: str) -> list[tuple[float, str]]:
        """Return each figure's part in a source's value, (points, figure), largest first."""
        parts: dict[str, float] = {}
        for figure, arrows in self._arrows.changes[self._role][source]:
            part = self._part(figure, arrows)
            if part:
                parts[figure] = parts.get(figure, 0.0) + part
        return sorted(((p, f) for f, p in parts.items()), key=lambda x: (-abs(x[0]), x[1]))


class LeverValues:
    """The points that levers are worth to each role, ``values`` (roles, L), by ``weights``
    (roles, n): the points that an arrow up on each figure brings the role; ``of_cases`` (roles, C)
    what happens to cases (``case_sources``)."""

    __slots__ = ("_arrows", "_by_role", "of_cases", "values", "weights")

    def __init__(self, of: Arrows, weights: F, values: F, of_cases: F) -> None:
        self._arrows = of
        self.weights = weights
        self._by_role: dict[Role, RoleValues] = {}
        self.values = values
        self.of_cases = of_cases

    def of_role(self, role: Role) -> RoleValues:
        """Return the values for one role."""
        found = self._by_role.get(role)
        if found is None:
            i = ROLES.index(role)
            found = RoleValues(self._arrows, role, self.weights[i], self.values[i])
            self._by_role[role] = found
        return found


def lever_values(pack: Pack, views: Sequence[View], urgency: F, wanted: F) -> list[LeverValues]:
    """Return the values of levers in each of N views.

    ``urgency`` (N, figures) multiplies ``wanted`` (N, roles, n), the points of an arrow up.
    """
    weights = wanted.copy()
    weights[:, :, : urgency.shape[1]] *= urgency[:, None, :]
    weights = exact_sums.grid(weights, WEIGHT_BITS)
    found: list[LeverValues] = []
    for quarters, group in groupby(range(len(views)), lambda i: views[i].last - views[i].quarter):
        of, rows = arrows_at(pack, quarters), list(group)
        some = weights[rows[0] : rows[-1] + 1]
        flat, shape = some.reshape(-1, some.shape[2]), some.shape[:2]
        values = product(flat, of.arrows).reshape(*shape, len(of.axes.row))
        of_cases = product(flat, of.of_cases).reshape(*shape, of.of_cases.shape[1])
        found += [LeverValues(of, some[k], values[k], of_cases[k]) for k in range(len(rows))]
    return found
