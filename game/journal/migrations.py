"""Old journals keep opening: one function for each version that came before.

``STEPS[v]`` takes the JSON object of any line written by format ``v`` and gives that of
format ``v + 1``. Snapshots let a game go on under newer rules, so no step replays anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.errors import InputError
from game.journal.format import FORMAT

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Final[dict[int, Step]] = {}


def version(header: dict[str, Any], name: str) -> int:
    """The format of a journal from its header. Raises InputError for one that is newer."""
    found = header.get("format")
    if header.get("kind") != "header" or not isinstance(found, int) or found < 1:
        raise InputError(f"{name} is not a journal of this game.")
    if found > FORMAT:
        raise InputError(
            f"{name} was written by a newer version of the game (format {found}; this one "
            f"reads up to {FORMAT}): update the game to open it."
        )
    return found


def up_to_date(value: dict[str, Any], written: int) -> dict[str, Any]:
    """A line's object of format ``written``, as this version writes it."""
    for old in range(written, FORMAT):
        value = STEPS[old](value)
    if value.get("kind") == "header":
        value = {**value, "format": FORMAT}
    return value
