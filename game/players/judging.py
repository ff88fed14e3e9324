"""Judges: what every lever is worth to each role, as a view shows the world. One product.

Each lever is a row of arrows, and each role has weights: what an arrow on a figure brings it,
more where the figure presses. Both lie on grids of powers of two, so the sums are exact in
any order: worths are the same on every machine, whatever is judged beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from game.players import worth
from game.players.priorities import DEFAULT_PERSONA
from game.players.sight import columns, sight
from game.players.worth import Leaning
from game.rules.memo import per_pack
from game.rules.tables import tables
from game.scenario.base import ROLES, Role
from game.world import sums

if TYPE_CHECKING:
    from game.rules.views import View
    from game.scenario.pack import Pack

F = NDArray[np.float64]
#: Fractional bits of arrows and of weights, and the largest weight in points an arrow. A
#: card moves figures by fewer than 256 arrows, so no sum needs more than 14 + 38 bits.
ARROW_BITS: Final = 18
WEIGHT_BITS: Final = 20
HEAVIEST: Final = 64.0
#: Share of a shock that is left after a quarter (gauges go about 28% of the way home).
_LEFT: Final = 0.72
#: Least share of a shock that counts, however early: what it sets off is not lost.
_FLOOR: Final = 0.35


def left(view: View) -> float:
    """What counts of a shock made now when the game ends."""
    return max(_FLOOR, float(_LEFT ** max(0, view.last - view.quarter)))


@dataclass(frozen=True, slots=True, eq=False)
class Cards:
    """A scenario's L levers and the n figures that cards move, as rows and columns.

    The columns are those of ``sight.columns``, then other figures, then each role's clout.
    ``arrows`` is (2n, L): lasting moves, then those that fade.
    """

    row: dict[str, int]
    owner: NDArray[np.int64]  # (L,) index in ROLES
    column: dict[str, int]
    arrows: F
    moves: dict[Role, dict[str, tuple[Leaning, ...]]]  # by who feels them, and source

    def column_of(self, figure: str, role: Role) -> int | None:
        """The column of a figure as the role means it, None if no card moves it."""
        return self.column.get(_clout(role) if figure == "clout" else figure)

    def wants(self, wanted: Mapping[str, float], role: Role) -> F:
        """A role's points an arrow up as a row, (n,)."""
        row = np.zeros(len(self.column))
        for figure, points in wanted.items():
            column = self.column_of(figure, role)
            if column is not None:
                row[column] = points
        return row


def _clout(role: Role) -> str:
    return f"clout/{role}"


def _on_grid(moves: dict[str, tuple[Leaning, ...]]) -> dict[str, tuple[Leaning, ...]]:
    scale = float(2**ARROW_BITS)
    return {
        source: tuple((figure, round(by * scale) / scale, fades) for figure, by, fades in of)
        for source, of in moves.items()
    }


@per_pack
def cards(pack: Pack) -> Cards:
    """The levers of a scenario as rows."""
    levers = tables(pack).levers
    moves = {role: _on_grid(worth.by_source(pack, role)) for role in ROLES}
    names = dict.fromkeys(columns(pack).of)
    names |= dict.fromkeys(f for of in moves.values() for all_ in of.values() for f, _, _ in all_)
    names.pop("clout", None)
    names |= dict.fromkeys(_clout(role) for role in ROLES)
    column = {name: i for i, name in enumerate(names)}
    row = {lever: i for i, lever in enumerate(levers)}
    arrows = np.zeros((2, len(column), len(row)))
    for lever, i in row.items():
        for figure, by, fades in moves[ROLES[0]][lever]:
            if figure != "clout":
                arrows[int(fades), column[figure], i] += by
        for role in ROLES:
            for figure, by, fades in moves[role][lever]:
                if figure == "clout":
                    arrows[int(fades), column[_clout(role)], i] += by
    return Cards(
        row,
        np.array([ROLES.index(t.lever.role) for t in levers.values()], np.int64),
        column,
        arrows.reshape(2 * len(column), len(row)),
        moves,
    )


@per_pack
def usual(pack: Pack) -> F:
    """What the usual persona of each role wants, (roles, n)."""
    return np.array(
        [cards(pack).wants(worth.wanted_by(pack, r, DEFAULT_PERSONA[r]), r) for r in ROLES]
    )


class Judge:
    """One role's eye on the world as a view shows it: what cards are worth to it.

    ``values`` has the points of each lever, in the rows of ``cards``.
    """

    __slots__ = ("_cards", "_faded", "_role", "_row", "_weights", "values")

    def __init__(self, of: Cards, role: Role, weights: F, faded: F, values: list[float]) -> None:
        self._cards = of
        self._role: Role = role
        self._weights = weights
        self._faded = faded
        self.values = values

    def of(self, moves: tuple[Leaning, ...]) -> float:
        """Points that the moves are worth."""
        total = 0.0
        for figure, arrows, fades in moves:
            column = self._cards.column_of(figure, self._role)
            if column is not None:
                total += arrows * float((self._faded if fades else self._weights)[column])
        return total

    def value(self, source: str) -> float:
        """Points that a lever, or an "event/option", is worth when it takes effect."""
        row = self._cards.row.get(source)
        if row is None:
            return self.of(self._cards.moves[self._role][source])
        return self.values[row]

    def parts(self, source: str) -> list[tuple[float, str]]:
        """Each figure's part in the worth of a source, largest first."""
        parts: dict[str, float] = {}
        for move in self._cards.moves[self._role][source]:
            part = self.of((move,))
            if part:
                parts[move[0]] = parts.get(move[0], 0.0) + part
        return sorted(((p, f) for f, p in parts.items()), key=lambda x: (-abs(x[0]), x[1]))


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """The four roles' judges of one view. ``values`` is (roles, L)."""

    judges: dict[Role, Judge]
    values: F


def bench(pack: Pack, view: View, wanted: F) -> Bench:
    """What the levers are worth to all roles, who want (roles, n) points an arrow up."""
    of = cards(pack)
    press = sight(pack, view.figures).press
    weights = wanted.copy()
    weights[:, : len(press)] *= press
    np.minimum(np.maximum(weights, -HEAVIEST), HEAVIEST, out=weights)
    weights = sums.grid(weights, WEIGHT_BITS)
    faded = sums.grid(weights * left(view), WEIGHT_BITS)
    values: F = np.concatenate([weights, faded], axis=1) @ of.arrows
    judges = {
        role: Judge(of, role, weights[r], faded[r], values[r].tolist())
        for r, role in enumerate(ROLES)
    }
    return Bench(judges, values)
