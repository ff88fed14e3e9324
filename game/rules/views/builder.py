"""Builds views: what a role, or the spectator, may know, made from nothing.

Nothing here starts from the whole and strikes out. Each field is put together from what is
public (revealed orders, published figures, who owns what) and from what the reader alone
may know (``visibility``, ``figures_seen``, ``trusts_seen``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.rules import agendas
from game.rules.cache import MANY, Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.deals import suggestions
from game.rules.deals.promises import audience
from game.rules.effects.modifiers import lasting
from game.rules.knowledge import purse
from game.rules.knowledge.visibility import figure_for, knows, readers, same_known
from game.rules.orders import legality, lever_menu
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.base_fact import Seen
from game.rules.state.deal_terms import Terms
from game.rules.state.menu import Menu, NoMenu
from game.rules.state.position import Deal, Modifier, Office, Outcome, Position
from game.rules.state.view import (
    Milestone,
    OfficeSeen,
    PendingEvent,
    SeenDeal,
    SeenOrder,
    StepSeen,
    View,
    Who,
)
from game.rules.views import press_ratings
from game.rules.views.cases_seen import cases_seen
from game.rules.views.figures_seen import figures_seen
from game.rules.views.own_score import own_score
from game.rules.views.trusts_seen import closed, trusts_seen
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.world import quarter_calendar

__all__ = ["figure_for", "knows", "view"]

#: Whose pollsters see marginals.
POLLSTERS: Final[tuple[Role, ...]] = ("number10",)
_NO_MENU: Final = NoMenu()


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What never changes in a scenario, ready for views."""

    first: int
    last: int
    no_polling: NDArray[np.float64]  # (S,) NaN


A = TypeVar("A")


@per_pack
def _fixed(pack: Pack) -> _Fixed:
    """Return the scenario's fixed part of every view."""
    scenario = pack.scenario
    return _Fixed(
        quarter_calendar.parse(scenario.first),
        quarter_calendar.parse(scenario.last),
        closed(np.full(pack.model.country.seats, np.nan)),
    )


_ORDERS: Memo[tuple[SeenOrder, ...]] = Memo(MANY)
#: A game's deals as they are seen, and each of them: most stay as they are for many moves.
_DEALS: Memo[list[tuple[SeenDeal, Seen]]] = Memo(MANY)
_DEAL: Memo[tuple[SeenDeal, Seen]] = Memo(16 * MANY)
_OFFICES: Memo[tuple[OfficeSeen, ...]] = Memo(MANY)
_POLLS: Memo[NDArray[np.float64]] = Memo()


def _deals(pack: Pack, position: Position, who: Who) -> tuple[SeenDeal, ...]:
    """Return the deals that the reader may know of: its own, open ones, and those that leaked."""
    deals = position.board.deals
    return tuple([d for d, to in _DEALS.of(deals, _known_to) if to is None or who in to])


def _known_to(deals: tuple[Deal, ...]) -> list[tuple[SeenDeal, Seen]]:
    """Return all deals as they are seen, and who knows of each."""
    return [_DEAL.of(d, _deal) for d in deals]


def _deal(d: Deal) -> tuple[SeenDeal, Seen]:
    """Return a deal as who knows of it sees it, and who that is."""
    bonds = tuple([(r, b / 100) for r, b in d.bonds]) if d.state == "live" else ()
    seen = SeenDeal(
        d.number, d.terms, d.state, d.quarter, d.broken_by, d.leaked, bonds, d.broken_in, d.tempted
    )
    return seen, audience(d)


def _in_force(pack: Pack, position: Position, who: Who) -> tuple[Modifier, ...]:
    """Return effects live or to come, but for those of deals the reader doesn't know of."""
    board = position.board
    to_come = lasting(board.modifiers, board.quarter)
    if not board.deals:
        return to_come
    shown = {f"deal/{d.number}" for d in _deals(pack, position, who)}
    return tuple([m for m in to_come if not m.source.startswith("deal/") or m.source in shown])


def _polling(pack: Pack, position: Position, who: Who) -> NDArray[np.float64]:
    """Return (S,) points for the government of local hospital history in its marginals, or NaN."""
    if who not in POLLSTERS:
        return _fixed(pack).no_polling
    marginal, world = pack.model.country.marginal, position.world
    return _POLLS.get(
        (pack, world), who, lambda: closed(np.where(marginal, world.local_effect[:, 0], np.nan))
    )


