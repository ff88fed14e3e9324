"""Tables of pages that are written as Markdown, and the head of such a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

#: Digits of a content's digest that tell it apart.
_DIGITS: Final = 12


def head(title: str, command: str, result: Mapping[str, Any]) -> list[str]:
    """Return the first lines of a page: its title, by which command it is written again, and under
    which rules and in which content (all but par) its games were played."""
    content = str(result["basis"])[:_DIGITS]
    return [
        f"# {title}",
        "",
        f"Written by `{command}`. Do not edit.",
        f"Played under rules {result['rules']}, in the content {content}.",
        "",
    ]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table, the first row its head.

    >>> table([["lever", "gain"], ["strike", "+1.2"]])
    ['| lever | gain |', '|---|---|', '| strike | +1.2 |']
    """
    first, *rest = [f"| {' | '.join(row)} |" for row in rows]
    return [first, "|" + "---|" * len(rows[0]), *rest]
