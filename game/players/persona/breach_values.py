"""What breaking its word would cost a persona, and whom it has not forgiven.

At each seal a lever that is promised away is worth its points less what breaking costs, and one
that is promised so much more in its last quarter: the bond, the Word that is lost, what the other
party gives up doing in return and may do now, and points of the score where the breach comes late.
So a promise is broken for good reason, and only then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.deal_values import Bargainer, Party
from game.players.persona.lever_values import axes
from game.players.persona.parsed_terms import Contract, Promise, contract
from game.rules.cards.index import card_index
from game.rules.constants import BROKEN_WORD, LATE_BREACH_POINTS, YEARLY
from game.rules.deals.breach import is_late
from game.rules.state.deal_terms import ClauseKind
from game.rules.state.view import SeenDeal, View
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR, Role

F = NDArray[np.float64]
#: Points that a point of Word is worth over a year: with three others an office strikes 1.9 deals
#: in one, and each pays the other party .05 less where the Word is a point less (``Party.worth``).
WORD: Final = 0.1
#: Points that the other party's answer costs, as long as there is a year for it: it makes no deal
#: for that long. In 64 games of each of six scenarios two offices struck .4 to .8 a year, worth
#: .42 points to who accepted: .14 to .36.
REPRISAL: Final = 0.25
#: Points that a lever gains which hits one who broke a deal within a year.
ANSWER: Final = 0.7
#: Points by which a deal with one who broke one within a year is worth less.
GRUDGE: Final = 1.5


def costs(bargainer: Bargainer, pack: Pack, view: View) -> dict[str, float]:
    """Return the points that breaking would cost by each lever that the reader has forsworn."""
    return _by_lever(bargainer, pack, view, "abstain", lambda p: True)


def dues(bargainer: Bargainer, pack: Pack, view: View) -> dict[str, float]:
    """Return the levers that the reader has promised to use, by promises that still run, each with
    the points that not using it this quarter costs: nothing before the promise's last."""
    return _by_lever(bargainer, pack, view, "do", lambda p: p.until == view.quarter)


def _by_lever(
    bargainer: Bargainer,
    pack: Pack,
    view: View,
    kind: ClauseKind,
    breaks: Callable[[Promise], bool],
) -> dict[str, float]:
    """Return the levers of the reader's running promises of a kind, with the points that breaking
    these now, where that ``breaks`` them, costs."""
    found: dict[str, float] = {}
    me = Party(bargainer, bargainer.role)
    for deal in view.deals:
        if deal.state != "live":
            continue
        parsed = contract(pack, deal.terms)
        price: float | None = None
        for p in parsed.promises:
            if p.by == view.who and p.kind == kind and p.until >= view.quarter:
                if price is None:
                    price = _price(bargainer, me, view, deal, parsed)
                for row in p.levers:
                    found[row.id] = found.get(row.id, 0.0) + (price if breaks(p) else 0.0)
    return found


@dataclass(frozen=True, slots=True)
class CasesBound:
    """What a reader has promised about cases, with the points that breaking its word costs."""

    decided: dict[int, tuple[str, float]]  # by case: the way out
    left_alone: dict[int, float]  # by case


def bound_by(bargainer: Bargainer, pack: Pack, view: View) -> CasesBound:
    """Return what the reader has promised, in deals that run, about cases."""
    found = CasesBound({}, {})
    me = Party(bargainer, bargainer.role)
    for deal in view.deals:
        if deal.state != "live":
            continue
        parsed = contract(pack, deal.terms)
        for p in parsed.promises:
            if p.by == view.who and p.until >= view.quarter:
                if p.kind == "decide":
                    found.decided[p.amount] = p.to, _price(bargainer, me, view, deal, parsed)
                elif p.kind == "stay_out":
                    found.left_alone[p.amount] = _price(bargainer, me, view, deal, parsed)
    return found


def _price(bargainer: Bargainer, me: Party, view: View, deal: SeenDeal, parsed: Contract) -> float:
    """Return the points that breaking the deal costs the reader."""
    left = view.last - view.quarter + 1
    bond = dict(deal.bonds).get(bargainer.role, 0.0)
    total = bond * bargainer.thrift
    total += WORD * BROKEN_WORD / 100 * min(1.0, left / YEARLY)
    total += REPRISAL * min(1.0, left / YEARLY)
    if is_late(view.quarter, view.last):
        total += LATE_BREACH_POINTS
    for p in parsed.promises:
        if p.by != bargainer.role and p.until >= view.quarter and p.kind in ("abstain", "do"):
            total += max(0.0, me.points(p))  # what the other still owes is owed no more
    return total


def unforgiven(view: View) -> set[Role]:
    """Return the offices that broke a deal with the reader within a year, as it may know."""
    if view.who == SPECTATOR:
        return set()
    return {
        d.broken_by
        for d in view.deals
        if d.state == "broken"
        and d.broken_by is not None
        and d.broken_by != view.who
        and view.who in (d.terms.offerer, d.terms.other)
        and d.broken_in is not None
        and view.quarter - d.broken_in < YEARLY
    }


def answers(pack: Pack, role: Role, against: Sequence[Role]) -> F:
    """Return the points, (L,), that the role's levers gain which hit those offices."""
    index = card_index(pack)
    points = np.zeros(len(index.levers))
    words = {word for other in against for row in index.of_role[other] for word in row.words}
    for row in index.of_role[role]:
        if not words.isdisjoint(row.meets) or not set(against).isdisjoint(row.lever.annoys):
            points[axes(pack).row[row.id]] = ANSWER
    return points


def grudge(view: View, deal_with: Role) -> float:
    """Return the points by which a deal with an office is worth less to the reader."""
    return GRUDGE if deal_with in unforgiven(view) else 0.0
