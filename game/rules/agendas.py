"""Secret aims: dealt so that some pull against each other, and reached in steps told to all.

A step that is reached stays reached and pays its points (``constants.STEP_POINTS``); nothing is
taken away. Who keeps an agenda is known when its first step is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.constants import AGENDAS_DEALT, STEP_POINTS
from game.rules.effects import predicates
from game.rules.effects.execution import with_office
from game.rules.knowledge import visibility
from game.rules.state.facts import AgendaStepped, Fact
from game.rules.state.position import Board, Office, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import STEPS
from game.world.random_streams import Luck
from game.world.world_state import World

Hand = tuple[str, ...]
#: Deals that are tried by lot before the best of them is taken.
_TRIES: Final = 24


@per_pack
def _own(pack: Pack) -> dict[Role, list[str]]:
    return {role: [a.id for a in pack.scenario.agendas if a.role == role] for role in ROLES}


@per_pack
def pulling(pack: Pack) -> frozenset[frozenset[str]]:
    """Return the pairs of agendas that pull against each other."""
    here = {a.id for a in pack.scenario.agendas}
    named = [(a.id, other) for a in pack.scenario.agendas for other in a.against]
    return frozenset(frozenset(pair) for pair in named if pair[1] in here)


def deal(pack: Pack, seeds: Sequence[int]) -> list[tuple[Hand, Hand, Hand, Hand]]:
    """Return the hands dealt in each game, in the roles' order; fewer cards where there are fewer.

    Of hands drawn by keyed luck the first is dealt in which any choice leaves two agendas that
    pull against each other; where none is, that in which most choices do.
    """
    own = _own(pack)
    first = card_index(pack).first
    draws = {
        role: Luck(seeds).uniform(first, f"agendas/{role}", max(1, len(own[role])) * _TRIES)
        for role in ROLES
    }
    dealt = []
    for b in range(len(seeds)):
        best: tuple[int, tuple[Hand, ...]] | None = None
        for n in range(_TRIES):
            hands = tuple(
                _drawn(own[role], draws[role][n * len(own[role]) : (n + 1) * len(own[role]), b])
                for role in ROLES
            )
            apart, choices = opposed(pack, hands)
            if best is None or apart > best[0]:
                best = apart, hands
            if apart == choices:
                break
        assert best is not None
        one, two, three, four = best[1]
        dealt.append((one, two, three, four))
    return dealt


def _drawn(own: Sequence[str], draws: NDArray[np.float64]) -> Hand:
    order = np.argsort(draws, kind="stable")[:AGENDAS_DEALT]
    return tuple(own[i] for i in sorted(order.tolist()))


def opposed(pack: Pack, hands: Sequence[Hand]) -> tuple[int, int]:
    """Return in how many of all choices from the hands two agendas pull apart, and of how many."""
    pairs = pulling(pack)
    apart = choices = 0
    for kept in product(*[hand for hand in hands if hand]):
        choices += 1
        apart += any(frozenset(pair) in pairs for pair in combinations(kept, 2))
    return apart, choices


@dataclass(frozen=True, slots=True)
class StepTests:
    """An agenda's steps, compiled; ``since`` is the first quarter in which each may be reached."""

    tests: tuple[predicates.Test, ...]
    since: tuple[int, ...]
    also: predicates.Test | None
    throughout: predicates.Test | None


@per_pack
def steps(pack: Pack) -> dict[str, StepTests]:
    """Return each agenda's steps."""
    first, last = card_index(pack).first, card_index(pack).last
    whole = last - first + 1
    found = {}
    for agenda in pack.scenario.agendas:
        found[agenda.id] = StepTests(
            tuple(predicates.test(agenda.step(n)) for n in range(STEPS)),
            tuple(first + max(1, -int(-whole * share // 1)) - 1 for share in agenda.since),
            None if agenda.also is None else predicates.test(agenda.also),
            None if agenda.throughout is None else predicates.test(agenda.throughout),
        )
    return found


def judged(
    pack: Pack, board: Board, world: World, *, newcomer: bool = False
) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board with the steps that a quarter's end reaches or bars, and what is told.

    ``newcomer``: the Secretary took the seat this quarter, and had no part in it.
    """
    known = steps(pack)
    told: list[Fact] = []
    for office in board.offices:
        agenda = office.agenda
        if agenda not in known or office.agenda_broken or len(office.steps) == STEPS:
            continue
        if newcomer and office.role == "secretary":
            continue
        asked = predicates.truth(pack, board, world)
        own = known[agenda]
        if own.throughout is not None and not own.throughout(asked):
            board = with_office(board, replace(office, agenda_broken=True))
            continue
        reached = list(office.steps)
        for n in range(len(reached), STEPS):
            if board.quarter < own.since[n] or not own.tests[n](asked):
                break
            if own.also is not None and not own.also(asked):
                break
            reached.append(board.quarter)
            told.append(
                AgendaStepped(quarter=board.quarter, role=office.role, agenda=agenda, step=n)
            )
        if len(reached) > len(office.steps):
            board = with_office(board, replace(office, steps=tuple(reached)))
    return board, tuple(told)


def standing(pack: Pack, position: Position, office: Office) -> tuple[bool | None, ...]:
    """Return whether what each step asks holds as things are, None where one can't know."""
    own = steps(pack)[office.agenda or ""]
    found: list[bool | None] = []
    for test in own.tests:
        unknown = False

        def figure(name: str) -> float | None:
            nonlocal unknown
            value = visibility.figure_for(pack, position, office.role, name)
            unknown = unknown or value is None
            return value

        asked = predicates.of_board(card_index(pack), position.board, figure)
        parts = [part for part in (own.throughout, own.also) if part is not None]
        holds = test(asked) and all(part(asked) for part in parts)
        found.append(None if unknown else holds)
    return tuple(found)


def points(office: Office) -> float:
    """Return what an office's steps pay: those of its agenda, and of its predecessors' before."""
    won = office.steps_before + sum(STEP_POINTS[: len(office.steps)])
    return min(won, sum(STEP_POINTS))


def successor(pack: Pack, board: Board) -> str | None:
    """Return an agenda that the last Secretary was not dealt, by keyed luck."""
    old, own = board.office("secretary").agendas_dealt, _own(pack)["secretary"]
    if not own:
        return None
    draws = Luck([board.seed]).uniform(board.quarter, "successor", len(own))[:, 0].tolist()
    return min(zip(draws, own, strict=True), key=lambda pair: (pair[1] in old, pair[0]))[1]


def told(board: Board) -> Iterator[tuple[Role, str, int, int]]:
    """Yield the steps that are reached: (role, agenda, step, quarter)."""
    for office in board.offices:
        if office.agenda is not None:
            for n, quarter in enumerate(office.steps):
                yield office.role, office.agenda, n, quarter
