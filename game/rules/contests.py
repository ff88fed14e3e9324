"""The reveal: all sheets at once, contests resolved without dice.

Order: legal blocks → No 10 → Monitor → Secretary → Unions. When a counter meets its target,
strength is the price in clout plus the bid: a higher counter cancels it and its clout is
lost, an equal one halves it, a lower one leaves it whole. Of several counters the strongest
counts, and a counter that is itself cancelled meets nothing. An order that is barred, or
that the purse can no longer pay, fizzles and half its price returns; so does half the price
of a mere counter that met nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.rules import legality
from game.rules.changing import replace
from game.rules.commands import Order
from game.rules.deeds import carry_out, paid, with_office
from game.rules.effects import Deed
from game.rules.happenings import Happening, OrderRevealed
from game.rules.position import Board, Modifier, Outcome, Past, Position
from game.rules.rulebook import FULL, HALF, RESOLUTION
from game.rules.standing import standing
from game.rules.tables import LeverTable, Tables, tables
from game.scenario.base import Role

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import World


@dataclass(slots=True)
class Entry:
    """One order on the table while the reveal runs."""

    role: Role
    order: Order
    table: LeverTable
    price: int  # hundredths, bid included
    outcome: Outcome | None = None
    why: str = ""
    met: bool = False  # met a target, whatever came of it
    beat: bool = False  # at least halved one
    met_by: list[tuple[Role, str]] = field(default_factory=list)

    @property
    def blocks(self) -> bool:
        """Whether it is a legal block, which cancels its targets outright."""
        counters = self.table.lever.counters
        return counters is not None and counters.mode == "bar"


def reveal(pack: Pack, position: Position) -> tuple[Board, tuple[Happening, ...]]:
    """The board after all sealed sheets took effect, and what was revealed.

    Every order is paid for first, so a later refund never pays for an earlier order.
    """
    board, world = position.board, position.world
    entries: list[Entry] = []
    for role in RESOLUTION:
        office = board.office(role)
        cost = 0
        for order in office.sealed or ():
            price = legality.price(pack, board, order.lever) + 100 * order.bid
            entries.append(Entry(role, order, tables(pack).levers[order.lever], price))
            cost += price
        if cost > office.clout:  # sealing forbids it; never spend what is not there
            raise AssertionError(f"{role} sealed more than it has")
        board = with_office(board, replace(office, sealed=None, clout=office.clout - cost))
    happened: list[Happening] = []
    entries.sort(key=lambda e: not e.blocks)  # stable: legal blocks first
    for entry in entries:
        board, told = _resolve(pack, board, world, entry, entries)
        happened.extend(told)
    for entry in entries:
        board = _settled(board, entry)
    return _summons(pack, board, entries), tuple(happened)


def counters(one: Entry, other: Entry) -> bool:
    """Whether ``one`` counters ``other``: another role's lever that it names."""
    return one.role != other.role and not one.table.meets.isdisjoint(other.table.words)


def _resolve(
    pack: Pack, board: Board, world: World, entry: Entry, entries: list[Entry]
) -> tuple[Board, tuple[Happening, ...]]:
    table = tables(pack)
    why = _stopped(table, board, world, entry, entries)
    factor = FULL
    if why:
        entry.outcome, entry.why = "fizzled", why
    else:
        entry.outcome = _contest(table, board, world, entry, entries)
        factor = {"full": FULL, "half": HALF}.get(entry.outcome, 0)
        if entry.table.only_met and entry.outcome in ("full", "half"):
            _look_for_targets(table, board, world, entry, entries)
    role, lever = entry.role, entry.order.lever
    past = board.past
    orders = (*past.orders, (role, lever, board.quarter, entry.outcome))
    board = replace(board, past=Past(past.events, orders, past.counts, past.spent))
    rows = tuple(table.trust_row[t] for t in entry.order.trusts)
    revealed = OrderRevealed(
        quarter=board.quarter,
        role=role,
        lever=lever,
        bid=entry.order.bid,
        strength=entry.price / 100,
        outcome=entry.outcome,
        met_by=tuple(entry.met_by),
        trusts=rows,
        to_role=entry.order.to_role,
        why=entry.why,
    )
    if entry.outcome in ("cancelled", "fizzled"):
        return board, (revealed,)
    tired = dict(board.office(role).fatigue).get(lever, FULL)
    deed = Deed(
        lever,
        role,
        factor * tired // 1000,
        entry.outcome == "half",
        rows,
        entry.order.to_role,
        _money_k(entry) * factor // 1000,
        entry.beat,
    )
    board, told = carry_out(pack, board, world, deed, entry.order.tag)
    return board, (revealed, *told)


