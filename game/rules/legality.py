"""What a role may order now, at what price, and why not: plain sentences.

Everything here reads only what the role may see: its own clout and sheet, revealed effects,
public trusts, and figures as ``knowing`` gives them to that role. A price in £m is checked
against the purse as the role knows it; the reveal settles it against the purse itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from game.rules import bargains, conditions, effects, knowing, selecting
from game.rules.memo import Memo
from game.rules.position import Board, Modifier, Office, Position
from game.rules.tables import LeverTable, tables
from game.scenario.base import ROLES, Role
from game.scenario.content import Event, Option
from game.scenario.effects import Bar, Select
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
                if effect.do == "bar":
                    bars.append((effect, m))
                elif effect.do == "cheaper":
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
class Seat:
    """What all of a role's levers are judged by, looked up once for a menu."""

    office: Office
    standing: Standing
    asked: conditions.Asked
    purse_k: int | None
    used: frozenset[str]  # levers that took effect before
    ready: dict[str, int]  # first quarter in which a lever may be used again

    def price(self, table: LeverTable) -> int:
        """What the lever costs now, in hundredths of clout."""
        return max(0, table.cost - self.standing.cheaper.get(table.lever.id, 0))


def seat_of(pack: Pack, position: Position, role: Role) -> Seat:
    """What a role's levers are judged by now."""
    office = position.board.office(role)
    return Seat(
        office,
        standing(pack, position.board),
        conditions.known(pack, position, role),
        purse_left_k(pack, position, role),
        frozenset([name for name, _ in office.used]),
        dict(reversed(office.ready_from)),
    )


def refusals(pack: Pack, position: Position, table: LeverTable, seat: Seat) -> Iterator[str]:
    """Why the lever may not be ordered now, a sentence each; none if it may.

    One by one: who asks only whether there is any doesn't pay for all.
    """
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
    if not table.open_in(quarter):
        if quarter < table.first:
            yield f"{name} is open from {calendar.financial(table.first)}."
        else:
            yield f"{name} was open to {calendar.financial(table.last)}."
    if table.once and card.id in seat.used:
        yield f"{name} can be used once in a game, and has been."
    elif quarter < seat.ready.get(card.id, quarter):
        yield f"{name} can be used again from {calendar.financial(seat.ready[card.id])}."
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
    if table.select is not None and not candidates(pack, position, table):
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
