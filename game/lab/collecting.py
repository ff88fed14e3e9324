"""Python's collector of garbage, asked to look in seldom while many games are played.

A loaded scenario is some hundred thousand objects that live as long as the process, and a
tile of games makes garbage that almost all goes by itself. Left alone the collector reads
all of it again and again: a quarter of the time.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from game.lab.memory import keep

#: New objects between two looks at the youngest, and how many looks make one at the older.
#: A tile makes some hundred thousands that stay, and next to none of them in circles.
_SELDOM: Final = (1_000_000, 20, 100)


@contextmanager
def seldom() -> Iterator[None]:
    """What is there now is not looked at, what comes is looked at seldom; then as before.

    What is left in the end counts as old at once: most of it is given out and dropped soon.
    """
    keep()
    _at_the_end()
    usual, mine = gc.get_threshold(), gc.get_freeze_count() == 0
    if mine:
        gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        if mine:
            gc.freeze()
        gc.set_threshold(*usual)
        if mine:
            gc.unfreeze()


@lru_cache(maxsize=1)
def _at_the_end() -> None:
    """When this process ends what it still holds is not looked through once more, which would
    take as long as some twenty games."""
    atexit.register(gc.freeze)
