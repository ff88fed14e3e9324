"""Remember what is made of frozen things: the door of speed in the rules.

With everything here forgotten a game comes out the same, only later; a test plays random
games both ways. What a result depends on is given as keys. Pure functions of plain values use
``lru_cache`` where they stand; what is made of objects is kept here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Final, Generic, TypeVar

from game.scenario.pack import Pack

T = TypeVar("T")
V = TypeVar("V")
_KEPT: Final = 64
#: Enough for what four seats see in each of a tile's games. More would keep old worlds alive,
#: and memory that is used anew is quicker than memory that is new.
MANY: Final = 512
#: Scenarios of which derived things are kept: a process seldom plays more at a time.
_PACKS: Final = 8


class Memo(Generic[V]):
    """At most ``kept`` values, the oldest forgotten first, each by the very objects that it was
    made of.

    Positions share most of their parts with the position before: the same ``Published``, the
    same ``World``. Finding out that a part is the same object is far cheaper than comparing
    it by value (a tuple of deals takes 100 times as long). It is safe on two conditions:
    the objects are frozen, and an entry holds on to its objects, so that no other object
    can get one of their addresses while the entry is there.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._most = kept
        self._kept: dict[Hashable, tuple[object, V]] = {}  # by addresses: the objects, the value
        self._order: deque[Hashable] = deque()  # a dictionary looks long for its oldest

    def get(self, things: tuple[object, ...], extra: Hashable, make: Callable[[], V]) -> V:
        """Return the value of these objects and an extra key, made if there is none."""
        key = (extra, *map(id, things))
        hit = self._kept.get(key)
        if hit is not None:
            return hit[1]
        made = make()
        self._keep(key, things, made)
        return made

    def of(self, thing: T, make: Callable[[T], V]) -> V:
        """Return the value of this object alone, in half the time of ``get``."""
        hit = self._kept.get(id(thing))
        if hit is not None:
            return hit[1]
        made = make(thing)
        self.put(thing, made)
        return made

    def put(self, thing: object, value: V) -> None:
        """Keep a value that has been made of this object elsewhere: ``of`` returns it."""
        self._keep(id(thing), thing, value)

    def _keep(self, key: Hashable, things: object, value: V) -> None:
        if key not in self._kept:
            if len(self._order) >= self._most:
                # another thread may have kept, and dropped, the same: a page worked out beside
                # the pictures
                self._kept.pop(self._order.popleft(), None)
            self._order.append(key)
        self._kept[key] = (things, value)


def places(things: Iterable[object], among: Mapping[int, int]) -> list[int | None]:
    """Return where each of some things stands in an ``order``, None for one that isn't in it."""
    return list(map(among.get, map(id, things)))


def order(things: Iterable[object]) -> dict[int, int]:
    """Return the places of things in their order, to be asked with ``places`` while they live.

    They are told apart as objects: by value it would take many times as long.
    """
    return {id(thing): n for n, thing in enumerate(things)}


def per_pack(make: Callable[[Pack], V]) -> Callable[[Pack], V]:
    """Decorate a function of a scenario alone: it works once for each, and keeps the result for
    the last few (a pack is equal to itself alone)."""
    return lru_cache(maxsize=_PACKS)(make)
