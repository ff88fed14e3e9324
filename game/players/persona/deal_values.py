"""What deals are worth to their parties, in points of a party's own score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, assert_never

import numpy as np
from numpy.typing import NDArray

from game.players.persona.assessment import Assessment
from game.players.persona.figure_weights import FigureChange
from game.players.persona.lever_values import PER_100M, axes, left, on_grid
from game.players.persona.parsed_terms import Contract, Promise
from game.players.persona.priorities import DEFAULT_PERSONA, characters
from game.rules.cards.index import LeverRow, card_index
from game.rules.constants import ORDERS_A_SHEET
from game.rules.deals.breach import other_party
from game.rules.state.deal_terms import Terms
from game.rules.state.view import SeenCase
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

F = NDArray[np.float64]
#: How likely a promise is kept, and what a kept deal pays (1 clout and half a point of Word).
KEPT: Final = 0.85
PAYS: Final = 1.2
#: Points that telling a figure costs; hearing it brings half as much again.
NEWS: Final = 0.15
#: Points that entering any deal costs. Over 200 pairs of games, with deals and without, these
#: changed the sum of the four offices' scores, in december-2013 and saving-stps, by +1.9±1.9 and
#: −4.6±1.4 where this is .3, by −.6±1.4 and −1.8±1.3 where it is .4, by 0±1.1 and +.1±1.2 where it
#: is .5. Of the deals that were tempted 0 to 2% were broken in the three short games at .5, 4 to
#: 10% at .4 and 8 to 14% at .3. It stands between, chosen with both in view.
DEAL_COST: Final = 0.35
#: Points that a promise to stay out of a case costs.
STAYING_OUT: Final = 0.3
#: The part of a lever's worth that a promise not to use it costs whatever else there is.
FREEDOM: Final = 0.1
#: The most quarters ahead for which a promise counts.
HORIZON: Final = 2
#: Least that a point of clout is worth when it is paid over.
CLOUT: Final = 0.45

#: By to whom money goes: what £m of it move.
_BOUGHT: Final[dict[str, Callable[[int], tuple[FigureChange, ...]]]] = {
    "staff": lambda m: (("morale", m / 50, True),),
    "commissioners": lambda m: (("commissioners_failing_pct", -m / 60, False),),
}


@dataclass(eq=False)
class Bargainer:
    """A role that values deals, in a quarter of a game whose last is ``last``.

    ``if_open`` (L,) is how likely, 0–1, each lever is used this quarter if it lies open, 0 where it
    rests; ``thrift`` the points a clout is worth to it; ``words`` everybody's Word in the order of
    ROLES; ``cases`` those that it sees.
    """

    pack: Pack
    role: Role
    quarter: int
    last: int
    assessment: Assessment
    if_open: F
    thrift: float
    words: Sequence[float]
    cases: Sequence[SeenCase] = ()


@lru_cache(maxsize=512)
def _open_levers(pack: Pack, role: Role, quarter: int) -> tuple[NDArray[np.int64], F]:
    """Return the rows of the role's levers whose period the quarter lies in, and their prices."""
    some = [t for t in card_index(pack).of_role[role] if t.open_in(quarter)]
    place = axes(pack).row
    rows = np.array([place[t.id] for t in some], np.int64)
    return rows, np.array([t.cost / 100 for t in some], np.float64)


def _uses(lever: LeverRow, quarters: int) -> int:
    """Return how often the lever can be used, at most, in so many quarters."""
    return 1 if lever.once else 1 + (quarters - 1) // max(1, lever.cool_down)


def _times(chance: float, lever: LeverRow, quarters: int) -> float:
    """Return how often the lever is used in so many quarters, if it is so likely used in each.

    >>> from types import SimpleNamespace as Lever
    >>> _times(0.5, Lever(once=False, cool_down=1), 2), _times(0.5, Lever(once=True), 2)
    (1.0, 0.75)
    """
    if _uses(lever, quarters) == quarters:
        return chance * quarters
    return float(1.0 - (1.0 - chance) ** quarters)


