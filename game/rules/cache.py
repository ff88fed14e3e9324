"""Small memos of what is costly to build and depends on frozen things by identity.

Positions share most of their parts with the position before: the same ``Published``, the
same ``World``. Comparing identities is cheaper than hashing values, and safe because what
is remembered keeps its keys alive and those never change.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from game.scenario.pack import Pack

T = TypeVar("T")
V = TypeVar("V")
_KEPT: Final = 64
#: Enough for what four seats see in each of a tile's games. More would keep old worlds alive,
#: and memory that is used anew is quicker than memory that is new.
MANY: Final = 512


class Memo(Generic[V]):
    """At most ``kept`` values by the identities of some objects and an extra key."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._most = kept
        self._kept: dict[Hashable, tuple[object, V]] = {}  # with what keeps its ids theirs
        self._order: deque[Hashable] = deque()  # a dictionary looks long for its oldest

    def get(self, things: tuple[object, ...], extra: Hashable, make: Callable[[], V]) -> V:
        """The value remembered for these very objects, or a new one."""
        kept = self._kept
        key = (extra, *map(id, things))
        hit = kept.get(key)
        if hit is not None:
            return hit[1]
        made = make()
        self._keep(key, things, made)
        return made

    def of(self, thing: T, make: Callable[[T], V]) -> V:
        """The value remembered for this very object alone, or what is made of it: the same
        as ``get`` in half the time."""
        hit = self._kept.get(id(thing))
        if hit is not None:
            return hit[1]
        made = make(thing)
        self.put(thing, made)
        return made

    def put(self, thing: object, value: V) -> None:
        """Remembers what has been made of this very object elsewhere: ``of`` gives it."""
        self._keep(id(thing), thing, value)

    def _keep(self, key: Hashable, things: object, value: V) -> None:
        if key not in self._kept:
            if len(self._order) >= self._most:
                del self._kept[self._order.popleft()]
            self._order.append(key)
        self._kept[key] = (things, value)


def per_pack(make: Callable[[Pack], V]) -> Callable[[Pack], V]:
    """Decorator: what is derived from a scenario alone is derived once, and kept with it."""

    def get(pack: Pack) -> V:
        try:
            found: V = pack.derived[make]
        except KeyError:
            found = pack.derived[make] = make(pack)
        return found

    get.__doc__ = make.__doc__
    get.__name__ = make.__name__
    return get
