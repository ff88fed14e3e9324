"""Matters to be ruled on beside hospitals that fail: a merger, a licence, what is subsidy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.rules.cases import clock, matters
from game.rules.state.case_facts import CaseOpened, CaseSettled
from game.rules.state.commands import CaseLine, Stake
from game.rules.state.position import Case
from game.rules.views.builder import view
from game.telling.cases import case_card, tell_case
from game.telling.names import Voice
from game.world import quarter_calendar
from tests.rules.cases.tables import seal, shipped
from tests.rules.fixtures import Game

SEEDS = range(24)


def with_matter(about: str, name: str = "december-2013") -> tuple[Game, Case]:
    """A game in which such a matter is due with the sheets that are open."""
    for seed in SEEDS:
        game = Game(shipped(name), seed)
        case = next((c for c in game.board.cases if c.about == about), None)
        if case is not None:
            game.to("papers")
            game.do(game.simplest())
            game.to("orders")
            return game, next(c for c in clock.due(game.board) if c.number == case.number)
    raise AssertionError(f"no game of {name} begins with {about}")


def ruled(game: Game, case: Case, way: str, stakes: dict[str, Stake] | None = None) -> CaseSettled:
    told = seal(game, {case.decider: CaseLine(case=case.number, way=way)}, stakes)  # type: ignore[arg-type]
    return next(f for f in told if isinstance(f, CaseSettled) and f.case == case.number)


def test_a_game_begins_with_one_and_the_seed_draws_which() -> None:
    seen = set()
    for seed in SEEDS:
        (one,) = [c for c in Game(shipped(), seed).board.cases if c.about != "failing"]
        assert one.decider == "monitor"
        seen.add(one.about)
    assert {"merger", "licence"} <= seen


def test_what_it_is_about_is_true_of_its_trust() -> None:
    for name in ("december-2013", "saving-stps", "culling-the-herd"):
        for seed in range(12):
            game = Game(shipped(name), seed)
            world = game.position.world
            for case in (c for c in game.board.cases if c.about != "failing"):
                assert world.open[case.trust, 0] and world.admin_stage[case.trust, 0] == 0
                if case.about == "merger":
                    assert world.margin[case.trust, 0] < 0 and not world.at_risk[case.trust, 0]
                if case.about == "licence":
                    assert not world.ft[case.trust, 0] and not world.at_risk[case.trust, 0]
                if case.about == "subsidy":
                    paid = world.reported_k[case.trust, 0] > world.underlying_k[case.trust, 0]
                    assert paid or world.debt_k[case.trust, 0] > 0


def test_nothing_comes_up_outside_its_period() -> None:
    """Monitor authorised its last foundation trusts before NHS Improvement took its place."""
    for seed in range(12):
        game = Game(shipped("saving-stps"), seed)
        assert all(c.about != "licence" for c in game.board.cases)
        late = replace(game.board, quarter=quarter_calendar.parse("2017Q3"), cases=())
        _, opened = matters.opened(game.pack, late, game.position.world)
        assert all(fact.about != "licence" for fact in opened)


def test_a_trust_that_is_authorised_is_a_foundation_trust_then() -> None:
    game, case = with_matter("licence")
    assert not game.position.world.ft[case.trust, 0]
    assert ruled(game, case, "authorise").move == "done"
    game.to("papers")
    assert game.position.world.ft[case.trust, 0]


def test_a_merger_that_is_refused_leaves_two_trusts_and_ends_the_case() -> None:
    game, case = with_matter("merger")
    assert ruled(game, case, "refuse").move == "done"
    game.to("papers")
    assert game.position.world.open[case.trust, 0]
    assert game.board.cases[case.number - 1].state == "ended"


def test_a_merger_that_is_cleared_leaves_one() -> None:
    game, case = with_matter("merger")
    assert ruled(game, case, "clear").move == "done"
    game.to("papers")
    assert game.position.world.absorbed_by[case.trust, 0] >= 0


@pytest.mark.parametrize(("against", "move"), [(1, "half"), (2, "blocked")])
def test_others_stakes_bind_the_regulator_too(against: int, move: str) -> None:
    game, case = with_matter("merger")
    stake = Stake(case=case.number, way="refuse", side="against", clout=against)
    assert ruled(game, case, "refuse", {"secretary": stake}).move == move


def test_it_is_told_by_what_is_asked_and_not_by_a_list_that_it_is_not_on() -> None:
    game, case = with_matter("merger")
    voice = Voice(game.pack.scenario, game.pack.model.place.trust_name)
    seen = view(game.pack, game.position, "monitor")
    card = case_card(voice, seen, next(c for c in seen.cases if c.number == case.number))
    asks = next(m.asks for m in game.pack.scenario.cases.matters if m.id == "merger")
    assert card.fails == asks and card.cash == ""
    assert [w.title for w in card.ways] == [
        "Clear the merger", "Clear it with undertakings", "Refuse the merger",
    ]  # fmt: skip
    fact = CaseOpened(
        quarter=case.opened, case=case.number, trust=case.trust, decider="monitor", due=case.due,
        about="merger",
    )  # fmt: skip
    assert f"{asks}: Monitor and the Board decide by" in tell_case(voice, fact)


def test_two_matters_never_wait_for_the_same_quarter() -> None:
    """Where a scenario has two open at once each quarter has its own ruling."""
    for seed in range(8):
        game = Game(shipped("honeymoon"), seed)
        dues = [c.due for c in game.board.cases if c.about != "failing"]
        assert len(dues) == 2 and len(set(dues)) == 2
