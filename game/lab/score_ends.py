"""Ends of score terms, found from games of personas: where a term pays nothing, and where all.

A term's measure in a game is its value as the score counts it: the mean over the quarters and the
state at the end, weighed as ``scoring.yaml`` says (``on_the_way``). How far its ends lie apart says
what a step of it is worth, and is the author's; if the worst and the best tenth of the games don't
lie between them, with a little to spare, they are put further apart. Where they lie is found: games
come to about half of the points, and lie apart. ``failure-regime lab scoring`` prints the ends with
what games come to by them, and by today's. Results that either happen or don't have none to find.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab.batch import Game, begin, play_on, seldom
from game.lab.simulate import seed_of
from game.rules import banked_scores
from game.rules.election.inheritance import inherited
from game.rules.score_terms import of_state, reader
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import ScoreTerm
from game.scenario.score_values import CHANGE, INHERITED, RATIO
from game.world.figure_names import FIGURE_INDEX
from game.world.world_state import World

F = NDArray[np.float64]
#: The tenths between which most games lie, per cent.
_WORST, _BEST = 10.0, 90.0
#: What lies beyond on either side at least, as a share of their distance.
_TO_SPARE: Final = 0.1
#: What the mean share's distance from a half weighs against the shares' standard deviation.
_FOR_HALF: Final = 0.3
#: Places that are tried for the middle between the ends.
_TRIED: Final = 400
#: Ends are written to so many parts of the distance between them, about.
_PARTS: Final = 40.0
#: Results that either happen or don't.
_EITHER: Final = frozenset({"government_wins", "repeal_pledge", "snap", "collapse"})
#: The highest that a result can be, where something bounds it.
_MOST: Final = {"marginals_safe": 1.0, "marginals_held": 1.0, "national": 100.0}


@dataclass(frozen=True, slots=True)
class FoundEnds:
    """A term's ends, and the shares of its points that games come to by them and by today's:
    the mean, and the standard deviation."""

    role: Role
    term: ScoreTerm
    ends: tuple[float, float]
    found: tuple[float, float]
    today: tuple[float, float]

    def line(self) -> str:
        """Return the term's ends for ``scoring.yaml``, with what they come to."""
        zero, full = self.ends
        (mean, sd), (mean_now, sd_now) = self.found, self.today
        now = f"{self.term.zero_at:g}, {self.term.full_at:g}"
        return (
            f'{self.role}: {{name: "{self.term.name}", zero_at: {zero:g}, full_at: {full:g}}}'
            f"  # {mean:.2f} ± {sd:.2f}; as it is ({now}) {mean_now:.2f} ± {sd_now:.2f}"
        )


@dataclass(frozen=True, slots=True)
class TermCourse:
    """What a value was in N games: ``way`` (N, quarters), ``end`` (N,)."""

    way: F
    end: F


def measure(
    scenario: str, games: int, seed: int = 1, done: Callable[[int], None] = lambda count: None
) -> list[FoundEnds]:
    """Return the ends of each role's terms, of so many games that were played to the vote.

    Raises InputError for a scenario that isn't right.
    """
    pack = loader.load(scenario)
    courses = _played(pack, [seed_of(seed, i) for i in range(games)], done)
    share = pack.scenario.scoring.on_the_way
    found = []
    for role in ROLES:
        for term in pack.scenario.scoring.roles.get(role, ()):
            course = courses.get(term.value)
            if course is not None and term.value not in _EITHER:
                part = share if of_state(term.value) else 0.0
                found.append(_found(pack, role, term, course, part))
    return found


