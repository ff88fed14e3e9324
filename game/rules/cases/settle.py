"""Cases that fall due are settled at the reveal, before any order takes effect.

Before, because lines and stakes were sealed with the sheets, by the same clout, on the same
knowledge: an order that names the hospital acts on what its case has left of it. Behind a way out
stand the stakes for it, the decider's backing and one for the office; against it the stakes against
it. Against stronger: blocked, the case waits and the decider's standing falls. Equal: half. Weaker:
done. Stakes on another way out met nothing, and half of each returns. No dice. A decider who chose
nothing gets what the regime does by itself. What has been held over as often as a case may be is no
longer blocked: the worst that comes of it is half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.rules.cards.index import card_index
from game.rules.cases import clock, ways_out
from game.rules.constants import FULL, OFFICE_WEIGHT, RESOLUTION
from game.rules.effects.execution import Execution, clamped
from game.rules.effects.modifiers import Enactment
from game.rules.state import case_story
from game.rules.state.commands import CaseLine, Stake
from game.rules.state.facts import CaseMove, CaseSettled, Fact
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


def settle(
    pack: Pack, board: Board, world: World, execution: Execution
) -> tuple[list[Fact], frozenset[int]]:
    """Settle all cases that are due: each by its line, or by what comes of itself.

    Pays for backing and stakes and gives back half of what met nothing. Returns what happened,
    and the rows of the trusts whose cases ended.
    """
    left = _left(world, execution)
    taken = [_taken(pack, board, world, case, left) for case in clock.due(board)]
    if not taken:
        return [], frozenset()
    for of in taken:
        execution.clout[of.case.decider] -= 100 * of.backing
        for role, stake in of.stakes:
            execution.clout[role] -= 100 * stake.clout
    told: list[Fact] = []
    ended: set[int] = set()
    for of in taken:
        facts, case = _settled(pack, board, world, execution, of)
        told += facts
        if case.state == "ended":
            ended.add(case.trust)
    for of in taken:  # once all are paid: what returns never pays for another
        for role, stake in of.stakes:
            if stake.way != of.way.id:
                execution.clout[role] = clamped(execution.clout[role], 50 * stake.clout)
    return told, frozenset(ended)


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


def _fact(board: Board, of: _Taken, move: CaseMove, *, held: bool, why: str) -> CaseSettled:
    return CaseSettled(
        quarter=board.quarter,
        case=of.case.number,
        trust=of.case.trust,
        decider=of.case.decider,
        way=of.way.id,
        chosen=of.line is not None,
        move=move,
        held=held,
        backing=of.backing,
        behind=of.behind,
        against=of.against,
        stakes=tuple([(role, s.way, s.side, s.clout) for role, s in of.stakes]),
        why=why,
    )
