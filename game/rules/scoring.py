"""Scores: each role's terms, its agenda, and the national result with its inheritance.

What a term's ``value`` may name (the same list stands in ``scenarios/common/scoring.yaml``):

* a figure (``world.names.FIGURES``): its true value at the end;
* a count of the game (``scenario.conditions.Count``);
* ``inheritance_FIGURE``: the figure eight idle quarters after the vote, and
  ``inheritance_health``: the points of the national terms on inherited waits and quality,
  as per cent of what they can be;
* ``national_result``: N, 0–100, the sum of the national terms;
* the night's results, 0 without an election: ``leading_seats``, ``partner_seats``,
  ``opposition_seats``, ``insurgent_seats``, ``government_wins`` (0 or 1),
  ``marginals_held`` (0–1, of the government's English marginals);
* ``marginals_with_hospital_at_risk``, at the end; ``independence_kept`` (1 if the
  government wins or Board independence ends at 60 or more); ``repeal_pledge_won`` (1 if
  pledged and the government fell, 0.5 if neither, else 0).

A term gives 0 points at ``zero_at`` and all at ``full_at``, linear between, clipped. To a
role's sum are added −8 a sacking (Secretary), −8 for each deal it broke in the last two
quarters, ±8 for its agenda; the score is held within 0–100.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from game.rules import conditions, figures
from game.rules.happenings import Collapsed, Happening, Scored
from game.rules.position import Board
from game.rules.rulebook import (
    AGENDA_POINTS,
    COLLAPSE_CAP,
    COLLAPSE_CAP_BLAMED,
    LATE_BREACH_POINTS,
    LATE_QUARTERS,
    SACKING_POINTS,
)
from game.rules.tables import tables
from game.scenario.base import ROLES, Role
from game.scenario.effects import Special
from game.scenario.setup import ScoreTerm
from game.world.names import FIGURES

if TYPE_CHECKING:
    from game.scenario.pack import Pack
    from game.world.state import World

INHERITED: Final = "inheritance_"
RESULTS: Final[tuple[str, ...]] = (
    "national_result",
    "government_wins",
    "leading_seats",
    "partner_seats",
    "opposition_seats",
    "insurgent_seats",
    "marginals_held",
    "marginals_with_hospital_at_risk",
    "repeal_pledge_won",
    "independence_kept",
    "inheritance_health",
)
_INDEPENDENT: Final = 60.0  # Board independence that outlives a change of government
_HEALTH: Final = ("inheritance_waits", "inheritance_quality")


def value_names() -> frozenset[str]:
    """Every name that a score term may give as its value."""
    inherited = {INHERITED + name for name in FIGURES}
    return frozenset({*FIGURES, *figures.COUNTS, *RESULTS, *inherited})


def points(term: ScoreTerm, value: float) -> float:
    """The term's points for a value.

    >>> t = ScoreTerm(name="Waits", value="waits", zero_at=80, full_at=30, points=20)
    >>> points(t, 55), points(t, 10)
    (10.0, 20.0)
    """
    span = term.full_at - term.zero_at
    share = (value - term.zero_at) / span if span else float(value >= term.full_at)
    return term.points * min(1.0, max(0.0, share))


def reader(
    board: Board, world: World, later: World | None, results: dict[str, float]
) -> Callable[[str], float]:
    """Looks up the value of any name of ``value_names``; ``later`` None: no inheritance yet."""

    def value(name: str) -> float:
        if name in results:
            return results[name]
        if name in figures.COUNTS or name in figures.FIGURE_INDEX:
            return figures.value(board, world, name)
        figure = name.removeprefix(INHERITED)
        if figure in figures.FIGURE_INDEX:
            return figures.value(board, later or world, figure)
        return 0.0

    return value


def national(terms: Iterable[ScoreTerm], value: Callable[[str], float]) -> float:
    """The points of national terms, as per cent of what they can be."""
    terms = tuple(terms)
    top = sum(t.points for t in terms)
    return 100.0 * sum(points(t, value(t.value)) for t in terms) / top if top else 0.0


def pledged(pack: Pack, board: Board) -> bool:
    """Whether the Unions' repeal pledge stands."""
    table = tables(pack)
    for m in board.modifiers:
        if m.effect >= 0:
            effect = table.effects_of(m.source)[m.effect]
            if isinstance(effect, Special) and effect.act == "cash_repeal_pledge":
                return True
    return False


