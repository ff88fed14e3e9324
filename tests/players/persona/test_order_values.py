"""Sheets sealed in one batch are those sealed one by one, and so are values and reasons."""

from __future__ import annotations

import numpy as np
import pytest

from game.lab.batch import Game, begin, run, talks
from game.players import Player, assess_all, make, seal_all
from game.players.persona.order_values import LEAST, PROMISED, hand, order_values
from game.players.persona.persona import Persona
from game.rules import engine
from game.rules.constants import LATE_BREACH_POINTS
from game.rules.state.commands import Advance
from game.rules.state.deal_terms import Abstain, Do, Terms
from game.rules.state.position import Deal, Position
from game.rules.state.replace import replace
from game.rules.state.view import View
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar

PACK = loader.load("december-2013")
KINDS: dict[Role, str] = dict.fromkeys(ROLES, "persona")


def sheets_open(kinds: dict[Role, str], seed: int) -> list[Game]:
    """A game at each of its quarters' orders, the campaign's included."""
    (game,) = begin(PACK, kinds, [seed])
    found = []
    while (stop := run(PACK, game)) != "ended":
        if stop == "market":
            game.position, _ = engine.apply(PACK, game.position, Advance())
            continue
        if stop == "talks":
            talks(PACK, [game])
        found.append(Game(seed, game.position, game.players))
        for role in ROLES:
            command = game.players[role].act(view(PACK, game.position, role), "seal")
            game.position, _ = engine.apply(PACK, game.position, command)
    return found


GAMES = [
    *sheets_open(KINDS, 3),
    *sheets_open({**KINDS, "monitor": "reformer", "unions": "technocrat"}, 4),
    *sheets_open({**KINDS, "secretary": "random", "number10": "idle"}, 5),
]


def players(pack: Pack = PACK) -> list[tuple[Player, Role, View]]:
    """New players for all roles of the games, with their views."""
    kinds = ("persona", "militant", "persona", "random", "persona", "idle")
    found = []
    for i, game in enumerate(GAMES):
        for j, role in enumerate(ROLES):
            kind = kinds[(i + j) % len(kinds)]
            found.append((make(kind, role, pack, i), role, view(pack, game.position, role)))
    return found


def test_sheets_and_reasons_of_a_batch_are_those_of_each_alone() -> None:
    alone = [(player.act(v, "seal"), player.why()) for player, _, v in players()]
    some = players()
    assess_all(PACK, [(player, v) for player, _, v in some])
    sheets = seal_all(PACK, [(player, v) for player, _, v in some])
    assert [(s, p.why()) for s, (p, _, _) in zip(sheets, some, strict=True)] == alone
    assert sum(len(why) for _, why in alone) > len(some)


def test_order_values_are_the_same_in_any_batch() -> None:
    requests = [p.order_request(v) for p, _, v in players() if isinstance(p, Persona)]
    batch = order_values(PACK, requests)
    backwards = order_values(PACK, requests[::-1])[::-1]
    for a, b, request in zip(batch, backwards, requests, strict=True):
        (alone,) = order_values(PACK, [request])
        assert np.array_equal(a.points, b.points) and np.array_equal(a.points, alone.points)
        assert a.best == b.best == alone.best
        assert a.hand.ids == b.hand.ids == alone.hand.ids


def test_the_best_are_those_worth_ordering_in_the_order_of_rank() -> None:
    for player, _, v in players():
        if isinstance(player, Persona):
            (found,) = order_values(PACK, [player.order_request(v)])
            levers = [(value, found.hand.levers[j].id) for value, j in found.best]
            assert levers == [(value, lever) for value, lever in found.ranked() if value >= LEAST]
            ranked = found.ranked()
            assert ranked == sorted(ranked, key=lambda r: (-r[0], r[1]))
            lawful = {o.lever for o in v.menu.open}
            assert [(x, o.lever) for x, o in player.rank(v)] == [
                r for r in ranked if r[1] in lawful
            ]


def test_what_is_forsworn_is_worth_less_by_what_breaking_costs_and_what_is_due_more() -> None:
    player, _, v = next(s for s in players() if isinstance(s[0], Persona))
    assert isinstance(player, Persona)
    plain = player.order_request(v)
    (before,) = order_values(PACK, [plain])
    (_, best), (value, second), *_ = before.ranked()
    plain.forsworn[best] = 50.0
    for undone, worth in ((0.0, PROMISED), (9.0, 9.0)):
        plain.due[second] = undone
        (after,) = order_values(PACK, [plain])
        assert after.ranked()[0] == (value + worth, second)
    assert after.ranked()[-1][1] == best
    assert best not in [of.hand.ids[j] for of in (after,) for _, j in of.best]


def test_leaving_undone_what_is_promised_costs_most_in_the_last_quarters() -> None:
    """Points of the score go with it then: as dear as a forsworn lever that is used."""
    pending = [g for g in GAMES if g.position.board.phase == "orders"]
    assert len(pending) > 4
    costs = []
    for game in (pending[0], max(pending, key=lambda g: g.position.board.quarter)):
        board = game.position.board
        now = quarter_calendar.label(board.quarter)
        promises = (
            Do(by="secretary", until=now, lever="bail_out"),
            Abstain(by="secretary", until=now, lever="publish_list"),
        )
        terms = Terms(offerer="unions", other="secretary", clauses=promises)
        deal = Deal(len(board.deals) + 1, terms, "live", board.quarter, (("secretary", 100),))
        promised = Position(replace(board, deals=(deal,)), game.position.world)
        request = Persona(PACK, "secretary", 3, "reformer").order_request(
            view(PACK, promised, "secretary")
        )
        assert request.due["bail_out"] == request.forsworn["publish_list"]
        costs.append(request.due["bail_out"])
    early, late = costs
    assert late > LATE_BREACH_POINTS > PROMISED > early


def test_a_hand_has_the_levers_of_the_menu_that_are_in_their_period() -> None:
    for game in GAMES:
        board = game.position.board
        for role in ROLES:
            of = hand(PACK, role, board.quarter, board.phase == "campaign")
            menu = view(PACK, game.position, role).menu
            assert {t.id for t in of.levers} >= {o.lever for o in menu.open}
            assert [t.id for t in of.levers] == sorted(t.id for t in of.levers)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", ["persona", "random"])
def test_an_overdrawn_purse_bars_only_what_costs_money(kind: str, role: Role) -> None:
    position = engine.start(PACK, 4)[0]
    board = replace(position.board, phase="orders", committed_k=10**7)
    seen = view(PACK, Position(board, position.world), role)
    assert seen.purse_left_m is None or seen.purse_left_m < 0
    sheets = [make(kind, role, PACK, seed).act(seen, "seal") for seed in range(8)]
    orders = [order for sheet in sheets for order in sheet.orders]  # type: ignore[union-attr]
    assert orders
    if seen.purse_left_m is not None:
        costs = {o.lever: o.purse_m for o in seen.menu}
        assert {costs[order.lever] for order in orders} == {0}
