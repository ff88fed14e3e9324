"""Scores: each role's terms, its agenda, and the national result with its inheritance.

What a term's value may name and how it gives points is told in ``score_terms``; what is earned
on the way in ``banked_scores``. To a role's sum are added −8 a sacking (Secretary), −8 for each
deal it broke in the last two quarters, and what the steps of its agenda pay (``agendas``); the
score is held within 0–100.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.rules import agendas, banked_scores
from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.constants import (
    COLLAPSE_CAP,
    COLLAPSE_CAP_BLAMED,
    LATE_BREACH_POINTS,
    SACKING_POINTS,
)
from game.rules.deals.breach import is_late
from game.rules.score_terms import national, points, reader, safe_share
from game.rules.state import figures
from game.rules.state.facts import Collapsed, Concluded, Fact, Scored
from game.rules.state.position import Board
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.cards import STEPS
from game.scenario.schema.effects import Special
from game.scenario.score_values import INHERITED
from game.world.exact_sums import in_order
from game.world.figure_names import FIGURE_INDEX
from game.world.world_state import World

#: ``outcome/ID`` among the results says which of the scenario's outcomes it was.
OUTCOME: Final = "outcome/"


@per_pack
def _pledges(pack: Pack) -> frozenset[tuple[str, int]]:
    """Return the effects, by source and place, that pledge a repeal."""
    return frozenset(
        (source, i)
        for source, effects in card_index(pack).effects.items()
        for i, effect in enumerate(effects)
        if isinstance(effect, Special) and effect.act == "cash_repeal_pledge"
    )


def pledged(pack: Pack, board: Board) -> bool:
    """Return whether the Unions' repeal pledge stands."""
    return not _pledges(pack).isdisjoint([(m.source, m.effect) for m in board.modifiers])


def score(
    pack: Pack,
    board: Board,
    world: World,
    later: World | None,
    results: dict[str, float],
    blamed: tuple[tuple[Role, float], ...] = (),
) -> tuple[Board, tuple[Fact, ...]]:
    """Return the board with results and scores, and what is told of them.

    ``later`` is the world of the inheritance, None after a collapse; ``results`` the
    night's; ``blamed`` the shares of a collapse.
    """
    quarter = board.quarter
    results = dict(results)
    seats = int(pack.model.country.marginal.sum())
    at_risk = figures.value(board, world, "marginals_at_risk")
    results["marginals_safe"] = safe_share(at_risk, seats)
    results["terms_served"] = float(board.office("secretary").terms_served)
    results["snap"] = float(board.ending == "snap")
    results["collapse"] = float(board.ending == "collapse")
    results["repeal_pledge"] = 0.0
    if pledged(pack, board):
        results["repeal_pledge"] = -1.0 if results.get("government_wins") else 1.0
    terms_of = pack.scenario.scoring
    now = national(terms_of.national, reader(board, world, later, results))
    then = (
        now if later is None else national(terms_of.national, reader(board, later, later, results))
    )
    results["national_now"], results["national_later"] = now, then
    results["national"] = (now + then) / 2
    value = reader(board, world, later, results)
    worth = banked_scores.earned(
        pack,
        board,
        world.quarter,
        {t.key: points(t.term, value(t.term.value)) for t in banked_scores.state_terms(pack)},
        reader(board, world, None, {}),
        lost=not results.get("government_wins"),
    )
    scores: list[tuple[Role, float]] = []
    told: list[Fact] = []
    most = max(blamed, key=lambda pair: pair[1])[0] if blamed else None
    if blamed:
        told.append(Collapsed(quarter=quarter, shares=blamed))
    for role in ROLES:
        office = board.office(role)
        terms: list[tuple[str, float, str]] = []
        banked: list[tuple[str, float]] = []
        for t in terms_of.roles.get(role, ()):
            had = worth.get(banked_scores.key_of(role, t))
            terms.append((t.name, points(t, value(t.value)) if had is None else had.points, t.part))
            if had is not None:
                banked.append((t.name, round(had.way, 6)))
        if role == "secretary" and office.terms_served > 1:
            terms.append(("Sackings", -SACKING_POINTS * (office.terms_served - 1), "national"))
        late = late_breaches(board, role)
        if late:
            terms.append(("Deals broken at the end", -LATE_BREACH_POINTS * late, "national"))
        total = in_order(p for _, p, _ in terms)
        stepped = agendas.points(office)
        total = min(100.0, max(0.0, total)) + stepped
        met = len(office.steps) == STEPS
        if office.agenda is not None:
            results[f"agenda/{role}"] = float(met)
            results[f"steps/{role}"] = float(len(office.steps))
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
                banked=tuple(banked),
                agenda_points=stepped,
            )
        )
    if later is not None:
        for term in terms_of.national:
            if term.value in FIGURE_INDEX:
                results[INHERITED + term.value] = figures.value(board, later, term.value)
    for role, share in blamed:
        results[f"blame/{role}"] = share
    outcome = _outcome(pack, value)
    if outcome is not None:
        results[OUTCOME + outcome] = 1.0
        told.append(Concluded(quarter=quarter, outcome=outcome))
    board = replace(board, result=tuple(sorted(results.items())), scores=tuple(scores))
    return board, tuple(told)


def _outcome(pack: Pack, value: Callable[[str], float]) -> str | None:
    """Return the first of the scenario's outcomes whose bounds all hold."""
    for outcome in pack.scenario.outcomes:
        if all(
            (b.above is None or value(b.value) > b.above)
            and (b.below is None or value(b.value) < b.below)
            for b in outcome.when
        ):
            return outcome.id
    return None


def late_breaches(board: Board, role: Role, final: int | None = None) -> int:
    """Return how many deals the role broke in the last two market quarters; ``final`` is the last
    of them where the game has not ended."""
    if final is None:
        final = board.quarter if board.ending == "collapse" else board.quarter - 1
    return sum(
        deal.broken_by == role and deal.broken_in is not None and is_late(deal.broken_in, final)
        for deal in board.deals
    )
