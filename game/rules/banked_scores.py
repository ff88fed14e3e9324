"""Scores that are banked: what of a score is earned on the way, quarter by quarter.

A term of state (``score_terms.of_state``) pays a share of its points (``on_the_way`` of
``scoring.yaml``) as the mean over all **planned** market quarters, and the rest by how things stand
at the end, the inheritance included. What was earned is kept; each April's part is told to all in
whole points.

After an early election the quarters that were planned and not played count as in the scenario's
idle course (``course.yaml``: figures of games in which nobody did anything, ``lab.idle_course``),
on the way and, by their share, at the end. So nobody cashes a good start. Three things of the
game itself tell on them: what only adds up goes on from where the vote found it; reform that was
not delivered by then is not delivered later; and if the government fell, what was delivered is
undone. Without a course, and after a collapse, quarters that were not played bring nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from game.rules import score_terms
from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.score_terms import Number, points
from game.rules.state import figures
from game.rules.state.facts import Fact, YearBanked
from game.rules.state.position import Board, YearsBanked
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import Course, ScoreTerm
from game.scenario.score_values import INHERITED, bare
from game.world.exact_sums import in_order
from game.world.figure_names import FIGURE_INDEX
from game.world.quarter_calendar import closes_financial_year
from game.world.world_state import World

#: Figures that only add up, as counts do: they go on from where they are.
_ADD_UP: Final = frozenset({"closures", "failures_cumulative", *figures.COUNTS})
_REFORM: Final = "reform_delivered"

_Value = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class StateTerm:
    """A role's term of state, and the name under which it is banked."""

    key: str
    role: Role
    term: ScoreTerm


@per_pack
def state_terms(pack: Pack) -> tuple[StateTerm, ...]:
    """Return all roles' terms of state, in the roles' order."""
    return tuple(
        StateTerm(key_of(role, term), role, term)
        for role in ROLES
        for term in pack.scenario.scoring.roles.get(role, ())
        if score_terms.of_state(term.value)
    )


def key_of(role: Role, term: ScoreTerm) -> str:
    """Return the name under which a role's term is banked."""
    return f"{role}/{term.name}"


@per_pack
def planned(pack: Pack) -> int:
    """Return how many market quarters the scenario plans."""
    cards = card_index(pack)
    return cards.last - cards.first + 1


@per_pack
def most_a_quarter(pack: Pack) -> dict[Role, float]:
    """Return the points that each role can bank in one quarter."""
    state = {
        role: in_order(t.term.points for t in state_terms(pack) if t.role == role) for role in ROLES
    }
    share = pack.scenario.scoring.on_the_way / planned(pack)
    return {role: share * points for role, points in state.items()}


def read(
    pack: Pack, start: Mapping[str, Number], figure: Callable[[str], Number]
) -> Callable[[str], Number]:
    """Return what looks up any value of state where figures and counts are as ``figure`` says, in
    one game or in many side by side.

    What is inherited after a vote is, until then, as it is.
    """
    marginals = int(pack.model.country.marginal.sum())

    def plain(name: str) -> Number:
        return score_terms.derived(name, figure(bare(name)), start, marginals)

    def value(name: str) -> Number:  # beside ``plain``: one that called itself would be a circle
        if name == "national":
            return score_terms.national(pack.scenario.scoring.national, plain)
        return plain(name)

    return value


def read_after(
    pack: Pack,
    start: Mapping[str, Number],
    figure: Callable[[str], Number],
    later: Callable[[str], Number],
) -> Callable[[str], Number]:
    """Return what looks up any value of state at the end, where the figures are as ``figure`` says
    and those that are inherited as ``later`` does."""
    value, after = read(pack, start, figure), read(pack, start, later)

    def at_end(name: str) -> Number:
        if name == "national":
            return (value(name) + after(name)) / 2
        return after(name) if name.startswith(INHERITED) else value(name)

    return at_end


def points_now(pack: Pack, board: Board, world: World) -> dict[str, float]:
    """Return the points that each term of state gives as things stand, by its key."""
    value = values_now(pack, board, world)
    return {t.key: points(t.term, value[t.term.value]) for t in state_terms(pack)}


def values_now(pack: Pack, board: Board, world: World) -> dict[str, float]:
    """Return the value of each term of state as things stand, by the value's name."""
    counts, values = dict(board.past.counts), figures.all_values(world)

    def figure(name: str) -> float:
        if name in figures.COUNTS:
            return counts.get(name, 0.0)
        return values[FIGURE_INDEX[name]]

    value = read(pack, figures.start_of(board), figure)
    # terms of several roles read the same values
    return {name: value(name) for name in dict.fromkeys(t.term.value for t in state_terms(pack))}


