"""Promises about cases as personas make them."""

from __future__ import annotations

from dataclasses import replace

from game.lab import batch
from game.players.persona import affordability
from game.rules.state.deal_terms import Decide, StayOut, Terms
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES
from tests.rules.cases.tables import at_orders


def test_nobody_promises_two_ways_out_of_one_case() -> None:
    games = batch.play(loader.load("december-2013"), dict.fromkeys(ROLES, "persona"), range(1, 41))
    struck = 0
    for game in games:
        promised: dict[tuple[int, str], str] = {}
        for deal in game.position.board.deals:
            for c in deal.terms.clauses:
                if c.kind == "decide" and deal.state in ("live", "kept", "broken"):
                    struck += 1
                    assert promised.setdefault((c.case, c.by), c.way) == c.way
    assert struck >= 8


def test_nobody_enters_a_deal_that_cannot_be_kept() -> None:
    """A way out that a pledge forbids, or that was tried, is not bargained about."""
    game = at_orders()
    seen = view(game.pack, game.position, "monitor")
    case = next(c for c in seen.cases if c.falls_due and c.decider == "secretary")
    until = "2013Q4"

    def about(way: str) -> Terms:
        return Terms(
            offerer="monitor",
            other="secretary",
            clauses=(
                Decide(by="secretary", until=until, case=case.number, trust=case.trust, way=way),
                StayOut(by="monitor", until=until, case=case.number, trust=case.trust),
            ),
        )

    open_ = next(w for w in case.ways if w.may_choose and not w.reasons)
    assert not affordability.impossible(seen, about(open_.way))
    barred = replace(
        seen, cases=(replace(case, ways=(replace(open_, reasons=("A pledge protects it.",)),)),)
    )
    assert affordability.impossible(barred, about(open_.way))
    assert not affordability.affordable(barred, about(open_.way))
