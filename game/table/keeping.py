"""Positions out of a journal's snapshots, checked against the scenario they are played in."""

from __future__ import annotations

from game.errors import InputError
from game.journal.format import Snapshot
from game.rules import engine
from game.rules.adapting import fitted
from game.rules.position import Position
from game.scenario.pack import Pack


def position_of(kept: Snapshot, pack: Pack, scenario: str) -> Position:
    """The position that a snapshot keeps, fitted to the scenario of today.

    Raises InputError if it can't be played on.
    """
    try:
        position = engine.load(kept.position)
    except (ValueError, KeyError, TypeError) as fault:
        raise InputError(f"The saved quarter can't be read by this version ({fault}).") from None
    if position.world.open.shape[0] != pack.model.place.trusts:
        raise InputError(
            f"The scenario '{scenario}' no longer has the trusts that this game was played with."
        )
    return fitted(pack, position)
