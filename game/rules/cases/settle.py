"""Cases that fall due are settled at the reveal, before any order takes effect.

Before, because lines and stakes were sealed with the sheets, by the same clout, on the same
knowledge: an order that names the hospital acts on what its case has left of it. Behind a way out
stand the stakes for it, the decider's backing and one for the office; against it the stakes against
it. Against stronger: blocked, the case waits and the decider's standing falls. Equal: half. Weaker:
done. Stakes on another way out met nothing, and half of each returns. No dice. A decider who chose
nothing gets what the regime does by itself, unless it has ordered what a way out would do to the
hospital (sent an administrator, say) and the order takes effect: then that settles the case, and
no stake met anything. What has been held over as often as a case may be is no longer blocked: the
worst that comes of it is half.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

from game.rules.cards.index import card_index
from game.rules.cases import clock, ways_out
from game.rules.constants import FULL, OFFICE_WEIGHT, RESOLUTION
from game.rules.effects.execution import Execution, clamped
from game.rules.effects.modifiers import Enactment
from game.rules.state import case_story
from game.rules.state.case_facts import CaseMove, CaseSettled
from game.rules.state.commands import CaseLine, Order, Stake
from game.rules.state.facts import Fact
from game.rules.state.position import Board, Case
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.cases import Step, WayOut
from game.world.world_state import World

_UNPAID: Final = "the purse held less than it needs"


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the decider takes: the way out, its line if it chose, and what is staked on the case."""

    case: Case
    way: WayOut
    line: CaseLine | None
    stakes: tuple[tuple[Role, Stake], ...]

    @property
    def backing(self) -> int:
        return 0 if self.line is None else self.line.backing

    @property
    def behind(self) -> int:
        """Clout behind the way out."""
        staked = [s.clout for _, s in self.stakes if s.way == self.way.id and s.side == "for"]
        return OFFICE_WEIGHT + self.backing + sum(staked)

    @property
    def against(self) -> int:
        """Clout against it."""
        return sum(
            [s.clout for _, s in self.stakes if s.way == self.way.id and s.side == "against"]
        )


#: Cases that an order may settle, by what comes of them if it doesn't.
Waiting = tuple[_Taken, ...]


def settle(
    pack: Pack, board: Board, world: World, execution: Execution
) -> tuple[list[Fact], frozenset[int], Waiting]:
    """Settle all cases that are due: each by its line, or by what comes of itself.

    Pays for backing and stakes and gives back half of what met nothing. Returns what happened,
    the rows of the trusts whose cases ended, and the cases that wait for what comes of an order:
    ``after_orders`` settles these.
    """
    left = _left(world, execution)
    taken = [_taken(pack, board, world, case, left) for case in clock.due(board)]
    if not taken:
        return [], frozenset(), ()
    for of in taken:
        execution.clout[of.case.decider] -= 100 * of.backing
        for role, stake in of.stakes:
            execution.clout[role] -= 100 * stake.clout
    waiting = tuple([of for of in taken if _ordered(pack, board, world, of) is not None])
    told: list[Fact] = []
    ended: set[int] = set()
    settled = [of for of in taken if of not in waiting]
    for of in settled:
        facts, case = _settled(pack, board, world, execution, of)
        told += facts
        if case.state == "ended":
            ended.add(case.trust)
    for of in settled:  # once all are paid: what returns never pays for another
        _return_half(execution, of, of.way)
    return told, frozenset(ended), waiting


def after_orders(
    pack: Pack,
    board: Board,
    world: World,
    execution: Execution,
    waiting: Waiting,
    done: frozenset[tuple[Role, str]],
) -> list[Fact]:
    """Settle the cases that waited for orders: by the order if it took effect, else by what comes
    of themselves. ``done`` are the orders that did, by role and lever. Returns what happened."""
    told: list[Fact] = []
    for of in waiting:
        ordered = _ordered(pack, board, world, of)
        assert ordered is not None, "it waited for an order"
        order, way = ordered
        case = next(case for case in execution.cases if case.number == of.case.number)
        if (case.decider, order.lever) in done:
            line = case_story.told(case, board.quarter, "done", way.id, case.decider)
            case = replace(case, way=way.id, story=line, state="ended", outcome="done")
            execution.cases = case_story.with_case(execution.cases, case)
            by_order = dataclasses.replace(of, way=way)
            told.append(_fact(board, by_order, "done", held=False, why="", order=order.lever))
            _return_half(execution, of, None)
        else:
            itself = ways_out.default(pack, board, world, case, _left(world, execution))
            later = case.due - of.case.due  # an order has moved its clock
            of = dataclasses.replace(of, case=replace(case, due=of.case.due), way=itself)
            facts, case = _settled(pack, board, world, execution, of)
            told += facts
            if case.state == "open":
                case = replace(case, due=case.due + later)
                execution.cases = case_story.with_case(execution.cases, case)
            _return_half(execution, of, of.way)
    return told


def _return_half(execution: Execution, of: _Taken, met: WayOut | None) -> None:
    """Give back half of the stakes on other ways out than that which they could meet."""
    for role, stake in of.stakes:
        if met is None or stake.way != met.id:
            execution.clout[role] = clamped(execution.clout[role], 50 * stake.clout)


