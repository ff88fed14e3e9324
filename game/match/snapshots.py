"""Positions out of a journal's snapshots, checked against the scenario they are played in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, assert_never

from game.errors import InputError
from game.journal.format import Snapshot
from game.rules import engine
from game.rules.cards.index import CardIndex, card_index
from game.rules.state.deal_terms import (
    Abstain,
    AnyClause,
    Consent,
    Do,
    Keep,
    PayClout,
    PayMoney,
    Tell,
)
from game.rules.state.position import Board, Deal, Modifier, Office, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack

if TYPE_CHECKING:
    from game.scenario.pack import Pack

#: Sources of effects that no card of a scenario stands for.
_OF_THE_RULES = ("rule/", "deal/")


def fitted(pack: Pack, position: Position) -> Position:
    """The position without what the scenario doesn't have; the same object if it has all."""
    board, index = position.board, card_index(pack)
    agendas = {a.id for a in pack.scenario.agendas}
    offices = tuple(_office(o, index, agendas) for o in board.offices)
    past = board.past
    uses = tuple(o for o in past.orders if o[1] in index.levers)
    spent = _live(past.spent, index)
    if (uses, spent) != (past.orders, past.spent):
        past = replace(past, orders=uses, spent=spent)
    after = replace(
        board,
        offices=offices,
        events=tuple(e for e in board.events if e in index.events),
        modifiers=_live(board.modifiers, index),
        past=past,
    )
    for deal in board.deals:
        if deal.state in ("offered", "live") and not _whole(deal, index):
            after = _void(after, deal)
    return position if after == board else Position(after, position.world)


def _office(office: Office, index: CardIndex, agendas: set[str]) -> Office:
    dealt = tuple(a for a in office.agendas_dealt if a in agendas)
    agenda = office.agenda
    if agenda is not None and agenda not in agendas:
        dealt, agenda = (), None  # none is dealt again in the middle of a game
    sealed = office.sealed
    if sealed is not None and any(o.lever not in index.levers for o in sealed):
        sealed = None
    return replace(
        office,
        agendas_dealt=dealt,
        agenda=agenda,
        sealed=sealed,
        used=tuple(u for u in office.used if u[0] in index.levers),
        fatigue=tuple(f for f in office.fatigue if f[0] in index.levers),
        ready_from=tuple(r for r in office.ready_from if r[0] in index.levers),
    )


def _live(modifiers: Iterable[Modifier], index: CardIndex) -> tuple[Modifier, ...]:
    return tuple(
        m
        for m in modifiers
        if (m.source in index.effects or m.source.startswith(_OF_THE_RULES))
        and (m.effect < 0 or m.effect < len(index.effects_of(m.source)))
    )


def _whole(deal: Deal, index: CardIndex) -> bool:
    return all(_possible(clause, index) for clause in deal.terms.clauses)


def _possible(clause: AnyClause, index: CardIndex) -> bool:
    """Return whether the scenario still has the lever that a promise names, if it names one."""
    match clause:
        case Do() | Abstain() | Consent():
            return clause.lever is None or clause.lever in index.levers
        case Keep() | PayClout() | PayMoney() | Tell():
            return True
        case _:
            assert_never(clause)


def _void(board: Board, deal: Deal) -> Board:
    """The deal binds nobody, and each party has its bond again."""
    back = dict(deal.bonds)
    return replace(
        board,
        deals=tuple(
            replace(d, state="void", bonds=()) if d.number == deal.number else d
            for d in board.deals
        ),
        offices=tuple(replace(o, clout=o.clout + back.get(o.role, 0)) for o in board.offices),
    )


def position_of(kept: Snapshot, pack: Pack, scenario: str) -> Position:
    """The position that a snapshot keeps, fitted to the scenario of today.

    Raises InputError if it can't be played on.
    """
    try:
        position = engine.load(kept.position)
    except (ValueError, KeyError, TypeError) as fault:
        raise InputError(f"The saved quarter can't be read by this version ({fault}).") from None
    if position.world.open.shape[0] != pack.model.place.trusts:
        raise InputError(
            f"The scenario '{scenario}' no longer has the trusts that this game was played with."
        )
    return fitted(pack, position)
