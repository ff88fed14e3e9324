"""Overrides: gauges that the facilitator sets, kept as modifiers so that every replay knows them.

A gauge is set at once. Its modifier is of the market quarter that has just ended and so has run
out: no later quarter is moved twice and no view shows it, but a game that is run again from its
modifiers comes to the same gauge. Before the first market quarter a run begins with what was set.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.errors import IllegalCommandError
from game.rules.cards.index import card_index
from game.rules.constants import OVERRIDE
from game.rules.explanations import audience
from game.rules.state.commands import Override
from game.rules.state.facts import Fact, GaugeMoved, GaugeOverridden
from game.rules.state.position import FACILITATOR, Modifier, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.world.figure_names import GAUGE_INDEX, MILLI
from game.world.gauges import TOP
from game.world.world_state import World

#: The least and the most that a gauge can be, in points.
RANGE: Final = 0, TOP // MILLI


def check(pack: Pack, position: Position, command: Override) -> None:
    """Raise IllegalCommandError, with one sentence, if the figure can't be set to that now."""
    figures = {spec.figure: spec.title for spec in pack.scenario.figures}
    title = figures.get(command.figure, command.figure)
    if command.figure not in GAUGE_INDEX:
        if command.figure not in figures:
            raise IllegalCommandError(f"There is no figure '{command.figure}'.")
        raise IllegalCommandError(
            f"{title} is measured from trusts, patients and voters: only a gauge can be set."
        )
    low, high = RANGE
    if not low <= command.to <= high:
        raise IllegalCommandError(f"{title} runs from {low} to {high}: {command.to:g} is outside.")


def after(pack: Pack, position: Position, command: Override) -> tuple[Position, tuple[Fact, ...]]:
    """Return the position with the gauge set, and what happened."""
    board, world = position.board, position.world
    row, to = GAUGE_INDEX[command.figure], round(command.to * MILLI)
    before = int(world.gauge[row, 0])
    told = GaugeOverridden(
        quarter=board.quarter, seen_by=(), gauge=command.figure, to=to, reason=command.reason
    )
    if before == to:
        return position, (told,)
    source = OVERRIDE + command.figure
    by, ended = to - before, world.quarter
    made = Modifier(source, FACILITATOR, 0, ended, ended, factor=by)
    gauge = world.gauge.copy()
    gauge[row, 0] = to
    moved = GaugeMoved(
        quarter=board.quarter,
        seen_by=audience(pack, command.figure),
        gauge=command.figure,
        before=before,
        after=to,
        terms=((source, by),),
    )
    past = replace(board.past, spent=(*board.past.spent, made))
    board = replace(board, past=past)
    return Position(board, world.changed(gauge=gauge)), (told, moved)


def set_before(pack: Pack, world: World, games: Iterable[Iterable[Modifier]]) -> World:
    """Return the worlds of starts, a game a column, with what was set before the first quarter."""
    first = card_index(pack).first
    early = [
        (b, m)
        for b, modifiers in enumerate(games)
        for m in modifiers
        if m.first < first and m.source.startswith(OVERRIDE)
    ]
    if not early:
        return world
    gauge = world.gauge.copy()
    for b, m in early:
        row = GAUGE_INDEX[m.source.removeprefix(OVERRIDE)]
        gauge[row, b] = min(TOP, max(0, int(gauge[row, b]) + m.factor))
    return world.changed(gauge=gauge)
