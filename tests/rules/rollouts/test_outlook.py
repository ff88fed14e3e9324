"""An outlook is the score that comes: at the vote, term by term, what the night then gives."""

from __future__ import annotations

import pytest

from game.lab import batch
from game.players.idle import Idle
from game.rules import engine
from game.rules.banked_scores import planned
from game.rules.constants import CLOUT_INCOME, LATE_BREACH_POINTS, SACKING_POINTS
from game.rules.phases import markets
from game.rules.rollouts.guesses import guessed, opened
from game.rules.rollouts.outlook import (
    AGENDA,
    BREACHES,
    CLOUT,
    SACKINGS,
    Horizon,
    SeatsOut,
    outlook,
)
from game.rules.score_terms import of_state
from game.rules.state.commands import Advance, Seal
from game.rules.state.deal_terms import Abstain, Terms
from game.rules.state.facts import Scored
from game.rules.state.position import Deal, Position
from game.rules.state.replace import replace
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import ScoreTerm
from game.world.figure_names import GAUGE_INDEX

PACK = loader.load("december-2013")
SEATS = SeatsOut(night=12.0, quarter=7.0)
PERSONAS: dict[Role, str] = dict.fromkeys(ROLES, "persona")


def first_orders() -> Position:
    """A game at its first sheets."""
    position, _ = engine.start(PACK, 6)
    while position.board.phase != "orders":
        item = engine.pending(PACK, position)[0]
        command = (
            Advance()
            if item.role is None
            else Idle(item.role, 1).act(view(PACK, position, item.role), item.kind)
        )
        position, _ = engine.apply(PACK, position, command)
    return position


@pytest.fixture(scope="module")
def campaign() -> tuple[Position, list[Seal], list[Scored]]:
    """A game as its campaign's sheets are open, those sheets, and the scores it came to."""
    (game,) = batch.begin(PACK, PERSONAS, [6])
    batch.play_on(PACK, [game], quarters=planned(PACK) - 1)
    batch.market(PACK, [game])
    game.position, _ = engine.apply(PACK, game.position, Advance())
    assert game.position.board.phase == "campaign"
    before, sheets = game.position, []
    for role in ROLES:
        sheet = game.players[role].act(view(PACK, before, role), "seal")
        assert isinstance(sheet, Seal)
        sheets.append(sheet)
    position, told = before, ()
    for sheet in sheets:
        position, told = engine.apply(PACK, position, sheet)
    return before, sheets, [fact for fact in told if isinstance(fact, Scored)]


@pytest.mark.parametrize("role", ROLES)
def test_what_hangs_on_the_end_is_what_the_night_gives(
    role: Role, campaign: tuple[Position, list[Seal], list[Scored]]
) -> None:
    before, sheets, scored = campaign
    course = opened(PACK, before, sheets)
    found = outlook(PACK, role, [course], Horizon(1, SEATS, inheritance=True))
    fact = next(fact for fact in scored if fact.role == role)
    banked = dict(fact.banked)
    compared = 0
    for term, points in zip(PACK.scenario.scoring.roles[role], found.points[:, 0], strict=False):
        came = next(p for name, p, _ in fact.terms if name == term.name)
        if of_state(term.value):
            assert points == pytest.approx(came - banked[term.name], abs=1e-6), term.name
            compared += 1
        elif term.value == "seats":
            assert points == pytest.approx(came, abs=1e-6)
            compared += 1
    assert compared >= 5


def test_the_last_two_rows_are_the_aim_and_the_clout_that_is_kept() -> None:
    seen = view(PACK, first_orders(), "unions")
    guess = guessed(PACK, seen, [1])[0]
    empty = [Seal(role=role) for role in ROLES]
    courses = [opened(PACK, guess, empty)]
    found = outlook(PACK, "unions", courses, Horizon(2, SEATS))
    assert found.names[-2:] == (AGENDA, CLOUT)
    assert found.points[-1, 0] == seen.menu.means[0] + CLOUT_INCOME / 100
    assert found.points.shape == (len(found.names), 1)


def test_a_course_is_the_same_whatever_stands_beside_it() -> None:
    guesses = guessed(PACK, view(PACK, first_orders(), "monitor"), range(3))
    courses = [opened(PACK, g, [Seal(role=role) for role in ROLES]) for g in guesses]
    together = outlook(PACK, "monitor", courses, Horizon(3, SEATS))
    for n, course in enumerate(courses):
        alone = outlook(PACK, "monitor", [course], Horizon(3, SEATS))
        assert (alone.points[:, 0] == together.points[:, n]).all()


