"""The reveal: all sheets at once, contests resolved without dice.

Cases that are due come first (``cases.settle``).
Order: legal blocks → No 10 → Monitor → Secretary → Unions. When a counter meets its target,
strength is the price in clout plus the bid: a higher counter cancels it and its clout is
lost, an equal one halves it, a lower one leaves it whole. Where both name hospitals they meet over
one that both name, and not otherwise. Of several counters the strongest
counts, and a counter that is itself cancelled meets nothing. An order that is barred, or
that the purse can no longer pay, fizzles and half its price returns; so does half the price
of a mere counter that met nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from game.rules.cache import per_pack
from game.rules.cards.index import CardIndex, LeverRow, card_index
from game.rules.cases import settle
from game.rules.constants import FULL, HALF, RESOLUTION, SUMMONS_OWED
from game.rules.effects.execution import Execution, clamped
from game.rules.effects.in_force import barred_by, in_force
from game.rules.effects.modifiers import Enactment
from game.rules.state.commands import Order
from game.rules.state.facts import Fact, OrderRevealed
from game.rules.state.position import Board, Modifier, Office, Outcome, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world.world_state import World


@per_pack
def counters(pack: Pack) -> dict[str, frozenset[str]]:
    """Return by lever the levers of other roles that counter it."""
    levers = card_index(pack).levers.values()
    meeting = [t for t in levers if t.meets]
    return {
        t.id: frozenset(
            a.id for a in meeting if a.role != t.role and not a.meets.isdisjoint(t.words)
        )
        for t in levers
    }


def same_ground(counter: Order, other: Order) -> bool:
    """Return whether a counter is about what the other order is about.

    Where both name hospitals, it is if one is the same; else there is nothing to tell them apart.
    """
    return (
        not counter.trusts or not other.trusts or not set(counter.trusts).isdisjoint(other.trusts)
    )


@dataclass(slots=True, eq=False)
class ContestedOrder:
    """One order as the reveal resolves it."""

    role: Role
    order: Order
    row: LeverRow
    price: int  # hundredths, bid included
    blocks: bool  # a legal block, which cancels its targets outright
    met_with: frozenset[str]  # levers that counter it
    outcome: Outcome | None = None
    why: str = ""
    met: bool = False  # met a target, whatever came of it
    beat: bool = False  # at least halved one
    met_by: list[tuple[Role, str]] = field(default_factory=list)

    def faces(self, counter: ContestedOrder) -> bool:
        """Return whether the other order counters this one."""
        return counter.row.id in self.met_with and same_ground(counter.order, self.order)


@dataclass(slots=True)
class _Reveal:
    """The reveal under way: what was done so far, and what lies open."""

    cards: CardIndex
    quarter: int
    execution: Execution
    world: World
    entries: list[ContestedOrder]  # in the order in which they are resolved
    countering: list[ContestedOrder]  # those that name others
    barred: dict[str, Modifier]  # levers that are barred by now
    tired: dict[Role, dict[str, int]]  # what fatigue leaves of levers
    ended: frozenset[int]  # rows of the trusts whose cases have just ended


def reveal(pack: Pack, position: Position) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board after all sealed sheets took effect, and what was revealed.

    Every order is paid for first, so a later refund never pays for an earlier order.
    """
    cards, board, met_with = card_index(pack), position.board, counters(pack)
    force = in_force(cards, board)
    execution = Execution(pack, board, position.world)
    entries: list[ContestedOrder] = []
    for role in RESOLUTION:
        office = board.office(role)
        for order in office.sealed or ():
            lever = cards.levers[order.lever]
            price = force.price(lever) + 100 * order.bid
            against = lever.lever.counters
            blocks = against is not None and against.mode == "bar"
            entries.append(ContestedOrder(role, order, lever, price, blocks, met_with[lever.id]))
            execution.clout[role] -= price
        if execution.clout[role] < 0:  # sealing forbids it; never spend what is not there
            raise AssertionError(f"{role} sealed more than it has")
    entries.sort(key=lambda e: not e.blocks)  # stable: legal blocks first
    countering = [e for e in entries if e.row.meets]
    tired = {o.role: dict(o.fatigue) for o in board.offices if o.fatigue}
    happened, ended, waiting = settle.settle(pack, board, position.world, execution)
    state = _Reveal(
        cards,
        board.quarter,
        execution,
        position.world,
        entries,
        countering,
        force.barred,
        tired,
        ended,
    )
    for entry in entries:
        happened += _resolve(state, entry)
    if waiting:
        done = frozenset([(e.role, e.row.id) for e in entries if e.outcome in ("full", "half")])
        happened += settle.after_orders(pack, board, position.world, execution, waiting, done)
    if board.summons is not None:
        _summons(state)
    first, second, third, fourth = [
        _settled(office, execution.clout[office.role], entries, board.quarter)
        for office in board.offices
    ]
    return execution.done(offices=(first, second, third, fourth)), tuple(happened)


