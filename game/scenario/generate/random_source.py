"""Random numbers of the generators: the same on every machine and Python version."""

from __future__ import annotations

import random
from collections.abc import MutableSequence, Sequence
from typing import TypeVar

from game.world.exact_sums import in_order

T = TypeVar("T")


class RandomSource:
    """A random stream of its own for each key.

    Only ``random()`` of the Mersenne twister is used: its stream is fixed by Python's
    documentation, those of ``shuffle`` and ``gauss`` are not.
    """

    def __init__(self, *key: object) -> None:
        self._next = random.Random("/".join(map(str, key))).random

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """Return a number in [low, high)."""
        return low + (high - low) * self._next()

    def below(self, n: int) -> int:
        """Return a whole number in 0 … n − 1."""
        return int(self._next() * n)

    def normal(self) -> float:
        """Return a nearly standard normal number, the sum of twelve uniforms, within ±6."""
        return in_order(self._next() for _ in range(12)) - 6.0

    def choice(self, things: Sequence[T]) -> T:
        """Return one of the things."""
        return things[self.below(len(things))]

    def shuffle(self, things: MutableSequence[T]) -> None:
        """Put the things in a new order (Fisher–Yates)."""
        for i in range(len(things) - 1, 0, -1):
            j = self.below(i + 1)
            things[i], things[j] = things[j], things[i]
