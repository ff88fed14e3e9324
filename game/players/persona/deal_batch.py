"""What deals are worth to their parties: for one seat by itself, or for many at once.

Promises are felt as ``feeling`` says, with numbers and arrays alike, so what is worked out for
many seats together is what each would work out alone, to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.players.persona.assessment import Look
from game.players.persona.deal_values import (
    BOTHER,
    Feeling,
    Sense,
    feeling,
    kept,
    paid,
    sensed,
    usual_thrift,
)
from game.players.persona.lever_values import cards, left
from game.players.persona.parsed_terms import Contract, Promise
from game.rules.cache import per_pack
from game.rules.deals.promises import other_party
from game.rules.state.deal_terms import Terms
from game.scenario.schema.base import ROLES, Role

if TYPE_CHECKING:
    from game.scenario.pack import Pack

F = NDArray[np.float64]
I = NDArray[np.int64]  # noqa: E741  (as in game.world)
N = TypeVar("N", float, F)
#: So many seats are quicker weighed together than one by one.
_MANY: Final = 8


@dataclass(eq=False)
class Bargainer:
    """Who weighs deals: in which quarter, what it sees, how likely it takes levers to be used
    (L,), its thrift, and everyone's Word in the order of ROLES."""

    role: Role
    quarter: int
    last: int
    look: Look
    likely: F
    thrift: float
    words: list[float]


class Party:
    """One party to deals as a bargainer sees it: itself, or another."""

    __slots__ = ("_fade", "_fancied", "_judge", "_known", "_likely", "_paid", "_quarter",
                 "_thrift", "_values", "_words", "role")  # fmt: skip

    def __init__(self, seen_by: Bargainer, role: Role) -> None:
        own, look = role == seen_by.role, seen_by.look
        self.role: Role = role
        self._quarter, self._fade = seen_by.quarter, left(seen_by.last - seen_by.quarter)
        self._judge = look.bench.judge(role)
        self._values = look.bench.values[ROLES.index(role)]
        self._fancied = look.fancied if own else None
        self._likely = seen_by.likely
        self._thrift = seen_by.thrift if own else usual_thrift(role)
        self._paid = paid(self._thrift)
        self._words = seen_by.words
        self._known: dict[int, float] = {}  # by promises' numbers

    def worth(self, deal: Contract) -> float:
        """Points that the deal is worth to the party."""
        known, total = self._known, -BOTHER
        for p in deal.promises:
            points = known.get(p.number)
            if points is None:  # ready-written offers share their promises
                points = known[p.number] = self.points(p)
            total += points
        if deal.mutual:
            total += kept(
                self._thrift, self._words[ROLES.index(other_party(deal.terms, self.role))]
            )
        return total

    def points(self, p: Promise) -> float:
        """Points that one promise is worth to the party."""
        felt = feeling(p, self._quarter, self._fade, mine=p.by == self.role)
        points = felt.fixed + felt.clout * self._paid + felt.spent * self._thrift
        if felt.rows:
            total = 0.0
            for i in felt.rows:
                liking = 0.0 if self._fancied is None else self._fancied.item(i)
                total += sensed(felt.sense, self._values.item(i), liking, self._likely.item(i))
            points += felt.share * total
        return points + self._judge.of(felt.moves) if felt.moves else points


# -- many seats at once ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Sensed:
    """Columns (m,) in which one thing is sensed, of n levers each: where their worth to the
    party stands in (roles * L,), their rows, (n, m) each, whether the party's own priorities
    are known, 0 or 1, and the share, (m,) each."""

    sense: Sense
    columns: I
    worths: I
    rows: I
    known: F
    share: F


@dataclass(frozen=True, slots=True, eq=False)
class _Compiled:
    """The deals of a book as arrays. A column is one promise as one party feels it; the last
    is nothing.

    By column: ``fixed`` points, and what the seat feels by the worth of clout paid over and by
    its thrift. Columns in which money buys moves: the column, the party's
    index, and (figure's column, arrows).
    By deal, U of them: the columns in which its k promises are felt by the seat and by the
    other party, (U, k), the other's index, and whether a kept deal pays, 0 or 1.
    """

    fixed: F
    clout: F
    spent: F
    sensed: tuple[_Sensed, ...]
    bought: tuple[tuple[int, int, tuple[tuple[int, float], ...]], ...]
    mine: I
    theirs: I
    other: I
    mutual: F


