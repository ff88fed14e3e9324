"""The phase table: each phase once, and the game keeps to what its row says."""

from __future__ import annotations

from typing import get_args

import pytest

from game.errors import IllegalCommandError
from game.rules import engine
from game.rules.phase_table import PHASE_TABLE, Phase, ScreenKey
from game.rules.state.commands import Advance, Command, Leak, Seal
from game.rules.state.facts import PhaseBegan
from game.rules.views.builder import view
from tests.rules.fixtures import Game

PHASES: tuple[Phase, ...] = get_args(Phase)


def test_every_phase_has_one_row_in_the_order_of_play() -> None:
    assert tuple(PHASE_TABLE) == PHASES
    assert {row.screen for row in PHASE_TABLE.values()} == set(get_args(ScreenKey))


def test_a_game_goes_only_where_the_table_leads() -> None:
    game = Game()
    ways = set()
    while game.board.phase != "ended":
        before = game.board.phase
        for fact in game.do(game.simplest()):
            if isinstance(fact, PhaseBegan):
                assert fact.phase in PHASE_TABLE[before].next
                ways.add((before, fact.phase))
                before = fact.phase
    rest = {(a, b) for a, row in PHASE_TABLE.items() for b in row.next} - ways
    # no event; a collapse; an event that the facilitator lets come up in the talks
    assert rest <= {("bulletin", "talks"), ("reveal", "ended"), ("talks", "event")}


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_awaits_and_allows_what_its_row_says(phase: Phase) -> None:
    game = Game().to(phase)
    row = PHASE_TABLE[phase]
    kinds = {item.kind for item in engine.pending(game.pack, game.position)}
    assert kinds == (set() if row.awaits is None else {row.awaits})
    assert allowed(game, Leak(role="monitor", figure="net_surplus_m")) == row.talks
    assert allowed(game, Advance()) == (row.awaits == "advance")
    assert allowed(game, Seal(role="unions")) == (row.awaits == "seal")
    assert bool(view(game.pack, game.position, "unions").menu) == row.drafts


def allowed(game: Game, command: Command) -> bool:
    """Whether the engine takes the command now."""
    try:
        engine.check(game.pack, game.position, command)
    except IllegalCommandError:
        return False
    return True