def _stopped(table: Tables, board: Board, world: World, entry: Entry, entries: list[Entry]) -> str:
    """The sentence for an order that may not happen after all, or nothing."""
    name = entry.table.title(board.quarter)
    for other in entries:
        if other.blocks and other.outcome in ("full", "half") and counters(other, entry):
            other.met = other.beat = True
            entry.met_by.append((other.role, other.order.lever))
            return f"{name} was stopped by {other.table.title(board.quarter)}."
    if not entry.met:
        m = standing(table, board).bar_on(entry.table)
        if m is not None:
            return f"{name} was barred by {_named(table, m, board.quarter)}."
    if entry.table.money_k:
        left = int(world.purse_k[0]) - board.committed_k
        if _money_k(entry) > left:
            return f"{name} could not be paid for: the purse was empty when its turn came."
    return ""


def _money_k(entry: Entry) -> int:
    """£ thousand that the order takes: less where it names fewer trusts than it might."""
    card, money = entry.table.lever, entry.table.money_k
    if not card.each or card.target is None:
        return money
    return money * len(entry.order.trusts) // card.target.n


def _named(table: Tables, m: Modifier, quarter: int) -> str:
    if m.source in table.levers:
        return table.levers[m.source].title(quarter)
    event = table.events.get(m.source.split("/")[0])
    return m.source if event is None else event.title


def _contest(
    table: Tables,
    board: Board,
    world: World,
    entry: Entry,
    entries: list[Entry],
    asking: frozenset[int] = frozenset(),
) -> Outcome:
    """Full, half or cancelled, by the strongest counter that stands."""
    strongest = -1
    for other in entries:
        if other.blocks or id(other) in asking or not counters(other, entry):
            continue
        if not _stands(table, board, world, other, entries, asking | {id(entry)}):
            continue
        if not asking:
            other.met = True
            other.beat = other.beat or other.price >= entry.price
            entry.met_by.append((other.role, other.order.lever))
        strongest = max(strongest, other.price)
    if strongest > entry.price:
        return "cancelled"
    return "half" if strongest == entry.price else "full"


def _stands(
    table: Tables,
    board: Board,
    world: World,
    counter: Entry,
    entries: list[Entry],
    asking: frozenset[int],
) -> bool:
    """Whether a counter is there to be met: neither stopped nor itself cancelled."""
    if counter.outcome is not None:
        return counter.outcome in ("full", "half")
    if not counter.met and standing(table, board).bar_on(counter.table) is not None:
        return False
    return _contest(table, board, world, counter, entries, asking) != "cancelled"


def _look_for_targets(
    table: Tables, board: Board, world: World, entry: Entry, entries: list[Entry]
) -> None:
    """Finds out whether a counter will meet targets that are resolved after it."""
    for other in entries:
        if other.outcome is None and not entry.blocks and counters(entry, other):
            if standing(table, board).bar_on(other.table) is None:
                entry.met = True
                entry.beat = entry.beat or entry.price >= other.price
        elif other.outcome is None and entry.blocks and counters(entry, other):
            entry.met = entry.beat = True


def _settled(board: Board, entry: Entry) -> Board:
    """Refunds, and when the lever may be used again.

    It rests after any use but a fizzle; only what took effect counts as used.
    """
    wasted = entry.table.only_met and not entry.met
    if entry.outcome == "fizzled" or wasted:
        board = paid(board, entry.role, entry.price // 2)
    if entry.outcome == "fizzled":
        return board
    office = board.office(entry.role)
    lever, card = entry.order.lever, entry.table.lever
    ready = tuple((n, q) for n, q in office.ready_from if n != lever)
    used, fatigue = office.used, office.fatigue
    if entry.outcome in ("full", "half"):
        used = (*used, (lever, board.quarter))
        if card.tired is not None:
            tired = dict(fatigue)
            tired[lever] = round(tired.get(lever, FULL) * card.tired)
            fatigue = tuple(sorted(tired.items()))
    office = replace(
        office,
        used=used,
        fatigue=fatigue,
        ready_from=(*ready, (lever, board.quarter + entry.table.cool_down)),
    )
    return with_office(board, office)


def _summons(pack: Pack, board: Board, entries: list[Entry]) -> Board:
    """A Secretary who was summoned and used nothing of the named kind loses standing."""
    if board.summons is None or board.summons[1] != board.quarter:
        return board
    tag = board.summons[0]
    obeyed = any(e.role == "secretary" and tag in e.table.words for e in entries)
    board = replace(board, summons=None)
    if obeyed:
        return board
    cost = Modifier("rule/summons_ignored", "secretary", 0, board.quarter, board.quarter)
    return replace(board, modifiers=(*board.modifiers, cost))