class Party:
    """Values deals for one party, as a bargainer sees it.

    Others count as their usual personas: their own persona and agenda are not known.
    """

    __slots__ = (
        "_by",
        "_known",
        "_likings",
        "_ranked",
        "_role_values",
        "_thrift",
        "role",
    )

    def __init__(self, seen_by: Bargainer, role: Role) -> None:
        self.role: Role = role
        self._by = seen_by
        self._ranked: list[float] | None = None  # what its levers are worth over their prices
        self._known: dict[Promise, float] = {}  # ready-written offers share their promises
        self._role_values = seen_by.assessment.lever_values.of_role(role)
        own = role == seen_by.role
        self._likings = seen_by.assessment.priority_points if own else None
        self._thrift = (
            seen_by.thrift if own else characters().personas[DEFAULT_PERSONA[role]].thrift
        )

    def worth(self, deal: Contract) -> float:
        """Return the points that the deal is worth to the party."""
        total = -DEAL_COST
        for p in deal.promises:
            points = self._known.get(p)
            if points is None:
                points = self._known[p] = self.points(p)
            total += points
        if deal.mutual:
            word = self._by.words[ROLES.index(other_party(deal.terms, self.role))]
            total += self._thrift * PAYS * KEPT * (0.5 + word / 10)  # what keeping it pays
        return total

    def points(self, p: Promise) -> float:
        """Return the points that a promise is worth to the party, whether it gives or gets it."""
        mine = p.by == self.role
        match p.kind:
            case "pay_clout":
                each = max(CLOUT, 1.5 * self._thrift)
                return -p.amount * each if mine else p.amount * each
            case "pay_money":
                price = PER_100M * p.amount / 100 if mine else 0.0
                fade = left(self._by.last - self._by.quarter)
                return self._role_values.points(on_grid(_BOUGHT[p.to](p.amount), fade)) - price
            case "tell":
                return -NEWS if mine else NEWS * 1.5
            case "keep":
                return -0.5 if mine else 0.3
            case "consent":
                return self._role_values.at(p.rows[0]) if mine else self._one_more(p)
            case "do":
                if not p.rows:
                    return 0.0
                if mine:
                    return -self._must(p)
                unasked = self._by.if_open.item(p.rows[0])
                return KEPT * (1.0 - unasked) * self._role_values.at(p.rows[0])
            case "decide":
                return self._decided(p.amount, p.to, mine=mine)
            case "stay_out":
                return -STAYING_OUT if mine else 1.5 * STAYING_OUT
            case "abstain":
                quarters = min(HORIZON, max(1, p.until - self._by.quarter + 1))
                if_open, at = self._by.if_open, self._role_values.at
                pairs = zip(p.rows, p.levers, strict=True)
                if mine:
                    given_up = [
                        _uses(t, quarters) * self._foregone(self._net(row, t)) for row, t in pairs
                    ]
                    return -sum(given_up)
                feared = [
                    _times(if_open.item(row), t, quarters) * max(0.0, -at(row)) for row, t in pairs
                ]
                return KEPT * sum(feared)
            case _:
                assert_never(p.kind)

    def _decided(self, number: int, way: str, *, mine: bool) -> float:
        """Return the points that it brings to have a case decided so, against what else would be.

        Who decides would else take what is best for it; the other party expects that too.
        """
        case = next((c for c in self._by.cases if c.number == number), None)
        taken = None if case is None else next((w for w in case.ways if w.way == way), None)
        if case is None or taken is None:
            return 0.0
        values = self._by.assessment.case_values
        free = values.best(case)
        usual = values.worth(self.role, case, free) if free is not None else 0.0
        gained = values.worth(self.role, case, taken) - usual
        return min(0.0, gained) if mine else KEPT * gained

    def _net(self, row: int, lever: LeverRow) -> float:
        """Return the points, at least 0, that ordering the lever brings over its price."""
        return max(0.0, self._liked(row) - lever.cost / 100 * self._thrift)

    def _foregone(self, worth: float) -> float:
        """Return the points that a quarter without a lever of that worth costs.

        A sheet has room for two orders, so that what is lost is what it is better than the third
        best, and some of it for the freedom to choose.
        """
        return max(0.0, worth - self._best(ORDERS_A_SHEET)) + FREEDOM * worth

    def _one_more(self, p: Promise) -> float:
        """Return the points that one more lever to choose brings: by what it is better than the
        second best, whose place it would take."""
        return max(0.0, self._net(p.rows[0], p.levers[0]) - self._best(ORDERS_A_SHEET - 1))

    def _must(self, p: Promise) -> float:
        """Return the points that ordering a lever costs: by what it is worse than the second best,
        whose place it takes."""
        row, lever = p.rows[0], p.levers[0]
        worth = self._role_values.at(row) - lever.cost / 100 * self._thrift
        worth -= PER_100M * lever.lever.purse_m / 100
        return max(0.0, self._best(ORDERS_A_SHEET - 1) - worth)

    def _best(self, n: int) -> float:
        """Return the points, at least 0, of the n-th best lever, from 0, that doesn't rest."""
        if self._ranked is None:
            rows, costs = _open_levers(self._by.pack, self.role, self._by.quarter)
            net = self._by.assessment.lever_values.values[ROLES.index(self.role)].take(rows)
            if self._likings is not None:
                net += self._likings.take(rows)
            np.maximum(net, 0.0, out=net)
            net -= costs * self._thrift
            net[self._by.assessment.chances.take(rows) == 0.0] = 0.0  # which rest
            self._ranked = sorted(np.maximum(net, 0.0).tolist(), reverse=True)
        return self._ranked[n] if len(self._ranked) > n else 0.0

    def _liked(self, row: int) -> float:
        """Return the points, at least 0, that the lever and the party's priorities bring it."""
        liking = 0.0 if self._likings is None else self._likings.item(row)
        return max(0.0, self._role_values.at(row) + liking)


class SuitableDeal(NamedTuple):
    """A deal that suits both parties: points to the player, likely points to the other, terms."""

    own: float
    theirs: float
    terms: Terms


def suitable_deals(
    bargainer: Bargainer, deals: Sequence[Contract], least: float
) -> list[SuitableDeal]:
    """Return the deals worth more than ``least`` points to the player, and more than 0 to the
    other party as the player sees it."""
    parties: dict[Role, Party] = {}
    found = []
    me = Party(bargainer, bargainer.role)
    for deal in deals:
        own = me.worth(deal)
        if own > least:
            role = other_party(deal.terms, bargainer.role)
            if role not in parties:
                parties[role] = Party(bargainer, role)
            theirs = parties[role].worth(deal)
            if theirs > 0.0:
                found.append(SuitableDeal(own, theirs, deal.terms))
    return found
