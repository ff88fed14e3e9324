"""The list and the docket: who becomes a case, how many, and how they end."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from game.lab import batch
from game.rules.cards.index import card_index
from game.rules.cases import clock
from game.rules.state.case_facts import CaseEnded, CaseOpened, CaseSettled
from game.rules.state.facts import OrderRevealed
from game.rules.state.position import Position
from game.scenario.schema.base import ROLES
from tests.rules.cases.tables import at_orders, shipped
from tests.rules.fixtures import Game

SEEDS = range(1, 9)


@cache
def games(name: str, kind: str) -> tuple[list[Position], ...]:
    """Positions before each reveal, and the end, of some games."""
    pack = shipped(name)
    kept: dict[int, list[Position]] = {}
    found = batch.play(
        pack, dict.fromkeys(ROLES, kind), SEEDS,
        sealing=lambda p: kept.setdefault(p.board.seed, []).append(p),
    )  # fmt: skip
    for game in found:
        kept[game.seed].append(game.position)
    return tuple(kept.values())


@pytest.mark.parametrize("kind", ["random", "persona", "idle"])
@pytest.mark.parametrize("name", ["december-2013", "if-it-works"])
def test_the_docket_keeps_its_bounds_in_any_game(name: str, kind: str) -> None:
    rules, place = shipped(name).scenario.cases.docket, shipped(name).model.place
    for positions in games(name, kind):
        for position in positions:
            board, world = position.board, position.world
            every = clock.open_cases(board)
            open_ = [c for c in every if c.about == "failing"]
            assert len(open_) <= rules.most
            assert len(every) - len(open_) <= rules.matters
            assert [c.number for c in board.cases] == list(range(1, len(board.cases) + 1))
            trusts = [c.trust for c in open_]
            assert len(set(trusts)) == len(trusts)
            for case in open_:
                assert place.trust_kind[case.trust] == 0
                assert world.open[case.trust, 0] and world.admin_stage[case.trust, 0] == 0
                assert any(x.trust == case.trust for x in board.listed)
                assert case.due >= board.quarter
                assert case.story[0].what == "opened"
            for case in board.cases:
                assert (case.state == "ended") == bool(case.outcome)


@pytest.mark.parametrize("kind", ["random", "persona", "idle"])
def test_the_list_is_the_one_count(kind: str) -> None:
    for positions in games("december-2013", kind):
        for position in positions:
            board, world = position.board, position.world
            rows = world.at_risk[:, 0].nonzero()[0].tolist()
            assert [x.trust for x in board.listed] == rows
            assert world.metric_of("trusts_at_risk")[0] == len(rows)
            tests = world.fails[:, 0].tolist()
            assert all(x.tests == tests[x.trust] for x in board.listed)


def test_since_when_a_trust_is_listed_is_kept() -> None:
    game = Game(shipped())
    first = {x.trust: x.since for x in game.board.listed}
    assert set(first.values()) == {card_index(game.pack).first - 1}
    game.to("papers")
    for entry in game.board.listed:
        assert entry.since == first.get(entry.trust, game.board.quarter)


def test_the_first_cases_fall_due_one_after_the_other() -> None:
    game = Game(shipped())
    failing = [c for c in game.board.cases if c.about == "failing"]
    assert [c.due - game.board.quarter for c in failing] == [0, 1, 2]


@pytest.mark.parametrize("kind", ["random", "persona"])
def test_a_hospital_falls_due_in_every_quarter_while_hospitals_fail(kind: str) -> None:
    for positions in games("december-2013", kind):
        for position in positions:
            if position.board.phase == "orders":
                assert any(c.about == "failing" for c in clock.due(position.board))


def test_other_seeds_bring_other_hospitals() -> None:
    named: set[int] = set()
    for seed in range(20):
        named |= {c.trust for c in Game(shipped(), seed).board.cases}
    assert len(named) >= 20


def test_what_happens_to_one_leaves_the_others_luck() -> None:
    """The docket draws for each trust apart: without its first choice the rest come alike."""
    game = Game(shipped())
    chosen = [c.trust for c in game.board.cases]
    from dataclasses import replace

    from game.rules.cases import docket

    bare = replace(
        game.board, cases=(), listed=tuple(x for x in game.board.listed if x.trust != chosen[0])
    )
    again, _ = docket._opened(game.pack, bare, game.position.world, 2, start=True)
    assert [c.trust for c in again.cases] == chosen[1:3]


def test_each_kind_of_trust_is_decided_by_whom_its_regime_says() -> None:
    seen: Counter[tuple[bool, str]] = Counter()
    for seed in range(12):
        game = Game(shipped("if-it-works"), seed)
        for case in (c for c in game.board.cases if c.about == "failing"):
            seen[bool(game.position.world.ft[case.trust, 0]), case.decider] += 1
    assert set(seen) == {(True, "monitor"), (False, "secretary")}


def test_every_case_that_is_due_is_settled_or_ended_in_its_quarter() -> None:
    for kind in ("random", "idle"):
        for positions in games("december-2013", kind):
            for before, after in pairwise(positions):
                for case in clock.due(before.board):
                    now = after.board.cases[case.number - 1]
                    assert now.state == "ended" or now.due > before.board.quarter


def test_clout_is_conserved_through_a_settlement() -> None:
    """What a reveal takes is what orders and cases cost, less what comes back by the rules."""
    pack = shipped()
    for positions in games("december-2013", "random"):
        for position in positions[:-2]:
            if any(deal.state == "live" for deal in position.board.deals):
                continue  # promises pay in clout as well
            before = {o.role: o.clout for o in position.board.offices}
            game = Game(pack)
            game.position = position
            told = game.do(*(seal_of(position, role) for role in ROLES))
            cost = dict.fromkeys(ROLES, 0)
            for fact in told:
                if isinstance(fact, CaseSettled):
                    cost[fact.decider] += 100 * fact.backing
                    for role, way, _, clout in fact.stakes:
                        cost[role] += 100 * clout if way == fact.way else 50 * clout
            for office in game.board.offices:
                assert office.clout == before[office.role] - cost[office.role]


def seal_of(position: Position, role: str) -> object:
    """A sheet without orders, with what a random player would put on cases."""
    from game.players import make
    from game.rules.views.builder import view

    player = make("random", role, shipped(), 3)  # type: ignore[arg-type]
    made = player.act(view(shipped(), position, role), "seal")  # type: ignore[arg-type]
    return made.model_copy(update={"orders": ()})  # type: ignore[union-attr]


def test_orders_name_many_different_hospitals() -> None:
    named: set[int] = set()
    found = batch.play(shipped(), dict.fromkeys(ROLES, "persona"), range(20))
    for game in found:
        for fact in game.happenings:
            if isinstance(fact, OrderRevealed):
                named |= set(fact.trusts)
    assert len(named) >= 25  # 40 in sixty games


def test_what_opens_and_ends_is_told_to_all() -> None:
    told = [
        f
        for game in batch.play(shipped(), dict.fromkeys(ROLES, "idle"), range(3))
        for f in game.happenings
        if isinstance(f, CaseOpened | CaseEnded | CaseSettled)
    ]
    assert {type(f) for f in told} >= {CaseOpened, CaseSettled}
    assert all(f.seen_by is None for f in told)


def test_a_game_kept_before_there_were_cases_plays_on() -> None:
    from game.rules import engine

    game = at_orders()
    kept = engine.dump(game.pack, game.position)
    for name in ("listed", "cases"):
        del kept["board"][name]
    for office in kept["board"]["offices"]:
        del office["lines"], office["stakes"]
    loaded = engine.load(game.pack, kept).position
    assert loaded.board.cases == ()
    assert [x.trust for x in loaded.board.listed] == [x.trust for x in game.board.listed]
    again = Game(game.pack)
    again.position = loaded
    again.to("papers")
    again.do(again.simplest())
    docket = game.pack.scenario.cases.docket
    assert len(again.board.cases) == docket.new + docket.matters
    again.to("ended")