def _played(pack: Pack, seeds: Sequence[int], done: Callable[[int], None]) -> dict[str, TermCourse]:
    """Play games of personas; return what each term's value was, of those that were whole."""
    planned = banked_scores.planned(pack)
    with seldom():
        games = begin(pack, dict.fromkeys(ROLES, "persona"), seeds)
        kept: list[list[dict[str, float]]] = [[] for _ in games]
        for n in range(1, planned + 1):
            play_on(pack, games, n)
            for game, course in zip(games, kept, strict=True):
                if len(game.track) == n + 1:
                    position = game.position
                    course.append(banked_scores.values_now(pack, position.board, position.world))
            done(1)
        play_on(pack, games)
    whole = [
        (game, course)
        for game, course in zip(games, kept, strict=True)
        if game.position.board.ending == "election" and len(course) == planned
    ]
    if not whole:
        return {}
    ends = _ends_of_games(pack, [game for game, _ in whole])
    names = {t.value for terms in pack.scenario.scoring.roles.values() for t in terms}
    return {
        name: TermCourse(
            np.array([[quarter[name] for quarter in course] for _, course in whole])
            if of_state(name)
            else np.zeros((len(whole), 1)),
            np.array([end(name) for end in ends]),
        )
        for name in sorted(names)
    }


def _ends_of_games(pack: Pack, games: Sequence[Game]) -> list[Callable[[str], float]]:
    """Return what looks up a term's value at each game's end, the inheritance included."""
    boards = [game.position.board for game in games]
    worlds = [game.position.world for game in games]
    later = inherited(pack, boards, World.together(worlds)).each()
    return [
        reader(board, world, left, dict(board.result))
        for board, world, left in zip(boards, worlds, later, strict=True)
    ]


def _found(pack: Pack, role: Role, term: ScoreTerm, course: TermCourse, share: float) -> FoundEnds:
    least, most = _bounds(pack, term.value)
    ends = ends_of(course, share, term.full_at - term.zero_at, least=least, most=most)
    return FoundEnds(
        role,
        term,
        ends,
        _come_to(course, share, *ends),
        _come_to(course, share, term.zero_at, term.full_at),
    )


def _bounds(pack: Pack, value: str) -> tuple[float, float]:
    """Return between what a term's value lies."""
    figure = value.removeprefix(INHERITED)
    if figure in FIGURE_INDEX:
        return pack.scenario.figure(figure).bounds
    if value.startswith((CHANGE, RATIO)):
        return -math.inf, math.inf
    return 0.0, _MOST.get(value, math.inf)


def ends_of(
    course: TermCourse, share: float, apart: float, *, least: float, most: float
) -> tuple[float, float]:
    """Return where a term pays nothing and where all, if ``share`` of it is the mean on the way.

    ``apart`` is how far from nothing to all at least; below nought: less is better. No end lies
    beyond what can be: below ``least`` or above ``most``.
    """
    up = apart > 0.0
    measures = share * course.way.mean(axis=1) + (1.0 - share) * course.end
    worst, best = (float(np.percentile(measures, q)) for q in (_WORST, _BEST))
    width = max((1.0 + 2.0 * _TO_SPARE) * (best - worst), abs(apart))
    low = float(min(course.way.min(), course.end.min())) - width
    high = float(max(course.way.max(), course.end.max())) + width

    def at(middle: float) -> tuple[float, float]:
        top = min(max(middle - width / 2.0, least) + width, most)
        bottom = max(top - width, least)
        return (bottom, top) if up else (top, bottom)

    tried = []
    for middle in np.linspace(low, high, _TRIED).tolist():
        mean, sd = _come_to(course, share, *at(middle))
        tried.append((sd - _FOR_HALF * abs(mean - 0.5), middle))
    unit = _unit(width)
    zero, full = at(max(tried)[1])
    return round(round(zero / unit) * unit, 9), round(round(full / unit) * unit, 9)


def _unit(width: float) -> float:
    """Return a round number, about a fortieth of the width.

    >>> _unit(30.0), _unit(0.05), _unit(460.0)
    (1.0, 0.001, 10.0)
    """
    size = 10.0 ** math.floor(math.log10(width / _PARTS))
    return max(u for u in (size, 2.0 * size, 5.0 * size, 10.0 * size) if u <= 1.5 * width / _PARTS)


def _come_to(course: TermCourse, share: float, zero: float, full: float) -> tuple[float, float]:
    """Return the share of the points that games come to: its mean and standard deviation."""
    span = full - zero

    def won(values: F) -> F:
        out: F = np.minimum(np.maximum((values - zero) / span, 0.0), 1.0)
        return out

    each = share * won(course.way).mean(axis=1) + (1.0 - share) * won(course.end)
    return float(each.mean()), float(each.std())
