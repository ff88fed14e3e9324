"""A role's menu, and the judgement of orders and whole sheets: what ``legality`` says, asked
once for all levers and remembered while nothing that it reads has changed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Final, overload

from game.rules.cache import Memo, per_pack
from game.rules.cards import forecast
from game.rules.cards.index import LeverRow, card_index
from game.rules.orders import legality
from game.rules.state.commands import Order
from game.rules.state.position import Board, Position
from game.rules.state.view import Arrow, LegalOrder, Menu
from game.scenario.schema.base import ROLES, Role

if TYPE_CHECKING:
    from game.scenario.pack import Pack


@per_pack
def _on_menu(pack: Pack) -> dict[tuple[Role, bool], tuple[LeverRow, ...]]:
    """By role and whether it is the campaign: the levers that belong on its menu.

    Campaign acts in the campaign, else the others; not those whose period lies outside the
    scenario's quarters altogether.
    """
    table = card_index(pack)
    return {
        (role, campaign): tuple(
            t
            for t in table.of_role[role]
            if t.campaign == campaign
            and (campaign or (t.first <= table.last and t.last >= table.first))
        )
        for role in ROLES
        for campaign in (False, True)
    }


@per_pack
def _in_period(pack: Pack) -> dict[tuple[Role, int, bool], tuple[LeverRow, ...]]:
    return {}


def in_period(pack: Pack, role: Role, quarter: int, campaign: bool) -> tuple[LeverRow, ...]:
    """The role's levers whose kind and period let them be ordered in the quarter (in the
    campaign), whatever else may stand against them: the others are refused in every game."""
    kept, key = _in_period(pack), (role, quarter, campaign)
    found = kept.get(key)
    if found is None:
        found = kept[key] = tuple([t for t in _on_menu(pack)[role, campaign] if t.open_in(quarter)])
    return found


def on_menu(pack: Pack, board: Board, role: Role) -> tuple[LeverRow, ...]:
    """The role's levers that belong on its menu now."""
    return _on_menu(pack)[role, board.phase == "campaign"]


class _Menu(Menu):
    """A role's levers, with price, reasons, targets and forecast arrows, as they are asked
    for. ``may`` and ``open`` find those that may be ordered without putting refusals into
    words."""

    __slots__ = ("_all", "_may", "_open", "_reasons", "seat")

    def __init__(self, pack: Pack, position: Position, role: Role) -> None:
        self.seat = legality.OrderRights(pack, position, role)
        self._all: tuple[LegalOrder, ...] | None = None
        self._open: tuple[LegalOrder, ...] | None = None
        self._may: dict[str, LegalOrder | None] = {}
        self._reasons: dict[str, tuple[str, ...]] = {}

    @property
    def _levers(self) -> tuple[LeverRow, ...]:
        return _on_menu(self.seat.pack)[self.seat.role, self.seat.campaign]

    @property
    def means(self) -> tuple[float, float | None]:
        """The reader's clout, and £m in the purse that nothing has been promised from yet."""
        left = self.seat.purse_k
        return self.seat.office.clout / 100, None if left is None else left / 1000

    @property
    def open(self) -> tuple[LegalOrder, ...]:
        """Those that may be ordered now."""
        if self._open is None:
            seat = self.seat
            levers = in_period(seat.pack, seat.role, seat.quarter, seat.campaign)
            made = [self.may(table.id) for table in levers]
            self._open = tuple([order for order in made if order is not None])
        return self._open

    def may(self, lever: str) -> LegalOrder | None:
        """The order for a lever, if it may be ordered now."""
        try:
            return self._may[lever]
        except KeyError:
            found = self._may[lever] = self._made(lever)
            return found

    def _made(self, lever: str) -> LegalOrder | None:
        seat = self.seat
        if lever in seat.resting or lever in seat.standing.barred:
            return None  # most that are refused are refused for one of these
        table = seat.levers.get(lever)
        if table is None or table.role != seat.role or legality.refusals(seat, table, every=False):
            return None
        plain = _plain(seat.pack)
        usual = lever in plain and lever not in seat.standing.cheaper
        tired = seat.office.fatigue
        if usual and not (tired and any(name == lever for name, _ in tired)):
            return plain[lever]
        return self._order(table, ())

    @property
    def prices(self) -> dict[str, float]:
        """What levers cost now that do not cost what their cards say."""
        cheaper = self.seat.standing.cheaper
        if not cheaper:
            return {}
        price = self.seat.standing.price
        return {table.id: price(table) / 100 for table in self._levers if table.id in cheaper}

    def reasons(self, table: LeverRow) -> tuple[str, ...]:
        """Why the lever may not be ordered now."""
        known = self._reasons.get(table.id)
        if known is None:
            if self._may.get(table.id) is not None:
                return ()
            seat = self.seat
            known = self._reasons[table.id] = tuple(
                [legality.worded(why, seat, table) for why in legality.refusals(seat, table)]
            )
        return known

    def _order(self, table: LeverRow, reasons: tuple[str, ...]) -> LegalOrder:
        seat = self.seat
        pack, price, office = seat.pack, seat.standing.price(table), seat.office
        rows = legality.candidates(pack, seat.position, table)
        # most orders of a game are just as they were a quarter ago, and in other games
        key = (table.id, price, reasons, forecast.tired(office, table.id), rows)
        made = _orders(pack)
        order = made.get(key)
        if order is None:
            if len(made) >= _ORDERS_KEPT:
                made.clear()
            told = forecast.arrows(pack, office, table.lever)
            order = made[key] = _legal(pack, table, price, reasons, told, rows)
        return order

    def _whole(self) -> tuple[LegalOrder, ...]:
        if self._all is None:
            self._all = tuple([self._order(table, self.reasons(table)) for table in self._levers])
        return self._all

    @overload
    def __getitem__(self, i: int) -> LegalOrder: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[LegalOrder, ...]: ...
    def __getitem__(self, i: int | slice) -> LegalOrder | tuple[LegalOrder, ...]:
        return self._whole()[i]

    def __iter__(self) -> Iterator[LegalOrder]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._levers)


