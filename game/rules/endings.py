"""How games and ministers end: sacking, the coalition's end, the service's collapse.

All of it is judged at a quarter's end, once the market has run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules import agendas, reruns
from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.constants import (
    BAD_QUARTER,
    COALITION_ENDS_AT,
    COALITION_TOLD_FROM,
    SACKED_BELOW,
    SACKING_TOLD_BELOW,
    SACKINGS_TO_ELECTION,
    SERVICE_ENDS_AFTER,
    SERVICE_TOLD_BEFORE,
    SUCCESSOR_STANDING,
)
from game.rules.deals import talks
from game.rules.effects.execution import with_office
from game.rules.effects.in_force import in_force
from game.rules.score_terms import points
from game.rules.state.counts import put
from game.rules.state.facts import ElectionCalled, Fact, Nearing, Sacked
from game.rules.state.figures import figures_of
from game.rules.state.position import Board, Modifier
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.effects import Special
from game.world.exact_sums import in_order
from game.world.figure_names import FIGURE_INDEX, GAUGE_INDEX
from game.world.world_state import World

#: What a successor's honeymoon is called, from the quarter after the sacking on.
_HONEYMOON: Final = "rule/honeymoon"
_STANDING = GAUGE_INDEX["secretary_standing"]
_STRAIN = GAUGE_INDEX["coalition_strain"]
_SUPPORT = GAUGE_INDEX["reform_support"]
#: Terms of the index of collapse that are named when its approach is told.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the quarter's end brought: ``also`` are gauges the rules set themselves, as
    gauge index → (cause, thousandths)."""

    board: Board
    world: World
    happenings: tuple[Fact, ...]
    also: dict[int, tuple[str, int]]
    collapsed: bool


@dataclass(frozen=True, slots=True)
class _Ended:
    """What verdicts read of a quarter's end: gauges in thousandths, and how far support fell."""

    standing: int
    fallen: bool
    strain: int
    fall: int
    distress: float
    added: tuple[float, ...]  # to the index of collapse, by its terms


def judged(
    pack: Pack, boards: Sequence[Board], before: World, after: World, worlds: Sequence[World]
) -> list[Verdict]:
    """Judge a quarter's end: sacking, the coalition, the service, agendas that must hold in each.

    ``before`` and ``after`` hold the games side by side, ``worlds`` each alone as in ``after``.
    """
    columns = (
        after.gauge[_STANDING],
        fallen(after),
        after.gauge[_STRAIN],
        before.gauge[_SUPPORT] - after.gauge[_SUPPORT],
        distress(pack, after),
        *distress_points(pack, after),
    )
    ended = zip(*(column.tolist() for column in columns), strict=True)
    return [
        _judged(pack, board, world, _Ended(standing, fell, strain, fall, index, tuple(added)))
        for board, world, (standing, fell, strain, fall, index, *added) in zip(
            boards, worlds, ended, strict=True
        )
    ]


@per_pack
def _dismissals(pack: Pack) -> frozenset[tuple[str, int]]:
    """Return the effects, by source and place, that dismiss the Secretary as a quarter ends."""
    return frozenset(
        (source, i)
        for source, effects in card_index(pack).effects.items()
        for i, effect in enumerate(effects)
        if isinstance(effect, Special) and effect.act == "dismiss_secretary"
    )


def dismissals(pack: Pack, modifiers: Sequence[Modifier]) -> frozenset[int]:
    """Return the quarters at whose end these modifiers dismiss the Secretary."""
    acts = _dismissals(pack)
    return frozenset(m.first for m in modifiers if (m.source, m.effect) in acts)


def sacked_in(pack: Pack, board: Board) -> bool:
    """Return whether the Secretary was sacked as the board's quarter ended."""
    quarter = board.quarter
    succeeds = any(m.source == _HONEYMOON and m.first == quarter + 1 for m in board.modifiers)
    return succeeds or quarter in dismissals(pack, board.modifiers)


