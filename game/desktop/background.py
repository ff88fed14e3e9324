"""Work that takes longer than a picture: done beside the pictures, and looked after by a screen."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

from game.errors import InputError

T = TypeVar("T")
_LOGGER: Final = logging.getLogger(__name__)


class BackgroundWork(Generic[T]):
    """Results by key, each worked out once on a thread of its own.

    What is worked out must read nothing that a screen changes: kept entries and frozen positions.
    """

    def __init__(self) -> None:
        self._results: dict[Hashable, T | InputError] = {}
        self._doing: set[Hashable] = set()
        self._seen = 0

    @property
    def busy(self) -> bool:
        """Whether anything is still being worked out, or has come and was not shown."""
        return bool(self._doing) or self._seen != len(self._results)

    def news(self) -> bool:
        """Return whether something has come since this was asked last."""
        count = len(self._results)
        new, self._seen = count != self._seen, count
        return new

    def ask(self, key: Hashable, make: Callable[[], T]) -> T | InputError | None:
        """Return what ``make`` returned, or the InputError that it raised; None while it works."""
        found = self._results.get(key)
        if found is None and key not in self._doing:
            self._doing.add(key)
            threading.Thread(target=self._do, args=(key, make), daemon=True).start()
        return found

    def get(self, key: Hashable) -> T | InputError | None:
        """Return the result of a key, None where none has come."""
        return self._results.get(key)

    def doing(self, key: Hashable) -> bool:
        """Return whether the result of the key is being worked out."""
        return key in self._doing

    def _do(self, key: Hashable, make: Callable[[], T]) -> None:
        try:
            self._results[key] = make()
        except InputError as refusal:
            self._results[key] = refusal
        except Exception:  # a page that waits for ever would say less
            _LOGGER.exception("background: %s", key)
            self._results[key] = InputError("This can't be worked out; the log says why.")
        finally:
            self._doing.discard(key)
