"""Cases that fall due: done, by half, blocked, held over, or by themselves."""

from __future__ import annotations

import pytest

from game.errors import IllegalCommandError
from game.rules.effects.targets import nameable
from game.rules.state.case_facts import CaseClockMoved, CaseSettled
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.facts import OrderRevealed, TrustChanged
from game.rules.state.position import Case
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.effects import Select
from game.world.figure_names import GAUGE_INDEX
from tests.rules.cases.tables import against, at_orders, due, seal, settled, take
from tests.rules.fixtures import Game


def case_now(game: Game, case: Case) -> Case:
    return next(c for c in game.board.cases if c.number == case.number)


def clout(game: Game) -> dict[str, int]:
    return {o.role: o.clout for o in game.board.offices}


def test_what_nothing_stands_against_is_done() -> None:
    game = at_orders()
    case = due(game)
    told = seal(game, take(game, "service"))
    assert (settled(told).move, settled(told).behind, settled(told).against) == ("done", 1, 0)
    now = case_now(game, case)
    assert (now.state, now.way, now.outcome) == ("ended", "service", "done")
    assert (now.story[-1].what, now.story[-1].role) == ("done", "secretary")
    told = game.market()
    assert any(
        isinstance(f, TrustChanged) and (f.trust, f.change) == (case.trust, "downgraded")
        and (f.by, f.role) == ("case/service", "secretary")
        for f in told
    )  # fmt: skip
    assert game.position.world.downgraded[case.trust, 0]


def test_a_closure_closes_and_the_patients_find_neighbours() -> None:
    game = at_orders()
    case = due(game)
    seal(game, take(game, "close"))
    before = game.position.world.capacity[:2].sum()
    game.market()
    world = game.position.world
    assert not world.open[case.trust, 0]
    arriving = world.arriving_beds.sum() + world.arriving_theatres.sum()
    assert world.capacity[:2].sum() + arriving > 0.9 * before


def test_what_is_as_strong_halves_it_and_a_closure_becomes_a_downgrade() -> None:
    game = at_orders()
    case = due(game)
    told = seal(game, take(game, "close"), against(game, "close", 1))
    assert settled(told).move == "half"
    assert case_now(game, case).outcome == "half"
    game.market()
    world = game.position.world
    assert world.open[case.trust, 0] and world.downgraded[case.trust, 0]


def test_half_a_rescue_costs_half_the_money() -> None:
    game = at_orders()
    case = due(game)
    seal(game, take(game, "pay"), against(game, "pay", 1, "monitor"))
    assert game.board.committed_k == 10_000
    game.market()
    assert case_now(game, case).due > case.due


def test_what_is_stronger_blocks_it_and_the_deciders_standing_falls() -> None:
    game, other = at_orders(), at_orders()
    case = due(game)
    told = seal(game, take(game, "close"), against(game, "close", 2))
    fact = settled(told)
    assert (fact.move, fact.held, fact.against, fact.behind) == ("blocked", True, 2, 1)
    now = case_now(game, case)
    assert (now.state, now.due, now.held_over) == ("open", case.due + 1, 1)
    seal(other, take(other, "close", backing=2), against(other, "close", 2))
    standing = GAUGE_INDEX["secretary_standing"]
    game.market()
    other.market()
    assert game.position.world.open[case.trust, 0] and not other.position.world.open[case.trust, 0]
    assert game.position.world.gauge[standing, 0] < other.position.world.gauge[standing, 0]


def test_backing_and_stakes_for_it_stand_behind_it() -> None:
    game = at_orders()
    stakes = against(game, "close", 2) | {
        "monitor": Stake(case=due(game).number, way="close", side="for", clout=1)
    }
    told = seal(game, take(game, "close", backing=1), stakes)
    assert (settled(told).behind, settled(told).against, settled(told).move) == (3, 2, "done")
    assert settled(told).stakes == (
        ("monitor", "close", "for", 1),
        ("unions", "close", "against", 2),
    )


