"""A role's menu, and the judgement of orders and whole sheets: what ``legality`` says, asked
once for all levers and remembered while nothing that it reads has changed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Final, assert_never, overload

from game.rules.cache import Memo, per_pack
from game.rules.cards.index import LeverRow, card_index
from game.rules.orders import legality
from game.rules.state.commands import Order
from game.rules.state.menu import LegalOrder, Menu
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import Target


@per_pack
def _on_menu(pack: Pack) -> dict[tuple[Role, bool], tuple[LeverRow, ...]]:
    """Return by role, and whether it is the campaign, the levers that belong on its menu.

    Campaign acts in the campaign, else the others; not those whose period lies outside the
    scenario's quarters altogether.
    """
    cards = card_index(pack)
    return {
        (role, campaign): tuple(
            t
            for t in cards.of_role[role]
            if t.campaign == campaign
            and (campaign or (t.first <= cards.last and t.last >= cards.first))
        )
        for role in ROLES
        for campaign in (False, True)
    }


@lru_cache(maxsize=512)
def in_period(pack: Pack, role: Role, quarter: int, campaign: bool) -> tuple[LeverRow, ...]:
    """Return the role's levers whose kind and period let them be ordered in the quarter.

    The others are refused in every game, in (or before) the campaign.
    """
    return tuple([t for t in _on_menu(pack)[role, campaign] if t.open_in(quarter)])


def belonging(pack: Pack, role: Role, *, campaign: bool) -> tuple[LeverRow, ...]:
    """Return the role's levers that belong on its menu, in the campaign or before it."""
    return _on_menu(pack)[role, campaign]


class _Menu(Menu):
    """A role's levers, with price, reasons and targets, as they are asked
    for. ``may`` and ``open`` find those that may be ordered without putting refusals into
    words."""

    __slots__ = ("_all", "_may", "_open", "_reasons", "rights")

    def __init__(self, pack: Pack, position: Position, role: Role) -> None:
        self.rights = legality.OrderRights(pack, position, role)
        self._all: tuple[LegalOrder, ...] | None = None
        self._open: tuple[LegalOrder, ...] | None = None
        self._may: dict[str, LegalOrder | None] = {}
        self._reasons: dict[str, tuple[str, ...]] = {}

    @property
    def _levers(self) -> tuple[LeverRow, ...]:
        return _on_menu(self.rights.pack)[self.rights.role, self.rights.campaign]

    @property
    def means(self) -> tuple[float, float | None]:
        """Return the reader's clout, and £m in the purse that nothing is promised from yet."""
        left = self.rights.purse_k
        return self.rights.office.clout / 100, None if left is None else left / 1000

    @property
    def open(self) -> tuple[LegalOrder, ...]:
        """Return those that may be ordered now."""
        if self._open is None:
            rights = self.rights
            levers = in_period(rights.pack, rights.role, rights.quarter, rights.campaign)
            made = [self.may(row.id) for row in levers]
            self._open = tuple([order for order in made if order is not None])
        return self._open

    def may(self, lever: str) -> LegalOrder | None:
        """Return the order for a lever, if it may be ordered now."""
        try:
            return self._may[lever]
        except KeyError:
            found = self._may[lever] = self._made(lever)
            return found

    def _made(self, lever: str) -> LegalOrder | None:
        rights = self.rights
        if lever in rights.resting or lever in rights.in_force.barred:
            return None  # most that are refused are refused for one of these
        row = rights.levers.get(lever)
        if row is None or row.role != rights.role or legality.refusals(rights, row, every=False):
            return None
        plain = _plain(rights.pack)
        if lever in plain and lever not in rights.in_force.cheaper:
            return plain[lever]
        return self._order(row, ())

    @property
    def prices(self) -> dict[str, float]:
        """Return what levers cost now that do not cost what their cards say."""
        cheaper = self.rights.in_force.cheaper
        if not cheaper:
            return {}
        price = self.rights.in_force.price
        return {row.id: price(row) / 100 for row in self._levers if row.id in cheaper}

    def reasons(self, row: LeverRow) -> tuple[str, ...]:
        """Return why the lever may not be ordered now."""
        known = self._reasons.get(row.id)
        if known is None:
            if self._may.get(row.id) is not None:
                return ()
            rights = self.rights
            known = self._reasons[row.id] = tuple(
                [legality.worded(why, rights, row) for why in legality.refusals(rights, row)]
            )
        return known

    def _order(self, row: LeverRow, reasons: tuple[str, ...]) -> LegalOrder:
        rights = self.rights
        pack, price = rights.pack, rights.in_force.price(row)
        rows = legality.candidates(pack, rights.position, row)
        # most orders of a game are just as they were a quarter ago, and in other games
        key = (row.id, price, reasons, rows)
        made = _orders(pack)
        order = made.get(key)
        if order is None:
            if len(made) >= _ORDERS_KEPT:
                made.clear()
            order = made[key] = _legal(pack, row, price, reasons, rows)
        return order

    def _whole(self) -> tuple[LegalOrder, ...]:
        if self._all is None:
            self._all = tuple([self._order(row, self.reasons(row)) for row in self._levers])
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
    """Return every lever on the role's menu."""
    return _MENUS.get(
        (pack, position.board, position.world), role, lambda: _Menu(pack, position, role)
    )


