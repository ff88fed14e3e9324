"""The end card: parts sum to the score, bands are the game's, the best is told by its spread."""

from __future__ import annotations

import pytest

from game.match import Match
from game.rules.state.facts import Scored
from game.rules.views.press_ratings import band
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.telling import Voice, scores
from game.telling.scores import ScoreCard


def card(role: str = "unions", score: float = 60.0, **changed: object) -> ScoreCard:
    given = {
        "role": role,
        "score": score,
        "band": band(score),
        "terms": (("Morale", 50.0, "nhs"),),
        "agenda": "Hold the line",
        "agenda_met": True,
        "above_par": 10.0,
        **changed,
    }
    return ScoreCard(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("score", "name"),
    [(70, "triumph"), (69.9, "success"), (55, "success"), (40, "survival"), (39.9, "failure")],
)
def test_bands(score: float, name: str) -> None:
    assert band(score) == name


def test_the_parts_of_a_real_end_sum_to_the_scores() -> None:
    pack = loader.load("december-2013")
    with Match.new(pack, dict.fromkeys(ROLES, "ai:random"), 8) as match:
        assert scores.cards(Voice(pack.scenario), match.view("spectator"), match.log) == []
        match.run_ai()
        match.announce()
        voice = Voice.of(pack.scenario, match.view("spectator"))
        made = scores.cards(voice, match.view("spectator"), match.log)
        facts = {f.role: f for f in match.log if isinstance(f, Scored)}
    assert [c.role for c in made] == list(ROLES)
    for shown in made:
        assert shown.score == facts[shown.role].score
        points = sum(p for _, p, _ in shown.terms) + shown.agenda_points + shown.clipped
        assert points == pytest.approx(shown.score)
        assert shown.agenda
        assert len(shown.lines(voice)) >= len(shown.terms) + 2


def test_what_the_scale_took_is_a_line_of_its_own() -> None:
    voice = Voice(loader.load("december-2013").scenario)
    assert card(score=58.0).clipped == 0
    assert not any("ends of the scale" in line for line in card(score=58.0).lines(voice))
    assert any("−4  The ends of the scale" in line for line in card(score=54.0).lines(voice))


def test_the_role_of_the_match_is_furthest_above_its_par() -> None:
    voice = Voice(loader.load("december-2013").scenario)
    spread = voice.scenario.scoring.spread
    far = card("unions", above_par=2 * spread["unions"])
    near = card("monitor", above_par=1.5 * spread["monitor"])
    assert scores.role_of_the_match(voice, [near, far]) == "unions"
    assert scores.role_of_the_match(voice, [card(above_par=-1.0)]) is None
    assert scores.role_of_the_match(voice, []) is None


def test_a_point_below_par_is_neither_good_nor_bad() -> None:
    assert card(above_par=-1.0).par_good is None
    assert card(above_par=4.0).par_good is None
    assert card(above_par=8.0).par_good is True
    assert card(above_par=-8.0).par_good is False
