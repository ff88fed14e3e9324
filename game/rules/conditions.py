"""Judges conditions: the one reader of ``scenario.conditions``.

A condition is asked either of the truth (triggers, effects, agendas at the end) or of what
a role knows (prerequisites), so the same data never tells a role what it may not see.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.rules import figures, knowing
from game.rules.position import Board, Position
from game.rules.tables import Tables, tables
from game.scenario.base import Role
from game.scenario.conditions import Condition
from game.scenario.effects import Flag
from game.world import calendar

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import World


class Asked:
    """A game as it is asked: ``figure`` gives a figure's value, or None if it isn't known."""

    __slots__ = ("board", "figure", "tables")

    def __init__(self, tables: Tables, board: Board, figure: Callable[[str], float | None]) -> None:
        self.tables = tables
        self.board = board
        self.figure = figure


def truth(pack: Pack, board: Board, world: World) -> Asked:
    """The game as it is."""
    return Asked(tables(pack), board, lambda name: figures.value(board, world, name))


def known(pack: Pack, position: Position, role: Role) -> Asked:
    """The game as the role knows it; a figure that it doesn't know is None."""
    return Asked(
        tables(pack),
        position.board,
        lambda name: knowing.figure_for(pack, position, role, name),
    )


def holds(condition: Condition | None, asked: Asked) -> bool:
    """Whether the condition holds; no condition always does.

    A figure that is not known neither exceeds nor falls short of anything.
    """
    c = condition
    if c is None:
        return True
    if c.figure is not None or c.count is not None:
        return _bounded(c, asked)
    board = asked.board
    if c.all:
        return all(holds(part, asked) for part in c.all)
    if c.any:
        return any(holds(part, asked) for part in c.any)
    if c.no is not None:
        return not holds(c.no, asked)
    since = -1 if c.within is None else board.quarter - c.within + 1
    if c.used is not None:
        return any(
            lever == c.used and quarter >= since and outcome in ("full", "half")
            for _, lever, quarter, outcome in board.past.orders
        )
    if c.tagged is not None:
        levers = asked.tables.levers
        return any(
            quarter >= since
            and outcome in ("full", "half")
            and lever in levers
            and c.tagged in levers[lever].words
            for _, lever, quarter, outcome in board.past.orders
        )
    if c.flag is not None:
        return flagged(asked.tables, board, c.flag)
    if c.event is not None:
        return any(
            event == c.event and quarter >= since and (c.option is None or option == c.option)
            for event, option, quarter in board.past.events
        )
    if c.year_end is not None:
        return calendar.closes_financial_year(board.quarter) == c.year_end
    return (c.from_quarter is None or calendar.parse(c.from_quarter) <= board.quarter) and (
        c.to_quarter is None or board.quarter <= calendar.parse(c.to_quarter)
    )


def flagged(tables: Tables, board: Board, flag: str) -> bool:
    """Whether an effect that is live in this quarter has set the flag."""
    quarter = board.quarter
    for m in board.modifiers:
        if m.source not in tables.flags or m.effect < 0:
            continue
        if m.first <= quarter and (m.last is None or quarter <= m.last):
            effect = tables.effects_of(m.source)[m.effect]
            if isinstance(effect, Flag) and effect.flag == flag:
                return True
    return False


def _bounded(c: Condition, asked: Asked) -> bool:
    name = c.figure if c.figure is not None else c.count
    assert name is not None
    value = asked.figure(name)
    if value is None:
        return False
    if c.change or c.ratio:
        start = dict(asked.board.start_figures).get(name, 0.0)
        if c.change:
            value -= start
        else:
            value = value / start if start else 1.0
    return (c.above is None or value > c.above) and (c.below is None or value < c.below)