def _resolve(state: _Reveal, entry: ContestedOrder) -> list[Fact]:
    """Carry the order out, or not; return what happened."""
    cards, execution = state.cards, state.execution
    why = _stopped(state, entry)
    factor = FULL
    if why:
        entry.outcome, entry.why = "fizzled", why
    else:
        entry.outcome = _contest(state, entry)
        factor = _FACTOR[entry.outcome]
        if factor and entry.row.only_met:
            _look_for_targets(state, entry)
    role, lever, order = entry.role, entry.row.id, entry.order
    execution.orders.append((role, lever, state.quarter, entry.outcome))
    rows = _rows(state, entry)
    revealed = _revealed(
        state.quarter,
        role,
        lever,
        order.bid,
        entry.price / 100,
        entry.outcome,
        tuple(entry.met_by),
        rows,
        order.to_role,
        entry.why,
    )
    if why or not factor:
        return [revealed]
    tired = state.tired[role].get(lever, FULL) if role in state.tired else FULL
    enactment = Enactment(
        lever,
        role,
        factor * tired // 1000,
        entry.outcome == "half",
        rows,
        order.to_role,
        _money_k(entry) * factor // 1000,
        entry.beat,
    )
    before = len(execution.made)
    told = execution.enact(enactment, order.tag)
    if lever in cards.barring:
        new = execution.made[before:]
        state.barred = {**barred_by(cards, new, state.quarter), **state.barred}
    return [revealed, *told]


def _rows(state: _Reveal, entry: ContestedOrder) -> tuple[int, ...]:
    """Return the trusts that the order names, less those whose cases have just ended."""
    rows = tuple([state.cards.trust_row[t] for t in entry.order.trusts])
    left = tuple([t for t in rows if t not in state.ended])
    return left or rows


_FACTOR = {"full": FULL, "half": HALF, "cancelled": 0, "fizzled": 0}


@lru_cache(maxsize=4096)
def _revealed(
    quarter: int,
    role: Role,
    lever: str,
    bid: int,
    strength: float,
    outcome: Outcome,
    met_by: tuple[tuple[Role, str], ...],
    trusts: tuple[int, ...],
    to_role: Role | None,
    why: str,
) -> OrderRevealed:
    """Return an order in the open: many are alike in many games."""
    return OrderRevealed(
        quarter=quarter,
        role=role,
        lever=lever,
        bid=bid,
        strength=strength,
        outcome=outcome,
        met_by=met_by,
        trusts=trusts,
        to_role=to_role,
        why=why,
    )


def _stopped(state: _Reveal, entry: ContestedOrder) -> str:
    """Return the sentence for an order that may not happen after all, or nothing."""
    quarter = state.quarter
    for other in state.countering:
        if other.blocks and entry.faces(other) and _FACTOR.get(other.outcome or ""):
            other.met = other.beat = True
            entry.met_by.append((other.role, other.row.id))
            return f"{entry.row.title(quarter)} was stopped by {other.row.title(quarter)}."
    if not entry.met and entry.row.id in state.barred:
        by = state.cards.title_of(state.barred[entry.row.id].source, quarter)
        return f"{entry.row.title(quarter)} was barred by {by}."
    named = entry.order.trusts
    if named and all(state.cards.trust_row[t] in state.ended for t in named):
        return f"{entry.row.title(quarter)} came too late: the case had been decided."
    if entry.row.money_k:
        left = int(state.world.purse_k[0]) - state.execution.committed_k
        if _money_k(entry) > left:
            name = entry.row.title(quarter)
            needs = f"it needs £{_money_k(entry) // 1000}m"
            return f"{name} could not be paid for: {needs}, and the purse held less at its turn."
    return ""


