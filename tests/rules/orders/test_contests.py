"""A case-book of the reveal: who wins a contest, and what it costs."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.rules.orders.contests import same_ground
from game.rules.state.commands import Advance, Order
from game.rules.state.facts import OrderRevealed, TrustChanged
from game.scenario.schema.base import ROLES, Role
from tests.rules import fixtures, small_cards
from tests.rules.fixtures import Game


def outcomes(told: Any) -> dict[str, str]:
    return {h.lever: h.outcome for h in told if isinstance(h, OrderRevealed)}


def clout(game: Game, role: Role) -> float:
    return float(game.board.office(role).clout) / 100


def ready(seed: int = 7) -> Game:
    """A game in the first orders phase; every office has 4 clout."""
    game = Game(seed=seed).to("orders")
    assert all(clout(game, role) == 4 for role in ROLES)
    return game


def test_an_order_nobody_counters_has_full_effect_and_costs_its_price() -> None:
    game = ready()
    assert outcomes(game.orders(secretary="open_market")) == {"open_market": "full"}
    assert clout(game, "secretary") == 2


def test_a_stronger_counter_cancels_and_the_clout_is_lost() -> None:
    game = ready()
    told = game.orders(secretary="bail_out", monitor="ruling")
    assert outcomes(told) == {"ruling": "full", "bail_out": "cancelled"}
    assert clout(game, "secretary") == 3  # 1 of clout lost
    assert clout(game, "monitor") == 2
    assert game.board.committed_k == 0  # no money of a cancelled order is spent
    assert not any(h.kind == "trust" and h.change == "bailed_out" for h in told)


def test_an_equal_counter_halves_the_effect_and_the_money() -> None:
    game = ready()
    told = game.orders(secretary=Order(lever="bail_out", bid=1), monitor="ruling")
    assert outcomes(told)["bail_out"] == "half"
    assert game.board.committed_k == 75_000
    assert all(m.factor == 500 for m in game.board.modifiers if m.source == "bail_out")
    assert clout(game, "secretary") == 2


def test_a_lower_counter_leaves_the_order_whole() -> None:
    game = ready()
    told = game.orders(secretary=Order(lever="bail_out", bid=2), monitor="ruling")
    assert outcomes(told)["bail_out"] == "full"
    met = next(h for h in told if isinstance(h, OrderRevealed) and h.lever == "bail_out")
    assert met.met_by == (("monitor", "ruling"),)
    assert met.strength == 3
    assert clout(game, "monitor") == 2  # it met its target: nothing returns


def test_what_depends_on_meeting_happens_only_if_the_target_was_at_least_halved() -> None:
    def independence(bid: int) -> int:
        game = ready()
        game.orders(secretary=Order(lever="bail_out", bid=bid), monitor="ruling")
        return sum(m.source == "ruling" for m in game.board.modifiers)

    assert [independence(bid) for bid in (0, 1, 2)] == [1, 1, 0]


def test_a_wasted_mere_counter_returns_half_its_price() -> None:
    game = ready()
    game.orders(monitor=Order(lever="ruling", bid=2))
    assert clout(game, "monitor") == 4 - 4 / 2
    assert not any(m.source == "ruling" for m in game.board.modifiers)


def test_a_counter_with_effects_of_its_own_returns_nothing() -> None:
    game = ready()
    game.orders(monitor="stand_firm")
    assert clout(game, "monitor") == 3


def test_of_two_counters_the_stronger_counts() -> None:
    levers = [
        small_cards.lever("market", "secretary", 2, tags=["market"]),
        small_cards.lever("weak", "number10", 1, counters={"levers": ["market"]}),
        small_cards.lever("strong", "unions", 3, counters={"levers": ["market"]}),
        *_idle("monitor"),
    ]
    game = _with(levers)
    told = game.orders(secretary="market", number10="weak", unions="strong")
    assert outcomes(told)["market"] == "cancelled"
    found = next(h for h in told if isinstance(h, OrderRevealed) and h.lever == "market")
    assert set(found.met_by) == {("number10", "weak"), ("unions", "strong")}


def test_counters_do_not_add_up() -> None:
    levers = [
        small_cards.lever("market", "secretary", 3),
        small_cards.lever("one", "number10", 2, counters={"levers": ["market"]}),
        small_cards.lever("two", "unions", 2, counters={"levers": ["market"]}),
        *_idle("monitor"),
    ]
    game = _with(levers)
    told = game.orders(secretary="market", number10="one", unions="two")
    assert outcomes(told)["market"] == "full"


def test_a_counter_that_is_cancelled_meets_nothing() -> None:
    game = ready()
    told = game.orders(
        number10=Order(lever="speech", bid=1), secretary="open_market", unions="attack"
    )
    assert outcomes(told) == {"speech": "full", "open_market": "full", "attack": "cancelled"}
    assert clout(game, "unions") == 2


def test_two_levers_that_counter_each_other_end_without_a_loop() -> None:
    levers = [
        small_cards.lever("left", "unions", 2, counters={"levers": ["right"]}),
        small_cards.lever("right", "number10", 2, counters={"levers": ["left"]}),
        *_idle("monitor"),
        *_idle("secretary"),
    ]
    told = _with(levers).orders(unions="left", number10="right")
    assert outcomes(told) == {"right": "half", "left": "half"}
    stronger = _with(levers).orders(unions=Order(lever="left", bid=1), number10="right")
    assert outcomes(stronger) == {"right": "cancelled", "left": "full"}


def _over_hospitals(pledged: int, *closed: int) -> dict[str, str]:
    """How a pledge of one hospital and orders against others come out, by the trusts at risk."""
    among = {"kind": "trusts", "n": 2, "among": {"among": "at_risk"}}
    levers = [
        small_cards.lever("close", "secretary", 2, target=among),
        small_cards.lever("pledge", "number10", 2, target=among, counters={"levers": ["close"]}),
        small_cards.lever("march", "unions", 1, counters={"levers": ["close"]}),
        *_idle("monitor"),
    ]
    game = _with(levers)
    at_risk = np.flatnonzero(game.position.world.at_risk[:, 0])
    names = [game.pack.model.place.trust_id[t] for t in at_risk]
    return outcomes(
        game.orders(
            number10=Order(lever="pledge", trusts=(names[pledged],)),
            secretary=Order(lever="close", trusts=tuple(names[n] for n in closed)),
        )
    )


def test_orders_that_both_name_hospitals_meet_over_one_that_both_name() -> None:
    assert _over_hospitals(0, 0) == {"pledge": "full", "close": "half"}
    assert _over_hospitals(0, 1, 0) == {"pledge": "full", "close": "half"}


def test_a_pledge_for_one_hospital_leaves_an_order_about_another_alone() -> None:
    assert _over_hospitals(0, 1) == {"pledge": "full", "close": "full"}


def test_a_counter_that_names_no_hospital_meets_an_order_about_any() -> None:
    march, close = Order(lever="march"), Order(lever="close", trusts=("a",))
    assert same_ground(march, close) and same_ground(close, march)
    assert not same_ground(Order(lever="pledge", trusts=("b",)), close)


def test_one_counter_may_meet_several_targets_each_by_itself() -> None:
    game = ready()
    told = game.orders(
        secretary=Order(lever="open_market", bid=1), monitor="price_war", unions="attack"
    )
    assert outcomes(told) == {"price_war": "cancelled", "open_market": "full", "attack": "full"}


def test_a_legal_block_comes_first_and_what_it_stops_fizzles_for_half_the_price() -> None:
    game = ready()
    told = game.orders(
        number10="stop_market", secretary=Order(lever="open_market", bid=2), monitor="price_war"
    )
    assert outcomes(told) == {
        "stop_market": "full", "price_war": "fizzled", "open_market": "fizzled",
    }  # fmt: skip
    assert clout(game, "secretary") == 4 - 4 + 2
    assert clout(game, "monitor") == 4 - 1 + 0.5
    why = next(h.why for h in told if isinstance(h, OrderRevealed) and h.lever == "open_market")
    assert why == "Open market was stopped by Stop market."


def test_what_fizzled_may_be_ordered_again_at_once() -> None:
    game = ready()
    game.orders(number10="stop_market", secretary="open_market")
    assert not game.board.office("secretary").ready_from
    assert not game.board.office("secretary").used


def test_a_cancelled_lever_rests_but_counts_as_unused() -> None:
    game = ready()
    game.orders(secretary="bail_out", monitor="ruling")
    office = game.board.office("secretary")
    assert office.used == ()
    assert dict(office.ready_from) == {"bail_out": game.board.quarter + 2}


def test_sheets_are_revealed_in_the_order_of_the_law() -> None:
    game = ready()
    told = game.orders(secretary="offer", number10="whip", monitor="pool", unions="organise")
    assert [h.lever for h in told if isinstance(h, OrderRevealed)] == [
        "whip", "pool", "offer", "organise",
    ]  # fmt: skip


def test_the_purse_is_spent_in_the_order_of_resolution_and_the_last_comer_fizzles() -> None:
    levers = [
        small_cards.lever("plaster", "number10", 1, purse_m=300),
        small_cards.lever("offer", "secretary", 1, purse_m=80),
        small_cards.lever("team", "monitor", 1, purse_m=90),
        *_idle("unions"),
    ]
    game = _with(levers)
    told = game.orders(secretary="offer", number10="plaster", monitor="team")
    assert outcomes(told) == {"plaster": "full", "team": "full", "offer": "fizzled"}
    assert game.board.committed_k == 390_000
    assert clout(game, "secretary") == 3.5
    assert any("could not be paid for" in h.why for h in told if isinstance(h, OrderRevealed))


def test_a_lever_that_tires_works_less_each_time_and_recovers() -> None:
    game = ready()
    game.orders(number10="speech")
    assert dict(game.board.office("number10").fatigue) == {"speech": 450}
    game.do(Advance(), Advance())  # market, next quarter: 15% of what is missing returns
    assert dict(game.board.office("number10").fatigue) == {"speech": 532}
    game.orders()
    game.do(Advance(), Advance())
    game.orders(number10="speech")
    again = [m for m in game.board.modifiers if m.source == "speech" and m.first > fixtures_first()]
    assert {m.factor for m in again} == {602}


def fixtures_first() -> int:
    from game.world import quarter_calendar

    return quarter_calendar.parse(fixtures.FIRST)


def test_a_summons_that_is_ignored_costs_standing_and_one_obeyed_does_not() -> None:
    def cost(lever: str | None) -> bool:
        game = ready()
        game.orders(number10=Order(lever="summon", tag="money"))
        assert game.board.summons == ("money", game.board.quarter + 1)
        game.do(Advance())
        game.orders(secretary=lever)
        assert game.board.summons is None
        return any(m.source == "rule/summons_ignored" for m in game.board.modifiers)

    assert cost(None) and cost("name_names")
    assert not cost("bail_out")


def test_books_are_opened_to_the_named_office_alone() -> None:
    game = ready()
    told = game.orders(monitor=Order(lever="letters", to_role="unions"))
    opened = [h for h in told if isinstance(h, TrustChanged) and h.change == "books_opened"]
    assert opened and all(h.seen_by == ("monitor", "unions") for h in opened)
    assert len(opened) == min(5, int(game.position.world.at_risk.sum()))
    assert game.board.opened[0].to == "unions"


def test_no_sheet_leaves_clout_below_nothing_or_above_what_was_there() -> None:
    game = ready()
    before = sum(o.clout for o in game.board.offices)
    game.orders(
        secretary=[Order(lever="bail_out", bid=2)], monitor=[Order(lever="ruling", bid=2)],
        unions="organise", number10=["whip", "speech"],
    )  # fmt: skip
    assert before - sum(o.clout for o in game.board.offices) == 300 + 400 + 100 + 300
    assert all(o.clout >= 0 for o in game.board.offices)


def _idle(role: Role) -> list[Any]:
    return [small_cards.lever(f"idle_{role}", role, 1)]


def _with(levers: list[Any]) -> Game:
    game = Game(fixtures.pack(levers=tuple(levers), events=(), agendas=()))
    return game.to("orders")
