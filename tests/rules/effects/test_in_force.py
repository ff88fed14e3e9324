"""What is in force in a quarter, sorted by what it does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules import engine
from game.rules.cards.index import card_index
from game.rules.effects.in_force import InForce, barred_by, in_force_of, more
from game.rules.effects.modifiers import PROGRAMME, lasting
from game.rules.orders import legality, lever_menu
from game.rules.state.position import Modifier
from game.scenario.schema.base import ROLES
from game.scenario.schema.effects import Bar
from game.world.figure_names import GAUGE_INDEX
from tests.rules import fixtures
from tests.rules.fixtures import Game

NOW = card_index(fixtures.pack()).first + 2
SOURCES = [
    (source, i)
    for source, effects in sorted(card_index(fixtures.pack()).effects.items())
    for i in range(len(effects))
]


def of(*modifiers: Modifier, quarter: int = NOW) -> InForce:
    return in_force_of(card_index(fixtures.pack()), modifiers, quarter)


def test_only_what_is_live_is_in_force() -> None:
    ballot = Modifier("ballot", "unions", 0, NOW, NOW + 1)
    assert [of(ballot, quarter=NOW + q).flags for q in (-1, 0, 1, 2)] == [
        set(), {"balloted"}, {"balloted"}, set(),
    ]  # fmt: skip


def test_a_lever_is_barred_by_what_barred_it_first() -> None:
    first = Modifier("stop_market", "number10", 0, NOW, NOW)
    second = Modifier("stop_market", "number10", 0, NOW, None)
    levers = card_index(fixtures.pack()).levers
    barred = of(first, second).barred
    assert set(barred) == {name for name, t in levers.items() if "market" in t.words}
    assert all(m == first != second for m in barred.values())


def test_changes_of_price_add_up_and_none_is_below_nothing() -> None:
    strike = card_index(fixtures.pack()).levers["strike"]
    once = Modifier("reps", "unions", 0, NOW, NOW)
    assert of().price(strike) == strike.cost
    assert of(once, once).price(strike) == strike.cost - 200
    assert of(*[once] * 9).price(strike) == 0


def test_sources_are_told_apart_and_their_own_requests_added() -> None:
    whip = Modifier("whip", "number10", 0, NOW, NOW)
    effect = card_index(fixtures.pack()).effects["whip"][0]
    assert effect.do in ("shock", "push")
    now = of(whip, whip)
    asked = now.shocks if effect.do == "shock" else now.pushes
    assert asked == {GAUGE_INDEX[effect.gauge]: {"whip": 2 * round(effect.by * 1000)}}


def test_clout_is_given_once_as_its_quarter_begins() -> None:
    reps = Modifier("reps", "unions", 1, NOW, NOW + 3)
    assert of(reps).clout == {"unions": 50}
    assert of(reps, quarter=NOW + 1).clout == {}


@st.composite
def modifiers(draw: st.DrawFn) -> list[Modifier]:
    made = []
    for source, i in draw(st.lists(st.sampled_from(SOURCES), max_size=12)):
        first = NOW + draw(st.integers(-3, 3))
        last = draw(st.none() | st.integers(first, first + 4))
        made.append(Modifier(source, "monitor", i, first, last, (1, 2)))
    made.append(Modifier("offer", "secretary", PROGRAMME, NOW, NOW, amount_k=1000))
    return made


@given(modifiers())
@settings(max_examples=60)
def test_what_will_not_act_again_may_be_left_out(made: list[Modifier]) -> None:
    table = card_index(fixtures.pack())
    for quarter in range(NOW, NOW + 4):
        assert of(*made, quarter=quarter) == of(*lasting(made, NOW), quarter=quarter)
    live_bars = [
        m
        for m in made
        if m.effect >= 0 and m.live(NOW) and isinstance(table.effects[m.source][m.effect], Bar)
    ]
    assert barred_by(table, made, NOW) == barred_by(table, live_bars, NOW)


@given(st.lists(modifiers(), max_size=4), st.integers(NOW, NOW + 2))
@settings(max_examples=60)
def test_what_is_in_force_grows_to_what_it_would_be_made_at_once(
    added: list[list[Modifier]], quarter: int
) -> None:
    table = card_index(fixtures.pack())
    grown: tuple[Modifier, ...] = ()
    for some in added:
        grown = more(grown, some)
        assert in_force_of(table, grown, quarter) == of(*grown, quarter=quarter)
    at_once = [m for some in added for m in some]
    assert list(grown) == at_once
    assert in_force_of(table, grown, quarter) == of(*at_once, quarter=quarter)


def test_whether_a_lever_is_open_is_whether_nothing_speaks_against_it() -> None:
    game = Game().to("orders")
    game.orders(number10="stop_market", unions="reps", secretary="offer")
    game.to("orders")
    for role in ROLES:
        seat = legality.OrderRights(game.pack, game.position, role)
        for table in lever_menu.belonging(game.pack, role, campaign=False):
            every = legality.refusals(seat, table)
            assert bool(legality.refusals(seat, table, every=False)) == bool(every)
            told = lever_menu.reasons(game.pack, game.position, table.id)
            assert told == tuple(legality.worded(why, seat, table) for why in every)
        open_now = [o.lever for o in lever_menu.menu(game.pack, game.position, role).open]
        whole = lever_menu.menu(game.pack, game.position, role)
        assert open_now == [o.lever for o in whole if not o.reasons]
        assert list(whole.open) == [o for o in whole if not o.reasons]
        again = engine.load(game.pack, engine.dump(game.pack, game.position)).position
        one_by_one = lever_menu.menu(game.pack, again, role)
        for order in whole:
            assert one_by_one.may(order.lever) == (None if order.reasons else order)
            card = card_index(game.pack).levers[order.lever].cost / 100
            assert whole.prices.get(order.lever, card) == order.clout
        assert whole.may("no such lever") is None