def _money_k(entry: ContestedOrder) -> int:
    """Return £ thousand that the order takes: less where it names fewer trusts than it might."""
    card, money = entry.row.lever, entry.row.money_k
    if not card.each or card.target is None:
        return money
    return money * len(entry.order.trusts) // card.target.n


def _contest(
    state: _Reveal, entry: ContestedOrder, asking: frozenset[ContestedOrder] = frozenset()
) -> Outcome:
    """Return whether the order is full, half or cancelled, by the strongest counter that stands."""
    strongest = -1
    for other in state.countering:
        if not entry.faces(other) or other.blocks or other in asking:
            continue
        if not _stands(state, other, asking | {entry}):
            continue
        if not asking:
            other.met = True
            other.beat = other.beat or other.price >= entry.price
            entry.met_by.append((other.role, other.row.id))
        strongest = max(strongest, other.price)
    if strongest > entry.price:
        return "cancelled"
    return "half" if strongest == entry.price else "full"


def _stands(state: _Reveal, counter: ContestedOrder, asking: frozenset[ContestedOrder]) -> bool:
    """Return whether a counter is there to be met: neither stopped nor itself cancelled."""
    if counter.outcome is not None:
        return counter.outcome in ("full", "half")
    if not counter.met and counter.row.id in state.barred:
        return False
    return _contest(state, counter, asking) != "cancelled"


def _look_for_targets(state: _Reveal, entry: ContestedOrder) -> None:
    """Find out whether a counter will meet targets that are resolved after it."""
    for other in state.entries:
        if other.outcome is not None or not other.faces(entry):
            continue
        if entry.blocks:
            entry.met = entry.beat = True
        elif other.row.id not in state.barred:
            entry.met = True
            entry.beat = entry.beat or entry.price >= other.price


def _settled(office: Office, clout: int, entries: list[ContestedOrder], quarter: int) -> Office:
    """Return the office once its orders are settled: refunds, and when levers may be used again.

    They rest after any use but a fizzle; only what took effect counts as used.
    """
    used, fatigue, ready = office.used, office.fatigue, office.ready_from
    for entry in entries:
        if entry.role != office.role:
            continue
        wasted = entry.row.only_met and not entry.met
        if entry.outcome == "fizzled" or wasted:
            clout = clamped(clout, entry.price // 2)
        if entry.outcome == "fizzled":
            continue
        lever, tiring = entry.row.id, entry.row.lever.tired
        if entry.outcome in ("full", "half"):
            used = (*used, (lever, quarter))
            if tiring is not None:
                tired = dict(fatigue)
                tired[lever] = round(tired.get(lever, FULL) * tiring)
                fatigue = tuple(sorted(tired.items()))
        kept = [(n, q) for n, q in ready if n != lever]
        ready = (*kept, (lever, quarter + entry.row.cool_down))
    return replace(
        office,
        sealed=None,
        lines=(),
        stakes=(),
        clout=clout,
        used=used,
        fatigue=fatigue,
        ready_from=ready,
    )


def _summons(state: _Reveal) -> None:
    """Take standing from a summoned Secretary who used nothing of the named kind.

    One that did is owed for it: No 10 pays a clout, if it has one left.
    """
    execution, quarter = state.execution, state.quarter
    if execution.summons is None or execution.summons[1] != quarter:
        return
    tag, execution.summons = execution.summons[0], None
    if not any(e.role == "secretary" and tag in e.row.words for e in state.entries):
        execution.made.append(Modifier("rule/summons_ignored", "secretary", 0, quarter, quarter))
        return
    # what was asked for and given is owed for
    owed = min(SUMMONS_OWED, max(0, execution.clout["number10"]))
    execution.clout["number10"] -= owed
    execution.clout["secretary"] = clamped(execution.clout["secretary"], owed)
