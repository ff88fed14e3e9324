"""Builds views: what a role, or the spectator, may know, made from nothing.

Nothing here starts from the whole and strikes out. Each field is put together from what is
public (revealed orders, published figures, who owns what) and from what the reader alone
may know (``knowing``); columns of trusts start as NaN and are filled where books are open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.rules.figures import COUNTS, value
from game.rules.knowing import figure_for, knows, out, readers, told
from game.rules.memo import Memo, per_pack
from game.rules.position import Board, Modifier, Phase, Position, Published
from game.rules.tables import tables
from game.rules.views import (
    LegalOrder,
    OfficeSeen,
    PendingEvent,
    Seen,
    SeenDeal,
    SeenOrder,
    Trusts,
    View,
    Who,
)
from game.scenario.base import SPECTATOR, Role
from game.scenario.effects import TurnTrusts
from game.world import calendar

if TYPE_CHECKING:
    from game.rules.deals import Terms
    from game.scenario.pack import Pack
    from game.world.state import World

__all__ = ["figure_for", "knows", "view"]

#: Who always sees true cash two quarters ahead and true cost; whose pollsters see marginals.
TRUE_BOOKS: Final[tuple[Role, ...]] = ("monitor",)
POLLSTERS: Final[tuple[Role, ...]] = ("number10",)
TALKING: Final[tuple[Phase, ...]] = ("bulletin", "event", "talks")
_ORDERING: Final[tuple[Phase, ...]] = ("agendas", *TALKING, "orders", "campaign")
_PROTECTED: Final = "protected"


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What never changes in a scenario, ready for views."""

    first: int
    last: int
    words: dict[str, tuple[tuple[float, ...], tuple[str, ...]]]
    counts: tuple[str, ...]  # counts among the scenario's figures
    marginal: NDArray[np.bool_]  # (T,)
    pfi: NDArray[np.bool_]  # (T,)
    unknown: NDArray[np.float64]  # (T,) NaN
    no_polling: NDArray[np.float64]  # (S,) NaN
    pledges: frozenset[tuple[str, int]]  # (source, effect) that protect trusts


A = TypeVar("A", bound=NDArray[Any])


def _closed(array: A) -> A:
    """The array, which nobody may write to any more."""
    array.flags.writeable = False
    return array


@per_pack
def _fixed(pack: Pack) -> _Fixed:
    """The scenario's fixed part of every view."""
    scenario, place, country = pack.scenario, pack.model.place, pack.model.country
    words = {}
    for spec in scenario.figures:
        cuts = tuple(below for below, _ in spec.words if below is not None)
        words[spec.figure] = (cuts, tuple(word for _, word in spec.words))
    pledges = {
        (source, i)
        for source, effects in [
            *((lever.id, lever.effects) for lever in scenario.levers),
            *((f"{e.id}/{o.id}", o.effects) for e in scenario.events for o in e.options),
        ]
        for i, effect in enumerate(effects)
        if isinstance(effect, TurnTrusts) and effect.knob == _PROTECTED
    }
    return _Fixed(
        calendar.parse(scenario.first),
        calendar.parse(scenario.last),
        words,
        tuple(s.figure for s in scenario.figures if s.figure in COUNTS),
        tables(pack).marginal,
        _closed(place.trust_pfi > 0),
        _closed(np.full(place.trusts, np.nan)),
        _closed(np.full(country.seats, np.nan)),
        frozenset(pledges),
    )


_HISTORIES: Memo[tuple[dict[str, Any], dict[str, Any]]] = Memo()
_FIGURES: Memo[Mapping[str, Seen]] = Memo()
_TRUSTS: Memo[Trusts] = Memo()
_ORDERS: Memo[tuple[SeenOrder, ...]] = Memo()
_DEALS: Memo[tuple[SeenDeal, ...]] = Memo()
_POLLS: Memo[NDArray[np.float64]] = Memo()


def _histories(
    published: tuple[Published, ...],
) -> tuple[dict[str, list[tuple[int, float]]], dict[str, list[tuple[int, float]]]]:
    """Per figure, the published and the true values of the quarters so far."""
    read: dict[str, list[tuple[int, float]]] = {}
    true: dict[str, list[tuple[int, float]]] = {}
    for p in published:
        for name, number in p.values:
            read.setdefault(name, []).append((p.quarter, number))
        for name, number in p.truth:
            true.setdefault(name, []).append((p.quarter, number))
    return read, true


