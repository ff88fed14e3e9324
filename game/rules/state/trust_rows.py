"""Rows of trusts in boards and facts, carried over to a table that has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace as replaced
from typing import Final, assert_never

from game.rules.state.case_facts import CaseFact
from game.rules.state.facts import (
    Fact,
    FigureTold,
    GaugeMoved,
    GaugeOverridden,
    OrderRevealed,
    PlainFact,
    TrustChanged,
)
from game.rules.state.position import Board, Case, Listed, Modifier, Opened, Published
from game.rules.state.replace import replace
from game.world.row_names import RowMap

Column = tuple[int, ...]
_GONE: Final = -1


def board_with_rows(board: Board, trusts: RowMap, start: Callable[[], Board]) -> Board:
    """Return the board with every trust by its row of today.

    What was about trusts that are gone alone ends. Published columns take the values of
    ``start``'s for trusts that are new, and figures at the start those of figures that are.
    Raises ValueError if a row is named that there is none of.
    """
    first = start()
    known = dict(board.start_figures)
    return replace(
        board,
        modifiers=_modifiers(board.modifiers, trusts),
        past=replace(board.past, spent=_modifiers(board.past.spent, trusts)),
        opened=tuple(_opened(board.opened, trusts)),
        published=tuple(_published(p, trusts, first) for p in board.published),
        start_figures=tuple((name, known.get(name, value)) for name, value in first.start_figures),
        listed=_listed(board.listed, trusts),
        cases=tuple(_cases(board.cases, trusts)),
    )


def facts_with_rows(facts: tuple[Fact, ...], trusts: RowMap) -> tuple[Fact, ...]:
    """Return the facts with every trust by its row of today, without those of trusts gone.

    Raises ValueError if a row is named that there is none of.
    """
    if trusts.same:
        return facts
    found: list[Fact] = []
    for fact in facts:
        if isinstance(fact, PlainFact | FigureTold | GaugeMoved | GaugeOverridden):
            found.append(fact)
        elif isinstance(fact, OrderRevealed):
            found.append(replaced(fact, trusts=_rows(fact.trusts, trusts)))
        elif isinstance(fact, TrustChanged | CaseFact):
            rows = _rows((fact.trust,), trusts)
            if rows:
                found.append(replaced(fact, trust=rows[0]))
        else:
            assert_never(fact)
    return tuple(found)


def _rows(rows: Column, trusts: RowMap) -> Column:
    """Return rows of today for those that are still there."""
    if any(not 0 <= row < len(trusts.target) for row in rows):
        raise ValueError("a trust is named that there is none of")
    return tuple(new for row in rows if (new := int(trusts.target[row])) != _GONE)


def _modifiers(modifiers: Iterable[Modifier], trusts: RowMap) -> tuple[Modifier, ...]:
    found = []
    for m in modifiers:
        rows = _rows(m.trusts, trusts)
        if rows or not m.trusts:
            found.append(replace(m, trusts=rows))
    return tuple(found)


def _listed(listed: Iterable[Listed], trusts: RowMap) -> tuple[Listed, ...]:
    found = [replace(x, trust=rows[0]) for x in listed if (rows := _rows((x.trust,), trusts))]
    return tuple(sorted(found, key=lambda x: x.trust))


def _cases(cases: Iterable[Case], trusts: RowMap) -> Iterable[Case]:
    """Yield the cases of trusts that are still there."""
    for case in cases:
        rows = _rows((case.trust,), trusts)
        if rows:
            yield replace(case, trust=rows[0])


def _opened(opened: Iterable[Opened], trusts: RowMap) -> Iterable[Opened]:
    for books in opened:
        rows = _rows(books.trusts, trusts)
        if rows:
            yield replace(books, trusts=rows)


def _published(of: Published, trusts: RowMap, first: Board) -> Published:
    if not of.ratings:  # an older quarter: its columns are no longer kept
        return of
    new = next((p for p in first.published if p.ratings), None)
    return replace(
        of,
        ratings=_column(of.ratings, trusts, new.ratings if new else ()),
        surplus_k=_column(of.surplus_k, trusts, new.surplus_k if new else ()),
    )


def _column(kept: Column, trusts: RowMap, start: Column) -> Column:
    """Return a column of trusts, one value a row of today."""
    if len(kept) != len(trusts.target):
        raise ValueError("a column of trusts is cut short")
    return tuple(
        kept[row] if row != _GONE else (start[today] if start else 0)
        for today, row in enumerate(trusts.source.tolist())
    )
