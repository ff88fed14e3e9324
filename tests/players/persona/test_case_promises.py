"""Promises about cases as personas make them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.lab import batch
from game.players.persona import affordability
from game.players.persona.persona import Persona
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


def test_what_a_case_promise_is_worth_follows_the_case() -> None:
    """A way out that was barred since the reader last looked is not what it would else take."""
    game = at_orders()
    seen = view(game.pack, game.position, "secretary")
    reader = Persona(game.pack, "secretary", 5, "reformer")
    case = next(c for c in seen.cases if c.falls_due and c.decider == "secretary")
    values = reader.valuation(seen).assessment.case_values
    best, other = [choice.way for choice in values.choices(case)][:2]
    promise = Decide(
        by="secretary", until="2013Q4", case=case.number, trust=case.trust, way=other.way
    )
    terms = Terms(offerer="monitor", other="secretary", clauses=(promise,))
    loss = values.worth("secretary", case, best) - values.worth("secretary", case, other)
    assert loss > 0
    before = reader.valuation(seen).worth(terms)
    ways = tuple([replace(w, reasons=("barred",)) if w == best else w for w in case.ways])
    barred = tuple([replace(c, ways=ways) if c == case else c for c in seen.cases])
    after = reader.valuation(replace(seen, cases=barred)).worth(terms)
    assert after - before == pytest.approx(loss)
