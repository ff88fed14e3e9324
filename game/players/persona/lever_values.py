"""Judges: what every lever is worth to each role, as a view shows the world. One product.

Each lever is a row of arrows, and each role has weights: what an arrow on a figure brings it,
more where the figure presses. Both lie on grids of powers of two, so the sums are exact in
any order: worths are the same on every machine, whatever is judged beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona import figure_weights
from game.players.persona.figure_arrays import PRESSING, columns
from game.players.persona.figure_weights import Leaning
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
#: Points that £100m of the purse are worth, in orders, answers and deals alike.
PER_100M: Final = 0.35
#: Share of a shock that is left after a quarter (gauges go about 28% of the way home).
_LEFT: Final = 0.72
#: Least share of a shock that counts, however early: what it sets off is not lost.
_FLOOR: Final = 0.35


def left(quarters: int) -> float:
    """Return what counts of a shock made so many quarters before the game ends, when it ends."""
    return max(_FLOOR, float(_LEFT ** max(0, quarters)))


@dataclass(frozen=True, slots=True, eq=False)
class Cards:
    """A scenario's L levers and the n figures that cards move, as rows and columns.

    The columns are those of ``figure_arrays.columns``, then other figures, then each role's clout.
    """

    row: dict[str, int]
    owners: NDArray[np.int64]  # (L,) where (roles, L) has what each lever is worth to its owner
    column: dict[str, int]

    def column_of(self, figure: str, role: Role) -> int | None:
        """Return the column of a figure as the role means it, None if no card moves it."""
        return self.column.get(_clout(role) if figure == "clout" else figure)

    def wants(self, wanted: Mapping[str, float], role: Role) -> F:
        """Return a role's points an arrow up as a row, (n,)."""
        row, most = np.zeros(len(self.column)), HEAVIEST / PRESSING
        for figure, points in wanted.items():
            column = self.column_of(figure, role)
            if column is not None:
                row[column] = max(-most, min(most, points))
        return row


def _clout(role: Role) -> str:
    return f"clout/{role}"


@per_pack
def cards(pack: Pack) -> Cards:
    """Return the levers of a scenario as rows."""
    levers = card_index(pack).levers
    names = dict.fromkeys(columns(pack).of)
    for role in ROLES:
        names |= dict.fromkeys(
            f for of in figure_weights.by_source(pack, role).values() for f, _, _ in of
        )
    names.pop("clout", None)
    names |= dict.fromkeys(_clout(role) for role in ROLES)
    of_owner = [ROLES.index(t.lever.role) * len(levers) + i for i, t in enumerate(levers.values())]
    return Cards(
        {lever: i for i, lever in enumerate(levers)},
        np.array(of_owner, np.int64),
        {name: i for i, name in enumerate(names)},
    )


@dataclass(frozen=True, slots=True, eq=False)
class Deck:
    """The cards so many quarters before the end, when less or more is left of a shock.

    ``arrows`` (n, L) is how far each lever moves each figure.
    """

    cards: Cards
    moves: dict[Role, dict[str, tuple[tuple[str, float], ...]]]  # by who feels them, and source
    arrows: F


def deck(pack: Pack, quarters: int) -> Deck:
    """Return the cards as they count so many quarters before the end."""
    return _deck(pack, left(quarters))


def on_grid(moves: tuple[Leaning, ...], fade: float) -> tuple[tuple[str, float], ...]:
    """Return the moves as they count at the end: (figure, arrows)."""
    scale = float(2**ARROW_BITS)
    return tuple(
        (figure, round((by * fade if fades else by) * scale) / scale) for figure, by, fades in moves
    )


