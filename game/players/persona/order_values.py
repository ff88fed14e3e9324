"""What levers are worth to players that are about to order, for one player or for many at once.

What is worked out for many players together is what each would work out alone, to the last bit:
rows of arrays do not touch each other, and what is summed lies on grids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.assessment import Look
from game.players.persona.lever_values import PER_100M, cards
from game.players.persona.threats import losses, meetings
from game.rules.cards.index import LeverRow, card_index
from game.rules.orders.lever_menu import in_period
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

F = NDArray[np.float64]
I = NDArray[np.int64]  # noqa: E741  (as in game.world)
#: Points under which a lever is left alone.
LEAST: Final = 0.25
#: Points for doing what is promised, or what one is summoned to do.
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
    """Return the levers that the role might order in the quarter (in the campaign)."""
    some = in_period(pack, role, quarter, campaign)
    levers = tuple(sorted(some, key=lambda t: t.id))
    row, drawn = cards(pack).row, {t.id: i for i, t in enumerate(card_index(pack).of_role[role])}
    costs = tuple(t.cost / 100 for t in levers)
    met, counters = meetings(pack).met, [i for i, t in enumerate(levers) if t.meets]
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
class Weighing:
    """A player that asks what its levers are worth to it: what it sees in its view, how likely
    levers are to be used (L,), what its agenda adds to each (L,), and how it misjudges them,
    one draw for each of its levers, times ``spread``; ``thrift`` is a clout's worth.

    It has promised to use the levers that are ``due``, and not to use those ``forsworn``; No
    10 has asked for one with the word ``summoned``.
    """

    role: Role
    view: View
    look: Look
    likely: F
    agenda: F
    noise: F
    spread: float
    thrift: float
    due: set[str]
    forsworn: set[str]
    summoned: str | None


@dataclass(slots=True, eq=False)
class Worths:
    """What the levers of its hand are worth to one player, (k,); -inf if it won't use one.

    ``best`` has those that are worth ordering, (points, place in the hand), best first, those
    of equal worth by their ids. ``prices`` are of levers that don't cost what the card says.
    """

    hand: Hand
    points: F
    best: list[tuple[float, int]]
    prices: dict[str, float]
    likely: F  # (L,) how likely levers are to be used

    def ranked(self) -> list[tuple[float, str]]:
        """Return all levers but those that it won't use, (points, lever) best first."""
        order = np.argsort(-self.points, kind="stable")
        ids = [self.hand.ids[j] for j in order.tolist()]
        found = zip(self.points[order].tolist(), ids, strict=True)
        return [(value, lever) for value, lever in found if value != -np.inf]


def worths(pack: Pack, asking: Sequence[Weighing]) -> list[Worths]:
    """Return what their levers are worth to the players, each as if it were alone."""
    found: list[Worths | None] = [None] * len(asking)
    hands: dict[tuple[Role, int, bool], list[int]] = {}
    for i, ask in enumerate(asking):
        key = ask.role, ask.view.quarter, ask.view.phase == "campaign"
        hands.setdefault(key, []).append(i)
    for (role, quarter, campaign), rows in hands.items():
        of = hand(pack, role, quarter, campaign)
        for i, one in zip(rows, _worths(role, of, [asking[i] for i in rows]), strict=True):
            found[i] = one
    return [one for one in found if one is not None]


def _worths(role: Role, of: Hand, some: list[Weighing]) -> list[Worths]:
    """Return what the hand is worth to several players of one role."""
    r = ROLES.index(role)
    values = _rows([ask.look.bench.values[r] for ask in some])
    likely = _rows([ask.likely for ask in some])
    added = _rows([ask.look.fancied for ask in some]).take(of.rows, axis=1)
    added[:, of.counters] += losses(likely, values) @ of.met
    added += _rows([ask.agenda for ask in some]).take(of.rows, axis=1)
    points = values.take(of.rows, axis=1)
    points *= of.on_its_own
    points += added
    noise = _rows([ask.noise for ask in some]).take(of.drawn, axis=1)
    noise *= np.array([[ask.spread] for ask in some])
    points += noise
    clout = np.empty_like(points)
    clout[:] = of.clout
    prices = [ask.view.menu.prices for ask in some]
    for i, priced in enumerate(prices):
        for lever in priced:
            if lever in of.place:
                clout[i, of.place[lever]] = priced[lever]
    clout *= np.array([[ask.thrift] for ask in some])
    points -= clout
    points -= of.money
    for i, ask in enumerate(some):
        if ask.due:
            points[i, [of.place[lever] for lever in ask.due if lever in of.place]] += PROMISED
        if ask.summoned is not None:
            named = [j for j, t in enumerate(of.levers) if ask.summoned in t.words]
            points[i, named] += SUMMONED
        if ask.forsworn:
            points[i, [of.place[lever] for lever in ask.forsworn if lever in of.place]] = -np.inf
    best = [_best(row) for row in points.tolist()]
    return [Worths(of, points[i], best[i], prices[i], ask.likely) for i, ask in enumerate(some)]


def _rows(some: list[F]) -> F:
    """Return rows of equal length, (n,), as one array, (N, n)."""
    return np.concatenate(some).reshape(len(some), -1)


def _best(points: list[float]) -> list[tuple[float, int]]:
    """Return the points that are at least ``LEAST`` with their places, best first."""
    found = [(value, j) for j, value in enumerate(points) if value >= LEAST]
    return sorted(found, key=itemgetter(0), reverse=True)  # stable: of equal ones the first