def _figures(pack: Pack, board: Board, world: World, who: Who) -> Mapping[str, Seen]:
    """Every figure that the reader may know, as it may know it."""
    fixed = _fixed(pack)
    public = out(board)
    read, true = _HISTORIES.get((board.published,), None, lambda: _histories(board.published))
    seen: dict[str, Seen] = {}
    for name, how in readers(pack).level[who].items():
        cuts, words = fixed.words[name]
        shown = told(board, who, name) if board.told else None
        if how == "exact":
            number, when, exact = value(board, world, name), world.quarter, True
            history = tuple(true.get(name, ()))
        else:
            history = tuple(read.get(name, ())[: len(public)])
            if history:
                (when, number), exact = history[-1], False
            elif shown is None:
                continue
            if shown is not None and (not history or shown.of_quarter >= when):
                number, when, exact = shown.value, shown.of_quarter, True
        word = words[bisect_right(cuts, number)] if words else ""
        seen[name] = Seen(name, number, exact, when, history, word)
    for t in board.told:  # what the reader knows only because it was told
        if (t.to is None or t.to == who) and (t.figure not in seen):
            last = told(board, who, t.figure) or t
            cuts, words = fixed.words[t.figure]
            word = words[bisect_right(cuts, last.value)] if words else ""
            seen[t.figure] = Seen(t.figure, last.value, True, last.of_quarter, (), word)
    return MappingProxyType(seen)


def _books(world: World, who: Who, board: Board) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Masks (T,) of the trusts whose accounts, and whose care, the reader sees truly."""
    n = world.open.shape[0]
    accounts = np.full(n, who in TRUE_BOOKS)
    care = np.zeros(n, np.bool_)
    for opened in board.opened:
        if (opened.to is None or opened.to == who) and opened.last >= board.quarter:
            accounts[list(opened.trusts)] = True
            care[list(opened.trusts)] = True
    return accounts, care


def _trusts(pack: Pack, board: Board, world: World, who: Who) -> Trusts:
    """The columns of all trusts that the reader may know."""
    fixed, place = _fixed(pack), pack.model.place
    status = world.ft[:, 0].astype(np.int64)
    status[world.admin_stage[:, 0] > 0] = 2
    status[~world.open[:, 0]] = 3
    pledged = np.zeros(len(status), np.bool_)
    for m in board.modifiers:
        if (m.source, m.effect) in fixed.pledges and _live(m, board.quarter):
            pledged[list(m.trusts)] = True
    rating = surplus = cash = ahead = cost = quality = risk = fixed.unknown
    public = out(board)
    if public and public[-1].ratings:
        rating = np.array(public[-1].ratings, np.float64)
        surplus = np.array(public[-1].surplus_k, np.float64) / 1000
    accounts, care = _books(world, who, board)
    if accounts.any():
        cash = np.where(accounts, world.cash_k[:, 0] / 1000, np.nan)
        ahead = np.where(
            accounts, (world.cash_k[:, 0] + 2 * world.underlying_k[:, 0]) / 1000, np.nan
        )
        cost = np.where(accounts, world.unit_cost[:, 0], np.nan)
    risky = care | (knows(pack, who, "trusts_at_risk") == "exact")
    if risky.any():
        risk = np.where(risky, world.at_risk[:, 0], np.nan)
    if care.any():
        quality = np.where(care, world.quality[:, 0], np.nan)
    return Trusts(
        id=place.trust_id,
        name=place.trust_name,
        region=place.trust_region,
        kind=place.trust_kind,
        x=place.trust_x,
        y=place.trust_y,
        seat=place.trust_seat,
        status=_closed(status),
        listed=_closed(world.listed[:, 0].copy()),
        marginal=fixed.marginal,
        pfi=fixed.pfi,
        pledged=_closed(pledged),
        rating=_closed(rating),
        surplus_m=_closed(surplus),
        cash_m=_closed(cash),
        cash_ahead_m=_closed(ahead),
        unit_cost=_closed(cost),
        quality=_closed(quality),
        at_risk=_closed(risk),
    )


def _live(m: Modifier, quarter: int) -> bool:
    """Whether a modifier acts in the quarter."""
    return m.first <= quarter and (m.last is None or m.last >= quarter)


def _party(who: Who, terms: Terms) -> bool:
    return who in (terms.offerer, terms.other)


def _deals(board: Board, who: Who) -> tuple[SeenDeal, ...]:
    """The deals that the reader may know of: its own, open ones, and those that leaked."""
    return tuple(
        SeenDeal(d.number, d.terms, d.state, d.quarter, d.broken_by)
        for d in board.deals
        if not d.terms.secret or d.leaked or _party(who, d.terms)
    )


def _in_force(board: Board, who: Who, deals: tuple[SeenDeal, ...]) -> tuple[Modifier, ...]:
    """Effects that are live or to come, but for those of deals the reader doesn't know of."""
    known = {f"deal/{d.number}" for d in deals}
    return tuple(
        m
        for m in board.modifiers
        if (m.last is None or m.last >= board.quarter)
        and (not m.source.startswith("deal/") or m.source in known)
    )


