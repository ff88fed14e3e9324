"""What a scenario no longer has is let go of; what it has stays as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.journal.snapshots import fitted, restored, snapshot_of
from game.journal.tables import plain
from game.lab.batch import play
from game.rules import engine
from game.rules.state.commands import Order
from game.rules.state.deal_terms import Abstain, Terms
from game.rules.state.position import Board, Deal, Modifier, Position, ToldFigure
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES

GONE = "lever_of_yesterday"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return loader.load("december-2013")


@pytest.fixture(scope="module")
def position(pack: Pack) -> Position:
    """The reveal of the fourth quarter, with deals, effects and uses behind it."""
    (game,) = play(pack, dict.fromkeys(ROLES, "persona"), [6], quarters=3)
    return game.position


def after(pack: Pack, position: Position, **changed: object) -> Board:
    board = replace(position.board, **changed)  # type: ignore[arg-type]
    return fitted(pack, Position(board, position.world)).board


def test_a_position_of_todays_scenario_is_left_as_it_is(pack: Pack, position: Position) -> None:
    assert engine.digest(fitted(pack, position)) == engine.digest(position)
    assert position.board.modifiers and position.board.past.orders


def test_an_agenda_that_is_gone_is_nobodys_aim(pack: Pack, position: Position) -> None:
    first, *rest = position.board.offices
    old = replace(first, agenda=GONE, agendas_dealt=(GONE, first.agendas_dealt[0]))
    offices = after(pack, position, offices=(old, *rest)).offices
    assert (offices[0].agenda, offices[0].agendas_dealt) == (None, ())
    assert offices[1:] == position.board.offices[1:]


def test_effects_uses_and_events_of_what_is_gone_end(pack: Pack, position: Position) -> None:
    board = position.board
    lost = Modifier(GONE, "unions", 0, board.quarter, None)
    short = Modifier(board.modifiers[0].source, "unions", 99, board.quarter, None)
    past = replace(board.past, orders=(*board.past.orders, ("unions", GONE, board.quarter, "full")))
    found = after(
        pack, position, modifiers=(*board.modifiers, lost, short), events=("no_such",), past=past
    )
    assert found == board


def test_an_event_that_is_gone_was_never_answered(pack: Pack, position: Position) -> None:
    past = position.board.past
    lost = replace(past, events=(*past.events, ("no_such", "x", position.board.quarter)))
    assert after(pack, position, past=lost) == position.board


def test_a_told_figure_that_is_gone_is_forgotten(pack: Pack, position: Position) -> None:
    told = ToldFigure("unions", None, "no_such", 1.0, 1, 1)
    found = after(pack, position, told=(*position.board.told, told))
    assert found.told == position.board.told


def test_effects_are_found_by_what_they_do_where_they_have_changed_places(
    pack: Pack, position: Position
) -> None:
    kept = snapshot_of(pack, position, 4, ())
    effects = plain(kept.effects)
    source = next(s for s, names in effects.items() if len(set(names)) > 1)
    names = effects[source]
    turned = {**effects, source: list(reversed(names))}
    here = Modifier(source, "unions", 0, position.board.quarter, None)
    board = replace(position.board, modifiers=(here,))
    (found,) = fitted(pack, Position(board, position.world), turned).board.modifiers
    assert names[found.effect] == turned[source][0]
    gone = {**effects, source: ["flag of_yesterday", *names[1:]]}
    assert fitted(pack, Position(board, position.world), gone).board.modifiers == ()


def test_a_snapshot_comes_back_to_the_bit(pack: Pack, position: Position) -> None:
    kept = snapshot_of(pack, position, 4, ())
    assert restored(kept, pack).state == "exact"
    assert restored(kept, pack).position.board == position.board
    edited = kept.model_copy(update={"digest": "0" * 64})
    assert restored(edited, pack).state == "edited"


def test_what_is_said_names_nothing_that_a_role_keeps_to_itself(
    pack: Pack, position: Position
) -> None:
    kept = snapshot_of(pack, position, 4, ())
    first, *rest = position.board.offices
    old = replace(first, agenda=GONE, sealed=(Order(lever=GONE),))
    secret = replace(position.board, offices=(old, *rest))
    value = snapshot_of(pack, Position(secret, position.world), 4, ()).position
    said = restored(kept.model_copy(update={"position": value}), pack).notices
    assert said and not any(GONE in sentence for sentence in said)


def test_a_sheet_with_what_is_gone_is_open_again(pack: Pack, position: Position) -> None:
    first, *rest = position.board.offices
    sealed = replace(first, sealed=(Order(lever=GONE),), used=((GONE, 1),), fatigue=((GONE, 400),))
    office = after(pack, position, offices=(sealed, *rest)).offices[0]
    assert (office.sealed, office.used, office.fatigue) == (None, (), ())


def test_a_deal_about_what_is_gone_is_void_and_bonds_go_back(
    pack: Pack, position: Position
) -> None:
    clause = Abstain(by="unions", until="2014Q4", lever=GONE)
    terms = Terms(offerer="secretary", other="unions", clauses=(clause,), bond=1)
    bonds = (("secretary", 100), ("unions", 100))
    deal = Deal(99, terms, "live", position.board.quarter, bonds=bonds)
    board = after(pack, position, deals=(*position.board.deals, deal))
    assert board.deals[-1].state == "void"
    assert board.deals[:-1] == position.board.deals
    for role in ROLES:
        back = board.office(role).clout - position.board.office(role).clout
        assert back == (100 if role in ("secretary", "unions") else 0)


def test_it_can_be_played_on(pack: Pack, position: Position) -> None:
    offices = tuple(replace(o, agenda=GONE, agendas_dealt=(GONE,)) for o in position.board.offices)
    board = replace(position.board, offices=offices)  # type: ignore[arg-type]
    fit = fitted(pack, Position(board, position.world))
    assert engine.pending(pack, fit)
    assert all(item.kind != "agenda" for item in engine.pending(pack, fit))
