"""Levels of agendas' steps, found from games of personas in which every agenda is kept.

Games are played in rounds, each office keeping one of its own agendas in each game, in ever other
company: who keeps what beside it counts for whether an agenda is reached. A step's level is
the one that so many games reach as ``REACHED`` says, in the order of the steps; a step never asks
for less than the step before (``schema.cards.Agenda``). ``failure-regime lab agendas`` prints what
a scenario's ``agendas: change:`` may say.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, pairwise
from typing import Final

from game.lab.batch import Game, begin, play_on, seldom
from game.lab.simulate import seed_of
from game.rules import agendas
from game.rules.banked_scores import planned
from game.rules.cards.index import card_index
from game.rules.effects import predicates
from game.rules.state import figures
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import STEPS, Agenda

#: Shares of games that come to each step: the first nearly always, the second in somewhat under
#: half, the third seldom. Steps that were rolled like dice would decide the match.
REACHED: Final = (0.9, 0.45, 0.12)
#: How many levels are tried between the best game and the worst, at most.
_GRID: Final = 24

#: A game's course, quarter by quarter: the measure, None where no step could be reached.
Course = list[float | None]


@dataclass(frozen=True, slots=True)
class FoundLevels:
    """An agenda's levels, and the shares of games that reach each step by them and by today's."""

    agenda: str
    levels: tuple[float, ...]
    reached: tuple[float, ...]
    today: tuple[float, ...]

    def yaml(self) -> str:
        """Return the line of ``agendas: change:``, with what it comes to."""
        numbers = ", ".join(f"{level:.6g}" for level in self.levels)
        shares = ", ".join(f"{share:.2f}" for share in self.reached)
        before = ", ".join(f"{share:.2f}" for share in self.today)
        return f"{self.agenda}: {{levels: [{numbers}]}}  # reached {shares}; as it is {before}"


def rounds(pack: Pack, games: int) -> list[list[dict[Role, Agenda]]]:
    """Return who keeps which agenda in each game of each round; each is kept about as often."""
    own = {role: [a for a in pack.scenario.agendas if a.role == role] for role in ROLES}
    most = max((len(some) for some in own.values()), default=0)
    return [
        [
            {
                role: some[(n + game * turn) % len(some)]
                for turn, (role, some) in enumerate(own.items(), start=1)
                if some
            }
            for game in range(games)
        ]
        for n in range(most)
    ]


def measure(
    scenario: str, games: int, seed: int = 1, done: Callable[[int], None] = lambda count: None
) -> list[FoundLevels]:
    """Return the levels of each agenda that the scenario deals, of so many games a round.

    Raises InputError for a scenario that isn't right.
    """
    pack = loader.load(scenario)
    courses: dict[str, list[Course]] = {}
    for kept in rounds(pack, games):
        for agenda, its in _played(pack, kept, [seed_of(seed, i) for i in range(games)]):
            courses.setdefault(agenda.id, []).append(its)
        done(1)
    first = card_index(pack).first
    found = []
    for agenda in pack.scenario.agendas:
        since = [quarter - first for quarter in agendas.steps(pack)[agenda.id].since]
        levels = levels_of(agenda, since, courses[agenda.id])
        reached = shares(agenda, since, courses[agenda.id], levels)
        today = shares(agenda, since, courses[agenda.id], agenda.levels)
        found.append(FoundLevels(agenda.id, levels, reached, today))
    return found


def _played(
    pack: Pack, kept: Sequence[dict[Role, Agenda]], seeds: Sequence[int]
) -> list[tuple[Agenda, Course]]:
    """Play games in which offices keep such agendas; return each agenda's course in each."""
    tests = agendas.steps(pack)
    with seldom():
        games = begin(pack, dict.fromkeys(ROLES, "persona"), seeds)
        for game, its in zip(games, kept, strict=True):
            game.position = _dealt(game.position, its)
        found: list[list[tuple[Agenda, Course]]] = [
            [(agenda, []) for agenda in its.values()] for its in kept
        ]
        for n in range(1, planned(pack) + 1):
            play_on(pack, games, n)
            for game, own in zip(games, found, strict=True):
                if len(game.track) == n + 1:
                    for agenda, course in own:
                        course.append(_measured(pack, game, agenda, tests[agenda.id]))
    return [pair for own in found for pair in own]


def _dealt(position: Position, kept: dict[Role, Agenda]) -> Position:
    offices = tuple(
        replace(o, agendas_dealt=(kept[o.role].id,)) if o.role in kept else o
        for o in position.board.offices
    )
    return Position(replace(position.board, offices=offices), position.world)


def _measured(pack: Pack, game: Game, agenda: Agenda, tests: agendas.StepTests) -> float | None:
    """Return what the measure is at a quarter's end, None if no step can be reached then."""
    board, world = game.position.board, game.position.world
    if board.office(agenda.role).agenda_broken:
        return None
    asked = predicates.truth(pack, board, world)
    if any(part is not None and not part(asked) for part in (tests.also, tests.throughout)):
        return None
    found = figures.value(board, world, agenda.measure.name)
    if agenda.measure.ratio:
        start = figures.start_of(board).get(agenda.measure.name, 0.0)
        return found / start if start else 1.0
    return found


def shares(
    agenda: Agenda, since: Sequence[int], courses: Sequence[Course], levels: Sequence[float]
) -> tuple[float, ...]:
    """Return the share of games that reach each step at such levels."""
    met = [0] * len(levels)
    for course in courses:
        step = 0
        for n, value in enumerate(course):
            while (
                step < len(levels)
                and n >= since[step]
                and value is not None
                and (value > levels[step] if agenda.rises else value < levels[step])
            ):
                met[step] += 1
                step += 1
    return tuple(count / max(1, len(courses)) for count in met)


def levels_of(agenda: Agenda, since: Sequence[int], courses: Sequence[Course]) -> tuple[float, ...]:
    """Return the levels by which the shares of games lie nearest to ``REACHED``, all three in one.

    No step asks for less than the one before, but a bound on what only adds up may grow. Of equals
    the hardest.
    """
    values = [value for course in courses for value in course if value is not None]
    if not values:
        return agenda.levels
    least = 0 if agenda.rises else 1  # nothing is below nought
    tried = _tried(min(values), max(values), least, whole=agenda.measure.count is not None)
    same = all(later > sooner for sooner, later in pairwise(since))
    combine = combinations_with_replacement if same else combinations
    easiest_first = tried if agenda.rises else tried[::-1]
    # a bound on what only adds up may also grow: it is asked for later
    orders = (
        [easiest_first] if agenda.rises or agenda.measure.count is None else [tried, tried[::-1]]
    )
    hardest = [levels for order in orders for levels in reversed(list(combine(order, STEPS)))]

    def miss(levels: tuple[float, ...]) -> float:
        found = shares(agenda, since, courses, levels)
        return sum((share - wanted) ** 2 for share, wanted in zip(found, REACHED, strict=True))

    return min(hardest, key=miss)


def _tried(low: float, high: float, least: int, *, whole: bool) -> list[float]:
    """Return round numbers from just below the one to just above the other, none below ``least``
    units."""
    size = 10.0 ** math.floor(math.log10(max(high - low, 1e-3) / _GRID))
    unit = next(u for u in (size, 2 * size, 5 * size, 10 * size) if (high - low) / u <= _GRID)
    unit = max(unit, 1.0) if whole else unit
    first, last = math.floor(low / unit), math.ceil(high / unit)
    return [round(n * unit, 6) for n in range(max(least, first), last + 1)]


assert all(a > b for a, b in pairwise(REACHED))
