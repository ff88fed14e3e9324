"""Scores banked on the way: means over planned quarters, Aprils told, early elections."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules import banked_scores, score_terms, scoring
from game.rules.state.facts import Scored, YearBanked
from game.rules.state.position import Board
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES
from game.scenario.schema.scenario import Course
from game.scenario.score_values import bare
from game.world.figure_names import GAUGE_INDEX
from game.world.world_state import World
from tests.rules.fixtures import Game


def played_out() -> Game:
    """A game of plain play at its campaign, as a scheduled election finds it."""
    game = Game().to("campaign")
    game.position = replace(game.position, board=replace(game.board, ending="election"))
    return game


def parts_of(
    game: Game,
    pack: Pack | None = None,
    board: Board | None = None,
    world: World | None = None,
    **results: float,
) -> dict[str, dict[str, float]]:
    """Each role's points by term, had the game ended so."""
    world = world or game.position.world
    _, told = scoring.score(
        pack or game.pack, board or game.board, world, world, {"seats": 300.0, **results}
    )
    return {h.role: {n: p for n, p, _ in h.terms} for h in told if isinstance(h, Scored)}


def at(world: World, gauge: str, points: float) -> World:
    changed = world.gauge.copy()
    changed[GAUGE_INDEX[gauge], 0] = round(1000 * points)
    return world.changed(gauge=changed)


def test_half_of_a_state_term_is_the_mean_over_the_planned_quarters() -> None:
    game = played_out()
    t = next(t for t in banked_scores.state_terms(game.pack) if t.term.value in GAUGE_INDEX)
    way = dict(game.board.banked)[t.key] / banked_scores.planned(game.pack)
    best = at(game.position.world, t.term.value, t.term.full_at)
    worst = at(game.position.world, t.term.value, t.term.zero_at)
    assert parts_of(game, world=best)[t.role][t.term.name] == pytest.approx(
        way / 2 + t.term.points / 2, abs=1e-6
    )
    assert parts_of(game, world=worst)[t.role][t.term.name] == pytest.approx(way / 2, abs=1e-6)


def test_a_good_quarter_is_kept_whatever_comes_after() -> None:
    game = played_out()
    poor = {t.key: 0.0 for t in banked_scores.state_terms(game.pack)}
    rich = {t.key: t.term.points * 6 for t in banked_scores.state_terms(game.pack)}
    totals = [
        sum(sum(parts.values()) for parts in parts_of(
            game, board=replace(game.board, banked=tuple(banked.items()))).values())
        for banked in (poor, rich)
    ]  # fmt: skip
    most = sum(t.term.points for t in banked_scores.state_terms(game.pack))
    assert totals[1] - totals[0] == pytest.approx(most / 2, abs=1e-4)


def test_results_of_the_night_are_not_banked() -> None:
    game = played_out()
    assert {t.term.value for t in banked_scores.state_terms(game.pack)}.isdisjoint({"seats"})
    few, many = (parts_of(game, seats=seats)["number10"] for seats in (0.0, 650.0))
    (name,) = (t.name for t in game.pack.scenario.scoring.roles["number10"] if t.value == "seats")
    whole = next(t.points for t in game.pack.scenario.scoring.roles["number10"] if t.name == name)
    assert (few[name], many[name]) == (0.0, whole)


def test_each_april_and_the_last_quarter_tell_what_is_banked_in_whole_points() -> None:
    game, told = Game(), []
    while game.board.phase != "campaign":
        told += [f for f in game.do(game.simplest()) if isinstance(f, YearBanked)]
    assert [f.quarter % 4 for f in told] == [0, 0]  # 31 March 2014 and 2015
    assert all(f.seen_by is None for f in told)
    assert tuple((f.quarter, f.parts) for f in told) == game.board.years_banked
    exact = dict.fromkeys(ROLES, 0.0)
    for t in banked_scores.state_terms(game.pack):
        exact[t.role] += dict(game.board.banked)[t.key] / banked_scores.planned(game.pack) / 2
    known = banked_scores.banked_points(game.board.years_banked)
    assert known == {role: round(points) for role, points in exact.items()}
    assert all(won <= dict(f.most)[role] + 1 for f in told for role, won in f.parts)


