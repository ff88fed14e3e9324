"""What a persona makes of cases: the line it takes as decider, and where it puts a stake.

What a way out is worth to each role stands in arrays (``way_arrays``). Whoever decides takes the
way worth most to it, less what it fears to lose by a block. Whoever doesn't asks what the decider
is most likely to take, by the decider's own terms, and stakes clout for or against it where what
would be won or lost is worth more than the clout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from game.players.persona.way_arrays import WORTH_A_STAKE, F, Rows, WayKind
from game.rules.cache import Memo
from game.rules.constants import CLOUT_CAP, CLOUT_INCOME, OFFICE_WEIGHT, STAKE_MAX
from game.rules.state.commands import CaseLine, Stake
from game.rules.state.view import SeenCase, SeenWay, View
from game.scenario.schema.base import ROLES, Role
from game.world.exact_math import exp_one
from game.world.exact_sums import in_order

#: Share of a way out's worth that is lost where it is blocked: the case comes again.
_BLOCKED: Final = 0.7
#: Points by which others misjudge a decider: its agenda and its character are its own.
_UNSEEN: Final = 0.5


class CaseChoice(NamedTuple):
    """A way out that was considered: its worth in points to the role, and the case."""

    case: SeenCase
    way: SeenWay
    worth: float


def due(view: View) -> tuple[SeenCase, ...]:
    """Return the cases that are settled with this quarter's sheets."""
    return tuple([case for case in view.cases if case.falls_due])


def promised_m(due: Sequence[SeenCase], decided: Mapping[int, tuple[str, float]]) -> float:
    """Return £m of the purse that the ways out take which were promised for what is due."""
    return sum(
        way.purse_m
        for case in due
        if case.number in decided
        for way in case.ways
        if way.way == decided[case.number][0]
    )


#: Tables of ways out whose judgement is kept, of one reader in one quarter.
_TABLES: Final = 32


class CaseValues:
    """The points that ways out of cases are worth to each role, in the world as a view shows it.

    ``points`` (roles, K) and ``feared`` (K,) are a view's rows of ``way_arrays``, ``place`` the
    kinds in them.
    """

    __slots__ = ("_best", "_chances", "_feared", "_likely", "_place", "_points")

    def __init__(self, place: Mapping[WayKind, int], points: F, feared: Rows) -> None:
        self._place = place
        self._points = points
        self._feared = feared
        # most cases have the very same ways on the table
        self._best: Memo[SeenWay | None] = Memo(_TABLES)
        self._likely: Memo[SeenWay] = Memo(_TABLES)
        self._chances: Memo[tuple[tuple[SeenWay, float], ...]] = Memo(_TABLES)

    def worth(self, role: Role, case: SeenCase, way: SeenWay) -> float:
        """Return the points that a way out of the case brings the role when it is done whole."""
        kind = self._place[way.way, case.decider, case.marginal]
        return self._points.item(ROLES.index(role), kind)

    def feared(self, case: SeenCase, way: SeenWay) -> int:
        """Return the clout that others may be expected to put against a way out, less for it."""
        return self._feared.item(self._place[way.way, case.decider, case.marginal])

    def choices(self, case: SeenCase) -> list[CaseChoice]:
        """Return what the decider may choose as far as is known, best for it first."""
        open_ = [w for w in case.ways if w.may_choose and not w.reasons]
        found = [CaseChoice(case, way, self.worth(case.decider, case, way)) for way in open_]
        return sorted(found, key=lambda choice: -choice.worth)

    def best(self, case: SeenCase) -> SeenWay | None:
        """Return the first of ``choices``, None if there is none."""
        kind = case.decider, case.marginal

        def found() -> SeenWay | None:
            open_ = [way for way in case.ways if way.may_choose and not way.reasons]
            return max(open_, key=lambda way: self.worth(case.decider, case, way), default=None)

        return self._best.get((case.ways,), kind, found)

    def likely(self, case: SeenCase) -> SeenWay:
        """Return the way out that the decider is most likely to take, fears and all."""

        def found() -> SeenWay:
            some = self.choices(case)
            if not some:
                return next(way for way in case.ways if way.way == case.default)
            return max(some, key=lambda c: _weighed(c, self.feared(case, c.way), STAKE_MAX)[0]).way

        return self._likely.get((case.ways,), (case.decider, case.marginal, case.default), found)

    def chances(self, case: SeenCase) -> tuple[tuple[SeenWay, float], ...]:
        """Return how likely, 0–1, the decider takes each way out, as others see it: the more it is
        worth to the decider by what can be seen, fears and all, the likelier."""

        def found() -> tuple[tuple[SeenWay, float], ...]:
            some = self.choices(case)
            if not some:
                return ((next(way for way in case.ways if way.way == case.default), 1.0),)
            weighed = [_weighed(c, self.feared(case, c.way), STAKE_MAX)[0] for c in some]
            best = max(weighed)
            shares = [exp_one((one - best) / _UNSEEN) for one in weighed]
            total = in_order(shares)
            return tuple((c.way, share / total) for c, share in zip(some, shares, strict=True))

        kind = case.decider, case.marginal, case.default
        return self._chances.get((case.ways,), kind, found)

    def at_stake(self, role: Role, case: SeenCase) -> CaseChoice:
        """Return the way out on which the role has most at stake, with the points that it brings
        or costs times how likely it is taken."""
        found = [(chance * self.worth(role, case, way), way) for way, chance in self.chances(case)]
        points, way = max(found, key=lambda one: abs(one[0]))
        return CaseChoice(case, way, points)


