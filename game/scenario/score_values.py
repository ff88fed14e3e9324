"""How a score term's value is made of a figure: prefixes, and the one result that is a figure."""

from __future__ import annotations

from typing import Final

INHERITED: Final = "inherited_"
CHANGE: Final = "change_"
RATIO: Final = "ratio_"
PREFIXES: Final = (INHERITED, CHANGE, RATIO)


def bare(value: str) -> str:
    """Return the figure or count that a value is made of.

    >>> bare("inherited_waits"), bare("ratio_hhi"), bare("marginals_safe")
    ('waits', 'hhi', 'marginals_at_risk')
    """
    if value == "marginals_safe":
        return "marginals_at_risk"
    for prefix in PREFIXES:
        if value.startswith(prefix):
            return value.removeprefix(prefix)
    return value
