"""Who buys for which district, from which quarter, and what passes on when that changes.

People live in districts, which are the same in every quarter; a commissioner is a group of them.
When the groups change, as in April 2013, an old body hands over to those who buy for its districts
from then on, each in proportion to the people whom it takes over. So nothing is lost or made:
whole thousands of pounds are shared out to the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.world.health_map import F, Grouping, I, Place


def groupings(place: Place) -> tuple[Grouping, ...]:
    """Return the groupings of a place's districts, the first one first."""
    first = Grouping(
        first=0,
        id=place.commissioner_id,
        name=place.commissioner_name,
        region=place.commissioner_region,
        population=place.commissioner_population,
        of_district=place.district_commissioner,
    )
    return first, *place.later_commissioners


def period(place: Place, quarter: int) -> int:
    """Return which of the place's groupings holds in a quarter, from 0."""
    return sum(1 for later in place.later_commissioners if later.first <= quarter)


@dataclass(frozen=True, slots=True)
class Handover:
    """Between two groupings: an edge for each pair of bodies that have a district in common.

    Edges are in the order of the old bodies, and of the new ones within each.
    """

    old: I  # (E,) row of the old body
    new: I  # (E,) row of the new body
    people: I  # (E,) whole persons of the districts in common
    rank: I  # (E,) number of the old body's first edge
    of_old: I  # (E,) whole persons of the old body
    of_new: I  # (N,) whole persons of each new body
    kept: I  # (N,) the only old body of a new one, or -1 where there are several
    moves: I  # (E,) 1 where the body is another one, 0 where it goes on under name and number

    def pass_on(self, whole: I) -> I:
        """Share out whole numbers of the old bodies, (C, B), to the new ones, (N, B).

        By people, with the largest remainders (the first of equals) rounded up: what each old
        body had is handed over to the last one.
        """
        at, count = self._edges(whole), np.zeros((len(self.of_new), whole.shape[1]), np.int64)
        np.add.at(count, self.new, at)
        return count

    def moved(self, whole: I) -> I:
        """Return how much of whole numbers (C, B) passes to other bodies, signs aside, (B,)."""
        out: I = np.add.reduce(np.abs(self._edges(whole)) * self.moves[:, None], axis=0)
        return out

    def _edges(self, whole: I) -> I:
        """Return what each old body gives along each edge, (E, B)."""
        product = whole[self.old] * self.people[:, None]
        at, rest = product // self.of_old[:, None], product % self.of_old[:, None]
        given = np.zeros_like(whole)
        np.add.at(given, self.old, at)
        over = (whole - given)[self.old]  # of each old body, fewer than it has edges
        # edges of one old body stand together: sorted by remainder, they still do
        key = self.old[:, None] * np.int64(2**32) - rest
        order = np.argsort(key, axis=0, kind="stable")
        place = np.empty_like(order)
        np.put_along_axis(place, order, np.arange(len(order))[:, None], axis=0)
        at += place - self.rank[:, None] < over
        return at

    def blend(self, values: F) -> F:
        """Return the people's mean of the old bodies' values, (C, B), for the new ones, (N, B)."""
        total = np.zeros((len(self.of_new), values.shape[1]))
        np.add.at(total, self.new, values[self.old] * self.people[:, None])
        total /= self.of_new[:, None]
        alone = self.kept >= 0
        total[alone] = values[self.kept[alone]]
        return total


def handovers(found: Sequence[Grouping], population: F) -> tuple[Handover, ...]:
    """Return what passes between each two groupings of districts with so many people, (D,)."""
    return tuple(_handover(old, new, population) for old, new in pairwise(found))


def _handover(old: Grouping, new: Grouping, population: F) -> Handover:
    whole = np.maximum(np.rint(population), 1.0).astype(np.int64)
    key = old.of_district * len(new.id) + new.of_district
    edges, edge_of = np.unique(key, return_inverse=True)
    people = np.zeros(len(edges), np.int64)
    np.add.at(people, edge_of, whole)
    rows, heirs = edges // len(new.id), edges % len(new.id)
    of_old, of_new = np.zeros(len(old.id), np.int64), np.zeros(len(new.id), np.int64)
    np.add.at(of_old, rows, people)
    np.add.at(of_new, heirs, people)
    kept = np.full(len(new.id), -1, np.int64)
    kept[heirs] = rows
    kept[np.bincount(heirs, minlength=len(new.id)) > 1] = -1
    same = [
        (old.id[a], old.name[a]) == (new.id[b], new.name[b])
        for a, b in zip(rows.tolist(), heirs.tolist(), strict=True)
    ]
    return Handover(
        old=rows,
        new=heirs,
        people=people,
        rank=np.searchsorted(rows, rows),
        of_old=of_old[rows],
        of_new=of_new,
        kept=kept,
        moves=1 - np.array(same, np.int64),
    )