def _weighed(choice: CaseChoice, against: int, clout: int) -> tuple[float, int]:
    """Return what a way out is worth to its decider by what it fears, and the backing it gives."""
    backing = min(STAKE_MAX, max(0, against + 1 - OFFICE_WEIGHT), clout)
    carried = against < OFFICE_WEIGHT + backing
    return choice.worth * (1.0 if carried or choice.worth < 0 else 1.0 - _BLOCKED), backing


def _clout(points: float) -> int:
    """Return the clout that so many points at stake are worth."""
    return sum([abs(points) >= least for least in WORTH_A_STAKE])


def _free(clout: float) -> int:
    """Return how much of the clout that is left costs nothing: the next income would be lost."""
    over = 100 * clout + CLOUT_INCOME - CLOUT_CAP
    return min(STAKE_MAX, max(0, int(over // 100)))


def wanted(view: View, role: Role, values: CaseValues) -> tuple[float, float]:
    """Return the clout that the role would put on what is due, and what that is worth in points:
    orders that are worth less leave it alone."""
    clout, points = 0, 0.0
    for case in due(view):
        if case.decider == role:  # behind what it is likely to take, as much as that asks for
            way = values.likely(case)
            at_stake = values.worth(role, case, way)
            against = values.feared(case, way)
            _, backing = _weighed(CaseChoice(case, way, at_stake), against, STAKE_MAX)
            clout += backing
            points += abs(at_stake) if backing else 0.0
            continue
        at_stake = values.at_stake(role, case).worth
        clout += _clout(at_stake)
        points += abs(at_stake) if _clout(at_stake) else 0.0
    return float(clout), points


def lines(
    view: View,
    role: Role,
    values: CaseValues,
    noise: Sequence[float],
    spread: float,
    clout: float,
    purse_m: float,
    promised: Mapping[int, tuple[str, float]] = MappingProxyType({}),
) -> tuple[tuple[CaseLine, ...], list[CaseChoice]]:
    """Return the decider's lines for what is due, and what it considered, best first.

    ``noise`` are standard normal draws, ``spread`` their size in points; ``clout`` and £m in the
    purse are what is left for it. ``promised`` are by case the way out that it has promised to
    take, with the points that breaking its word costs.
    """
    found: list[CaseLine] = []
    considered: list[CaseChoice] = []
    drawn = iter(noise)
    for case in due(view):
        if case.decider != role:
            continue
        best: tuple[float, CaseChoice, int] | None = None
        for choice in values.choices(case):
            z = next(drawn, 0.0)
            if choice.way.purse_m > purse_m:
                continue
            against = values.feared(case, choice.way)
            value, backing = _weighed(choice, against, int(clout))
            value += spread * z
            promise = promised.get(case.number)
            if promise is not None and promise[0] != choice.way.way:
                value -= promise[1]
            considered.append(CaseChoice(case, choice.way, value))
            if best is None or value > best[0]:
                best = value, choice, backing
        if best is None:
            continue
        _, choice, backing = best
        if _clout(choice.worth) == 0:
            backing = 0
        clout -= backing
        purse_m -= choice.way.purse_m
        found.append(CaseLine(case=case.number, way=choice.way.way, backing=backing))
    return tuple(found), sorted(considered, key=lambda c: -c.worth)


def stakes(
    view: View,
    role: Role,
    values: CaseValues,
    noise: Sequence[float],
    spread: float,
    clout: float,
    left_alone: Mapping[int, float] = MappingProxyType({}),
) -> tuple[tuple[Stake, ...], list[CaseChoice]]:
    """Return the stakes on what others decide, and what was considered, as ``lines`` does."""
    found: list[Stake] = []
    considered: list[CaseChoice] = []
    drawn = iter(noise)
    for case in due(view):
        if case.decider == role:
            continue
        most = values.at_stake(role, case)
        way, points = most.way, most.worth + spread * next(drawn, 0.0)
        considered.append(CaseChoice(case, way, points))
        # what it has promised to leave alone must be worth more than breaking its word costs
        at_stake = max(0.0, abs(points) - left_alone.get(case.number, 0.0))
        put = min(max(_clout(at_stake), _free(clout) if at_stake else 0), int(clout))
        if put:
            clout -= put
            side: Literal["for", "against"] = "for" if points > 0 else "against"
            found.append(Stake(case=case.number, way=way.way, side=side, clout=put))
    return tuple(found), sorted(considered, key=lambda c: -abs(c.worth))


def put(
    choices: Sequence[CaseChoice], lines: Sequence[CaseLine], stakes: Sequence[Stake]
) -> list[CaseChoice]:
    """Return those of the choices that are on the sheet, taken or staked on."""
    sheet = [(x.case, x.way) for x in lines] + [(x.case, x.way) for x in stakes]
    return [c for c in choices if (c.case.number, c.way.way) in sheet]