def with_a_stake_in_the_vote(role: Role) -> Pack:
    """The pack, with an office that has six points on who governs, as an author's may."""
    scenario = PACK.scenario
    stake = ScoreTerm(name="Won", value="government_wins", zero_at=0, full_at=1, points=6)
    scoring = scenario.scoring
    roles = {**scoring.roles, role: (*scoring.roles[role], stake)}
    changed = scoring.model_copy(update={"roles": roles})
    return replace(PACK, scenario=scenario.model_copy(update={"scoring": changed}))


def test_a_vote_is_the_surer_the_nearer_it_is() -> None:
    seats = SeatsOut(night=3.0, quarter=2.0)
    assert [seats.before(n) for n in (0, 4)] == [3.0, 5.0]
    pack = with_a_stake_in_the_vote("monitor")
    seen = view(pack, first_orders(), "monitor")
    courses = [opened(pack, guessed(pack, seen, [1])[0], [Seal(role=role) for role in ROLES])]
    row = [t.value for t in pack.scenario.scoring.roles["monitor"]].index("government_wins")
    sure, unsure = (
        outlook(pack, "monitor", courses, Horizon(2, SeatsOut(night, 0.0))).points[row, 0] - 3.0
        for night in (1.0, 100.0)
    )
    assert abs(sure) > abs(unsure) > 0.0 and (sure > 0) == (unsure > 0)


def test_a_bond_that_comes_back_is_clout_that_is_kept() -> None:
    position = first_orders()
    terms = Terms(
        offerer="unions",
        other="monitor",
        clauses=(Abstain(by="monitor", until="2014Q1", lever="stand_firm"),),
        bond=1,
        secret=False,
    )
    deal = Deal(1, terms, "live", position.board.quarter, (("unions", 150), ("monitor", 150)))
    with_deal = Position(replace(position.board, deals=(deal,)), position.world)
    empty = [Seal(role=role) for role in ROLES]
    alone, bound = (
        outlook(PACK, "unions", [opened(PACK, p, empty)], Horizon(1, SEATS)).points[-1, 0]
        for p in (position, with_deal)
    )
    assert bound == alone + 1.5


def test_a_deal_broken_near_the_end_costs_what_the_score_takes_for_it(
    campaign: tuple[Position, list[Seal], list[Scored]],
) -> None:
    before, sheets, _ = campaign
    terms = Terms(
        offerer="unions",
        other="monitor",
        clauses=(Abstain(by="unions", until="2015Q1", lever="strike"),),
        bond=1,
        secret=False,
    )
    last = before.board.quarter - 1
    deal = Deal(1, terms, "broken", last, (), broken_by="unions", broken_in=last)
    guilty = Position(replace(before.board, deals=(deal,)), before.world)
    for position, cost in ((before, 0.0), (guilty, -LATE_BREACH_POINTS)):
        found = outlook(PACK, "unions", [opened(PACK, position, sheets)], Horizon(1, SEATS))
        assert found.points[found.names.index(BREACHES), 0] == cost


def test_what_is_earned_within_a_year_comes_soon() -> None:
    seen = view(PACK, first_orders(), "unions")
    courses = [opened(PACK, guessed(PACK, seen, [1])[0], [Seal(role=role) for role in ROLES])]
    soon = [outlook(PACK, "unions", courses, Horizon(n, SEATS)).soon[0] for n in (1, 2, 4, 6)]
    assert 0.0 < soon[0] < soon[1] < soon[2] == soon[3]


def test_a_secretary_without_standing_falls_and_a_successor_goes_on() -> None:
    """In a course as in the game: points off, and the standing of somebody new."""
    position = first_orders()
    gauge = position.world.gauge.copy()
    gauge[GAUGE_INDEX["secretary_standing"]] = 2_000
    weak = Position(position.board, position.world.changed(gauge=gauge))
    empty = [Seal(role=role) for role in ROLES]
    course = opened(PACK, weak, empty)
    played, _ = markets(PACK, [course])[0]
    assert played.board.office("secretary").terms_served == 2
    found = outlook(PACK, "secretary", [course], Horizon(1, SEATS))
    assert found.points[found.names.index(SACKINGS), 0] == -SACKING_POINTS
    row = [t.value for t in PACK.scenario.scoring.roles["secretary"]].index("secretary_standing")
    strong = outlook(PACK, "secretary", [opened(PACK, position, empty)], Horizon(1, SEATS))
    assert found.points[row, 0] > 0.0 and strong.points[strong.names.index(SACKINGS), 0] == 0.0
    others = outlook(PACK, "unions", [course], Horizon(1, SEATS))
    assert others.points[others.names.index(SACKINGS), 0] == 0.0
