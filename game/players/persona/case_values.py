"""What a persona makes of cases: the line it takes as decider, and where it puts a stake.

A way out is worth what its effects bring the role by its own score, as a lever is. Whoever decides
takes the way worth most to it, less what it fears to lose by a block. Whoever doesn't asks what the
decider is most likely to take, by the decider's own terms, and stakes clout for or against it where
what would be won or lost is worth more than the clout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from game.players.persona.lever_values import PER_100M, LeverValues, RoleValues
from game.rules.cases import ways_out
from game.rules.constants import OFFICE_WEIGHT, STAKE_MAX
from game.rules.state.commands import CaseLine, Stake
from game.rules.state.view import SeenCase, SeenWay, View
from game.scenario.schema.base import ROLES, Role

#: Points that a way out must bring or cost a role before it stakes one clout, and two.
WORTH_A_STAKE: Final = (0.35, 1.0)
#: Share of a way out's worth that is lost where it is blocked: the case comes again.
_BLOCKED: Final = 0.7


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A way out that was considered: its worth in points to the role, and the case."""

    case: SeenCase
    way: SeenWay
    worth: float


def worth(values: RoleValues, case: SeenCase, way: SeenWay) -> float:
    """Return the points that a way out of the case brings the role when it is done whole."""
    source = ways_out.source(way.way)
    points = values.value(source) - PER_100M * way.purse_m / 100
    if way.hold:  # which costs its decider standing
        points += values.value(ways_out.held_source(case.decider))
    if case.marginal:
        points += values.value(f"{source}/marginal")
    return points


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


def choices(values: RoleValues, case: SeenCase) -> list[CaseChoice]:
    """Return what the decider may choose as far as is known, best first."""
    open_ = [w for w in case.ways if w.may_choose and not w.reasons]
    found = [CaseChoice(case, way, worth(values, case, way)) for way in open_]
    return sorted(found, key=lambda c: -c.worth)


def _likely(values: LeverValues, case: SeenCase) -> SeenWay:
    """Return the way out that the case's decider is most likely to take, fears and all."""
    found = choices(values.of_role(case.decider), case)
    if not found:
        return next(way for way in case.ways if way.way == case.default)
    return max(found, key=lambda c: _weighed(c, _feared(values, case, c.way), STAKE_MAX)[0]).way


def _weighed(choice: CaseChoice, against: int, clout: int) -> tuple[float, int]:
    """Return what a way out is worth to its decider by what it fears, and the backing it gives."""
    backing = min(STAKE_MAX, max(0, against + 1 - OFFICE_WEIGHT), clout)
    carried = against < OFFICE_WEIGHT + backing
    return choice.worth * (1.0 if carried or choice.worth < 0 else 1.0 - _BLOCKED), backing


def _feared(values: LeverValues, case: SeenCase, way: SeenWay) -> int:
    """Return the clout that others may be expected to put against a way out, less for it."""
    staked = 0
    for role in ROLES:
        if role != case.decider:
            points = worth(values.of_role(role), case, way)
            staked += _clout(points) * (1 if points < 0 else -1)
    return max(0, staked)


def _clout(points: float) -> int:
    """Return the clout that so many points at stake are worth."""
    return sum([abs(points) >= least for least in WORTH_A_STAKE])


def wanted(view: View, role: Role, values: LeverValues) -> tuple[float, float]:
    """Return the clout that the role would put on what is due, and what that is worth in points:
    orders that are worth less leave it alone."""
    clout, points = 0, 0.0
    own = values.of_role(role)
    for case in due(view):
        way = _likely(values, case)
        at_stake = worth(own, case, way)
        if case.decider == role:  # behind what it is likely to take, as much as that asks for
            against = _feared(values, case, way)
            _, backing = _weighed(CaseChoice(case, way, at_stake), against, STAKE_MAX)
            clout += backing
            points += abs(at_stake) if backing else 0.0
            continue
        clout += _clout(at_stake)
        points += abs(at_stake) if _clout(at_stake) else 0.0
    return float(clout), points


def lines(
    view: View,
    role: Role,
    values: LeverValues,
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
    own, drawn = values.of_role(role), iter(noise)
    for case in due(view):
        if case.decider != role:
            continue
        best: tuple[float, CaseChoice, int] | None = None
        for choice in choices(own, case):
            z = next(drawn, 0.0)
            if choice.way.purse_m > purse_m:
                continue
            against = _feared(values, case, choice.way)
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
    values: LeverValues,
    noise: Sequence[float],
    spread: float,
    clout: float,
    left_alone: Mapping[int, float] = MappingProxyType({}),
) -> tuple[tuple[Stake, ...], list[CaseChoice]]:
    """Return the stakes on what others decide, and what was considered, as ``lines`` does."""
    found: list[Stake] = []
    considered: list[CaseChoice] = []
    own, drawn = values.of_role(role), iter(noise)
    for case in due(view):
        if case.decider == role:
            continue
        way = _likely(values, case)
        points = worth(own, case, way) + spread * next(drawn, 0.0)
        considered.append(CaseChoice(case, way, points))
        # what it has promised to leave alone must be worth more than breaking its word costs
        at_stake = max(0.0, abs(points) - left_alone.get(case.number, 0.0))
        put = min(_clout(at_stake), int(clout))
        if put:
            clout -= put
            side: Literal["for", "against"] = "for" if points > 0 else "against"
            found.append(Stake(case=case.number, way=way.way, side=side, clout=put))
    return tuple(found), sorted(considered, key=lambda c: -abs(c.worth))