def _ordered(pack: Pack, board: Board, world: World, of: _Taken) -> tuple[Order, WayOut] | None:
    """Return the decider's order that does to the case's hospital what a way out would end the case
    by, and that way; None where it decided, or ordered no such thing."""
    if of.line is not None:
        return None
    case, cards = of.case, card_index(pack)
    ways = ways_out.open_ways(pack, world, case, board.quarter)
    for order in board.office(case.decider).sealed or ():
        if case.trust not in [cards.trust_row[t] for t in order.trusts]:
            continue
        effects = cards.levers[order.lever].lever.effects
        for way in ways:
            if ways_out.ends_alike(effects, way):
                return order, way
    return None


def _taken(pack: Pack, board: Board, world: World, case: Case, left: int) -> _Taken:
    """Return what the decider takes; ``left`` is £ thousand in the purse."""
    line = next((x for x in board.office(case.decider).lines if x.case == case.number), None)
    ways = {w.id: w for w in ways_out.open_ways(pack, world, case, board.quarter)}
    if line is not None and line.way in ways:
        way = ways[line.way]
    else:
        way, line = ways_out.default(pack, board, world, case, left), None
    stakes = [
        (role, stake)
        for role in RESOLUTION
        if role != case.decider
        for stake in board.office(role).stakes
        if stake.case == case.number
    ]
    return _Taken(case, way, line, tuple(stakes))


def _settled(
    pack: Pack, board: Board, world: World, execution: Execution, of: _Taken
) -> tuple[list[Fact], Case]:
    """Return what came of one case, and the case as it is then."""
    case, way, quarter = of.case, of.way, board.quarter
    move, why, left = _move(pack, of), "", _left(world, execution)
    money = round(way.purse_m * 1000) // (2 if move == "half" else 1)
    if move != "blocked" and money and money > left:
        move, why = "blocked", _UNPAID
    author = None if of.line is None else case.decider
    line = case_story.told(case, quarter, move, way.id, author)
    case = replace(case, way=way.id, story=line)
    if move == "blocked" and (way.hold or case.held_over >= _held_most(pack)):
        # no more time: what follows, follows by itself
        told: list[Fact] = [_fact(board, of, move, held=False, why=why)]
        case = replace(case, held_over=case.held_over + 1)
        itself = ways_out.default(pack, board, world, case, left)
        more, case = _settled(pack, board, world, execution, _Taken(case, itself, None, ()))
        return [*told, *more], case
    if move == "blocked" or way.hold:
        case = replace(case, due=quarter + 1, held_over=case.held_over + 1)
    else:
        step = way.done if move == "done" or way.half is None else way.half
        if step.ends:
            case = replace(case, state="ended", outcome=move)
        else:
            case = replace(case, due=quarter + step.clock)
    execution.cases = case_story.with_case(execution.cases, case)
    happened = _carried(pack, execution, case, way, move, author, money)
    return [_fact(board, of, move, held=case.state == "open", why=why), *happened], case


def _left(world: World, execution: Execution) -> int:
    """Return £ thousand of the purse that nothing is promised from yet."""
    return int(world.purse_k[0]) - execution.committed_k


def _held_most(pack: Pack) -> int:
    return pack.scenario.cases.docket.held_most


def _move(pack: Pack, of: _Taken) -> CaseMove:
    """Return what comes of the way out by what is behind and against it."""
    behind, against = of.behind, of.against
    if against < behind:
        return "done"
    if of.way.hold:
        return "blocked" if against > behind else "done"
    if of.case.held_over >= _held_most(pack):
        return "half"
    return "blocked" if against > behind else "half"


def _carried(
    pack: Pack,
    execution: Execution,
    case: Case,
    way: WayOut,
    move: CaseMove,
    author: Role | None,
    money: int,
) -> list[Fact]:
    """Let what was settled take effect; return what happened at once."""
    rows = (case.trust,)
    if move == "blocked":
        execution.enact(Enactment(ways_out.blocked_source(case.decider), case.decider))
        if not way.blocked.effects:
            return []
        tried = f"{ways_out.source(way.id)}/blocked"
        return list(execution.enact(Enactment(tried, author, FULL, False, rows)))
    if way.hold:
        execution.enact(Enactment(ways_out.held_source(case.decider), case.decider))
    half = move == "half" and way.half is not None
    source = ways_out.source(way.id) + ("/half" if half else "")
    told = execution.enact(Enactment(source, author, FULL, False, rows, None, money))
    step: Step = way.half if half and way.half is not None else way.done
    if step.in_marginal and card_index(pack).marginal[case.trust]:
        told += execution.enact(Enactment(f"{source}/marginal", author, FULL, False, rows))
    return list(told)


def _fact(
    board: Board, of: _Taken, move: CaseMove, *, held: bool, why: str, order: str = ""
) -> CaseSettled:
    return CaseSettled(
        quarter=board.quarter,
        case=of.case.number,
        trust=of.case.trust,
        decider=of.case.decider,
        way=of.way.id,
        chosen=of.line is not None or order != "",
        move=move,
        held=held,
        backing=of.backing,
        behind=OFFICE_WEIGHT if order else of.behind,
        against=0 if order else of.against,
        stakes=tuple([(role, s.way, s.side, s.clout) for role, s in of.stakes]),
        why=why,
        order=order,
    )
