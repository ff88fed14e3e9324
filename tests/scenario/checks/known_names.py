"""Names for checks of items that use none of a scenario's."""

from __future__ import annotations

from game.scenario.checks.common import KnownNames

NOTHING_KNOWN = KnownNames(
    levers=frozenset(),
    events={},
    tags=frozenset(),
    flags=frozenset(),
    claims=frozenset(),
    results=frozenset(),
    params=frozenset(),
)