def test_a_stake_on_another_way_returns_half_and_one_that_met_is_spent() -> None:
    game = at_orders()
    before = clout(game)
    stakes = against(game, "close", 2) | against(game, "partner", 1, "number10")
    told = seal(game, take(game, "partner"), stakes)
    assert settled(told).move == "half"
    spent = {role: before[role] - after for role, after in clout(game).items()}
    assert spent == {"secretary": 0, "number10": 100, "monitor": 0, "unions": 100}


def test_nobodys_decision_is_the_regimes_and_the_next_time_its_last_resort() -> None:
    game = at_orders()
    case = due(game)
    told = seal(game)
    fact = settled(told)
    assert (fact.way, fact.chosen, fact.move) == ("loan", False, "done")
    now = case_now(game, case)
    assert (now.state, now.due) == ("open", case.due + 2)
    assert now.story[-1].role is None
    while game.board.quarter < now.due:
        if game.board.phase == "orders":
            seal(game)
        game.do(game.simplest())
        game.to("orders")
    if case_now(game, case).state == "open":
        told = seal(game)
        mine = next(f for f in told if isinstance(f, CaseSettled) and f.case == case.number)
        assert (mine.way, mine.chosen) == ("administer", False)
        assert case_now(game, case).state == "ended"


def test_it_is_held_over_once_and_costs_standing() -> None:
    game = at_orders()
    case = due(game)
    seal(game, take(game, "hold"))
    now = case_now(game, case)
    assert (now.state, now.due, now.held_over) == ("open", case.due + 1, 1)
    assert any(m.source == "rule/case_held/secretary" for m in game.board.modifiers)
    game.do(game.simplest())
    game.to("orders")
    line = CaseLine(case=case.number, way="hold")
    with pytest.raises(IllegalCommandError, match="held over before"):
        game.do(Seal(role="secretary", lines=(line,)))


def test_more_time_that_is_refused_brings_what_comes_of_itself() -> None:
    game = at_orders()
    case = due(game)
    told = seal(game, take(game, "hold"), against(game, "hold", 2, "monitor"))
    first, second = [f for f in told if isinstance(f, CaseSettled)][:2]
    assert (first.way, first.move, first.held) == ("hold", "blocked", False)
    assert (second.way, second.chosen, second.move) == ("loan", False, "done")
    assert case_now(game, case).story[-2].what == "blocked"


def test_an_order_for_what_has_just_been_decided_comes_too_late() -> None:
    game = at_orders()
    case = due(game)
    name = game.pack.model.place.trust_id[case.trust]
    order = Order(lever="takeover", trusts=(name,))
    before = clout(game)["secretary"]
    told = seal(game, take(game, "service"), orders={"secretary": order})
    fact = next(f for f in told if isinstance(f, OrderRevealed))
    assert fact.outcome == "fizzled"
    assert "came too late" in fact.why
    assert clout(game)["secretary"] == before - 50  # half of one clout returns


def named(game: Game, lever: str) -> dict[Role, Order]:
    """The Secretary's order that names the hospital whose case is due."""
    name = game.pack.model.place.trust_id[due(game).trust]
    return {"secretary": Order(lever=lever, trusts=(name,))}


@pytest.mark.parametrize(
    ("lever", "way"), [("administration", "administer"), ("takeover", "partner")]
)
def test_an_order_that_ends_a_hospital_settles_its_case_where_nobody_decided(
    lever: str, way: str
) -> None:
    """And not what comes of itself too; what was staked met nothing."""
    game = at_orders()
    case, before = due(game), clout(game)
    told = seal(game, None, against(game, way, 2), named(game, lever))
    (fact,) = [f for f in told if isinstance(f, CaseSettled) and f.case == case.number]
    assert (fact.order, fact.way, fact.chosen, fact.move) == (lever, way, True, "done")
    assert clout(game)["unions"] == before["unions"] - 100
    sources = {m.source for m in game.board.modifiers if case.trust in m.trusts}
    assert lever in sources and not [x for x in sources if x.startswith("case/")]
    now = case_now(game, case)
    assert (now.state, now.outcome, now.way) == ("ended", "done", way)


