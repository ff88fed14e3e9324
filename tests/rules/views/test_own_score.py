"""One's own score so far: by one's own terms and knowledge, and nobody else's."""

from __future__ import annotations

from functools import cache

import pytest

from game.match import Match
from game.rules.constants import STEP_POINTS
from game.rules.state.commands import Advance
from game.scenario import loader
from game.scenario.schema.base import ROLES, SPECTATOR, Role


@cache
def papers(quarter: int) -> Match:
    pack = loader.load("december-2013")
    match = Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), 3)
    first = match.view(SPECTATOR).first
    while True:
        public = match.view(SPECTATOR)
        if public.phase == "papers" and public.quarter - first == quarter:
            return match
        if not match.step_ai():
            match.submit(Advance())


@pytest.mark.parametrize("role", ROLES)
def test_an_office_sees_its_own_terms_and_reckons_a_score(role: Role) -> None:
    own = papers(2).view(role).own_score
    wanted = loader.load("december-2013").scenario.scoring.roles[role]
    assert own is not None and own.score is not None and 0 <= own.score <= 100
    assert [(t.name, t.most) for t in own.terms] == [(t.name, t.points) for t in wanted]


def test_what_is_known_exactly_is_read_exactly() -> None:
    view = papers(2).view("secretary")
    own = view.own_score
    assert own is not None
    standing = next(t for t in own.terms if t.value == "secretary_standing")
    seen = view.figures["secretary_standing"]
    share = (seen.value - 15) / (65 - 15)
    assert standing.points == pytest.approx(standing.most * min(1.0, max(0.0, share)), abs=0.01)


def test_the_move_is_against_the_figures_before() -> None:
    first, second = papers(0).view("secretary").own_score, papers(1).view("secretary").own_score
    assert first is not None and second is not None
    was = next(t for t in first.terms if t.value == "secretary_standing")
    now = next(t for t in second.terms if t.value == "secretary_standing")
    assert now.before == pytest.approx(was.points, abs=0.01)


def test_each_move_is_told_once_and_starts_where_the_last_one_ended() -> None:
    match = Match.new(loader.load("december-2013"), dict.fromkeys(ROLES, "ai:persona"), 11)
    shown: dict[str, float | None] = {}
    score: float | None = None
    seen = set()
    while match.view(SPECTATOR).phase not in ("campaign", "ended"):
        public = match.view(SPECTATOR)
        stage = public.quarter, public.phase
        if public.phase in ("bulletin", "papers") and stage not in seen:
            seen.add(stage)
            own = match.view("secretary").own_score
            assert own is not None
            for term in own.terms:
                if shown.get(term.name) is not None:
                    assert term.before == pytest.approx(shown[term.name], abs=1e-9), stage
            if score is not None:
                assert own.before == pytest.approx(score, abs=1e-9), stage
            shown, score = {term.name: term.points for term in own.terms}, own.score
        if not match.step_ai():
            match.submit(Advance())
    assert len(seen) > 8


def test_the_spectator_has_no_score() -> None:
    assert papers(0).view(SPECTATOR).own_score is None


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("quarter", [0, 2, 3])
def test_the_parts_of_a_score_sum_to_it(role: Role, quarter: int) -> None:
    own = papers(quarter).view(role).own_score
    assert own is not None and own.score is not None
    assert sum(points for _, points in own.parts) == pytest.approx(own.score, abs=1e-9)
    parts = dict(own.parts)
    assert parts["terms"] == pytest.approx(sum(t.points or 0.0 for t in own.terms), abs=1e-9)
    assert ("banked" in parts) == (quarter >= 2)  # December's first April has been told


def test_steps_of_one_s_own_secret_aim_count_once_they_are_reached() -> None:
    seen = 0
    for role in ROLES:
        for quarter in (0, 2, 3):
            view = papers(quarter).view(role)
            reached = [n for n, step in enumerate(view.steps) if step.reached is not None]
            assert view.own_score is not None
            aim = dict(view.own_score.parts).get("aim", 0.0)
            assert aim == sum(STEP_POINTS[n] for n in reached)
            seen += bool(reached)
    assert seen
