"""The points that a role's levers are worth to a player that is about to order.

They are arrays, as assessments are (``assessment``): a row for each player, one player being a
batch of one. Rows do not touch each other and sums are exact, so a row is the same in any batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.assessment import Assessment
from game.players.persona.lever_values import PER_100M, axes
from game.players.persona.threats import counter_arrays, expected_losses
from game.rules.cards.index import LeverRow, card_index
from game.rules.orders.lever_menu import in_period
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

F = NDArray[np.float64]
I = NDArray[np.int64]  # noqa: E741  (as in game.world)
#: The least points for which a lever is ordered.
LEAST: Final = 0.25
#: Points for doing what is promised, at least, or what one is summoned to do.
PROMISED: Final = 3.0
SUMMONED: Final = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """The k levers that a role might order in a quarter, by their ids: (k,) each.

    ``rows`` are those of ``lever_values.cards``; ``drawn`` the places in which noise is drawn;
    ``counters`` (c,) the places of those that are counters, and ``met`` (L, c) says which
    levers these meet, 0 or 1.
    """

    levers: tuple[LeverRow, ...]
    ids: tuple[str, ...]
    place: dict[str, int]
    rows: I
    drawn: I
    counters: I
    met: F
    on_its_own: F  # 0 for a counter that does nothing unless it meets something, else 1
    clout: F  # what the card says
    money: F  # points for what it takes of the purse
    costs: tuple[float, ...]  # as ``clout``
    purse_m: tuple[float, ...]


@lru_cache(maxsize=512)
def hand(pack: Pack, role: Role, quarter: int, campaign: bool) -> Hand:
    """Return the levers in their period for the role in that quarter, or in the campaign."""
    some = in_period(pack, role, quarter, campaign)
    levers = tuple(sorted(some, key=lambda t: t.id))
    row, drawn = axes(pack).row, {t.id: i for i, t in enumerate(card_index(pack).of_role[role])}
    costs = tuple(t.cost / 100 for t in levers)
    met, counters = counter_arrays(pack).met, [i for i, t in enumerate(levers) if t.meets]
    return Hand(
        levers,
        tuple(t.id for t in levers),
        {t.id: i for i, t in enumerate(levers)},
        np.array([row[t.id] for t in levers], np.int64),
        np.array([drawn[t.id] for t in levers], np.int64),
        np.array(counters, np.int64),
        met[[row[levers[i].id] for i in counters]].T.copy(),
        np.array([0.0 if t.only_met else 1.0 for t in levers]),
        np.array(costs),
        np.array([PER_100M * t.lever.purse_m / 100 for t in levers]),
        costs,
        tuple(t.lever.purse_m for t in levers),
    )


@dataclass(slots=True, eq=False)
class OrderRequest:
    """What a player's order values are made of.

    ``likely`` (L,) is how likely, 0–1, levers are used; ``agenda`` (L,) the points that its agenda
    adds; ``noise`` a standard normal draw for each lever of its role, ``spread`` its size in
    points; ``thrift`` the points a clout is worth. The levers ``due`` are promised, with the points
    that leaving them undone this quarter costs, those ``forsworn`` promised away, each with the
    points that breaking that promise costs; No 10 has asked for one with the word ``summoned``.
    """

    role: Role
    view: View
    assessment: Assessment
    likely: F
    agenda: F
    noise: F
    spread: float
    thrift: float
    due: dict[str, float]
    forsworn: dict[str, float]
    summoned: str | None


@dataclass(slots=True, eq=False)
class OrderValues:
    """What the levers of its hand are worth to one player, (k,).

    ``best`` has those that are worth ordering, (points, place in the hand), best first, those
    of equal worth by their ids. ``prices`` are of levers that don't cost what the card says.
    """

    hand: Hand
    points: F
    best: list[tuple[float, int]]
    prices: dict[str, float]
    likely: F  # (L,) how likely levers are to be used

    def ranked(self) -> list[tuple[float, str]]:
        """Return all levers, (points, lever), best first."""
        order = np.argsort(-self.points, kind="stable")
        ids = [self.hand.ids[j] for j in order.tolist()]
        return list(zip(self.points[order].tolist(), ids, strict=True))


def order_values(pack: Pack, requests: Sequence[OrderRequest]) -> list[OrderValues]:
    """Return the order values of each request, independent of the others."""
    found: list[OrderValues | None] = [None] * len(requests)
    hands: dict[tuple[Role, int, bool], list[int]] = {}
    for i, request in enumerate(requests):
        key = request.role, request.view.quarter, request.view.phase == "campaign"
        hands.setdefault(key, []).append(i)
    for (role, quarter, campaign), rows in hands.items():
        of = hand(pack, role, quarter, campaign)
        for i, one in zip(rows, _of_hand(role, of, [requests[i] for i in rows]), strict=True):
            found[i] = one
    return [one for one in found if one is not None]


def _of_hand(role: Role, of: Hand, some: list[OrderRequest]) -> list[OrderValues]:
    """Return the order values of players of one role that hold the same levers."""
    r = ROLES.index(role)
    values = _rows([request.assessment.lever_values.values[r] for request in some])
    likely = _rows([request.likely for request in some])
    added = _rows([request.assessment.priority_points for request in some]).take(of.rows, axis=1)
    added[:, of.counters] += expected_losses(likely, values) @ of.met
    added += _rows([request.agenda for request in some]).take(of.rows, axis=1)
    points = values.take(of.rows, axis=1)
    points *= of.on_its_own
    points += added
    noise = _rows([request.noise for request in some]).take(of.drawn, axis=1)
    noise *= np.array([[request.spread] for request in some])
    points += noise
    clout = np.empty_like(points)
    clout[:] = of.clout
    prices = [request.view.menu.prices for request in some]
    for i, priced in enumerate(prices):
        for lever in priced:
            if lever in of.place:
                clout[i, of.place[lever]] = priced[lever]
    clout *= np.array([[request.thrift] for request in some])
    points -= clout
    points -= of.money
    for i, request in enumerate(some):
        for lever, cost in request.due.items():
            if lever in of.place:
                points[i, of.place[lever]] += max(PROMISED, cost)
        if request.summoned is not None:
            named = [j for j, t in enumerate(of.levers) if request.summoned in t.words]
            points[i, named] += SUMMONED
        if request.forsworn:
            for lever, cost in request.forsworn.items():
                if lever in of.place:
                    points[i, of.place[lever]] -= cost
    best = [_best(row) for row in points.tolist()]
    return [
        OrderValues(of, points[i], best[i], prices[i], request.likely)
        for i, request in enumerate(some)
    ]


def _rows(some: list[F]) -> F:
    """Return rows of equal length, (n,), as one array, (N, n)."""
    return np.concatenate(some).reshape(len(some), -1)


def _best(points: list[float]) -> list[tuple[float, int]]:
    """Return the points that are at least ``LEAST`` with their places, best first."""
    found = [(value, j) for j, value in enumerate(points) if value >= LEAST]
    return sorted(found, key=itemgetter(0), reverse=True)  # stable: of equal ones the first
