"""Many games are turned as each alone, and quarter after quarter as from the start."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.rules.effects.knob_settings import KnobCourse, knobs_of, knobs_of_many
from game.rules.state.position import Modifier
from game.world.knobs import Knobs
from game.world.world_state import World
from tests.rules import fixtures
from tests.rules.fixtures import Game
from tests.rules.small_cards import knob, lever, shock, trusts

CARD = lever(
    "card",
    "secretary",
    1,
    shock("morale", 2.5),
    {"do": "push", "gauge": "momentum", "by": 4},
    knob("tariff_set_pct", 1.5),
    knob("entry_uptake", 0.7),
    knob("price_competition", 0.3),
    knob("top_slice_pct", 1),
    trusts("efficiency", 0.55, {}),
    trusts("quality_push", 0.3, {}),
    trusts("protected", 1, {}),
    trusts("merge_into", 7, {}),
    trusts("support_k", 1234, {}),
    {"do": "flag", "flag": "balloted"},
)
GAME = Game(fixtures.pack(levers=(CARD,), events=(), agendas=()))
START = GAME.board.quarter
quarters = st.integers(START - 2, START + 8)
modifiers = st.builds(
    Modifier,
    st.just("card"),
    st.just("secretary"),
    st.integers(-2, len(CARD.effects) - 1),
    quarters,
    st.none() | quarters,
    st.lists(st.integers(0, fixtures.TRUSTS - 1), max_size=6, unique=True).map(tuple),
    st.sampled_from([1000, 500, 333]),
    st.integers(0, 90_000),
)
games = st.lists(st.lists(modifiers, max_size=8), min_size=1, max_size=3)


def same(some: Knobs, others: Knobs) -> None:
    for name in ("national", "trust", "shock", "push"):
        np.testing.assert_array_equal(getattr(some, name), getattr(others, name))


def worlds(batch: int) -> World:
    """A world of which some trusts have closed, others in each game."""
    world = GAME.position.world.taken([0] * batch)
    for b in range(batch):
        world.open[b :: 3 + b, b] = False
    return world


@given(games, st.booleans())
def test_games_side_by_side_are_turned_as_each_alone(
    asked: list[list[Modifier]], support: bool
) -> None:
    world = worlds(len(asked))
    together = knobs_of_many(GAME.pack, asked, START, world, support=support)
    for b, alone in enumerate(asked):
        own = knobs_of(GAME.pack, alone, START, world.row(b), support=support)
        same(own, together.columns(b, b + 1))


@given(games, st.booleans())
def test_a_course_gives_each_quarter_what_that_quarter_alone_would_have(
    asked: list[list[Modifier]], support: bool
) -> None:
    world, course = worlds(len(asked)), KnobCourse(GAME.pack, asked, support=support)
    for quarter in range(START, START + 9):
        found = course.knobs(quarter, world)
        same(found, knobs_of_many(GAME.pack, asked, quarter, world, support=support))
        found.trust[:] = found.national[:] = 5.0  # whoever writes to them spoils nothing


def test_settings_of_one_trust_combine_in_the_order_of_the_modifiers() -> None:
    parts = [Modifier("card", None, 7, START, None, (4, 5), factor) for factor in (1000, 333, 77)]
    found = knobs_of(GAME.pack, parts, START, GAME.position.world).of_trusts("quality_push")
    assert found[4, 0] == 0.3 + 0.3 * 333 / 1000 + 0.3 * 77 / 1000
    assert found[5, 0] == found[4, 0]