class _Book:
    """The deals that seats of one role have weighed in one quarter: compiled once for all."""

    def __init__(self, pack: Pack, role: Role, quarter: int, last: int) -> None:
        self._cards, self._role = cards(pack), role
        self._quarter, self._fade = quarter, left(last - quarter)
        self._place: dict[int, int] = {}  # of deals, by their numbers
        self._columns: dict[tuple[int, Role], int] = {}  # by promises' numbers, and who feels them
        self._felt: list[tuple[Role, Feeling]] = []  # by column
        self.deals: list[Contract] = []
        self._compiled: _Compiled | None = None

    def places(self, deals: Sequence[Contract]) -> list[int]:
        """Where the deals stand in the book, entered if they are new."""
        place = self._place
        try:
            return [place[deal.number] for deal in deals]
        except KeyError:
            for deal in deals:
                if deal.number not in place:
                    place[deal.number] = len(place)
                    self.deals.append(deal)
            self._compiled = None
            return self.places(deals)

    def _column(self, p: Promise, party: Role) -> int:
        found = self._columns.get((p.number, party))
        if found is None:
            found = self._columns[p.number, party] = len(self._felt)
            self._felt.append((party, feeling(p, self._quarter, self._fade, mine=p.by == party)))
        return found

    def _compile(self) -> _Compiled:
        others = [other_party(deal.terms, self._role) for deal in self.deals]
        sides = [
            [
                [self._column(p, party) for p in deal.promises]
                for deal, party in zip(self.deals, parties, strict=True)
            ]
            for parties in ([self._role] * len(others), others)
        ]
        size, width = len(self._felt), max(len(deal.promises) for deal in self.deals)
        mine, theirs = (
            np.array([of + [size] * (width - len(of)) for of in side]) for side in sides
        )
        fixed, clout, spent = (np.zeros(size + 1) for _ in range(3))
        alike: dict[tuple[Sense, int], list[int]] = {}
        bought = []
        for j, (party, felt) in enumerate(self._felt):
            fixed[j] = felt.fixed
            if party == self._role:
                clout[j], spent[j] = felt.clout, felt.spent
            else:
                thrift = usual_thrift(party)
                fixed[j] += felt.clout * paid(thrift) + felt.spent * thrift
            if felt.rows:
                alike.setdefault((felt.sense, len(felt.rows)), []).append(j)
            if felt.moves:
                at = [(self._cards.column_of(name, party), arrows) for name, arrows in felt.moves]
                moved = tuple((column, arrows) for column, arrows in at if column is not None)
                bought.append((j, ROLES.index(party), moved))
        return _Compiled(
            fixed,
            clout,
            spent,
            tuple(self._sensed(sense, columns) for (sense, _), columns in alike.items()),
            tuple(bought),
            mine,
            theirs,
            np.array([ROLES.index(other) for other in others]),
            np.array([float(deal.mutual) for deal in self.deals]),
        )

    def _sensed(self, sense: Sense, columns: list[int]) -> _Sensed:
        felt = [self._felt[j] for j in columns]
        rows = np.array([of.rows for _, of in felt]).T
        party = np.array([ROLES.index(role) for role, _ in felt])
        return _Sensed(
            sense,
            np.array(columns),
            party * len(self._cards.row) + rows,
            rows,
            np.array([float(role == self._role) for role, _ in felt]),
            np.array([of.share for _, of in felt]),
        )

    def weigh(self, seats: Sequence[Bargainer], which: I, places: I) -> tuple[F, F]:
        """What deals, in their places, are worth to one of the seats each (``which``), and to
        the other party as that seat sees the world: (E,) each."""
        if self._compiled is None:
            self._compiled = self._compile()
        of = self._compiled
        points = self._points(of, seats)
        thrift = np.array([seat.thrift for seat in seats])
        words = np.array([seat.words for seat in seats])
        usual = np.array([usual_thrift(role) for role in ROLES])
        mine = kept(thrift[:, None], words)
        theirs = kept(usual, words[:, [ROLES.index(self._role)]])
        other, pays = of.other[places], of.mutual[places]
        own = -BOTHER + points[which, of.mine[places, 0]]
        others = -BOTHER + points[which, of.theirs[places, 0]]
        for k in range(1, of.mine.shape[1]):
            own += points[which, of.mine[places, k]]
            others += points[which, of.theirs[places, k]]
        own += mine[which, other] * pays
        others += theirs[which, other] * pays
        return own, others

    def _points(self, of: _Compiled, seats: Sequence[Bargainer]) -> F:
        """What each column is worth, as the seats see the world, (seats, columns)."""
        n = len(seats)
        values = np.concatenate([seat.look.bench.values for seat in seats]).reshape(n, -1)
        fancied = np.concatenate([seat.look.fancied for seat in seats]).reshape(n, -1)
        chances = np.concatenate([seat.likely for seat in seats]).reshape(n, -1)
        thrift = [seat.thrift for seat in seats]
        points: F = of.fixed + of.clout * np.array([[paid(t)] for t in thrift])
        points += of.spent * np.array([[t] for t in thrift])
        for group in of.sensed:
            total: F = np.zeros((n, len(group.columns)))
            for worths, rows in zip(group.worths, group.rows, strict=True):
                liking = fancied[:, rows] * group.known
                total += sensed(group.sense, values[:, worths], liking, chances[:, rows])
            points[:, group.columns] += group.share * total
        for j, party, moved in of.bought:
            weights = np.array([seat.look.bench.weights[party] for seat in seats])
            points[:, j] += sum(arrows * weights[:, column] for column, arrows in moved)
        return points


