"""What a case's decision does to votes: a plan that is stopped is remembered near its hospital."""

from __future__ import annotations

import pytest

from game.lab.batch import begin, run
from game.players.idle import Idle
from game.rules import engine
from game.rules.effects.knob_settings import knobs_of_many
from game.rules.state.case_facts import CaseSettled
from game.rules.state.commands import Advance, CaseLine, Seal, Stake
from game.rules.state.position import Position
from game.rules.state.view import View
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.world.knobs import TRUST_INDEX

PACK = loader.load("december-2013")
PLAN = "service"


class Planner(Idle):
    """Takes the change of service wherever it may decide, or stakes two against it."""

    stopping = True

    def seal(self, view: View) -> Seal:
        lines, stakes = [], []
        for case in view.cases:
            open_ = {w.way for w in case.ways if not w.reasons}
            if not case.falls_due or PLAN not in open_:
                continue
            if case.decider == self.role:
                lines.append(CaseLine(case=case.number, way=PLAN))
            elif self.stopping and not stakes:
                stakes.append(Stake(case=case.number, way=PLAN, side="against", clout=2))
        return Seal(role=self.role, lines=tuple(lines), stakes=tuple(stakes))


def settled(stopping: bool) -> tuple[Position, CaseSettled]:
    """The reveal at which the first change of service is settled."""
    (game,) = begin(PACK, dict.fromkeys(ROLES, "idle"), [4])
    for role in ROLES:
        player = Planner(role, 4)
        player.stopping = stopping
        game.players[role] = player
    while run(PACK, game, alone=True) == "market":
        for fact in game.happenings:
            if isinstance(fact, CaseSettled) and fact.way == PLAN and fact.chosen:
                return game.position, fact
        game.position, told = engine.apply(PACK, game.position, Advance())
        game.happenings += told
    raise AssertionError("no change of service fell due")


@pytest.mark.parametrize(
    ("stopping", "move", "points"), [(True, "blocked", -0.5), (False, "done", 0)]
)
def test_a_plan_that_is_stopped_costs_votes_near_it(
    stopping: bool, move: str, points: float
) -> None:
    position, fact = settled(stopping)
    assert fact.move == move
    board = position.board
    knobs = knobs_of_many(PACK, [board.modifiers], board.quarter, position.world)
    row = TRUST_INDEX["local_votes"], fact.trust, 0
    assert knobs.trust[row] == points
    assert (knobs.trust[TRUST_INDEX["downgrade"], fact.trust, 0] > 0) == (move == "done")
