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

from game.rules.changing import replace
from game.rules.commands import Order
from game.rules.deeds import carry_out, credited
from game.rules.effects import Deed
from game.rules.happenings import Happening, OrderRevealed
from game.rules.position import Board, Modifier, Office, Outcome, Past, Position
from game.rules.rulebook import FULL, HALF, RESOLUTION
from game.rules.standing import barred_by, standing
from game.rules.tables import LeverTable, Tables, tables
from game.scenario.base import ROLES, Role

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import World


@dataclass(slots=True, eq=False)
class Entry:
    """One order on the table while the reveal runs."""

    role: Role
    order: Order
    table: LeverTable
    price: int  # hundredths, bid included
    blocks: bool  # a legal block, which cancels its targets outright
    outcome: Outcome | None = None
    why: str = ""
    met: bool = False  # met a target, whatever came of it
    beat: bool = False  # at least halved one
    met_by: list[tuple[Role, str]] = field(default_factory=list)

    def counters(self, other: Entry) -> bool:
        """Whether it counters ``other``: another role's lever that it names."""
        return self.role != other.role and not self.table.meets.isdisjoint(other.table.words)


@dataclass(slots=True)
class _Reveal:
    """The table while sheets are resolved: the board so far, and what lies open."""

    tables: Tables
    board: Board
    world: World
    entries: list[Entry]  # in the order in which they are resolved
    countering: list[Entry]  # those that name others
    barred: dict[str, Modifier]  # levers that are barred by now


def reveal(pack: Pack, position: Position) -> tuple[Board, tuple[Happening, ...]]:
    """The board after all sealed sheets took effect, and what was revealed.

    Every order is paid for first, so a later refund never pays for an earlier order.
    """
    table, board = tables(pack), position.board
    force = standing(table, board)
    entries: list[Entry] = []
    offices: dict[Role, Office] = {}
    for role in RESOLUTION:
        office = board.office(role)
        cost = 0
        for order in office.sealed or ():
            lever = table.levers[order.lever]
            price = force.price(lever) + 100 * order.bid
            counters = lever.lever.counters
            blocks = counters is not None and counters.mode == "bar"
            entries.append(Entry(role, order, lever, price, blocks))
            cost += price
        if cost > office.clout:  # sealing forbids it; never spend what is not there
            raise AssertionError(f"{role} sealed more than it has")
        offices[role] = replace(office, sealed=None, clout=office.clout - cost)
    first, second, third, fourth = (offices[role] for role in ROLES)
    board = replace(board, offices=(first, second, third, fourth))
    entries.sort(key=lambda e: not e.blocks)  # stable: legal blocks first
    countering = [e for e in entries if e.table.meets]
    state = _Reveal(table, board, position.world, entries, countering, {**force.barred})
    happened: list[Happening] = []
    for entry in entries:
        happened.extend(_resolve(pack, state, entry))
    board = _settled(state.board, entries)
    return _summons(board, entries), tuple(happened)


def _resolve(pack: Pack, state: _Reveal, entry: Entry) -> tuple[Happening, ...]:
    """Carries the order out, or not, on the state's board; what happened."""
    table, board = state.tables, state.board
    why = _stopped(state, entry)
    factor = FULL
    if why:
        entry.outcome, entry.why = "fizzled", why
    else:
        entry.outcome = _contest(state, entry)
        factor = {"full": FULL, "half": HALF}.get(entry.outcome, 0)
        if entry.table.only_met and entry.outcome in ("full", "half"):
            _look_for_targets(state, entry)
    role, lever, order = entry.role, entry.table.id, entry.order
    past = board.past
    orders = (*past.orders, (role, lever, board.quarter, entry.outcome))
    state.board = board = replace(board, past=Past(past.events, orders, past.counts, past.spent))
    rows = tuple([table.trust_row[t] for t in order.trusts])
    revealed = OrderRevealed(
        quarter=board.quarter,
        role=role,
        lever=lever,
        bid=order.bid,
        strength=entry.price / 100,
        outcome=entry.outcome,
        met_by=tuple(entry.met_by),
        trusts=rows,
        to_role=order.to_role,
        why=entry.why,
    )
    if entry.outcome in ("cancelled", "fizzled"):
        return (revealed,)
    tired = dict(board.office(role).fatigue).get(lever, FULL)
    deed = Deed(
        lever,
        role,
        factor * tired // 1000,
        entry.outcome == "half",
        rows,
        order.to_role,
        _money_k(entry) * factor // 1000,
        entry.beat,
    )
    state.board, told = carry_out(pack, board, state.world, deed, order.tag)
    if lever in table.barring:
        new = state.board.modifiers[len(board.modifiers) :]
        state.barred = {**barred_by(table, new, board.quarter), **state.barred}
    return (revealed, *told)


