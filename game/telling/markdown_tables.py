"""Tables of pages that are written as Markdown, and the head of such a page."""

from __future__ import annotations

from collections.abc import Sequence


def head(title: str, command: str) -> list[str]:
    """Return the first lines of a page: its title, and by which command it is written again."""
    return [f"# {title}", "", f"Written by `{command}`. Do not edit.", ""]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table, the first row its head.

    >>> table([["lever", "gain"], ["strike", "+1.2"]])
    ['| lever | gain |', '|---|---|', '| strike | +1.2 |']
    """
    first, *rest = [f"| {' | '.join(row)} |" for row in rows]
    return [first, "|" + "---|" * len(rows[0]), *rest]
