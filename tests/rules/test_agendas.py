"""Agendas: hands that pull apart, steps that are told and stay, what bars them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from game.rules import agendas
from game.rules.endings import judged
from game.rules.state.facts import AgendaStepped
from game.rules.state.position import Board
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.schema.base import ROLES, SPECTATOR
from game.scenario.source_files import shipped_ids
from game.world.figure_names import GAUGE_INDEX
from game.world.world_state import World
from tests.rules.fixtures import Game


def keeping(**kept: str) -> Game:
    """A game at its first reveal, in which roles keep those agendas."""
    game = Game().to("reveal")
    offices = tuple(
        replace(o, agenda=kept[o.role], steps=(), agenda_broken=False) if o.role in kept else o
        for o in game.board.offices
    )
    game.position = replace(game.position, board=replace(game.board, offices=offices))
    return game


def at(world: World, **gauges: float) -> World:
    gauge = world.gauge.copy()
    for name, points in gauges.items():
        gauge[GAUGE_INDEX[name], 0] = round(1000 * points)
    return world.changed(gauge=gauge)


def after(game: Game, quarter: int, **gauges: float) -> tuple[Board, list[AgendaStepped]]:
    """The end of a quarter in which those gauges stand so; the game goes on from it."""
    game.position = replace(game.position, board=replace(game.board, quarter=quarter))
    world = at(game.position.world, **gauges)
    (verdict,) = judged(game.pack, [game.board], game.position.world, world, [world])
    game.position = replace(game.position, board=verdict.board)
    return verdict.board, [f for f in verdict.happenings if isinstance(f, AgendaStepped)]


def of(role: str, told: list[AgendaStepped]) -> list[int]:
    return [f.step for f in told if f.role == role]


def test_steps_are_reached_in_order_each_from_its_share_of_the_game_and_told_to_all() -> None:
    game = keeping(secretary="grip")
    first = game.board.quarter
    seen: list[tuple[int, int]] = []
    for n in range(6):
        board, told = after(game, first + n, management_capacity=50)
        seen += [(f.step, n) for f in told if f.role == "secretary"]
        assert all(f.seen_by is None for f in told)
    assert seen == [(0, 1), (1, 3), (2, 5)]  # a third, two thirds, and all of six quarters
    assert board.office("secretary").steps == (first + 1, first + 3, first + 5)


def test_several_steps_may_be_reached_at_once_and_none_is_lost() -> None:
    game = keeping(number10="calm")
    board, told = after(game, game.board.quarter, coalition_strain=45)
    assert of("number10", told) == [0, 1]
    board, told = after(game, board.quarter + 1, coalition_strain=80)
    assert len(board.office("number10").steps) == 2 and not of("number10", told)


def test_what_must_hold_throughout_bars_further_steps_once_and_for_all() -> None:
    game = keeping(monitor="apart")
    first = game.board.quarter
    after(game, first + 1, board_independence=50)
    board, _ = after(game, first + 2, board_independence=9)
    assert board.office("monitor").agenda_broken
    board, told = after(game, first + 5, board_independence=90)
    assert len(board.office("monitor").steps) == 1 and not of("monitor", told)


@pytest.mark.parametrize("name", sorted(shipped_ids()))
def test_any_choice_from_the_hands_leaves_two_that_pull_apart(name: str) -> None:
    pack = loader.load(name)
    pairs = agendas.pulling(pack)
    whole = 0
    for hands in agendas.deal(pack, range(60)):
        assert all(len(set(hand)) == 2 for hand in hands)
        assert [{pack.scenario.agenda(a).role for a in hand} for hand in hands] == [
            {role} for role in ROLES
        ]
        choices = list(product(*hands))
        apart = [
            any(frozenset((a, b)) in pairs for a in kept for b in kept if a != b)
            for kept in choices
        ]
        assert sum(apart) >= 14  # of 16
        whole += all(apart)
    assert whole >= 58


def test_hands_are_dealt_by_the_seed_alone_and_differ() -> None:
    pack = loader.load("december-2013")
    hands = agendas.deal(pack, range(30))
    assert hands == [agendas.deal(pack, [seed])[0] for seed in range(30)]
    assert len(set(hands)) > 25


def test_a_step_makes_the_agenda_known_and_the_others_stay_hidden() -> None:
    game = keeping(secretary="grip", monitor="apart", number10="calm", unions="court")
    after(
        game,
        game.board.quarter + 1,
        management_capacity=50,
        board_independence=5,
        coalition_strain=80,
    )
    public = view(game.pack, game.position, SPECTATOR)
    assert [(m.role, m.agenda, m.step) for m in public.milestones] == [("secretary", "grip", 0)]
    assert public.steps == ()
    other = view(game.pack, game.position, "unions")
    assert other.milestones == public.milestones and other.agenda != "grip"


def test_a_role_sees_how_its_own_steps_stand() -> None:
    game = keeping(secretary="grip")
    first = game.board.quarter
    seen = view(game.pack, game.position, "secretary").steps
    assert [s.since for s in seen] == [first + 1, first + 3, first + 5]
    assert [s.reached for s in seen] == [None, None, None]
    after(game, first + 1, management_capacity=50)
    seen = view(game.pack, game.position, "secretary").steps
    assert [s.reached for s in seen] == [first + 1, None, None]


def test_how_a_step_stands_is_known_only_where_its_figure_is() -> None:
    game = keeping(number10="calm")
    own = game.board.office("number10")
    known = agendas.standing(game.pack, game.position, own)
    assert known and None not in known
    elsewhere = replace(own, role="secretary")  # can't read the coalition
    assert set(agendas.standing(game.pack, game.position, elsewhere)) == {None}


def test_a_successor_begins_anew_and_the_seat_keeps_what_was_reached() -> None:
    game = keeping(secretary="grip")
    after(game, game.board.quarter + 1, management_capacity=50)
    board, _ = after(game, game.board.quarter + 1, secretary_standing=5)
    office = board.office("secretary")
    assert office.terms_served == 2 and office.steps == ()
    assert office.steps_before == agendas.points(office) == 2.5
