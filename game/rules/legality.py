"""What a role may order now, at what price, and why not: plain sentences.

Everything here reads only what the role may see: its own clout and sheet, revealed effects,
public trusts, and figures as ``knowing`` gives them to that role. A price in £m is checked
against the purse as the role knows it; the reveal settles it against the purse itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, overload

from game.rules import bargains, conditions, effects, knowing, selecting
from game.rules.commands import Order
from game.rules.deals import Consent
from game.rules.memo import Memo, per_pack
from game.rules.position import Board, Modifier, Office, Position
from game.rules.tables import LeverTable, tables
from game.rules.views import LegalOrder, Menu
from game.scenario.base import ROLES, Role
from game.scenario.content import Event, Option
from game.scenario.effects import Bar, Cheaper, Select
from game.world import calendar

if TYPE_CHECKING:
    from game.scenario.pack import Pack

_ANY: Final = Select(among="all")
#: What people call the seats where a scenario has no names of its own.
OFFICES: Final[dict[Role, str]] = {
    "secretary": "Health Secretary",
    "number10": "No 10",
    "monitor": "Monitor",
    "unions": "Unions",
}
_FIRM = "{} is barred until the end of {}."
_FOR_GOOD = "{} is barred for the rest of the game."


@dataclass(frozen=True, slots=True)
class Standing:
    """What live modifiers do to the menu: bars, and changes of price in hundredths."""

    bars: tuple[tuple[Bar, Modifier], ...]
    cheaper: dict[str, int]


_STANDING: Memo[Standing] = Memo()


def standing(pack: Pack, board: Board) -> Standing:
    """The bars and price changes in force (remembered for the board's modifiers)."""

    def make() -> Standing:
        table = tables(pack)
        bars: list[tuple[Bar, Modifier]] = []
        cheaper: Counter[str] = Counter()
        for m in board.modifiers:
            if m.source not in table.standing or m.effect < 0:
                continue
            if effects.live(m, board.quarter):
                effect = table.effects_of(m.source)[m.effect]
                if isinstance(effect, Bar):
                    bars.append((effect, m))
                elif isinstance(effect, Cheaper):
                    cheaper[effect.lever] += round(effects.strength(effect, m) * 100)
        return Standing(tuple(bars), dict(cheaper))

    return _STANDING.get((pack, board.modifiers), board.quarter, make)


def price(pack: Pack, board: Board, lever: str) -> int:
    """What the lever costs now, in hundredths of clout."""
    cost = tables(pack).levers[lever].cost - standing(pack, board).cheaper.get(lever, 0)
    return max(0, cost)


def purse_left_k(pack: Pack, position: Position, role: Role) -> int | None:
    """£ thousand of the purse not yet committed, as the role knows it (None: it doesn't)."""
    purse = knowing.figure_for(pack, position, role, "purse_m")
    return None if purse is None else round(purse * 1000) - position.board.committed_k


def candidates(pack: Pack, position: Position, table: LeverTable) -> tuple[int, ...]:
    """Rows of the trusts that the lever's order may name; none if it names no trusts."""
    if table.select is None:
        return ()
    return selecting.nameable(pack, position.world, table.lever.role, table.select)


def roles_to_name(table: LeverTable) -> tuple[Role, ...]:
    """The roles that the lever's order may name."""
    target = table.lever.target
    if target is None or target.kind != "role":
        return ()
    return target.roles or tuple(r for r in ROLES if r != table.lever.role)


@dataclass(frozen=True, slots=True)
class _Seat:
    """What all of a role's levers are judged by, looked up once for a menu."""

    office: Office
    standing: Standing
    asked: conditions.Asked
    purse_k: int | None

    def price(self, table: LeverTable) -> int:
        """What the lever costs now, in hundredths of clout."""
        return max(0, table.cost - self.standing.cheaper.get(table.lever.id, 0))


def _seat(pack: Pack, position: Position, role: Role) -> _Seat:
    return _Seat(
        position.board.office(role),
        standing(pack, position.board),
        conditions.known(pack, position, role),
        purse_left_k(pack, position, role),
    )


def reasons(pack: Pack, position: Position, lever: str) -> tuple[str, ...]:
    """Why the lever may not be ordered in this quarter: one sentence each; empty if it may."""
    table = tables(pack).levers[lever]
    return menu(pack, position, table.lever.role).reasons(table)


def _refusals(
    pack: Pack, position: Position, table: LeverTable, seat: _Seat, rows: tuple[int, ...]
) -> Iterator[str]:
    """The sentences one by one: who asks only whether there is any doesn't pay for all."""
    board = position.board
    quarter = board.quarter
    card = table.lever
    office = seat.office
    name = table.title(quarter)
    if table.campaign != (board.phase == "campaign"):
        yield (
            f"{name} is for the campaign only."
            if table.campaign
            else "In the campaign there are no orders, money or law (purdah)."
        )
    if quarter < table.first:
        yield f"{name} is open from {calendar.financial(table.first)}."
    elif quarter > table.last:
        yield f"{name} was open to {calendar.financial(table.last)}."
    if office.used or office.ready_from:
        yield from _spent(table, office, quarter, name)
    for bar, m in seat.standing.bars:
        if effects.bars(bar, table.words, card.role):
            yield (_FOR_GOOD.format(name) if m.last is None else
                   _FIRM.format(name, calendar.financial(m.last)))  # fmt: skip
            break
    if card.requires is not None and not conditions.holds(card.requires, seat.asked):
        yield _sentence(card.requires_text) or f"What {name} needs does not hold now."
    if card.countersign is not None and not bargains.consents(board, card.countersign, card.id):
        who = pack.scenario.office_names.get(card.countersign, OFFICES[card.countersign])
        yield f"{name} needs the consent of {who}, given in a deal."
    if table.select is not None and not rows:
        yield f"There is no trust that {name} could be ordered for."
    cost = seat.price(table)
    if cost > office.clout:
        yield f"{name} costs {points(cost)} clout and you have {points(office.clout)}."
    if table.money_k:
        left = seat.purse_k
        if left is not None and table.money_k > left:
            yield (
                f"{name} costs £{table.money_k // 1000}m and the purse holds"
                f" £{max(0, left) // 1000}m."
            )


def _spent(table: LeverTable, office: Office, quarter: int, name: str) -> list[str]:
    """Once-only levers already used, and levers that still rest."""
    card = table.lever
    if (card.once or card.kind == "signature") and any(n == card.id for n, _ in office.used):
        return [f"{name} can be used once in a game, and has been."]
    for lever, ready in office.ready_from:
        if lever == card.id and quarter < ready:
            return [f"{name} can be used again from {calendar.financial(ready)}."]
    return []


def _sentence(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def points(hundredths: int) -> str:
    """Clout for people.

    >>> points(400), points(250), points(125)
    ('4', '2.5', '1.25')
    """
    return f"{hundredths / 100:g}"


@per_pack
def _on_menu(pack: Pack) -> dict[tuple[Role, bool], tuple[LeverTable, ...]]:
    """By role and whether it is the campaign: the levers that belong on its menu.

    Campaign acts in the campaign, else the others; not those whose period lies outside the
    scenario's quarters altogether.
    """
    table = tables(pack)
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


def on_menu(pack: Pack, board: Board, role: Role) -> tuple[LeverTable, ...]:
    """The role's levers that belong on its menu now."""
    return _on_menu(pack)[role, board.phase == "campaign"]


class _Menu(Menu):
    """A role's levers, with price, reasons, targets and forecast arrows, as they are asked
    for. ``open`` finds those that may be ordered without putting all refusals into words."""

    __slots__ = ("_all", "_made", "_open", "_pack", "_position", "_reasons", "_role", "_seat")

    def __init__(self, pack: Pack, position: Position, role: Role) -> None:
        self._pack = pack
        self._position = position
        self._role = role
        self._seat = _seat(pack, position, role)
        self._all: tuple[LegalOrder, ...] | None = None
        self._open: tuple[LegalOrder, ...] | None = None
        self._reasons: dict[str, tuple[str, ...]] = {}

    @property
    def open(self) -> tuple[LegalOrder, ...]:
        """Those that may be ordered now."""
        if self._open is None:
            made = []
            for table in on_menu(self._pack, self._position.board, self._role):
                rows = candidates(self._pack, self._position, table)
                for _ in _refusals(self._pack, self._position, table, self._seat, rows):
                    break
                else:
                    self._reasons[table.lever.id] = ()
                    made.append(self._order(table, rows, ()))
            self._open = tuple(made)
        return self._open

    def reasons(self, table: LeverTable) -> tuple[str, ...]:
        """Why the lever may not be ordered now."""
        known = self._reasons.get(table.lever.id)
        if known is None:
            rows = candidates(self._pack, self._position, table)
            found = _refusals(self._pack, self._position, table, self._seat, rows)
            known = self._reasons[table.lever.id] = tuple(found)
        return known

    def _order(
        self, table: LeverTable, rows: tuple[int, ...], reasons: tuple[str, ...]
    ) -> LegalOrder:
        from game.rules.arrows import arrows  # which reads this file

        pack = self._pack
        roles, tags, n = _targets(pack)[table.lever.id]
        return LegalOrder(
            table.lever.id,
            self._seat.price(table) / 100,
            table.lever.purse_m,
            reasons,
            arrows(pack, self._seat.office, table.lever),
            _IDS.get((pack,), rows, lambda: _named(pack, rows)) if rows else (),
            n if rows else 0,
            roles,
            tags,
        )

    def _whole(self) -> tuple[LegalOrder, ...]:
        if self._all is None:
            self._all = tuple(
                self._order(table, candidates(self._pack, self._position, table),
                            self.reasons(table))
                for table in on_menu(self._pack, self._position.board, self._role)
            )  # fmt: skip
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
        return len(on_menu(self._pack, self._position.board, self._role))


_MENUS: Memo[_Menu] = Memo()


def menu(pack: Pack, position: Position, role: Role) -> _Menu:
    """Every lever on the role's menu (remembered while nothing that it shows changes)."""
    board = position.board
    office = board.office(role)
    # Of deals only the countersignatures matter here, of the office not its sealed sheet.
    consents = tuple(
        (c.by, c.lever, c.until)
        for d in board.deals
        if d.state == "live"
        for c in d.terms.clauses
        if isinstance(c, Consent)
    )
    things = (
        pack,
        position.world,
        board.modifiers,
        office.used,
        office.ready_from,
        office.fatigue,
        board.past.orders,
        board.past.events,
        board.told,
        board.published,
        board.start_figures,
    )
    moment = (
        role,
        board.quarter,
        board.phase == "campaign",
        board.committed_k,
        office.clout,
        consents,
        tuple(c for c in board.past.counts if c[0] != "deals_made"),
    )
    return _MENUS.get(things, moment, lambda: _Menu(pack, position, role))


@per_pack
def _targets(pack: Pack) -> dict[str, tuple[tuple[Role, ...], tuple[str, ...], int]]:
    """Of each lever: the roles and tags that its order may name, and how many trusts."""
    out: dict[str, tuple[tuple[Role, ...], tuple[str, ...], int]] = {}
    for name, table in tables(pack).levers.items():
        target = table.lever.target
        tags, n = ((), 0) if target is None else (target.tags, target.n)
        out[name] = (roles_to_name(table), tags, n)
    return out


_IDS: Memo[tuple[str, ...]] = Memo()


def _named(pack: Pack, rows: tuple[int, ...]) -> tuple[str, ...]:
    ids = pack.model.place.trust_id
    return tuple(ids[t] for t in rows)


def order_reasons(pack: Pack, position: Position, role: Role, order: Order) -> tuple[str, ...]:
    """Why this very order may not be sealed: the lever's reasons and its targets'."""
    table = tables(pack).levers.get(order.lever)
    if table is None or table.lever.role != role:
        return (f"There is no lever '{order.lever}' for this seat.",)
    found = list(reasons(pack, position, order.lever))
    if found:
        return tuple(found)
    name = table.title(position.board.quarter)
    target = table.lever.target
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
        allowed = set(_named(pack, candidates(pack, position, table)))
        if not order.trusts:
            found.append(f"{name} must name a trust.")
        elif len(order.trusts) > target.n:
            found.append(f"{name} names at most {target.n}.")
        elif len(set(order.trusts)) < len(order.trusts):
            found.append(f"{name} names a trust twice.")
        elif not allowed.issuperset(order.trusts):
            wrong = next(t for t in order.trusts if t not in allowed)
            found.append(f"{name} cannot be ordered for '{wrong}'.")
    elif kind == "role" and order.to_role not in roles_to_name(table):
        found.append(f"{name} must name another office.")
    elif kind == "tag" and order.tag not in target.tags:
        found.append(f"{name} must name a kind of lever: {', '.join(target.tags)}.")
    return tuple(found)


def sheet_reasons(
    pack: Pack, position: Position, role: Role, orders: tuple[Order, ...]
) -> tuple[str, ...]:
    """Why the sheet may not be sealed: each order's reasons, then what they cost together."""
    found: list[str] = []
    for order in orders:
        found.extend(order_reasons(pack, position, role, order))
    if found:
        return tuple(found)
    if len({order.lever for order in orders}) < len(orders):
        found.append("A lever can be ordered once on a sheet.")
    board = position.board
    clout = sum(price(pack, board, o.lever) + 100 * o.bid for o in orders)
    have = board.office(role).clout
    if clout > have:
        found.append(f"The sheet costs {points(clout)} clout and you have {points(have)}.")
    money = sum(tables(pack).levers[o.lever].money_k for o in orders)
    if money and len(orders) > 1:
        left = purse_left_k(pack, position, role)
        if left is not None and money > left:
            found.append(
                f"The sheet costs £{money // 1000}m and the purse holds £{max(0, left) // 1000}m."
            )
    return tuple(found)


def option_reasons(pack: Pack, position: Position, event: Event, option: Option) -> tuple[str, ...]:
    """Why the answering role may not choose the option; empty if it may."""
    found: list[str] = []
    role = event.answers
    if option.requires is not None and not conditions.holds(
        option.requires, conditions.known(pack, position, role)
    ):
        found.append(f"'{option.title}' is not open as things stand.")
    have = position.board.office(role).clout
    cost = round(option.clout * 100)
    if cost > have:
        found.append(f"'{option.title}' costs {points(cost)} clout and you have {points(have)}.")
    if option.purse_m:
        left = purse_left_k(pack, position, role)
        if left is not None and option.purse_m * 1000 > left:
            found.append(
                f"'{option.title}' costs £{option.purse_m:g}m and the purse holds"
                f" £{max(0, left) // 1000}m."
            )
    return tuple(found)


def agenda_holds(pack: Pack, position: Position, role: Role, agenda: str) -> bool | None:
    """Whether the agenda would be met as things stand, or None where the role can't know."""
    card = pack.scenario.agenda(agenda)
    if card.throughout is not None and position.board.office(role).agenda_broken:
        return False
    condition = card.at_end if card.at_end is not None else card.throughout
    unknown = False

    def figure(name: str) -> float | None:
        nonlocal unknown
        value = knowing.figure_for(pack, position, role, name)
        unknown = unknown or value is None
        return value

    asked = conditions.Asked(tables(pack), position.board, figure)
    met = conditions.holds(condition, asked)
    return None if unknown else met
