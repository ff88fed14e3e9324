"""Explanations: terms sum exactly, and each source is told what it did."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.rules import explanations, phases
from game.rules.cards.index import card_index
from game.rules.orders import legality
from game.rules.state.commands import Advance, Order
from game.rules.state.facts import GaugeMoved, MoneyMoved, TrustChanged
from tests.rules import fixtures, small_cards
from tests.rules.fixtures import Game

parts = st.dictionaries(
    st.sampled_from("abcdef"), st.integers(-60_000, 60_000), min_size=1, max_size=6
)


@given(st.integers(-200_000, 200_000), parts, st.floats(0.01, 1))
def test_a_split_sums_exactly_to_its_total(total: int, asked: dict[str, int], rate: float) -> None:
    found = explanations.split(total, asked, rate)
    assert sum(n for _, n in found) == total
    assert [source for source, _ in found] == list(asked)


@given(parts, st.floats(0.01, 1))
def test_a_split_is_in_proportion_to_what_was_asked(asked: dict[str, int], rate: float) -> None:
    total = round(sum(asked.values()) * rate)
    if sum(asked.values()):
        scale = total / sum(asked.values())
        for source, n in explanations.split(total, asked, rate):
            assert abs(n - asked[source] * scale) <= 1 + 1e-6


def test_a_total_that_nobody_asked_for_is_called_other() -> None:
    assert explanations.split(250, {}) == [("other", 250)]
    assert explanations.split(0, {}) == []


def quarter(**sheets: object) -> tuple[Game, tuple[object, ...]]:
    game = Game().to("orders")
    game.orders(**sheets)
    return game, game.do(Advance())


def test_every_gauges_terms_sum_to_its_move() -> None:
    game, told = quarter(
        secretary=["offer", "open_market"], unions=["organise", "attack"], number10=["speech"],
        monitor="stand_firm",
    )  # fmt: skip
    moves = [h for h in told if isinstance(h, GaugeMoved)]
    assert {"morale", "reform_delivered", "board_independence"} <= {h.gauge for h in moves}
    for h in moves:
        assert h.before + sum(n for _, n in h.terms) == h.after
        assert len({cause for cause, _ in h.terms}) == len(h.terms)
    assert (
        game.position.world.gauge_of("morale")[0]
        == next(h.after for h in moves if h.gauge == "morale") / 1000
    )


def test_a_shock_is_told_by_the_name_of_who_asked_for_it() -> None:
    _, told = quarter(secretary="offer", number10="speech", unions="attack")
    moved = {h.gauge: dict(h.terms) for h in told if isinstance(h, GaugeMoved)}
    assert moved["morale"]["offer"] == 6000
    assert moved["resistance"]["offer"] == -6000
    assert moved["reform_support"]["speech"] == 5000  # equal strength: the counter had no target
    assert "attack" not in moved["reform_support"] or moved["reform_support"]["attack"] <= 0
    assert moved["momentum"]["murmurs/hold"] == 1000


def test_a_push_counts_by_its_gauges_rate() -> None:
    game = Game(fixtures.pack(levers=(
        small_cards.lever("raise_it", "unions", 1, {"do": "push", "gauge": "goodwill", "by": 10}),
        small_cards.lever("lower_it", "monitor", 1, {"do": "push", "gauge": "goodwill", "by": -10}),
    ), agendas=()))  # fmt: skip
    game.to("orders").orders(unions="raise_it", monitor="lower_it")
    told = game.do(Advance())
    terms = next(dict(h.terms) for h in told if isinstance(h, GaugeMoved) and h.gauge == "goodwill")
    assert (terms["raise_it"], terms["lower_it"]) == (2800, -2800)


def test_a_gauge_is_told_to_those_who_read_it_exactly() -> None:
    _, told = quarter(number10="whip")
    seen = {h.gauge: h.seen_by for h in told if isinstance(h, GaugeMoved)}
    assert seen["nerves_local"] == ("number10",)
    assert seen["momentum"] is None


def test_who_comes_on_the_list_or_off_it_is_told_to_all() -> None:
    game = Game()
    before = game.position.world
    after = before.copy()
    after.at_risk[:, 0] = ~before.at_risk[:, 0]
    after.named[:, 0] = True
    told = explanations.trusts_changed(game.pack, game.board, explanations.changes(before, after))
    seen = {h.change: h.seen_by for h in told}
    assert seen["at_risk"] is seen["recovered"] is None
    assert seen["named"] is None


def test_a_change_names_the_lever_that_made_it() -> None:
    game, told = quarter(secretary="name_names")
    published = [h for h in told if isinstance(h, TrustChanged) and h.change == "named"]
    named = [m for m in game.board.modifiers if m.source == "name_names" and m.trusts]
    assert {h.trust for h in published} <= set(named[0].trusts)
    assert all((h.by, h.role) == ("name_names", "secretary") for h in published)


def test_an_administration_is_followed_from_order_to_outcome() -> None:
    game = Game().to("orders")
    table = card_index(game.pack).levers["administration"]
    rows = legality.candidates(game.pack, game.position, table)
    if not rows:  # nobody is named yet: naming comes first
        game.orders(secretary="name_names")
        game.do(Advance())
        game.to("orders")
        rows = legality.candidates(game.pack, game.position, table)
    one = game.pack.model.place.trust_id[rows[0]]
    game.orders(secretary=Order(lever="administration", trusts=(one,)))
    told = game.do(Advance())
    begun = [h for h in told if isinstance(h, TrustChanged) and h.change == "administration"]
    assert [(h.trust, h.by) for h in begun] == [(rows[0], "administration")]
    assert dict(game.board.past.counts)["administrations_begun"] == 1
    game.orders(unions="review")
    assert any(h.change == "stayed" for h in game.do(Advance()) if isinstance(h, TrustChanged))
    game.to("reveal")
    told = game.do(Advance())
    quashed = [h for h in told if isinstance(h, TrustChanged) and h.change == "quashed"]
    assert [(h.trust, h.by, h.role) for h in quashed] == [(rows[0], "review", "unions")]
    assert dict(game.board.past.counts)["reviews_won"] == 1


def test_trusts_that_leave_are_closed_or_taken_over_and_those_cut_down_stay() -> None:
    game = Game()
    before = game.position.world
    before.admin_stage[3, 0] = 2
    after = before.copy()
    after.admin_stage[3, 0] = 0
    after.downgraded[3, 0] = True
    after.open[[1, 2], 0] = False
    after.absorbed_by[2, 0] = 0
    found = explanations.changes(before, after)
    np.testing.assert_array_equal(found.closed, [1])
    np.testing.assert_array_equal(found.taken_over, [2])
    np.testing.assert_array_equal(found.downgraded, [3])


def test_a_hospital_that_was_cut_and_then_shuts_is_lost_once() -> None:
    before = Game().position.world
    before.downgraded[1, 0] = True
    after = before.copy()
    after.open[[1, 2, 4], 0] = False
    after.absorbed_by[2, 0] = 0  # another owner keeps it
    after.downgraded[3, 0] = True
    everywhere = np.ones(fixtures.TRUSTS, np.bool_)
    changed = explanations.Turnover(before, after)
    assert changed.lost_among(everywhere).tolist() == [2]  # the third is cut, the fourth shuts
    assert changed.count("closed").tolist() == [2]
    everywhere[4] = False
    assert changed.lost_among(everywhere).tolist() == [1]


def test_flows_are_told_and_trusts_money_only_to_who_reads_their_result() -> None:
    _, told = quarter(secretary="bail_out", number10="treasury")
    flows = [h for h in told if isinstance(h, MoneyMoved)]
    seen = {(h.source, h.target): h.seen_by for h in flows}
    assert seen["trusts", "staff"] == ("monitor",)  # net_surplus_m is exact to Monitor alone
    assert seen["department", "trusts"] is None  # support is public here
    assert all(h.amount_k for h in flows)


def test_games_that_go_through_the_market_together_tell_the_same_story_as_each_alone() -> None:
    games = [Game(seed=s).to("reveal") for s in (3, 4)]
    together = phases.markets(games[0].pack, [g.position for g in games])
    for game, (moved, told) in zip(games, together, strict=True):
        alone, its_own = fixtures.engine.apply(game.pack, game.position, Advance())
        assert told == its_own
        assert fixtures.engine.digest(moved) == fixtures.engine.digest(alone)
        assert moved.board == alone.board


def test_what_became_of_trusts_is_the_same_side_by_side() -> None:
    from game.world.world_state import World

    worlds = [Game(seed=s).position.world for s in (3, 4)]
    laters = [w.copy() for w in worlds]
    laters[0].open[[1, 2], 0] = False
    laters[0].absorbed_by[2, 0] = 0
    laters[1].named[5, 0] = True
    together = explanations.Turnover(World.stack(worlds), World.stack(laters))
    for b, (before, after) in enumerate(zip(worlds, laters, strict=True)):
        alone = explanations.changes(before, after)
        for name in explanations.Changes.__slots__:
            rows = getattr(alone, name)
            np.testing.assert_array_equal(getattr(together.of(b), name), rows)
            assert together.count(name)[b] == len(rows)
    assert together.count("closed").tolist() == [1, 0]
    apart = np.arange(fixtures.TRUSTS) != 1
    assert together.count("closed", apart).tolist() == [0, 0]
