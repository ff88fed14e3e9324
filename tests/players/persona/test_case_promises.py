"""Promises about cases as personas make them."""

from __future__ import annotations

from game.lab import batch
from game.scenario import loader
from game.scenario.schema.base import ROLES


def test_nobody_promises_two_ways_out_of_one_case() -> None:
    games = batch.play(loader.load("december-2013"), dict.fromkeys(ROLES, "persona"), range(1, 9))
    struck = 0
    for game in games:
        promised: dict[tuple[int, str], str] = {}
        for deal in game.position.board.deals:
            for c in deal.terms.clauses:
                if c.kind == "decide" and deal.state in ("live", "kept", "broken"):
                    struck += 1
                    assert promised.setdefault((c.case, c.by), c.way) == c.way
    assert struck >= 8