@lru_cache(maxsize=64)
def _deck(pack: Pack, fade: float) -> Deck:
    of = cards(pack)
    moves = {
        role: {s: on_grid(found, fade) for s, found in figure_weights.by_source(pack, role).items()}
        for role in ROLES
    }
    arrows = np.zeros((len(of.column), len(of.row)))
    for role in ROLES:
        for lever, i in of.row.items():
            for figure, by in moves[role][lever]:
                if figure == "clout" or role == ROLES[0]:  # all feel the same but for clout
                    arrows[of.column[_clout(role) if figure == "clout" else figure], i] += by
    return Deck(of, moves, arrows)


@per_pack
def usual(pack: Pack) -> F:
    """Return what the usual persona of each role wants, (roles, n)."""
    return np.array(
        [cards(pack).wants(figure_weights.wanted_by(pack, r, DEFAULT_PERSONA[r]), r) for r in ROLES]
    )


class Judge:
    """One role's eye on the world as a view shows it: what cards are worth to it.

    ``values`` has the points of each lever, in the rows of ``cards``.
    """

    __slots__ = ("_deck", "_role", "_row", "_values", "_weights")

    def __init__(self, of: Deck, role: Role, weights: F, row: F) -> None:
        self._deck = of
        self._role: Role = role
        self._weights = weights
        self._row = row
        self._values: list[float] | None = None

    @property
    def values(self) -> list[float]:
        """The points of each lever, as numbers."""
        if self._values is None:
            self._values = self._row.tolist()
        return self._values

    def _worth(self, figure: str, arrows: float) -> float:
        column = self._deck.cards.column_of(figure, self._role)
        return 0.0 if column is None else arrows * float(self._weights[column])

    def of(self, moves: tuple[tuple[str, float], ...]) -> float:
        """Return points that moves (figure, arrows) are worth."""
        return in_order([self._worth(figure, arrows) for figure, arrows in moves])

    def value(self, source: str) -> float:
        """Return points that a lever, or an "event/option", is worth when it takes effect."""
        row = self._deck.cards.row.get(source)
        return self.of(self._deck.moves[self._role][source]) if row is None else self.values[row]

    def parts(self, source: str) -> list[tuple[float, str]]:
        """Return each figure's part in the worth of a source, largest first."""
        parts: dict[str, float] = {}
        for figure, arrows in self._deck.moves[self._role][source]:
            part = self._worth(figure, arrows)
            if part:
                parts[figure] = parts.get(figure, 0.0) + part
        return sorted(((p, f) for f, p in parts.items()), key=lambda x: (-abs(x[0]), x[1]))


class Bench:
    """The four roles' judges of one view. ``values`` (roles, L) is what levers are worth, and
    ``weights`` (roles, n) what an arrow up on each of the cards' columns is."""

    __slots__ = ("_deck", "_judges", "values", "weights")

    def __init__(self, of: Deck, weights: F, values: F) -> None:
        self._deck = of
        self.weights = weights
        self._judges: dict[Role, Judge] = {}
        self.values = values

    def judge(self, role: Role) -> Judge:
        """Return a role's judge."""
        found = self._judges.get(role)
        if found is None:
            i = ROLES.index(role)
            found = Judge(self._deck, role, self.weights[i], self.values[i])
            self._judges[role] = found
        return found


def benches(pack: Pack, views: Sequence[View], press: F, wanted: F) -> list[Bench]:
    """Return the judges of N views whose figures press so (N, figures), for roles that want (N,
    roles, n) points an arrow up."""
    weights = wanted.copy()
    weights[:, :, : press.shape[1]] *= press[:, None, :]
    weights = exact_sums.grid(weights, WEIGHT_BITS)
    found: list[Bench] = []
    for quarters, group in groupby(range(len(views)), lambda i: views[i].last - views[i].quarter):
        of, rows = deck(pack, quarters), list(group)
        some = weights[rows[0] : rows[-1] + 1]
        flat = product(some.reshape(-1, some.shape[2]), of.arrows)
        values = flat.reshape(*some.shape[:2], -1)
        found += [Bench(of, some[k], values[k]) for k in range(len(rows))]
    return found