@per_pack
def _books(pack: Pack) -> dict[tuple[Role, int], _Book]:
    return {}


#: A deal that suits both sides: what it is worth to the seat, what it may be worth to the
#: other party, its terms.
Suiting = tuple[float, float, Terms]


def suiting(
    pack: Pack, seats: Sequence[Bargainer], deals: Sequence[Sequence[Contract]], least: float
) -> list[list[Suiting]]:
    """Of the deals of each seat those worth more than ``least`` to it and more than nothing to
    the other party, as the seat sees the world."""
    if len(seats) < _MANY:
        return [_suiting(seat, some, least) for seat, some in zip(seats, deals, strict=True)]
    found: list[list[Suiting]] = [[] for _ in seats]
    alike: dict[tuple[Role, int], list[int]] = {}
    for i, seat in enumerate(seats):
        alike.setdefault((seat.role, seat.quarter), []).append(i)
    books = _books(pack)
    for key, some in alike.items():
        book = books.get(key)
        if book is None:
            book = books[key] = _Book(pack, *key, seats[some[0]].last)
        places = [book.places(deals[i]) for i in some]
        which = np.repeat(np.arange(len(some)), [len(of) for of in places])
        flat = np.array(list(chain.from_iterable(places)), np.int64)
        own, theirs = book.weigh([seats[i] for i in some], which, flat)
        suit = np.flatnonzero((own > least) & (theirs > 0.0))
        values = zip(which[suit], flat[suit], own[suit], theirs[suit], strict=True)
        for k, place, mine, other in values:
            terms = book.deals[place].terms
            found[some[k]].append((float(mine), float(other), terms))
    return found


def _suiting(seat: Bargainer, deals: Sequence[Contract], least: float) -> list[Suiting]:
    """The same for one seat."""
    parties: dict[Role, Party] = {}
    found = []
    me = Party(seat, seat.role)
    for deal in deals:
        own = me.worth(deal)
        if own > least:
            role = other_party(deal.terms, seat.role)
            if role not in parties:
                parties[role] = Party(seat, role)
            theirs = parties[role].worth(deal)
            if theirs > 0.0:
                found.append((own, theirs, deal.terms))
    return found