def fallen(world: World) -> NDArray[np.bool_]:
    """Return in which of some games, (B,), the Secretary's standing no longer carries an office."""
    found: NDArray[np.bool_] = world.gauge[_STANDING] < SACKED_BELOW
    return found


def with_successor(world: World, games: NDArray[np.bool_]) -> World:
    """Return the worlds with the standing of a new Secretary in these games, (B,)."""
    gauge = world.gauge.copy()
    gauge[_STANDING, games] = SUCCESSOR_STANDING
    return world.changed(gauge=gauge)


def _judged(pack: Pack, board: Board, after: World, ended: _Ended) -> Verdict:
    happened: list[Fact] = []
    also: dict[int, tuple[str, int]] = {}
    quarter = board.quarter
    acts = in_force(card_index(pack), board).acts
    if ended.fall > 0 and "double_blame" in acts:
        board = _staked(pack, board, ended.fall)
    world = after
    reshuffled = quarter in dismissals(pack, board.modifiers)
    if reshuffled or ended.fallen:
        board, world, told = _sacked(pack, board, after, reshuffled)
        also[_STANDING] = ("new_secretary", SUCCESSOR_STANDING - ended.standing)
        happened.extend(told)
        if board.office("secretary").terms_served > SACKINGS_TO_ELECTION and (
            board.dissolve is None
        ):
            board = replace(board, dissolve=quarter)
            happened.append(ElectionCalled(quarter=quarter, by="sackings"))
    if ended.strain >= COALITION_ENDS_AT and board.dissolve is None:
        board = replace(put(board, "coalition_collapsed", 1), dissolve=quarter)
        happened.append(ElectionCalled(quarter=quarter, by="coalition"))
    at = pack.scenario.scoring.collapse_at
    failing = board.collapse_quarters + 1 if ended.distress >= at else 0
    if failing != board.collapse_quarters:
        board = replace(board, collapse_quarters=failing)
    near = nearing(
        board,
        ended.distress,
        at,
        int(world.gauge[_STANDING, 0]),
        ended.strain,
        weighing_most(pack, ended.added),
    )
    board = replace(board, nearing=tuple((f.end, f.level, f.quarters) for f in near))
    happened.extend(near)
    board, stepped = agendas.judged(pack, board, world, newcomer=reshuffled or ended.fallen)
    happened.extend(stepped)
    return Verdict(board, world, tuple(happened), also, failing >= SERVICE_ENDS_AFTER)


def distress(pack: Pack, world: World) -> NDArray[np.float64]:
    """Return (B,) how near the service is to collapse: the index, from 0 on.

    It is the sum of its terms' points (``scoring.yaml``): what patients meet, and who still holds
    the service. At ``collapse_at``, twice running, it collapses.
    """
    out = np.zeros(world.batch)
    for part in distress_points(pack, world):
        out += part
    return out


def distress_points(pack: Pack, world: World) -> list[NDArray[np.float64]]:
    """Return what each term of the index of collapse adds to it, (B,) each."""
    known = figures_of(world)
    terms = pack.scenario.scoring.collapse
    return [points(term, known[FIGURE_INDEX[term.value]]) for term in terms]