def _polling(pack: Pack, world: World, who: Who) -> NDArray[np.float64]:
    """(S,) points for the government of local hospital history in its marginals, or NaN."""
    if who not in POLLSTERS:
        return _fixed(pack).no_polling
    marginal = pack.model.country.marginal
    return _closed(np.where(marginal, world.local_effect[:, 0], np.nan))


def _events(pack: Pack, position: Position, who: Who) -> tuple[PendingEvent, ...]:
    """The events that wait for an answer; why an option is closed is told to the answerer."""
    from game.rules import legality

    pending = []
    for event_id in position.board.events:
        event = pack.scenario.event(event_id)
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


def _seen_orders(board: Board) -> tuple[SeenOrder, ...]:
    return tuple(SeenOrder(q, role, lever, how) for role, lever, q, how in board.past.orders)


def view(pack: Pack, position: Position, who: Who) -> View:
    """Everything that ``who`` (a role or ``"spectator"``) may know at this moment.

    Equal knowledge gives equal views, whatever else differs (``tests.rules.peeking``).
    """
    from game.rules import legality, offers  # they read ``knowing``, and this reads them

    board, world = position.board, position.world
    fixed = _fixed(pack)
    counts = board.past.counts if fixed.counts else None
    things = (pack, board.published, board.told, world, counts)
    moment = (who, board.quarter, board.phase in ("campaign", "ended"))
    figures = _FIGURES.get(things, moment, lambda: _figures(pack, board, world, who))
    trusts = _TRUSTS.get(
        (pack, board.published, board.opened, board.modifiers, world),
        moment,
        lambda: _trusts(pack, board, world, who),
    )
    deals = _DEALS.get((board.deals,), who, lambda: _deals(board, who)) if board.deals else ()
    offices = tuple(
        OfficeSeen(
            o.role,
            o.sealed is not None,
            o.clout / 100 if o.role == who else None,
            o.word / 100,
            o.terms_served,
        )
        for o in board.offices
    )
    menu: tuple[LegalOrder, ...] = ()
    ready: tuple[Terms, ...] = ()
    leakable: tuple[str, ...] = ()
    dealt: tuple[str, ...] = ()
    agenda: str | None = None
    holds: bool | None = None
    draft: tuple[str, ...] = ()
    if who != SPECTATOR:
        own = board.office(who)
        dealt, agenda = own.agendas_dealt, own.agenda
        draft = tuple(order.lever for order in own.sealed or ())
        if agenda is not None:
            holds = legality.agenda_holds(pack, position, who, agenda)
        if board.phase in _ORDERING:
            menu = legality.menu(pack, position, who)
        if board.phase in TALKING:
            ready = offers.offers(pack, position, who)
            if not any(t.by == who and t.to is None and t.quarter == board.quarter
                       for t in board.told):  # fmt: skip
                leakable = readers(pack).leakable[who]
    ended = board.phase == "ended"
    return View(
        who=who,
        scenario=board.scenario,
        quarter=board.quarter,
        first=fixed.first,
        last=fixed.last,
        phase=board.phase,
        figures=figures,
        trusts=trusts,
        offices=offices,
        events=_events(pack, position, who) if board.events else (),
        orders=_ORDERS.get((board.past.orders,), None, lambda: _seen_orders(board)),
        deals=deals,
        agendas_dealt=dealt,
        agenda=agenda,
        agenda_holds=holds,
        draft=draft,
        menu=menu,
        offers=ready,
        leakable=leakable,
        summons=None if who == SPECTATOR else board.summons,
        in_force=_in_force(board, who, deals),
        answered=board.past.events,
        counts=tuple(c for c in board.past.counts if knows(pack, who, c[0]) == "exact"),
        called=board.dissolve,
        polling=_POLLS.get((pack, world), who, lambda: _polling(pack, world, who)),
        purse_left_m=_left_m(pack, position, who),
        ending=board.ending,
        result=board.result if ended else (),
        scores=board.scores if ended else (),
        agendas_revealed=_revealed(board) if ended else (),
    )


def _left_m(pack: Pack, position: Position, who: Who) -> float | None:
    """What sheets and answers are checked against, in £m."""
    from game.rules import legality

    if who == SPECTATOR:
        return None
    left = legality.purse_left_k(pack, position, who)
    return None if left is None else left / 1000


def _revealed(board: Board) -> tuple[tuple[Role, str, bool], ...]:
    """At the end: each role's agenda, and whether it was met (scoring keeps ``agenda/ROLE``)."""
    met = dict(board.result)
    return tuple(
        (o.role, o.agenda, bool(met.get(f"agenda/{o.role}", 0)))
        for o in board.offices
        if o.agenda is not None
    )
