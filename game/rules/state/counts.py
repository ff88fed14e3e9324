"""Facts of the game so far that are counted: strikes, takeovers, support paid."""

from __future__ import annotations

from collections.abc import Iterable

from game.rules.state.position import Board, Past
from game.rules.state.replace import replace


def bump(past: Past, changes: Iterable[tuple[str, float]]) -> Past:
    """Return the past with amounts added to its counts.

    >>> bump(bump(Past(), [("strikes", 1)]), [("strikes", 1), ("takeovers", 2)]).counts
    (('strikes', 2), ('takeovers', 2))
    """
    counts = dict(past.counts)
    for name, by in changes:
        if by:
            counts[name] = counts.get(name, 0) + by
    made = tuple(sorted(counts.items()))
    if made == past.counts:
        return past
    return Past(past.events, past.orders, made, past.spent)


def bumped(board: Board, *changes: tuple[str, float]) -> Board:
    """Return the board with amounts added to its counts."""
    past = bump(board.past, changes)
    return board if past is board.past else replace(board, past=past)


def put(board: Board, name: str, value: float) -> Board:
    """Return the board with a count set."""
    return replace(board, past=replace(board.past, counts=having(board.past, name, value)))


def having(past: Past, name: str, value: float) -> tuple[tuple[str, float], ...]:
    """Return the past's counts with one set."""
    counts = dict(past.counts)
    counts[name] = value
    return tuple(sorted(counts.items()))