def score(
    pack: Pack,
    board: Board,
    world: World,
    later: World | None,
    results: dict[str, float],
    blamed: tuple[tuple[Role, float], ...] = (),
) -> tuple[Board, tuple[Happening, ...]]:
    """The board with results and scores, and what is told of them.

    ``later`` is the world of the inheritance, None after a collapse; ``results`` the
    night's; ``blamed`` the shares of a collapse.
    """
    quarter = board.quarter
    results = dict(results)
    wins = results.get("government_wins", 0.0) > 0
    independence = figures.value(board, world, "board_independence")
    results["marginals_with_hospital_at_risk"] = figures.value(board, world, "marginals_at_risk")
    results["independence_kept"] = float(wins or independence >= _INDEPENDENT)
    promised = pledged(pack, board)
    results["repeal_pledge_won"] = (
        0.5 if not promised and wins else float(promised and not wins and not blamed)
    )
    value = reader(board, world, later, results)
    terms_of = pack.scenario.scoring
    results["inheritance_health"] = national(
        (t for t in terms_of.national if t.value in _HEALTH), value
    )
    results["national_result"] = national(terms_of.national, value)
    asked = conditions.truth(pack, board, world)
    scores: list[tuple[Role, float]] = []
    told: list[Happening] = []
    most = max(blamed, key=lambda pair: pair[1])[0] if blamed else None
    if blamed:
        told.append(Collapsed(quarter=quarter, shares=blamed))
    for role in ROLES:
        office = board.office(role)
        terms = [
            (t.name, points(t, value(t.value)), str(t.part)) for t in terms_of.roles.get(role, ())
        ]
        if role == "secretary" and office.terms_served > 1:
            terms.append(("Sackings", -SACKING_POINTS * (office.terms_served - 1), "national"))
        late = _late_breaches(board, role)
        if late:
            terms.append(("Deals broken at the end", -LATE_BREACH_POINTS * late, "national"))
        total = sum(p for _, p, _ in terms)
        met = False
        if office.agenda is not None:
            agenda = pack.scenario.agenda(office.agenda)
            met = (
                conditions.holds(agenda.at_end, asked)
                if agenda.at_end is not None
                else not office.agenda_broken
            )
            total = min(100.0, max(0.0, total)) + (AGENDA_POINTS if met else -AGENDA_POINTS)
            results[f"agenda/{role}"] = float(met)
        total = min(100.0, max(0.0, total))
        if blamed:
            total = min(total, COLLAPSE_CAP_BLAMED if role == most else COLLAPSE_CAP)
        total = round(total, 6)
        scores.append((role, total))
        told.append(
            Scored(
                quarter=quarter,
                role=role,
                score=total,
                terms=tuple(terms),
                agenda=office.agenda,
                agenda_met=met,
            )
        )
    if later is not None:
        for name in {t.value for t in terms_of.national if t.value.startswith(INHERITED)}:
            results[name] = value(name)
    for role, share in blamed:
        results[f"blame/{role}"] = share
    board = replace(board, result=tuple(sorted(results.items())), scores=tuple(scores))
    return board, tuple(told)


def _late_breaches(board: Board, role: Role) -> int:
    """Deals the role broke in the last two market quarters."""
    final = board.quarter if board.ending == "collapse" else board.quarter - 1
    return sum(
        deal.broken_by == role
        and deal.broken_in is not None
        and deal.broken_in > final - LATE_QUARTERS
        for deal in board.deals
    )