def _legal(
    pack: Pack,
    row: LeverRow,
    price: int,
    reasons: tuple[str, ...],
    rows: tuple[int, ...],
) -> LegalOrder:
    """Return the order for a lever, with all that it may name."""
    target = row.lever.target
    return LegalOrder(
        row.id,
        price / 100,
        row.lever.purse_m,
        reasons,
        _named(pack, rows),
        target.n if target is not None and rows else 0,
        legality.roles_to_name(row),
        () if target is None else target.tags,
    )


@per_pack
def _plain(pack: Pack) -> dict[str, LegalOrder]:
    """Return the orders for levers that name no trusts, at their usual price."""
    return {
        name: _legal(pack, row, row.cost, (), ())
        for name, row in card_index(pack).levers.items()
        if row.select is None
    }


_ORDERS_KEPT: Final = 4096


@per_pack
def _orders(pack: Pack) -> dict[Hashable, LegalOrder]:
    """Return the orders that have been put together, by all that is in them."""
    return {}


def _named(pack: Pack, rows: tuple[int, ...]) -> tuple[str, ...]:
    ids = pack.model.place.trust_id
    return tuple([ids[t] for t in rows])


def _refused(asked: _Menu, role: Role, order: Order) -> tuple[str, ...]:
    """Return why the order may not be sealed, by the role's menu."""
    rights = asked.rights
    row = card_index(rights.pack).levers.get(order.lever)
    if row is None or row.role != role:
        return (f"There is no lever '{order.lever}' for this seat.",)
    refused = asked.reasons(row)
    if refused:
        return refused
    target = row.lever.target
    if target is None and not order.trusts and order.to_role is None and order.tag is None:
        return ()  # most orders name nothing
    found: list[str] = []
    name = row.title(rights.quarter)
    kind = None if target is None else target.kind
    if order.trusts and kind != "trusts":
        found.append(f"{name} names no trusts.")
    if order.to_role is not None and kind != "role":
        found.append(f"{name} names no office.")
    if order.tag is not None and kind != "tag":
        found.append(f"{name} names no kind of lever.")
    if target is None or found:
        return tuple(found)
    wrong = _wrong_target(rights, row, target, order)
    return (f"{name} {wrong}.",) if wrong else ()


def _wrong_target(rights: legality.OrderRights, row: LeverRow, target: Target, order: Order) -> str:
    """Return what is wrong with what the order names, as the end of a sentence, or nothing."""
    match target.kind:
        case "trusts":
            rows = legality.candidates(rights.pack, rights.position, row)
            allowed = set(_named(rights.pack, rows))
            if not order.trusts:
                return "must name a trust"
            if len(order.trusts) > target.n:
                return f"names at most {target.n}"
            if len(set(order.trusts)) < len(order.trusts):
                return "names a trust twice"
            unlike = [t for t in order.trusts if t not in allowed]
            return f"cannot be ordered for '{unlike[0]}'" if unlike else ""
        case "role":
            named = order.to_role in legality.roles_to_name(row)
            return "" if named else "must name another office"
        case "tag":
            named = order.tag in target.tags
            return "" if named else f"must name a kind of lever: {', '.join(target.tags)}"
        case _:
            assert_never(target.kind)


def sheet_reasons(
    pack: Pack, position: Position, role: Role, orders: tuple[Order, ...]
) -> tuple[str, ...]:
    """Return why the sheet may not be sealed: each order's reasons, then those of all together."""
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
    rights = asked.rights
    clout = sum([rights.in_force.price(row) for row in levers])
    clout += 100 * sum([order.bid for order in orders])
    have = rights.office.clout
    if clout > have:
        found.append(
            f"The sheet costs {legality.points(clout)} clout and you have {legality.points(have)}."
        )
    money = sum([row.money_k for row in levers])
    left = rights.purse_k
    if money and len(orders) > 1 and left is not None and money > left:
        found.append(
            f"The sheet costs £{money // 1000}m and the purse holds £{max(0, left) // 1000}m."
        )
    return tuple(found)


def reasons(pack: Pack, position: Position, lever: str) -> tuple[str, ...]:
    """Return why the lever may not be ordered in this quarter, a sentence each; empty if it may."""
    row = card_index(pack).levers[lever]
    return menu(pack, position, row.role).reasons(row)
