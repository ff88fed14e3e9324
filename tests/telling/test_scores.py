"""The end card: parts sum to the score, bands are the game's, the best is told by its rank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.match import Match
from game.rules.state.facts import AgendaStepped, Scored
from game.rules.state.view import View
from game.rules.views.press_ratings import band
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
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


def test_steps_of_a_predecessor_s_aim_stand_under_that_aim() -> None:
    pack = loader.load("december-2013")
    with Match.new(pack, dict.fromkeys(ROLES, "ai:random"), 8) as match:
        match.run_ai()
        match.announce()
        voice = Voice.of(pack.scenario, match.view("spectator"))
        theirs = next(f for f in match.log if isinstance(f, Scored) and f.role == "secretary")
        others = [f for f in match.log if f is not theirs and not isinstance(f, AgendaStepped)]
        view = match.view("spectator")
    assert theirs.agenda is not None
    aims = [a.id for a in pack.scenario.agendas if a.role == "secretary"]
    before = next(aim for aim in aims if aim != theirs.agenda)
    kept = replace(theirs, agenda_met=False, agenda_points=3.0)

    def label(*stepped: str) -> str:
        told = [
            AgendaStepped(quarter=8055 + n, role="secretary", agenda=aim, step=0)
            for n, aim in enumerate(stepped)
        ]
        made = scores.cards(voice, view, [*others, kept, *told])
        return next(c for c in made if c.role == "secretary").agenda

    assert label(before) == voice.agenda(before)
    assert label(theirs.agenda) == voice.agenda(theirs.agenda)
    both = label(before, theirs.agenda)
    assert voice.agenda(before) in both and voice.agenda(theirs.agenda) in both


def test_what_the_scale_took_is_a_line_of_its_own() -> None:
    voice = Voice(loader.load("december-2013").scenario)
    assert card(score=58.0).clipped == 0
    assert not any("ends of the scale" in line for line in card(score=58.0).lines(voice))
    assert any("−4  The ends of the scale" in line for line in card(score=54.0).lines(voice))


def ended_view(scores_of: dict[Role, float], ending: str = "election") -> View:
    pack = loader.load("december-2013")
    with Match.new(pack, dict.fromkeys(ROLES, "ai:idle"), 8) as match:
        view = match.view("spectator")
    return replace(view, scores=tuple(scores_of.items()), ending=ending)


def test_the_role_of_the_match_did_better_than_most_of_its_offices_games() -> None:
    voice = Voice(loader.load("december-2013").scenario)
    scoring = voice.scenario.scoring
    usual: dict[Role, float] = {role: scoring.par[role] - scoring.spread[role] for role in ROLES}
    best = usual | {"unions": scoring.par["unions"] + scoring.spread["unions"]}
    assert scores.role_of_the_match(voice, ended_view(best)) == "unions"
    assert scores.role_of_the_match(voice, ended_view(usual)) is None
    assert scores.role_of_the_match(voice, ended_view({})) is None


def test_nobody_is_the_role_of_a_match_that_ended_in_collapse() -> None:
    voice = Voice(loader.load("december-2013").scenario)
    high = dict.fromkeys(ROLES, 90.0)
    assert scores.role_of_the_match(voice, ended_view(high)) is not None
    assert scores.role_of_the_match(voice, ended_view(high, "collapse")) is None


def test_the_best_third_of_an_offices_games_is_good_and_the_worst_is_bad() -> None:
    assert card(rank=0.5).par_good is None
    assert card(rank=0.7).par_good is True
    assert card(rank=0.3).par_good is False
    assert card(rank=None).par_good is None


def test_a_card_says_how_rare_its_score_is_where_par_was_played() -> None:
    voice = Voice(loader.load("december-2013").scenario)
    assert "better than 83 in 100 games of this office" in card(rank=0.83).lines(voice)[0]
    assert "in 100" not in card(rank=None).lines(voice)[0]
