"""Games run again side by side: what is alike so far is one column, and row for row the same."""

from __future__ import annotations

from functools import cache

import pytest

from game.lab import batch
from game.rules import reruns
from game.rules.effects.knob_settings import KnobCourse
from game.rules.overrides import set_before
from game.rules.state.commands import Override
from game.rules.state.position import FACILITATOR, Modifier, Position
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.world.endowments import own
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import of_endowment, start
from game.world.world_state import World
from tests.rules import fixtures
from tests.rules.fixtures import Game

PACK = loader.load("december-2013")
Variant = tuple[Modifier, ...]


@cache
def played(seed: int) -> Position:
    (game,) = batch.play(PACK, dict.fromkeys(ROLES, "random"), [seed], quarters=4)
    return game.position


def done(position: Position) -> Variant:
    return (*position.board.past.spent, *position.board.modifiers)


def plainly(seed: int, modifiers: Variant, last: int) -> World:
    """A game run quarter by quarter, by itself."""
    world = set_before(PACK, start(PACK.model, [seed]), [modifiers])
    course = KnobCourse(PACK, [modifiers])
    for quarter in range(PACK.model.first, last + 1):
        world, _ = step(PACK.model, world, course.knobs(quarter, world), Luck([seed]))
    return world


@pytest.mark.parametrize("seed", [5, 6])
def test_every_variant_comes_out_as_it_does_alone(seed: int) -> None:
    position = played(seed)
    every, last = done(position), position.world.quarter
    late = max(m.first for m in every)
    variants: list[Variant] = [
        (),
        *(tuple(m for m in every if m.role != role) for role in ROLES),
        every,
        tuple(m for m in every if m.first < late),
        every[1::2],
        every,
    ]
    assert len(set(variants)) > len(ROLES) + 3
    together = reruns.run_many(PACK, position.board.seed, variants, last)
    assert together.batch == len(variants)
    for b, variant in enumerate(variants):
        alone = plainly(position.board.seed, variant, last)
        assert together.row(b).digest() == alone.digest(), b


def test_variants_whose_modifiers_have_another_order_are_each_run_in_their_own() -> None:
    position = played(5)
    every, last = done(position), position.world.quarter
    variants = [every, every[::-1], (*every[10:], *every[:10]), (*every, every[0])]
    together = reruns.run_many(PACK, position.board.seed, variants, last)
    for b, variant in enumerate(variants):
        alone = plainly(position.board.seed, variant, last)
        assert together.row(b).digest() == alone.digest(), b


def test_what_was_set_before_the_first_quarter_is_in_its_own_variant_alone() -> None:
    led = Game(fixtures.pack(events=(), agendas=()))
    led.do(Override(figure="morale", to=15, reason="A strike."))
    led.to("papers")
    every = done(led.position)
    theirs = tuple(m for m in every if m.role != FACILITATOR)
    world = reruns.run_many(led.pack, led.board.seed, [theirs, every], led.board.quarter)
    assert world.row(1).digest() == led.position.world.digest()
    assert world.row(0).digest() != world.row(1).digest()


def test_no_quarter_at_all_is_the_start() -> None:
    world = reruns.run_many(PACK, 3, [(), ()], PACK.model.first - 1)
    assert world.digest() == start(PACK.model, [3]).taken([0, 0]).digest()


def test_a_game_kept_before_starts_were_dealt_runs_again_from_its_own() -> None:
    """Each trust had its own start then, whatever the seed deals today."""
    model = PACK.model
    before = of_endowment(model, own(model.place.trusts))
    again = reruns.run(PACK, 7, (), model.first - 1, before.endowment)
    assert again.digest() == before.digest() != start(model, [7]).digest()
