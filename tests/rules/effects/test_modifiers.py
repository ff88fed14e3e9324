"""Effects as data become modifiers, and modifiers become knobs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.rules.effects import knob_settings, modifiers
from game.rules.effects.modifiers import PROGRAMME, Enactment
from game.rules.state.position import Board, Modifier
from game.world.figure_names import GAUGE_INDEX
from game.world.knobs import NATIONAL, NATIONAL_INDEX, TRUST_INDEX, Knobs
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.small_cards import knob, lever, shock, trusts


def made(*cards: dict[str, Any], purse_m: float = 0, **enactment: Any) -> tuple[Game, Board]:
    """A game whose board has just seen a lever with these effects carried out."""
    card = lever("card", "secretary", 1, *cards, purse_m=purse_m)
    game = Game(fixtures.pack(levers=(card,), events=(), agendas=()))
    done = Enactment("card", "secretary", paid_k=round(purse_m * 1000), **enactment)
    new = modifiers.modifiers_of(game.pack, game.board, game.position.world, done)
    return game, replace(game.board, modifiers=new)


def knobs(game: Game, board: Board, later: int = 0) -> Knobs:
    board = replace(board, quarter=board.quarter + later)
    return knob_settings.compile(game.pack, board, game.position.world)


def national(name: str, *cards: dict[str, Any], later: int = 0, **enactment: Any) -> float:
    game, board = made(*cards, **enactment)
    return float(knobs(game, board, later).of(name)[0])


def test_no_modifiers_leave_every_knob_neutral() -> None:
    game = Game()
    found = knob_settings.compile(game.pack, game.board, game.position.world)
    neutral = Knobs.neutral(fixtures.TRUSTS)
    np.testing.assert_array_equal(found.national, neutral.national)
    np.testing.assert_array_equal(found.trust, neutral.trust)
    assert not found.shock.any() and not found.push.any()


def test_compiling_never_changes_the_neutral_knobs_it_starts_from() -> None:
    test_a_shock_is_in_thousandths_of_a_point()
    test_no_modifiers_leave_every_knob_neutral()


def test_a_shock_is_in_thousandths_of_a_point() -> None:
    game, board = made(shock("morale", 2.5), shock("morale", -1), trusts("list", 1, {}))
    found = knobs(game, board)
    assert found.shock[GAUGE_INDEX["morale"], 0] == 1500
    assert found.of_trusts("list").sum() > 0


def test_a_push_moves_the_set_point_while_it_lasts() -> None:
    push = {"do": "push", "gauge": "morale", "by": 4, "after": 1, "quarters": 2}
    game, board = made(push)
    pushed = [int(knobs(game, board, q).push[GAUGE_INDEX["morale"], 0]) for q in range(5)]
    assert pushed == [0, 4000, 4000, 0, 0]


@pytest.mark.parametrize(
    ("cards", "name", "expected"),
    [
        ((knob("entry_target", 0.03), knob("entry_target", 0.04)), "entry_target", 0.07),
        ((knob("entry_uptake", 0.5), knob("entry_uptake", 0.5)), "entry_uptake", 0.25),
        (
            (knob("price_competition", 0.2), knob("price_competition", 0.1)),
            "price_competition",
            0.2,
        ),
        ((knob("tariff_set_pct", 0), knob("tariff_set_pct", 1)), "tariff_set_pct", 1.0),
    ],
)  # fmt: skip
def test_settings_combine_as_the_knob_says(
    cards: tuple[dict[str, Any], ...], name: str, expected: float
) -> None:
    assert national(name, *cards) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("card", "name", "expected"),
    [
        (knob("entry_target", 0.08), "entry_target", 0.04),
        (knob("entry_uptake", 0.6), "entry_uptake", 0.8),
        (knob("price_competition", 0.4), "price_competition", 0.2),
        # half-way from the path's −1.3% for 2013/14
        (knob("tariff_set_pct", 0), "tariff_set_pct", -0.65),
    ],
)
def test_half_effect_goes_half_the_way(card: dict[str, Any], name: str, expected: float) -> None:
    assert national(name, card, factor=500, halved=True) == pytest.approx(expected)


def test_a_knob_stays_within_its_range() -> None:
    many = [knob("entry_target", 0.25)] * 3
    assert national("entry_target", *many) == NATIONAL["entry_target"].high


def test_what_lasts_for_good_lasts() -> None:
    assert national("wage_pct", knob("wage_pct", 0.4, quarters=None), later=60) == 0.4


def test_an_effect_waits_and_ends() -> None:
    card = knob("waits_relief", 2, after=1, quarters=2)
    assert [national("waits_relief", card, later=q) for q in range(4)] == [0, 2, 2, 0]


def test_trusts_are_fixed_when_the_order_takes_effect() -> None:
    game, board = made(trusts("quality_push", 1, {"among": "at_risk", "n": 2}, after=1))
    (m,) = board.modifiers
    assert len(m.trusts) == 2
    other = game.position.world.copy()
    other.at_risk[:] = ~other.at_risk
    late = knob_settings.compile(game.pack, replace(board, quarter=board.quarter + 1), other)
    assert set(np.flatnonzero(late.of_trusts("quality_push")[:, 0])) == set(m.trusts)


def test_a_closed_trust_is_reached_no_more() -> None:
    game, board = made(trusts("quality_push", 1, {"among": "at_risk", "n": 2}, quarters=4))
    closed = game.position.world.copy()
    closed.open[board.modifiers[0].trusts[0], 0] = False
    found = knob_settings.compile(game.pack, board, closed)
    assert found.of_trusts("quality_push").sum() == 1


def test_half_of_an_all_or_nothing_effect_reaches_half_the_trusts_rounded_up() -> None:
    on = {"among": "at_risk", "n": 3}
    game, board = made(trusts("administer", 1, on), factor=500, halved=True)
    assert len(board.modifiers[0].trusts) == 2
    assert knobs(game, board).of_trusts("administer").sum() == 2


def test_fatigue_never_weakens_what_is_done_or_not() -> None:
    game, board = made(trusts("list", 1, {"among": "at_risk", "n": 2}), factor=200)
    assert knobs(game, board).of_trusts("list").sum() == 2


def test_a_condition_is_judged_when_the_order_takes_effect() -> None:
    never = {"figure": "waits", "above": 1000}
    _, board = made(shock("morale", 1, when=never), shock("morale", 2, when={"no": never}))
    assert [m.effect for m in board.modifiers] == [1]


def test_what_depends_on_meeting_a_target_needs_the_meeting() -> None:
    assert made(shock("morale", 1, met=True))[1].modifiers == ()
    assert len(made(shock("morale", 1, met=True), met=True)[1].modifiers) == 1


def test_a_price_that_no_effect_carries_is_spent_on_programmes() -> None:
    game, board = made(shock("morale", 6), purse_m=80)
    assert [m.amount_k for m in board.modifiers if m.effect == PROGRAMME] == [80_000]
    assert knobs(game, board).of("spend_m")[0] == 80


def test_money_that_effects_carry_is_not_spent_twice() -> None:
    on = {"among": "at_risk", "n": 6}
    game, board = made(trusts("support_k", 20_000, on), purse_m=150)
    found = knobs(game, board)
    reached = int((found.of_trusts("support_k") > 0).sum())
    support = float(found.of_trusts("support_k").sum())
    assert support == 20_000 * reached
    assert found.of("spend_m")[0] * 1000 + support == 150_000
    grant = made(knob("commissioner_grant_m", 260), purse_m=260)
    assert knobs(*grant).of("spend_m")[0] == 0


def test_an_administration_is_billed_as_it_runs() -> None:
    game, board = made(trusts("administer", 1, {"among": "at_risk", "n": 1}), purse_m=20)
    billed = game.pack.model.params.admin_cost_m
    assert knobs(game, board).of("spend_m")[0] == pytest.approx(max(0.0, 20 - billed))


def test_the_inheritance_leaves_out_support() -> None:
    on = {"among": "at_risk", "n": 2}
    game, board = made(
        trusts("support_k", 5000, on, quarters=None),
        trusts("quality_push", 1, on, quarters=None),
        knob("top_slice_pct", 2, quarters=None),
    )
    found = knob_settings.compile(game.pack, board, game.position.world, support=False)
    assert found.of_trusts("support_k").sum() == 0
    assert found.of("top_slice_pct")[0] == 0
    assert found.of_trusts("quality_push").sum() == 2


def test_causes_add_up_to_what_the_knobs_ask() -> None:
    game = Game().to("orders")
    game.orders(secretary=["offer", "open_market"], unions=["attack"], number10=["speech"])
    table = modifiers.card_index(game.pack)
    shocks, pushes = modifiers.causes(table, game.board.modifiers, game.board.quarter)
    found = knob_settings.compile(game.pack, game.board, game.position.world)
    for asked, dense in ((shocks, found.shock), (pushes, found.push)):
        for g in range(len(GAUGE_INDEX)):
            assert sum(asked.get(g, {}).values()) == dense[g, 0]


def test_what_ran_out_is_kept_among_the_past() -> None:
    board = Game().board
    one = Modifier("offer", "secretary", 0, board.quarter, board.quarter)
    for_good = replace(one, last=None)
    board = replace(board, modifiers=(one, for_good))
    assert modifiers.expired(board, board.quarter) == ((one, for_good), ())
    assert modifiers.expired(board, board.quarter + 1) == ((for_good,), (one,))
    board = replace(board, modifiers=(for_good,), past=replace(board.past, spent=(one,)))
    assert modifiers.expired(board, board.quarter + 2) == ((for_good,), (one,))


def test_commitments_count_what_live_effects_draw_on_the_purse() -> None:
    on = {"among": "at_risk", "n": 2}
    game, board = made(trusts("support_k", 5000, on, quarters=3), knob("spend_m", 4, quarters=2))
    table = modifiers.card_index(game.pack)
    drawn = [modifiers.commitments_k(table, board.modifiers, board.quarter + q) for q in range(4)]
    assert drawn == [14_000, 14_000, 10_000, 0]


def test_what_levers_count_as() -> None:
    levers = modifiers.card_index(fixtures.pack()).levers
    assert levers["strike"].counts == ("strikes",)
    assert levers["bail_out"].counts == ("bail_outs",)
    assert levers["ballot"].counts == ()


def test_a_lever_counts_as_its_data_says() -> None:
    quick = lever("quick", "unions", 1, counts=["strikes", "pay_deals"])
    game = Game(fixtures.pack(levers=(quick,), events=(), agendas=())).to("orders")
    game.orders(unions="quick")
    counted = dict(game.board.past.counts)
    assert (counted["strikes"], counted["pay_deals"]) == (1, 1)
    assert "bail_outs" not in counted


def test_every_trust_knob_has_its_row() -> None:
    game, board = made(*(trusts(name, 1, {"n": 1}) for name in TRUST_INDEX))
    found = knobs(game, board)
    neutral = Knobs.neutral(fixtures.TRUSTS)
    moved = {name for name, i in TRUST_INDEX.items() if (found.trust[i] != neutral.trust[i]).any()}
    factors = {"efficiency", "backlash"}  # a factor of 1 changes nothing
    assert moved == set(TRUST_INDEX) - factors
    assert len(NATIONAL_INDEX) == len(NATIONAL)
