"""How levers have been used, and which lie open to their owners: what suggested deals name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from game.rules.cards.index import card_index
from game.rules.deals import temptation
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.scenario.schema.base import Role


class _Open(dict[str, bool]):
    """Whether levers lie open to their owners, found out as it is asked: of all others the same."""

    def __init__(self, is_open: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_open = is_open

    def __missing__(self, lever: str) -> bool:
        found = self[lever] = self._is_open(lever)
        return found


class LeversUsed(NamedTuple):
    """How levers have been used, which is public: the quarter of each one's last use, and whether
    it lies open now, but for a signature, and can be paid for as far as the reader knows."""

    last: dict[str, int]
    open: _Open


def levers_used(pack: Pack, position: Position, role: Role) -> LeversUsed:
    """Return how levers have been used so far, as suggestions to the role read it."""
    board = position.board
    last: dict[str, int] = {}  # each lever is one role's, and its uses are in order
    for office in board.offices:
        last.update(office.used)
    levers, clout = card_index(pack).levers, board.office(role).clout
    open_levers = temptation.open_levers(pack, position)

    def is_open(lever: str) -> bool:
        row = levers[lever]
        if row.role == role and row.cost > clout:
            return False  # a threat that can't be paid is none; others' clout isn't known
        return open_levers.holds(row)

    return LeversUsed(last, _Open(is_open))
