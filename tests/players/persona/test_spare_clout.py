"""Clout that the next income would push over the cap is staked: kept, it would be lost."""

from __future__ import annotations

from game.players.persona import case_values
from game.players.persona.assessment import assess
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.constants import CLOUT_CAP, CLOUT_INCOME
from game.rules.views.builder import view
from tests.rules.cases.tables import at_orders


def test_what_would_be_lost_is_staked_and_what_can_be_kept_is_not_wasted() -> None:
    keeps = (CLOUT_CAP - CLOUT_INCOME) / 100
    put = {keeps: 0, keeps + 2: 0}
    for seed in range(6):
        game = at_orders(seed=seed)
        seen = view(game.pack, game.position, "monitor")
        persona = Persona(game.pack, "monitor", 1, DEFAULT_PERSONA["monitor"])
        request = persona.assessment_request(seen)
        assert request is not None
        values = assess(game.pack, [request])[0].case_values
        for clout in put:
            stakes, _ = case_values.stakes(seen, "monitor", values, (), 0.0, clout)
            put[clout] += sum(stake.clout for stake in stakes)
    assert put[keeps + 2] > put[keeps]
