"""The papers' reckoning: everyone reads the same bands, from what the public may know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.lab.batch import play
from game.rules import engine
from game.rules.state.commands import Advance
from game.rules.state.position import Position
from game.rules.views import press_ratings
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.world.figure_names import GAUGES, METRICS

PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "persona")


@pytest.fixture(scope="module", params=["december-2013", "culling-the-herd", "saving-stps"])
def pack(request: pytest.FixtureRequest) -> Pack:
    return loader.load(request.param)


@pytest.fixture(scope="module")
def papers(pack: Pack) -> Position:
    """The papers of the game's second quarter."""
    (game,) = play(pack, PERSONAS, [4], quarters=1)
    position, _ = engine.apply(pack, game.position, Advance())
    assert position.board.phase == "papers"
    return position


def test_every_office_is_rated_and_every_reader_reads_the_same(
    pack: Pack, papers: Position
) -> None:
    public = view(pack, papers, SPECTATOR).reckoned
    assert [role for role, _ in public] == list(ROLES)
    assert all(view(pack, papers, role).reckoned == public for role in ROLES)


def test_it_stands_in_the_papers_only(pack: Pack, papers: Position) -> None:
    later, _ = engine.apply(pack, papers, Advance())
    assert view(pack, later, SPECTATOR).reckoned == ()


def test_what_the_public_cannot_know_changes_nothing(pack: Pack, papers: Position) -> None:
    """Agendas, sheets and clout are nobody's business, and true figures come out late."""
    board = papers.board
    offices = tuple(replace(o, agenda=None, agenda_broken=True, clout=0) for o in board.offices)
    public = {f.figure for f in pack.scenario.figures if f.visibility.public == "exact"}
    gauge, metric = papers.world.gauge.copy(), papers.world.metric.copy()
    gauge[[i for i, name in enumerate(GAUGES) if name not in public]] //= 2
    metric[[i for i, name in enumerate(METRICS) if name not in public]] *= 1.5
    assert (gauge != papers.world.gauge).any() and (metric != papers.world.metric).any()
    hidden = Position(
        replace(board, offices=offices),  # type: ignore[arg-type]
        papers.world.changed(gauge=gauge, metric=metric),
    )
    assert press_ratings.reckoned(pack, hidden) == press_ratings.reckoned(pack, papers)


def test_a_sacking_tells_against_the_secretary(pack: Pack, papers: Position) -> None:
    order = ["failure", "survival", "success", "triumph"]
    offices = tuple(
        replace(o, terms_served=4) if o.role == "secretary" else o for o in papers.board.offices
    )
    sacked = Position(replace(papers.board, offices=offices), papers.world)  # type: ignore[arg-type]
    before = dict(press_ratings.reckoned(pack, papers))
    after = dict(press_ratings.reckoned(pack, sacked))
    was, now = order.index(before.pop("secretary")), order.index(after.pop("secretary"))
    assert now < was or was == now == 0
    assert after == before


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_better_score_never_has_a_worse_band(a: float, b: float) -> None:
    names = ["failure", "survival", "success", "triumph"]
    low, high = sorted((a, b))
    assert names.index(press_ratings.band(low)) <= names.index(press_ratings.band(high))