def _events(pack: Pack, position: Position, who: Who) -> tuple[PendingEvent, ...]:
    """Return events that await an answer; why an option is closed is told to the answerer."""
    pending = []
    for event_id in position.board.events:
        event = card_index(pack).events[event_id]
        options = tuple(
            (
                option.id,
                option.clout,
                option.purse_m,
                legality.option_reasons(pack, position, event, option)
                if who == event.answers
                else (),
            )
            for option in event.options
        )
        pending.append(PendingEvent(event_id, event.answers, options))
    return tuple(pending)


def _orders(pack: Pack, position: Position, who: Who) -> tuple[SeenOrder, ...]:
    return _ORDERS.of(position.board.past.orders, _ordered)


def _ordered(orders: tuple[tuple[Role, str, int, Outcome], ...]) -> tuple[SeenOrder, ...]:
    """Return revealed orders as all see them."""
    return tuple([_order(q, role, lever, how) for role, lever, q, how in orders])


#: Orders and offices as seen are many and mostly alike: the same one serves all views.
_order: Final = lru_cache(maxsize=4096)(SeenOrder)
_office: Final = lru_cache(maxsize=4096)(OfficeSeen)


def _offices(pack: Pack, position: Position, who: Who) -> tuple[OfficeSeen, ...]:
    offices = position.board.offices
    seen = _OFFICES.of(offices, _seen_by_all)
    if who == SPECTATOR:
        return seen
    i = ROLES.index(who)
    return (*seen[:i], _as_seen(offices[i], offices[i].clout / 100), *seen[i + 1 :])


def _seen_by_all(offices: tuple[Office, ...]) -> tuple[OfficeSeen, ...]:
    return tuple([_as_seen(o, None) for o in offices])


def _as_seen(o: Office, clout: float | None) -> OfficeSeen:
    return _office(o.role, o.sealed is not None, clout, o.word / 100, o.terms_served)


def _own(position: Position, who: Who) -> Office | None:
    """Return the reader's own office; the spectator has none."""
    return None if who == SPECTATOR else position.board.office(who)


def _dealt(pack: Pack, position: Position, who: Who) -> tuple[str, ...]:
    own = _own(position, who)
    return () if own is None else own.agendas_dealt


def _agenda(pack: Pack, position: Position, who: Who) -> str | None:
    own = _own(position, who)
    return None if own is None else own.agenda


def _steps(pack: Pack, position: Position, who: Who) -> tuple[StepSeen, ...]:
    """Return the steps of one's own agenda, as far as one can know how they stand."""
    own = _own(position, who)
    known = agendas.steps(pack).get(own.agenda or "") if own is not None else None
    if own is None or known is None:
        return ()
    holding = agendas.standing(pack, position, own)
    return tuple(
        StepSeen(
            since,
            own.steps[n] if n < len(own.steps) else None,
            holding[n],
            own.agenda_broken and n >= len(own.steps),
        )
        for n, since in enumerate(known.since)
    )


def _milestones(pack: Pack, position: Position, who: Who) -> tuple[Milestone, ...]:
    return tuple([Milestone(*step) for step in agendas.told(position.board)])


def _draft(pack: Pack, position: Position, who: Who) -> tuple[str, ...]:
    own = _own(position, who)
    return () if own is None else tuple(order.lever for order in own.sealed or ())


def _menu(pack: Pack, position: Position, who: Who) -> Menu:
    if who == SPECTATOR or not PHASE_TABLE[position.board.phase].drafts:
        return _NO_MENU
    return lever_menu.menu(pack, position, who)


def _offers(pack: Pack, position: Position, who: Who) -> tuple[Terms, ...]:
    if who == SPECTATOR or not PHASE_TABLE[position.board.phase].talks:
        return ()
    return suggestions.offers(pack, position, who)


def _leakable(pack: Pack, position: Position, who: Who) -> tuple[str, ...]:
    board = position.board
    if who == SPECTATOR or not PHASE_TABLE[board.phase].talks:
        return ()
    if any(t.by == who and t.to is None and t.quarter == board.quarter for t in board.told):
        return ()
    return readers(pack).leakable[who]


def _counts(pack: Pack, position: Position, who: Who) -> tuple[tuple[str, float], ...]:
    counts = position.board.past.counts
    return tuple(c for c in counts if knows(pack, who, c[0]) == "exact")


def _left_m(pack: Pack, position: Position, who: Who) -> float | None:
    """Return what sheets and answers are checked against, in £m."""
    if who == SPECTATOR:
        return None
    left = purse.purse_left_k(pack, position, who)
    return None if left is None else left / 1000


