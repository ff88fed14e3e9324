"""Assessments made in one batch are those made one by one, to the last bit."""

from __future__ import annotations

import numpy as np

from game.lab.batch import play
from game.players import assess_all, make
from game.players.persona.agendas import aims
from game.players.persona.assessment import Assessment, AssessmentRequest, assess
from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role

PACK = loader.load("december-2013")
PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "persona")


def everyone() -> list[tuple[Role, View]]:
    """All roles with their views of games after one, two and three quarters."""
    return [
        (role, view(PACK, game.position, role))
        for quarters in (1, 2, 3)
        for game in play(PACK, PERSONAS, range(3), quarters=quarters)
        for role in ROLES
    ]


def same(a: Assessment, b: Assessment) -> bool:
    return (
        np.array_equal(a.lever_values.values, b.lever_values.values)
        and np.array_equal(a.holding, b.holding)
        and np.array_equal(a.priority_points, b.priority_points)
        and np.array_equal(a.chances, b.chances)
        and np.array_equal(a.open_chances, b.open_chances)
    )


def test_an_assessment_is_the_same_in_any_batch() -> None:
    requests = [
        AssessmentRequest(DEFAULT_PERSONA[r], aims(PACK, r, DEFAULT_PERSONA[r], v.agenda).wants, v)
        for r, v in everyone()
    ]
    batch = assess(PACK, requests)
    alone = [assess(PACK, [request])[0] for request in requests]
    backwards = assess(PACK, requests[::-1])[::-1]
    assert all(same(a, b) and same(a, c) for a, b, c in zip(batch, alone, backwards, strict=True))
    assert not same(batch[0], batch[1])


def test_who_has_assessed_a_view_does_not_again_and_decides_alike() -> None:
    views = everyone()
    players = [(make("persona", role, PACK, 7), v) for role, v in views]
    assess_all(PACK, players)
    for (player, v), (role, _) in zip(players, views, strict=True):
        assert isinstance(player, Persona) and player.assessment_request(v) is None
        assert player.act(v, "seal") == make("persona", role, PACK, 7).act(v, "seal")


def test_other_players_assess_nothing() -> None:
    (role, v), *_ = everyone()
    assess_all(PACK, [(make(kind, role, PACK, 1), v) for kind in ("random", "idle")])
