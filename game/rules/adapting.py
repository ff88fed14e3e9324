"""A kept position under a scenario that has changed since: what is no longer there is let go.

A game that was saved goes on under the content of today. Cards that its position speaks of
and that the scenario no longer has bind nobody any more: an agenda is dropped, an effect
ends, an order is taken off the sheet, a deal about it is void and its bonds go back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from game.rules.changing import replace
from game.rules.position import Board, Deal, Modifier, Office, Position
from game.rules.tables import Tables, tables

if TYPE_CHECKING:
    from game.scenario.pack import Pack

#: Sources of effects that no card of a scenario stands for.
_OF_THE_RULES = ("rule/", "deal/")


def fitted(pack: Pack, position: Position) -> Position:
    """The position without what the scenario doesn't have; the same object if it has all."""
    board, table = position.board, tables(pack)
    agendas = {a.id for a in pack.scenario.agendas}
    offices = tuple(_office(o, table, agendas) for o in board.offices)
    past = board.past
    uses = tuple(o for o in past.orders if o[1] in table.levers)
    spent = _live(past.spent, table)
    if (uses, spent) != (past.orders, past.spent):
        past = replace(past, orders=uses, spent=spent)
    after = replace(
        board,
        offices=offices,
        events=tuple(e for e in board.events if e in table.events),
        modifiers=_live(board.modifiers, table),
        past=past,
    )
    for deal in board.deals:
        if deal.state in ("offered", "live") and not _whole(deal, table):
            after = _void(after, deal)
    return position if after == board else Position(after, position.world)


def _office(office: Office, table: Tables, agendas: set[str]) -> Office:
    dealt = tuple(a for a in office.agendas_dealt if a in agendas)
    agenda = office.agenda
    if agenda is not None and agenda not in agendas:
        dealt, agenda = (), None  # none is dealt again in the middle of a game
    sealed = office.sealed
    if sealed is not None and any(o.lever not in table.levers for o in sealed):
        sealed = None
    return replace(
        office,
        agendas_dealt=dealt,
        agenda=agenda,
        sealed=sealed,
        used=tuple(u for u in office.used if u[0] in table.levers),
        fatigue=tuple(f for f in office.fatigue if f[0] in table.levers),
        ready_from=tuple(r for r in office.ready_from if r[0] in table.levers),
    )


def _live(modifiers: Iterable[Modifier], table: Tables) -> tuple[Modifier, ...]:
    return tuple(
        m
        for m in modifiers
        if (m.source in table.effects or m.source.startswith(_OF_THE_RULES))
        and (m.effect < 0 or m.effect < len(table.effects_of(m.source)))
    )


def _whole(deal: Deal, table: Tables) -> bool:
    named = (getattr(clause, "lever", None) for clause in deal.terms.clauses)
    return all(lever is None or lever in table.levers for lever in named)


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
