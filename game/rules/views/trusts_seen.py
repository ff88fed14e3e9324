"""The trusts of a view: each column put together from nothing when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.knowledge.visibility import knows, out
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.position import Board, Position, Published
from game.rules.state.trust_columns import floats
from game.rules.state.view import Trusts, Who
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.effects import TrustKnobSetting
from game.world.world_state import World

F = NDArray[np.float64]
B = NDArray[np.bool_]
Array = TypeVar("Array", bound=NDArray[Any])
#: Who always sees true cash two quarters ahead and true cost.
TRUE_BOOKS: Final[tuple[Role, ...]] = ("monitor",)
_PROTECTED: Final = "protected"


def closed(array: Array) -> Array:
    """Return the array, which nobody may write to any more."""
    array.flags.writeable = False
    return array


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What never changes in a scenario, ready for views."""

    marginal: B  # (T,)
    pfi: B  # (T,)
    unknown: F  # (T,) NaN
    pledges: frozenset[tuple[str, int]]  # (source, effect) that protect trusts


@per_pack
def _fixed(pack: Pack) -> _Fixed:
    scenario, place = pack.scenario, pack.model.place
    pledges = {
        (source, i)
        for source, effects in [
            *((lever.id, lever.effects) for lever in scenario.levers),
            *((f"{e.id}/{o.id}", o.effects) for e in scenario.events for o in e.options),
        ]
        for i, effect in enumerate(effects)
        if isinstance(effect, TrustKnobSetting) and effect.knob == _PROTECTED
    }
    return _Fixed(
        card_index(pack).marginal,
        closed(place.trust_pfi > 0),
        closed(np.full(place.trusts, np.nan)),
        frozenset(pledges),
    )


class _Source:
    """What the columns of one reader are put together from."""

    __slots__ = ("_books", "board", "pack", "who", "world")

    def __init__(self, pack: Pack, board: Board, world: World, who: Who) -> None:
        self.pack = pack
        self.board = board
        self.world = world
        self.who = who
        self._books: tuple[B, B] | None = None

    @property
    def books(self) -> tuple[B, B]:
        """Masks (T,) of the trusts whose accounts, and whose care, the reader sees truly."""
        if self._books is None:
            n = self.world.open.shape[0]
            accounts, care = np.full(n, self.who in TRUE_BOOKS), np.zeros(n, np.bool_)
            for opened in self.board.opened:
                if opened.to in (None, self.who) and opened.last >= self.board.quarter:
                    accounts[list(opened.trusts)] = True
                    care[list(opened.trusts)] = True
            self._books = accounts, care
        return self._books

    def truth(self, known: B, column: Callable[[World], F | B]) -> F:
        """Return a column of the world where the reader knows it truly, NaN elsewhere."""
        if not known.any():
            return _fixed(self.pack).unknown
        return closed(np.where(known, column(self.world), np.nan))

    def published(self, column: Callable[[Published], tuple[int, ...]]) -> F:
        """Return a column of the figures that came out last."""
        public = out(self.board)
        if not public or not public[-1].ratings:
            return _fixed(self.pack).unknown
        return floats(column(public[-1]))


def _status(of: _Source) -> NDArray[np.int64]:
    world = of.world
    status = world.ft[:, 0].astype(np.int64)
    status[world.admin_stage[:, 0] > 0] = 2
    status[~world.open[:, 0]] = 3
    return closed(status)


def _pledged(of: _Source) -> B:
    pledges, quarter = _fixed(of.pack).pledges, of.board.quarter
    pledged = np.zeros(of.world.open.shape[0], np.bool_)
    for m in of.board.modifiers:
        if (m.source, m.effect) in pledges and m.live(quarter):
            pledged[list(m.trusts)] = True
    return closed(pledged)


def _warned(of: _Source) -> F:
    """Who fails a test and isn't on the list yet: next quarter it may be."""
    knows_all = knows(of.pack, of.who, "trusts_warned") == "exact"
    return of.truth(
        of.books[1] | knows_all, lambda world: (world.fails[:, 0] > 0) & ~world.at_risk[:, 0]
    )


#: How each column is put together, from nothing.
_COLUMNS: Final[dict[str, Callable[[_Source], Any]]] = {
    "id": lambda of: of.pack.model.place.trust_id,
    "name": lambda of: of.pack.model.place.trust_name,
    "region": lambda of: of.pack.model.place.trust_region,
    "kind": lambda of: of.pack.model.place.trust_kind,
    "x": lambda of: of.pack.model.place.trust_x,
    "y": lambda of: of.pack.model.place.trust_y,
    "seat": lambda of: of.pack.model.place.trust_seat,
    "status": _status,
    "listed": lambda of: closed(of.world.at_risk[:, 0].copy()),
    "marginal": lambda of: _fixed(of.pack).marginal,
    "pfi": lambda of: _fixed(of.pack).pfi,
    "pledged": _pledged,
    "rating": lambda of: of.published(lambda p: p.ratings),
    "surplus_m": lambda of: closed(of.published(lambda p: p.surplus_k) / 1000),
    "cash_m": lambda of: of.truth(of.books[0], lambda world: world.cash_k[:, 0] / 1000),
    "cash_ahead_m": lambda of: of.truth(
        of.books[0], lambda world: (world.cash_k[:, 0] + 2 * world.underlying_k[:, 0]) / 1000
    ),
    "unit_cost": lambda of: of.truth(of.books[0], lambda world: world.unit_cost[:, 0]),
    "quality": lambda of: of.truth(of.books[1], lambda world: world.quality[:, 0]),
    "warned": _warned,
}


class TrustsSeen(Trusts):
    """The columns as one reader knows them, each put together, once, when it is asked for."""

    _of: _Source  # no field: nothing that lists the columns meets it


class _Column:
    """A column that isn't there yet: once put together it is found first."""

    __slots__ = ("_make", "_name")

    def __init__(self, name: str, make: Callable[[_Source], Any]) -> None:
        self._name = name
        self._make = make

    def __get__(self, trusts: TrustsSeen | None, owner: type | None = None) -> Any:
        if trusts is None:
            return self
        made = trusts.__dict__[self._name] = self._make(trusts._of)
        return made


for _name, _make in _COLUMNS.items():
    setattr(TrustsSeen, _name, _Column(_name, _make))


_TRUSTS: Memo[Trusts] = Memo()


def trusts_seen(pack: Pack, position: Position, who: Who) -> Trusts:
    """Return the columns of all trusts that the reader may know."""
    board = position.board
    return _TRUSTS.get(
        (pack, board.published, board.opened, board.modifiers, position.world),
        (who, board.quarter, PHASE_TABLE[board.phase].market_over),
        lambda: _seen(pack, position, who),
    )


def _seen(pack: Pack, position: Position, who: Who) -> Trusts:
    made = object.__new__(TrustsSeen)
    made.__dict__["_of"] = _Source(pack, position.board, position.world, who)
    return made
