"""How a score term's value is made of a figure: prefixes, and the one result that is a figure."""

from __future__ import annotations

from typing import Final

INHERITED: Final = "inherited_"
CHANGE: Final = "change_"
RATIO: Final = "ratio_"
#: The one value that counts what its figure leaves: it rises as the figure falls.
SAFE_SEATS: Final = "marginals_safe"
PREFIXES: Final = (INHERITED, CHANGE, RATIO)


def bare(value: str) -> str:
    """Return the figure or count that a value is made of.

    >>> bare("inherited_waits"), bare("ratio_hhi"), bare("marginals_safe")
    ('waits', 'hhi', 'marginals_at_risk')
    """
    if value == SAFE_SEATS:
        return "marginals_at_risk"
    for prefix in PREFIXES:
        if value.startswith(prefix):
            return value.removeprefix(prefix)
    return value


def rises(value: str, zero_at: float, full_at: float) -> bool:
    """Return whether a term of a score gives more as the figure it is made of goes up.

    >>> rises("inherited_waits", 60, 30), rises("marginals_safe", 0, 10)
    (False, False)
    """
    return (full_at > zero_at) != (value == SAFE_SEATS)
