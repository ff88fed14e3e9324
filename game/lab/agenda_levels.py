"""Levels of agendas' steps, found from games of personas in which every agenda is kept.

Games are played in rounds, each office keeping one of its own agendas in each game, in ever other
company: who keeps what beside it counts for whether an agenda is reached. A step's level is
the one that so many games reach as ``REACHED`` says, in the order of the steps; a step never asks
for less than the step before (``schema.cards.Agenda``). ``failure-regime lab agendas`` prints what
a scenario's ``agendas: change:`` may say.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, pairwise
from typing import Any, Final

from game.lab import intervals
from game.lab.batch import TILE, Game, begin, play_on, seldom
from game.lab.kept_run import KeptRun, RunAsked, Wanted
from game.rules import agendas
from game.rules.banked_scores import planned
from game.rules.cards.index import card_index
from game.rules.effects import predicates
from game.rules.state import figures
from game.rules.state.position import Position
from game.rules.state.replace import replace
from game.scenario import loader
from game.scenario.checks.agendas import measured_range
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import STEPS, Agenda

#: Shares of games that come to each step: the first nearly always, the second in somewhat under
#: half, the third seldom. Steps that were rolled like dice would decide the match.
REACHED: Final = (0.9, 0.45, 0.12)
#: The share of a score's variance that agendas may make.
SHARE: Final = 0.15
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
    return [[_kept(pack, n, game) for game in range(games)] for n in range(_rounds(pack))]


def _rounds(pack: Pack) -> int:
    """Return the most agendas that an office has of its own."""
    return max((sum(a.role == role for a in pack.scenario.agendas) for role in ROLES), default=0)


def _kept(pack: Pack, n: int, game: int) -> dict[Role, Agenda]:
    """Return who keeps which agenda in a round's game."""
    own = {role: [a for a in pack.scenario.agendas if a.role == role] for role in ROLES}
    return {
        role: some[(n + game * turn) % len(some)]
        for turn, (role, some) in enumerate(own.items(), start=1)
        if some
    }


class AgendaLevels(KeptRun):
    """A run of games of one scenario in which every agenda is kept, a round after the other."""

    name = "agendas"
    tile = TILE

    def __init__(self, asked: RunAsked) -> None:
        """Begin a run of so many games a round.

        Raises InputError for a scenario or a file that isn't right.
        """
        count = _rounds(loader.load(asked.scenario))
        games = [(f"{n}/{i}", seed) for n in range(count) for i, seed in enumerate(asked.seeds)]
        super().__init__(asked, games)

    @staticmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[dict[str, Any]]:
        """Play games side by side and yield what is kept of each."""
        kept = [_kept(pack, *map(int, kind.split("/"))) for kind, _ in wanted]
        tests = agendas.steps(pack)
        with seldom():
            games = begin(pack, dict.fromkeys(ROLES, "persona"), [seed for _, seed in wanted])
            for game, its in zip(games, kept, strict=True):
                game.position = _dealt(game.position, its)
            courses: list[dict[str, Course]] = [{a.id: [] for a in its.values()} for its in kept]
            for n in range(1, planned(pack) + 1):
                play_on(pack, games, n)
                for game, its, found in zip(games, kept, courses, strict=True):
                    if len(game.track) == n + 1:
                        for agenda in its.values():
                            found[agenda.id].append(_measured(pack, game, agenda, tests[agenda.id]))
            play_on(pack, games)
        for game, its, found in zip(games, kept, courses, strict=True):
            board = game.position.board
            yield {
                "courses": found,
                "kept": {role: agenda.id for role, agenda in its.items()},
                "scores": {role: float(score) for role, score in board.scores},
                "aims": {o.role: agendas.points(o) for o in board.offices},
            }

    def levels(self) -> list[FoundLevels]:
        """Return the levels of each agenda that the scenario deals."""
        courses: dict[str, list[Course]] = {}
        for row in self.rows():
            for agenda, course in row["courses"].items():
                courses.setdefault(agenda, []).append(course)
        first, found = card_index(self.pack).first, []
        for agenda in self.pack.scenario.agendas:
            since = [quarter - first for quarter in agendas.steps(self.pack)[agenda.id].since]
            own = courses[agenda.id]
            levels = levels_of(agenda, since, own, measured_range(self.pack.scenario, agenda))
            reached, today = (shares(agenda, since, own, x) for x in (levels, agenda.levels))
            found.append(FoundLevels(agenda.id, levels, reached, today))
        return found

    def result(self) -> dict[str, Any]:
        """Return the whole JSON of a run that has been played."""
        rows = self.rows()
        by_agenda: dict[str, list[float]] = {}
        for row in rows:
            for role, agenda in row["kept"].items():
                by_agenda.setdefault(agenda, []).append(row["aims"][role])
        found = []
        for one in self.levels():
            mean, half = intervals.of_mean(by_agenda[one.agenda])
            agenda = self.pack.scenario.agenda(one.agenda)
            found.append(
                {
                    "agenda": one.agenda,
                    "role": agenda.role,
                    "games": len(by_agenda[one.agenda]),
                    "points": round(mean, 3),
                    "half_interval": round(half, 3),
                    "levels_today": list(agenda.levels),
                    "reached_today": [round(share, 4) for share in one.today],
                    "levels": list(one.levels),
                    "reached": [round(share, 4) for share in one.reached],
                    "yaml": one.yaml(),
                }
            )
        offices = []
        for role in ROLES:
            whole = statistics.pvariance([row["scores"][role] for row in rows])
            aims = statistics.pvariance([row["aims"][role] for row in rows])
            share = aims / whole if whole else 0.0
            offices.append(
                {"role": role, "share": round(share, 4), "games": len(rows), "met": share <= SHARE}
            )
        return {**self.about(), "must": SHARE, "offices": offices, "found": found}


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


def levels_of(
    agenda: Agenda,
    since: Sequence[int],
    courses: Sequence[Course],
    measured: tuple[float, float] = (-math.inf, math.inf),
) -> tuple[float, ...]:
    """Return the levels by which the shares of games lie nearest to ``REACHED``, all three in one.

    No step asks for less than the one before, but a bound on what only adds up may grow. Of equals
    the hardest. None lies at an end of what can be ``measured``, or beyond: nobody could reach it.
    """
    values = [value for course in courses for value in course if value is not None]
    if not values:
        return agenda.levels
    least = 0 if agenda.rises else 1  # nothing is below nought
    tried = _tried(min(values), max(values), least, whole=agenda.measure.count is not None)
    low, high = measured
    tried = [level for level in tried if (level < high if agenda.rises else level > low)]
    if not tried:
        return agenda.levels
    same = len(tried) < STEPS or all(later > sooner for sooner, later in pairwise(since))
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
    units; as many as there are steps at least, so that each can have its own."""
    size = 10.0 ** math.floor(math.log10(max(high - low, 1e-3) / _GRID))
    unit = next(u for u in (size, 2 * size, 5 * size, 10 * size) if (high - low) / u <= _GRID)
    unit = max(unit, 1.0) if whole else unit
    first, last = math.floor(low / unit), math.ceil(high / unit)
    first = max(least, first)
    return [round(n * unit, 6) for n in range(first, max(last + 1, first + STEPS))]


assert all(a > b for a, b in pairwise(REACHED))
