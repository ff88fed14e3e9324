"""The figures of a view: each put together, with its history and word, when it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import MANY, Memo, per_pack
from game.rules.knowledge.visibility import KnownFigures, columns, known
from game.rules.state.position import Position
from game.rules.state.view import Figures, Seen, Who
from game.scenario.pack import Pack

#: By figure: the values at which its word changes, and the words.
Words = dict[str, tuple[tuple[float, ...], tuple[str, ...]]]


@per_pack
def _words(pack: Pack) -> Words:
    """Return the words of the scenario's figures."""
    words = {}
    for spec in pack.scenario.figures:
        cuts = tuple(below for below, _ in spec.words if below is not None)
        words[spec.figure] = (cuts, tuple(word for _, word in spec.words))
    return words


class FiguresSeen(Figures):
    """The figures as one reader knows them, each put together when it is asked for."""

    __slots__ = ("_known", "_made", "_names", "_words")

    def __init__(self, known: KnownFigures):
        self._known = known
        self._words = _words(known.pack)
        self._made: dict[str, Seen] = {}
        self._names: tuple[str, ...] | None = None

    def value(self, name: str) -> float | None:
        """Return the figure as its reader knows it."""
        found = self._known.of(name)
        return None if found is None else found[0]

    def word(self, name: str) -> str:
        """Return the figure's word."""
        found = self._known.of(name)
        return "" if found is None else self._said(name, found[0])

    def _said(self, name: str, number: float) -> str:
        cuts, words = self._words[name]
        return words[bisect_right(cuts, number)] if words else ""

    def __getitem__(self, name: str) -> Seen:
        seen = self._made.get(name)
        if seen is None:
            found = self._known.of(name)
            if found is None:
                raise KeyError(name)
            number, quarter, exact = found
            history = self._known.history(name)
            seen = Seen(name, number, exact, quarter, history, self._said(name, number))
            self._made[name] = seen
        return seen

    def get(self, name: str, default: Any = None) -> Any:
        """Return the figure, or the default where it isn't known."""
        seen = self._made.get(name)
        if seen is not None:
            return seen
        return default if self._known.of(name) is None else self[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._known.of(name) is not None

    def __iter__(self) -> Iterator[str]:
        if self._names is None:
            self._names = tuple(self._known.names())
        return iter(self._names)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read(some: Sequence[Figures]) -> NDArray[np.float64]:
    """Return what ``value`` says of all the scenario's figures in its order, to N readers at once:
    (N, n), NaN for None."""
    found = []
    for figures in some:
        assert isinstance(figures, FiguresSeen), "a view's figures"
        found.append(figures._known)
    return columns(found)


_FIGURES: Memo[Figures] = Memo(MANY)


def figures_seen(pack: Pack, position: Position, who: Who) -> Figures:
    """Return every figure that the reader may know, as it may know it."""
    return _FIGURES.of(known(pack, position, who), FiguresSeen)