_MENUS: Memo[_Menu] = Memo()


def menu(pack: Pack, position: Position, role: Role) -> _Menu:
    """Every lever on the role's menu (remembered while nothing is done on the board)."""
    return _MENUS.get(
        (pack, position.board, position.world), role, lambda: _Menu(pack, position, role)
    )


def _legal(
    pack: Pack,
    table: LeverRow,
    price: int,
    reasons: tuple[str, ...],
    told: tuple[Arrow, ...],
    rows: tuple[int, ...],
) -> LegalOrder:
    """The order for a lever, with all that it may name."""
    target = table.lever.target
    return LegalOrder(
        table.id,
        price / 100,
        table.lever.purse_m,
        reasons,
        told,
        _named(pack, rows),
        target.n if target is not None and rows else 0,
        legality.roles_to_name(table),
        () if target is None else target.tags,
    )


@per_pack
def _plain(pack: Pack) -> dict[str, LegalOrder]:
    """The orders for levers that name no trusts, at their usual price and when fresh."""
    fresh = forecast.by_source(pack)
    return {
        name: _legal(pack, table, table.cost, (), fresh[name], ())
        for name, table in card_index(pack).levers.items()
        if table.select is None
    }


_ORDERS_KEPT: Final = 4096


@per_pack
def _orders(pack: Pack) -> dict[Hashable, LegalOrder]:
    """Orders that have been put together, by all that is in them."""
    return {}


def _named(pack: Pack, rows: tuple[int, ...]) -> tuple[str, ...]:
    ids = pack.model.place.trust_id
    return tuple([ids[t] for t in rows])


def order_reasons(pack: Pack, position: Position, role: Role, order: Order) -> tuple[str, ...]:
    """Why this very order may not be sealed: the lever's reasons and its targets'."""
    return _refused(menu(pack, position, role), role, order)


def _refused(asked: _Menu, role: Role, order: Order) -> tuple[str, ...]:
    """Why the order may not be sealed, by the role's menu."""
    seat = asked.seat
    table = card_index(seat.pack).levers.get(order.lever)
    if table is None or table.role != role:
        return (f"There is no lever '{order.lever}' for this seat.",)
    refused = asked.reasons(table)
    if refused:
        return refused
    target = table.lever.target
    if target is None and not order.trusts and order.to_role is None and order.tag is None:
        return ()  # most orders name nothing
    found: list[str] = []
    name = table.title(seat.quarter)
    kind = None if target is None else target.kind
    if order.trusts and kind != "trusts":
        found.append(f"{name} names no trusts.")
    if order.to_role is not None and kind != "role":
        found.append(f"{name} names no office.")
    if order.tag is not None and kind != "tag":
        found.append(f"{name} names no kind of lever.")
    if target is None or found:
        return tuple(found)
    if kind == "trusts":
        allowed = set(_named(seat.pack, legality.candidates(seat.pack, seat.position, table)))
        if not order.trusts:
            found.append(f"{name} must name a trust.")
        elif len(order.trusts) > target.n:
            found.append(f"{name} names at most {target.n}.")
        elif len(set(order.trusts)) < len(order.trusts):
            found.append(f"{name} names a trust twice.")
        elif not allowed.issuperset(order.trusts):
            wrong = next(t for t in order.trusts if t not in allowed)
            found.append(f"{name} cannot be ordered for '{wrong}'.")
    elif kind == "role" and order.to_role not in legality.roles_to_name(table):
        found.append(f"{name} must name another office.")
    elif kind == "tag" and order.tag not in target.tags:
        found.append(f"{name} must name a kind of lever: {', '.join(target.tags)}.")
    return tuple(found)


def sheet_reasons(
    pack: Pack, position: Position, role: Role, orders: tuple[Order, ...]
) -> tuple[str, ...]:
    """Why the sheet may not be sealed: each order's reasons, then what they cost together."""
    if not orders:
        return ()
    asked = menu(pack, position, role)
    found: list[str] = []
    for order in orders:
        found.extend(_refused(asked, role, order))
    if found:
        return tuple(found)
    levers = [card_index(pack).levers[order.lever] for order in orders]
    if len({order.lever for order in orders}) < len(orders):
        found.append("A lever can be ordered once on a sheet.")
    seat = asked.seat
    clout = sum([seat.standing.price(table) for table in levers])
    clout += 100 * sum([order.bid for order in orders])
    have = seat.office.clout
    if clout > have:
        found.append(
            f"The sheet costs {legality.points(clout)} clout and you have {legality.points(have)}."
        )
    money = sum([table.money_k for table in levers])
    left = seat.purse_k
    if money and len(orders) > 1 and left is not None and money > left:
        found.append(
            f"The sheet costs £{money // 1000}m and the purse holds £{max(0, left) // 1000}m."
        )
    return tuple(found)


def reasons(pack: Pack, position: Position, lever: str) -> tuple[str, ...]:
    """Why the lever may not be ordered in this quarter: one sentence each; empty if it may."""
    table = card_index(pack).levers[lever]
    return menu(pack, position, table.role).reasons(table)