def _reckoned(pack: Pack, position: Position, who: Who) -> tuple[tuple[Role, str], ...]:
    """Return the bands that stand in the papers: the same for every reader."""
    return press_ratings.reckoned(pack, position) if position.board.phase == "papers" else ()


def _revealed(pack: Pack, position: Position, who: Who) -> tuple[tuple[Role, str, bool], ...]:
    """Return each role's agenda at the end, and whether it was met (``agenda/ROLE``)."""
    board = position.board
    if board.phase != "ended" or not board.scores:
        return ()
    met = dict(board.result)
    return tuple(
        (o.role, o.agenda, bool(met.get(f"agenda/{o.role}", 0)))
        for o in board.offices
        if o.agenda is not None
    )


#: How each field of a view is put together, from nothing.
_MAKERS: Final[dict[str, Callable[[Pack, Position, Who], Any]]] = {
    "scenario": lambda pack, position, who: position.board.scenario,
    "first": lambda pack, position, who: _fixed(pack).first,
    "last": lambda pack, position, who: _fixed(pack).last,
    "figures": figures_seen,
    "trusts": trusts_seen,
    "offices": _offices,
    "events": _events,
    "orders": _orders,
    "deals": _deals,
    "agendas_dealt": _dealt,
    "agenda": _agenda,
    "steps": _steps,
    "draft": _draft,
    "menu": _menu,
    "listed": lambda pack, position, who: position.board.listed,
    "cases": cases_seen,
    "offers": _offers,
    "leakable": _leakable,
    "summons": lambda pack, position, who: None if who == SPECTATOR else position.board.summons,
    "in_force": _in_force,
    "answered": lambda pack, position, who: position.board.past.events,
    "counts": _counts,
    "called": lambda pack, position, who: position.board.dissolve,
    "polling": _polling,
    "purse_left_m": _left_m,
    "reckoned": _reckoned,
    "own_score": own_score,
    "nearing": lambda pack, position, who: position.board.nearing,
    "milestones": _milestones,
    "years_banked": lambda pack, position, who: position.board.years_banked,
    "ending": lambda pack, position, who: position.board.ending,
    "result": lambda pack, position, who: _at_end(position, position.board.result),
    "scores": lambda pack, position, who: _at_end(position, position.board.scores),
    "agendas_revealed": _revealed,
}


def _at_end(position: Position, value: tuple[A, ...]) -> tuple[A, ...]:
    return value if position.board.phase == "ended" else ()


class _View(View):
    """A view whose fields are put together, once, when they are first asked for."""

    _of: tuple[Pack, Position]  # no field: nothing that lists a view's fields meets it


class _Field:
    """A field that isn't there yet: once put together it is the view's own, and found first."""

    __slots__ = ("_make", "_name")

    def __init__(self, name: str, make: Callable[[Pack, Position, Who], Any]) -> None:
        self._name = name
        self._make = make

    def __get__(self, view: _View | None, owner: type | None = None) -> Any:
        if view is None:
            return self
        pack, position = view._of
        made = view.__dict__[self._name] = self._make(pack, position, view.who)
        return made


for _name, _make in _MAKERS.items():
    setattr(_View, _name, _Field(_name, _make))


def view(pack: Pack, position: Position, who: Who, before: View | None = None) -> View:
    """Return everything that ``who`` (a role or ``"spectator"``) may know at this moment.

    Equal knowledge gives equal views, whatever else differs (``tests.rules.peeking``).
    ``before``: an earlier view of the same reader's; what it shows that has been put together
    from the very same things is shown again, not put together again.
    """
    made, board = object.__new__(_View), position.board
    made.__dict__.update(_of=(pack, position), who=who, quarter=board.quarter, phase=board.phase)
    if isinstance(before, _View) and before.who == who and before._of[0] is pack:
        earlier = before._of[1]
        if earlier is position:
            return before
        _show_again(before.__dict__, earlier, made.__dict__, position)
    return made


def _show_again(
    shown: dict[str, Any], earlier: Position, made: dict[str, Any], position: Position
) -> None:
    """Put into a view what outlasts many moves, as it was shown, where that is the same."""
    was, board = earlier.board, position.board
    if was.deals is board.deals and "deals" in shown:
        made["deals"] = shown["deals"]
    if was.offices is board.offices and "offices" in shown:
        made["offices"] = shown["offices"]
    if was.past.orders is board.past.orders and "orders" in shown:
        made["orders"] = shown["orders"]
    if "figures" in shown and same_known(earlier, position):
        made["figures"] = shown["figures"]