def bank(pack: Pack, board: Board, world: World) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board with the points of the quarter that ended, and the year's part in April.

    ``world`` is as the quarter left it.
    """
    sums = dict(board.banked)
    for key, won in points_now(pack, board, world).items():
        sums[key] = round(sums.get(key, 0.0) + won, 6)
    quarters = board.banked_quarters + 1
    board = replace(board, banked=tuple(sums.items()), banked_quarters=quarters)
    if not (closes_financial_year(board.quarter) or board.quarter == card_index(pack).last):
        return board, ()
    return _april(pack, board)


def _april(pack: Pack, board: Board) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board with the year's part of each score kept, in whole points, and told."""
    before = banked_points(board.years_banked)
    so_far = dict.fromkeys(ROLES, 0.0)
    for t in state_terms(pack):
        share = pack.scenario.scoring.on_the_way / planned(pack)
        so_far[t.role] += share * dict(board.banked).get(t.key, 0.0)
    year = sum(
        1 for q in range(board.quarter - 3, board.quarter + 1) if q >= card_index(pack).first
    )
    parts = tuple((role, round(so_far[role]) - before.get(role, 0)) for role in ROLES)
    most = tuple((role, round(year * most_a_quarter(pack)[role], 1)) for role in ROLES)
    board = replace(board, years_banked=(*board.years_banked, (board.quarter, parts)))
    return board, (YearBanked(quarter=board.quarter, parts=parts, most=most),)


def guessed(pack: Pack, years: YearsBanked) -> tuple[tuple[tuple[str, float], ...], int]:
    """Return what terms may have banked, as who was told ``years`` may guess, and in how many
    quarters: each role's terms alike."""
    if not years:
        return (), 0
    quarters = years[-1][0] - card_index(pack).first + 1
    points_of, most = banked_points(years), most_a_quarter(pack)
    sums = []
    for t in state_terms(pack):
        won = min(1.0, points_of.get(t.role, 0) / (most[t.role] * quarters))
        sums.append((t.key, round(t.term.points * won * quarters, 6)))
    return tuple(sums), quarters


def banked_points(years: YearsBanked) -> dict[Role, int]:
    """Return the whole points that each role has been told, in Aprils, to have banked."""
    total: dict[Role, int] = {}
    for _, parts in years:
        for role, won in parts:
            total[role] = total.get(role, 0) + won
    return total


@dataclass(frozen=True, slots=True)
class Earned:
    """A term's points: on the way, at the end, and both together."""

    way: float
    end: float

    @property
    def points(self) -> float:
        """Return all of them."""
        return self.way + self.end


def earned(
    pack: Pack, board: Board, last: int, at_end: Mapping[str, float], vote: _Value, *, lost: bool
) -> dict[str, Earned]:
    """Return what each term of state earned in a game whose last market quarter was ``last``.

    ``at_end`` are the terms' points by how the game ended, ``vote`` looks up figures and counts as
    the vote found them, ``lost`` says whether the government fell.
    """
    first, whole = card_index(pack).first, planned(pack)
    played = max(0, min(whole, last - first + 1))
    course = pack.scenario.course if board.ending != "collapse" else None
    never = [first + n for n in range(played, whole)]
    idle = [
        _idle(pack, course, board, quarter, last, vote, lost=lost) if course is not None else {}
        for quarter in never
    ]
    left = _idle(pack, course, board, None, last, vote, lost=lost) if course and never else {}
    sums, n = dict(board.banked), board.banked_quarters
    found, share = {}, pack.scenario.scoring.on_the_way
    for t in state_terms(pack):
        end = at_end[t.key]
        banked = sums.get(t.key, 0.0)
        # a game begun before scores were banked: quarters that nobody counted are like the others
        counted = n if t.key in sums else 0
        banked += max(0, played - counted) * (banked / counted if counted else end)
        way = in_order([banked, *(quarter.get(t.key, 0.0) for quarter in idle)]) / whole
        end = (played * end + (whole - played) * left.get(t.key, 0.0)) / whole
        found[t.key] = Earned(share * way, (1.0 - share) * end)
    return found


def _idle(
    pack: Pack,
    course: Course,
    board: Board,
    quarter: int | None,
    last: int,
    vote: _Value,
    *,
    lost: bool,
) -> dict[str, float]:
    """Return the points of a quarter that was not played; None: of the end, and what is left."""
    first, whole = card_index(pack).first, planned(pack)
    at = whole - 1 if quarter is None else quarter - first
    since = max(0, last - first)

    def figure(name: str, *, later: bool = False) -> float:
        series = course.quarters[name]
        found = course.inherited[name] if later else series[at]
        if name == _REFORM:
            return 0.0 if lost else min(found, vote(name))
        if name in _ADD_UP:
            return vote(name) + max(0.0, found - series[since])
        return found

    start = figures.start_of(board)
    value = read(pack, start, figure)
    if quarter is None:
        value = read_after(pack, start, figure, lambda name: figure(name, later=True))
    found = {}
    for t in state_terms(pack):
        name = t.term.value
        if name != "national" and bare(name) not in course.quarters:
            continue  # a course made before the term: it brings nothing
        found[t.key] = points(t.term, value(name))
    return found
