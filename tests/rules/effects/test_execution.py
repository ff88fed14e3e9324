"""Deeds that take effect on a board: gathered, and put on it at once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.cards.index import card_index
from game.rules.constants import CLOUT_CAP
from game.rules.effects.execution import Execution, carry_out, clamped
from game.rules.effects.modifiers import Enactment
from game.rules.state.position import Position
from game.rules.state.serialisation import digest
from game.scenario import loader
from game.scenario.schema.base import ROLES
from tests.rules.fixtures import Game

PACK = loader.load("december-2013")
START = Game(PACK).to("orders").position
SOURCES = sorted(card_index(PACK).effects)


@st.composite
def enactments(draw: st.DrawFn) -> list[Enactment]:
    made = []
    for source in draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=5)):
        role, other = draw(st.permutations(ROLES))[:2]
        factor = draw(st.sampled_from((1000, 500, 720)))
        trusts = tuple(draw(st.lists(st.integers(0, 20), unique=True, max_size=3)))
        price, met = draw(st.sampled_from((0, 50_000))), draw(st.booleans())
        made.append(Enactment(source, role, factor, factor == 500, trusts, other, price, met))
    return made


@given(enactments())
@settings(max_examples=60)
def test_deeds_gathered_do_what_they_do_one_by_one(done: list[Enactment]) -> None:
    position = START
    execution, told = Execution(PACK, position.board, position.world), []
    for enactment in done:
        told += execution.enact(enactment)
    board, one_by_one = position.board, []
    for enactment in done:
        board, more = carry_out(PACK, board, position.world, enactment)
        one_by_one += more
    together = Position(execution.done(), position.world)
    assert digest(together) == digest(Position(board, position.world))
    assert told == one_by_one
    assert execution.done() == together.board  # nothing is put on the board twice


@given(st.integers(0, 2 * CLOUT_CAP), st.integers(-3 * CLOUT_CAP, 3 * CLOUT_CAP))
def test_clout_stays_between_nothing_and_the_cap_or_what_there_was(clout: int, by: int) -> None:
    after = clamped(clout, by)
    assert 0 <= after <= max(CLOUT_CAP, clout)
    assert clamped(clout, 0) == clout
    if 0 <= clout + by <= CLOUT_CAP:
        assert after == clout + by