def _stopped(state: _Reveal, entry: Entry) -> str:
    """The sentence for an order that may not happen after all, or nothing."""
    quarter = state.board.quarter
    for other in state.countering:
        if other.blocks and other.outcome in ("full", "half") and other.counters(entry):
            other.met = other.beat = True
            entry.met_by.append((other.role, other.table.id))
            return f"{entry.table.title(quarter)} was stopped by {other.table.title(quarter)}."
    if not entry.met and entry.table.id in state.barred:
        by = _named(state.tables, state.barred[entry.table.id], quarter)
        return f"{entry.table.title(quarter)} was barred by {by}."
    if entry.table.money_k:
        left = int(state.world.purse_k[0]) - state.board.committed_k
        if _money_k(entry) > left:
            name = entry.table.title(quarter)
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


def _contest(state: _Reveal, entry: Entry, asking: frozenset[int] = frozenset()) -> Outcome:
    """Full, half or cancelled, by the strongest counter that stands."""
    strongest = -1
    for other in state.countering:
        if other.blocks or id(other) in asking or not other.counters(entry):
            continue
        if not _stands(state, other, asking | {id(entry)}):
            continue
        if not asking:
            other.met = True
            other.beat = other.beat or other.price >= entry.price
            entry.met_by.append((other.role, other.table.id))
        strongest = max(strongest, other.price)
    if strongest > entry.price:
        return "cancelled"
    return "half" if strongest == entry.price else "full"


def _stands(state: _Reveal, counter: Entry, asking: frozenset[int]) -> bool:
    """Whether a counter is there to be met: neither stopped nor itself cancelled."""
    if counter.outcome is not None:
        return counter.outcome in ("full", "half")
    if not counter.met and counter.table.id in state.barred:
        return False
    return _contest(state, counter, asking) != "cancelled"


def _look_for_targets(state: _Reveal, entry: Entry) -> None:
    """Finds out whether a counter will meet targets that are resolved after it."""
    for other in state.entries:
        if other.outcome is not None or not entry.counters(other):
            continue
        if entry.blocks:
            entry.met = entry.beat = True
        elif other.table.id not in state.barred:
            entry.met = True
            entry.beat = entry.beat or entry.price >= other.price


def _settled(board: Board, entries: list[Entry]) -> Board:
    """Refunds, and when levers may be used again.

    They rest after any use but a fizzle; only what took effect counts as used.
    """
    offices = {o.role: o for o in board.offices}
    for entry in entries:
        offices[entry.role] = _rested(offices[entry.role], entry, board.quarter)
    first, second, third, fourth = offices.values()
    return replace(board, offices=(first, second, third, fourth))


def _rested(office: Office, entry: Entry, quarter: int) -> Office:
    """The office once one of its orders is settled."""
    wasted = entry.table.only_met and not entry.met
    if entry.outcome == "fizzled" or wasted:
        office = credited(office, entry.price // 2)
    if entry.outcome == "fizzled":
        return office
    lever, tiring = entry.table.id, entry.table.lever.tired
    ready = tuple([(n, q) for n, q in office.ready_from if n != lever])
    used, fatigue = office.used, office.fatigue
    if entry.outcome in ("full", "half"):
        used = (*used, (lever, quarter))
        if tiring is not None:
            tired = dict(fatigue)
            tired[lever] = round(tired.get(lever, FULL) * tiring)
            fatigue = tuple(sorted(tired.items()))
    ready = (*ready, (lever, quarter + entry.table.cool_down))
    return replace(office, used=used, fatigue=fatigue, ready_from=ready)


def _summons(board: Board, entries: list[Entry]) -> Board:
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
