"""What an agenda adds to a persona's wants: figures it asks for, levers it asks for or forbids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona import figure_weights
from game.players.persona.lever_values import axes, usual_wants
from game.rules.cards.index import LeverRow, card_index
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import Agenda
from game.scenario.schema.conditions import Condition

F = NDArray[np.float64]
#: Points that an agenda adds for an arrow the right way, or takes for a lever that spoils it.
AGENDA: Final = 0.6
SPOILS: Final = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Aims:
    """What a persona in an office pursues, in points of score.

    ``wants`` (roles, n) is the worth of an arrow up on each figure: in its own row to itself, in
    the others' to their usual personas. ``levers`` (L,) is what its agenda adds to each lever.
    """

    wants: F
    levers: F


def figures_asked(card: Agenda) -> Iterator[tuple[str, float]]:
    """Yield the figures that the agenda asks for, with the sign of the way that they should go."""
    signs = {}
    for condition in card.conditions:
        for c in leaves(condition):
            if c.figure is not None:
                signs[c.figure] = 1.0 if c.above is not None else -1.0
    yield from signs.items()


@lru_cache(maxsize=512)
def aims(pack: Pack, role: Role, persona: str, agenda: str | None) -> Aims:
    """Return the aims of a shipped persona in an office, with its agenda once it has one."""
    wanted = dict(figure_weights.wanted_by(pack, role, persona))
    levers = np.zeros(len(card_index(pack).levers))
    if agenda is not None:
        card = pack.scenario.agenda(agenda)
        for figure, sign in figures_asked(card):
            wanted[figure] = wanted.get(figure, 0.0) + sign * AGENDA
        for row in card_index(pack).of_role[role]:
            levers[axes(pack).row[row.lever.id]] = _agenda_points(card, row)
    wants = usual_wants(pack).copy()
    wants[ROLES.index(role)] = axes(pack).wants(wanted, role)
    return Aims(wants, levers)


def _agenda_points(card: Agenda, row: LeverRow) -> float:
    """Return the points that the agenda adds to a lever: negative where it forbids it."""
    asked, spoilt = False, False
    for condition in card.conditions:
        for c in leaves(condition):
            if c.used in row.words or c.tagged in row.words or c.count in row.counts:
                wanted = c.above is not None or (c.count is None and not _denied(condition, c))
                asked, spoilt = asked or wanted, spoilt or not wanted
    return (AGENDA * 2 if asked else 0.0) - (SPOILS if spoilt else 0.0)


def leaves(condition: Condition | None) -> list[Condition]:
    """Return the single questions in a condition."""
    if condition is None:
        return []
    inner = [*condition.all, *condition.any, *([condition.no] if condition.no else [])]
    return [leaf for part in inner for leaf in leaves(part)] if inner else [condition]


def _denied(condition: Condition | None, leaf: Condition, *, no: bool = False) -> bool:
    """Return whether the leaf stands under a "no"."""
    if condition is None or condition is leaf:
        return no and condition is leaf
    return (condition.no is not None and _denied(condition.no, leaf, no=not no)) or any(
        _denied(part, leaf, no=no) for part in (*condition.all, *condition.any)
    )