def test_where_such_an_order_fails_what_comes_of_itself_comes() -> None:
    game = at_orders()
    case = due(game)
    review = {"unions": Order(lever="judicial_review", bid=1)}
    stake = against(game, "loan", 1, "number10")
    told = seal(game, None, stake, named(game, "administration") | review)
    fact = settled(told)
    order = next(f for f in told if isinstance(f, OrderRevealed) and f.lever == "administration")
    assert order.outcome == "cancelled"
    assert (fact.order, fact.way, fact.chosen, fact.move) == ("", "loan", False, "half")
    assert case_now(game, case).state == "open"


def test_an_order_that_names_a_case_moves_its_clock_once_and_is_remembered() -> None:
    game = at_orders()
    case = next(c for c in game.board.cases if c.due > game.board.quarter)
    name = game.pack.model.place.trust_id[case.trust]
    told = seal(game, orders={"secretary": Order(lever="bail_out", trusts=(name,))})
    moved = next(f for f in told if isinstance(f, CaseClockMoved) and f.case == case.number)
    assert (moved.quarters, moved.by, moved.role) == (2, "bail_out", "secretary")
    story = case_now(game, case).story
    assert [line.what for line in story] == ["opened", "clock", "order"]
    assert case_now(game, case).due == case.due + 2


def test_none_in_administration_may_be_named_again() -> None:
    game = at_orders()
    case = due(game)
    seal(game, take(game, "administer"))
    game.market()
    world = game.position.world
    assert world.admin_stage[case.trust, 0] > 0 and world.at_risk[case.trust, 0]
    assert case.trust not in nameable(game.pack, world, Select(among="at_risk"))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (lambda n: Seal(role="monitor", lines=(CaseLine(case=n, way="pay"),)), "another office"),
        (lambda n: Seal(role="secretary", lines=(CaseLine(case=99, way="pay"),)), "not due"),
        (lambda n: Seal(role="secretary", lines=(CaseLine(case=n, way="loan"),)), "no way out"),
        (lambda n: Seal(role="secretary", lines=(CaseLine(case=n, way="pay"),) * 2), "a line once"),
        (
            lambda n: Seal(
                role="secretary", stakes=(Stake(case=n, way="pay", side="for", clout=1),)
            ),
            "is yours to decide",
        ),
        (
            lambda n: Seal(role="unions", stakes=(Stake(case=n, way="none", side="for", clout=1),)),
            "no way out 'none'",
        ),
        (
            lambda n: Seal(
                role="unions",
                orders=(Order(lever="ballot", bid=2),),
                stakes=(Stake(case=n, way="close", side="against", clout=2),),
            ),
            "clout and you have",
        ),
    ],
)  # fmt: skip
def test_what_may_not_stand_on_a_sheet_is_refused_in_a_sentence(sheet: object, said: str) -> None:
    game = at_orders()
    with pytest.raises(IllegalCommandError, match=said):
        game.do(sheet(due(game).number))  # type: ignore[operator]


def test_a_sheet_with_lines_and_stakes_may_be_taken_back() -> None:
    game = at_orders()
    before = game.board
    from game.rules.state.commands import Unseal

    game.do(Seal(role="secretary", lines=(next(iter(take(game, "pay").values())),)))
    game.do(Unseal(role="secretary"))
    assert game.board.offices == before.offices


def test_nothing_falls_due_in_the_campaign() -> None:
    game = at_orders(seed=1).to("campaign")
    from game.rules.cases import clock

    assert clock.open_cases(game.board)
    assert clock.due(game.board) == ()
    told = game.do(*(Seal(role=r) for r in ROLES))
    assert not any(isinstance(f, CaseSettled) for f in told)