def weighing_most(pack: Pack, added: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the terms that add most to the index of collapse, the greatest first.

    ``added`` are the points of each. Names alone: how a figure stands that an office may not see
    can't be read off them.
    """
    terms = pack.scenario.scoring.collapse
    order = sorted(range(len(terms)), key=lambda i: (-added[i], i))
    return tuple(terms[i].name for i in order[:_NAMED] if added[i] > 0.0)


def nearing(
    board: Board,
    index: float,
    at: float,
    standing: int,
    strain: int,
    weighs: tuple[str, ...] = (),
) -> list[Nearing]:
    """Return which ends are near as a quarter ends: gauges in thousandths, as all are told.

    ``at`` is the index at which the service collapses, ``weighs`` what adds most to it.

    The service's own countdown is in quarters in which the index must still stand so high; the
    others' in bad quarters.
    """
    found: list[Nearing] = []
    quarter = board.quarter
    if index >= at - SERVICE_TOLD_BEFORE:
        left = SERVICE_ENDS_AFTER - board.collapse_quarters
        found.append(
            Nearing(quarter=quarter, end="collapse", level=int(index), quarters=left, weighs=weighs)
        )
    if standing < SACKING_TOLD_BELOW:
        left = _bad_quarters(standing - SACKED_BELOW)
        level = standing // 1000
        found.append(Nearing(quarter=quarter, end="sacking", level=level, quarters=left))
    if strain > COALITION_TOLD_FROM and board.dissolve is None:
        left = _bad_quarters(COALITION_ENDS_AT - strain)
        level = strain // 1000
        found.append(Nearing(quarter=quarter, end="coalition", level=level, quarters=left))
    return found


def _bad_quarters(distance: int) -> int:
    """Return how many bad quarters a distance (thousandths) is, at least one."""
    return max(1, -(-distance // BAD_QUARTER))


def _staked(pack: Pack, board: Board, fall: int) -> Board:
    """Let a fall in support (thousandths) cost approval as much again, once it is staked."""
    size = round(fall * card_index(pack).staked_weight)
    if not size:
        return board
    due = board.quarter + 1
    cost = Modifier("rule/staked_prime_minister", "number10", 0, due, due, factor=size)
    return replace(board, modifiers=(*board.modifiers, cost))


def _sacked(
    pack: Pack, board: Board, world: World, reshuffled: bool
) -> tuple[Board, World, tuple[Fact, ...]]:
    """Seat a successor: standing 48, half the clout, a new agenda, no secret deals.

    The honeymoon comes next quarter; a reshuffle brings its own.
    """
    quarter = board.quarter
    board, told = talks.void_secret(board, "secretary")
    office = board.office("secretary")
    agenda = agendas.successor(pack, board)
    office = replace(
        office,
        clout=office.clout // 2,
        terms_served=office.terms_served + 1,
        agendas_dealt=() if agenda is None else (agenda,),
        agenda=agenda,
        agenda_broken=False,
        steps=(),
        steps_before=agendas.points(office),
    )
    board = put(with_office(board, office), "sackings", office.terms_served - 1)
    board = replace(board, summons=None)
    if not reshuffled:
        start = Modifier(_HONEYMOON, None, 0, quarter + 1, quarter + 1)
        board = replace(board, modifiers=(*board.modifiers, start))
    fell = Sacked(
        quarter=quarter, by="reshuffle" if reshuffled else "standing", times=office.terms_served - 1
    )
    return board, with_successor(world, np.ones(1, bool)), (fell, *told)


def blame(pack: Pack, board: Board, world: World) -> tuple[tuple[Role, float], ...]:
    """Return each role's share of a collapse: what the service would have been spared without it.

    Shares are of the distress spared in ``without_each``, equal where none was.
    """
    actual = float(distress(pack, world)[0])
    left = distress(pack, without_each(pack, board, world)).tolist()
    spared = [max(0.0, actual - value) for value in left]
    total = in_order(spared)
    shares = [s / total if total > 0 else 1.0 / len(ROLES) for s in spared]
    return tuple(zip(ROLES, shares, strict=True))


def without_each(pack: Pack, board: Board, world: World) -> World:
    """Return the worlds as they would be now had one role done nothing, in the order of ROLES.

    The game is run again under the same luck, each time without that role's orders, answers and
    money: one batch for all of them.
    """
    done = (*board.past.spent, *board.modifiers)
    games = [tuple(m for m in done if m.role != role) for role in ROLES]
    return reruns.run_many(pack, board.seed, games, board.quarter, world.endowment)