def early(course: Course | None) -> tuple[Game, Pack]:
    """A game that votes after one of its six quarters, in a scenario with that idle course."""
    game = Game().to("papers")
    board = replace(game.board, ending="snap", quarter=game.board.quarter + 1)
    game.position = replace(game.position, board=board)
    pack = replace(game.pack, scenario=game.pack.scenario.model_copy(update={"course": course}))
    return game, pack


def flat(game: Game, **changed: float) -> Course:
    """An idle course in which everything stands as the game's end has it, but for these."""
    value = score_terms.reader(game.board, game.position.world, None, {})
    names = {
        bare(t.term.value)
        for t in banked_scores.state_terms(game.pack)
        if t.term.value != "national"
    } | {bare(t.value) for t in game.pack.scenario.scoring.national}
    at_end = {name: value(name) for name in names} | changed
    return Course(
        idled="by the tests", quarters={n: (v,) * 6 for n, v in at_end.items()}, inherited=at_end
    )


def test_unplayed_quarters_count_as_the_idle_course_has_them() -> None:
    game, _ = early(None)
    t = next(t for t in banked_scores.state_terms(game.pack) if t.term.value in GAUGE_INDEX
             and t.term.value != "reform_delivered")  # fmt: skip
    found = {}
    for name, value in (("worst", t.term.zero_at), ("best", t.term.full_at)):
        _, pack = early(flat(game, **{t.term.value: value}))
        found[name] = parts_of(game, pack, government_wins=1.0)[t.role][t.term.name]
    assert found["best"] - found["worst"] == pytest.approx(t.term.points * 5 / 6, abs=1e-4)


def test_without_a_course_unplayed_quarters_bring_nothing() -> None:
    game, pack = early(None)
    for parts, role in zip(parts_of(game, pack).values(), ROLES, strict=True):
        for t in banked_scores.state_terms(pack):
            if t.role == role:
                assert parts[t.term.name] <= t.term.points / 6 + 1e-9


def test_reform_is_undone_if_an_early_election_is_lost_and_never_delivered_later() -> None:
    game, _ = early(None)
    game.position = replace(game.position, world=at(game.position.world, "reform_delivered", 50))
    _, pack = early(flat(game, reform_delivered=100))
    terms = [t for t in banked_scores.state_terms(pack) if t.term.value == "reform_delivered"]
    assert terms
    board = replace(game.board, banked=(), banked_quarters=0)
    for t in terms:
        held, lost = (
            parts_of(game, pack, board, government_wins=wins)[t.role][t.term.name]
            for wins in (1.0, 0.0)
        )
        stood = score_terms.points(t.term, 50.0)
        undone = score_terms.points(t.term, 0.0)
        assert held == pytest.approx(stood, abs=1e-6)
        assert lost == pytest.approx(stood / 6 + undone * 5 / 6, abs=1e-6)


def test_what_adds_up_goes_on_from_where_the_vote_found_it() -> None:
    game, _ = early(None)
    _, pack = early(flat(game))
    course = pack.scenario.course
    assert course is not None
    for t in banked_scores.state_terms(pack):
        if t.term.value == "closures":
            parts = parts_of(game, pack, government_wins=1.0)[t.role]
            assert parts[t.term.name] == pytest.approx(t.term.points)


def test_a_game_begun_before_scores_were_banked_is_judged_by_its_later_quarters() -> None:
    game = played_out()
    halved = tuple((key, won / 2) for key, won in game.board.banked)
    whole = parts_of(game)
    later = parts_of(game, board=replace(game.board, banked=halved, banked_quarters=3))
    for role in ROLES:
        assert later[role] == pytest.approx(whole[role], abs=1e-5)
    unknown = parts_of(game, board=replace(game.board, banked=(), banked_quarters=0))
    assert all(sum(parts.values()) > 0 for parts in unknown.values())
