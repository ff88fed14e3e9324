"""The outlook of an office: what courses of the game would bring its score, term by term.

A course is a guess whose sheets are opened. Its markets are run, one batch for all courses, to a
horizon or to the vote; nothing is published, told or scored on the way. Terms of state count as
``banked_scores`` counts them, by the quarters and by the end; quarters beyond the horizon are taken
to be like the last. What hangs on the vote is read from a night drawn at the end. Who wins is
counted by how near it was, so that a seat more is always worth something. A Secretary falls as the
rules have it, and a successor's standing goes on. Differences between courses of the same guess
are free of luck: it is the same in each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules import agendas, banked_scores, endings
from game.rules.cards.index import card_index
from game.rules.constants import (
    CLOUT_CAP,
    CLOUT_INCOME,
    IDLE_QUARTERS,
    LATE_BREACH_POINTS,
    SACKING_POINTS,
    STEP_POINTS,
)
from game.rules.effects import predicates
from game.rules.effects.knob_settings import KnobCourse
from game.rules.election.campaign import mainland_seats, recounted, results_of
from game.rules.election.inheritance import inherited
from game.rules.score_terms import of_state, points
from game.rules.scoring import late_breaches, pledged
from game.rules.state.figures import COUNTS, figures_of, start_of
from game.rules.state.position import Board, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.scenario import ScoreTerm
from game.world.exact_math import exp
from game.world.figure_names import FIGURE_INDEX
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.world_state import World

F = NDArray[np.float64]
#: What is no term of the scoring, under names of its own.
SACKINGS: Final = "sackings"
BREACHES: Final = "breaches"
AGENDA: Final = "agenda"
CLOUT: Final = "clout"


#: Market quarters of whose points it is told how many come soon: a year.
SOON: Final = 4


@dataclass(frozen=True, slots=True)
class SeatsOut:
    """By how many of a government's seats a forecast may be out: one standard deviation on the
    night, and what each market quarter before it adds, in squares."""

    night: float
    quarter: float

    def before(self, quarters: int) -> float:
        """Return the standard deviation so many market quarters before the vote.

        >>> SeatsOut(night=12, quarter=8).before(4)
        20.0
        """
        return math.sqrt(self.night**2 + quarters * self.quarter**2)


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far courses are run: market quarters at most, and whether the two idle years after the
    vote are run too, where the vote is reached; and how sure one may be of a vote."""

    quarters: int
    seats_out: SeatsOut
    inheritance: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Points by term and course, (terms, B), with the terms' names.

    The last four are points for sackings and for deals broken near the end (0 or less), the steps
    of the secret aim, and the clout that is kept for next quarter, bonds that deals give back
    included (in clout, not in points). ``soon`` (B,) is how many points are earned within a year.
    """

    names: tuple[str, ...]
    points: F
    soon: F


def outlook(pack: Pack, role: Role, courses: Sequence[Position], horizon: Horizon) -> Outlook:
    """Return what each course brings the role; all stand in the same quarter."""
    *_, found = unfolding(pack, role, courses, horizon)
    assert found is not None, "the last is the outlook"
    return found


def unfolding(
    pack: Pack, role: Role, courses: Sequence[Position], horizon: Horizon
) -> Iterator[Outlook | None]:
    """Yield None after each quarter that is run, so that who waits can do something else, and in
    the end what ``outlook`` returns."""
    terms = pack.scenario.scoring.roles.get(role, ())
    boards = [course.board for course in courses]
    world = World.stack([course.world for course in courses])
    reading = _Reading(pack, boards)
    way = np.zeros((len(terms), len(boards)))
    quarter, cards = boards[0].quarter, card_index(pack)
    end = cards.last if boards[0].dissolve is None else min(cards.last, boards[0].dissolve)
    steps, soon = np.zeros(len(boards)), np.zeros(len(boards))
    sackings = np.zeros(len(boards))
    dismissed = [endings.dismissals(pack, board.modifiers) for board in boards]
    markets = 0 if boards[0].phase == "campaign" else end - quarter + 1
    on_the_way = pack.scenario.scoring.on_the_way
    share = on_the_way / banked_scores.planned(pack)
    if boards[0].phase != "campaign":
        until = min(end, quarter + horizon.quarters - 1)
        luck = Luck([board.seed for board in boards])
        knobs = KnobCourse(pack, [board.modifiers for board in boards])
        for at in range(quarter, until + 1):
            world, _ = step(pack.model, world, knobs.knobs(at, world), luck)
            sacked = endings.fallen(world) | np.array([at in ends for ends in dismissed])
            if sacked.any():
                world = endings.with_successor(world, sacked)
                sackings += sacked
            reading.passed(world)
            now = reading.points(terms, world)
            left = 1 if at < until else 1 + end - until
            way += left * now
            if at < quarter + SOON:
                soon += share * now.sum(axis=0)
            yield None
            if at in (quarter, until):
                steps = np.maximum(steps, _stepped(pack, role, boards, world, at))
        voted = until == end
    else:
        voted = True
    night, world = _voted(pack, boards, world, horizon.seats_out.before(markets))
    yield None
    later = None
    if voted and horizon.inheritance:
        later = world
        for _ in range(IDLE_QUARTERS):
            later = inherited(pack, boards, later, 1)
            yield None
    at_end = reading.points(terms, world, later)
    found = np.array(
        [
            share * way[i] + (1.0 - on_the_way) * at_end[i]
            if of_state(term.value)
            else points(term, night.get(term.value, np.zeros(len(boards))))
            for i, term in enumerate(terms)
        ]
    ).reshape(len(terms), len(boards))
    broken = [-LATE_BREACH_POINTS * float(late_breaches(b, role, end)) for b in boards]
    cost = SACKING_POINTS if role == "secretary" else 0.0
    clout = [_kept_clout(board, role) / 100 for board in boards]
    yield Outlook(
        (*(term.name for term in terms), SACKINGS, BREACHES, AGENDA, CLOUT),
        np.vstack([found, -cost * sackings, np.array(broken), steps, np.array(clout)]),
        soon,
    )


def _kept_clout(board: Board, role: Role) -> int:
    """Return the clout that an office has next quarter, with the bonds of its live deals, which
    come back to it if it keeps them, in hundredths."""
    bonds = [dict(deal.bonds).get(role, 0) for deal in board.deals if deal.state == "live"]
    return min(CLOUT_CAP, board.office(role).clout + CLOUT_INCOME) + sum(bonds)


class _Reading:
    """What terms read of worlds side by side, whose boards stay as they are."""

    def __init__(self, pack: Pack, boards: Sequence[Board]) -> None:
        self._pack = pack
        start = [start_of(board) for board in boards]
        self._start = {name: np.array([s.get(name, 0.0) for s in start]) for name in FIGURE_INDEX}
        counts = [dict(board.past.counts) for board in boards]
        self._counts = {name: np.array([c.get(name, 0.0) for c in counts]) for name in COUNTS}

    def passed(self, world: World) -> None:
        """Count what adds up over the quarter that has ended."""
        self._counts["support_paid_m"] = self._counts["support_paid_m"] + world.metric_of(
            "support_m"
        )

    def points(self, terms: Sequence[ScoreTerm], world: World, later: World | None = None) -> F:
        """Return the points that terms of state give, (terms, B), 0 for the others."""
        now = self._figures(world)
        if later is None:
            value = banked_scores.read(self._pack, self._start, now)
        else:
            after = self._figures(later)
            value = banked_scores.read_after(self._pack, self._start, now, after)
        nothing = np.zeros(world.batch)
        rows = [points(t, value(t.value)) if of_state(t.value) else nothing for t in terms]
        return np.array(rows).reshape(len(terms), world.batch)

    def _figures(self, world: World) -> Callable[[str], F]:
        """Return what looks up figures and counts where the worlds are like this."""
        figures = figures_of(world)

        def figure(name: str) -> F:
            found: F = self._counts[name] if name in COUNTS else figures[FIGURE_INDEX[name]]
            return found

        return figure


def _voted(
    pack: Pack, boards: Sequence[Board], world: World, seats_out: float
) -> tuple[dict[str, F], World]:
    """Return what a vote now would come to, by name, (B,), and the worlds that vote; who wins is
    counted by how near it is, beside the seats by which that may be out."""
    campaign = boards[0].phase == "campaign"
    quarter = world.quarter + 1
    polled = [b if campaign else replace(b, quarter=quarter, modifiers=()) for b in boards]
    nights = recounted(pack, polled, world)
    drawn = [results_of(pack, night) for _, night in nights]
    found = {name: np.array([one[name] for one in drawn]) for name in drawn[0]}
    ahead = found["seats_government"] - mainland_seats(pack) / 2
    wins: F = 1.0 / (1.0 + exp(-ahead / seats_out))
    found["government_wins"] = wins
    cash = np.array([float(pledged(pack, board)) for board in boards])
    found["repeal_pledge"] = cash * (1.0 - 2.0 * wins)
    return found, World.stack([voted for voted, _ in nights]) if campaign else world


def _stepped(
    pack: Pack, role: Role, boards: Sequence[Board], world: World, quarter: int
) -> NDArray[np.float64]:
    """Return the points of the steps of the role's secret aim that are reached, (B,), if the
    quarter's end is as in ``world``."""
    found = []
    for board, one in zip(boards, world.each(), strict=True):
        office = board.office(role)
        own = agendas.steps(pack).get(office.agenda or "")
        reached = len(office.steps)
        if own is not None and not office.agenda_broken:
            asked = predicates.truth(pack, replace(board, quarter=quarter), one)
            if own.throughout is None or own.throughout(asked):
                while (
                    reached < len(STEP_POINTS)
                    and quarter >= own.since[reached]
                    and own.tests[reached](asked)
                    and (own.also is None or own.also(asked))
                ):
                    reached += 1
        found.append(sum(STEP_POINTS[:reached]))
    return np.array(found, np.float64)
