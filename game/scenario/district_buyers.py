"""Which commissioner buys for which district: as its table lists them, else by nearness.

A table's own list (the column ``districts``, ids apart by blanks) must name every district once
and leave no commissioner without one. Without that column each district goes to the nearest
commissioner of its region, and one that is nearest to none gets the nearest district of another
that has several.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from game.scenario.characters import cut
from game.scenario.csv_table import CsvRow
from game.world.health_map import I

_AWAY: Final = 1e6  # another region counts as so far
_MOST_PEOPLE: Final = 100_000_000
_MOST_LETTERS: Final = 10_000  # of the list of districts


def buyers(commissioners: Sequence[CsvRow], districts: Sequence[CsvRow]) -> I:
    """The commissioner's row of each district, (D,). Raises InputError with file and line."""
    if any(row.has("districts") for row in commissioners):
        return _listed(commissioners, districts)
    return _nearest(commissioners, districts)


def sums(values: Sequence[float], owner: Sequence[int], count: int) -> list[float]:
    """What ``count`` owners have together, in the order of the values."""
    out = [0.0] * count
    for value, k in zip(values, owner, strict=True):
        out[k] += value
    return out


def _listed(commissioners: Sequence[CsvRow], districts: Sequence[CsvRow]) -> I:
    known = {row.text("id"): i for i, row in enumerate(districts)}
    owner = np.full(len(districts), -1, np.int64)
    for k, row in enumerate(commissioners):
        if not row.has("districts"):
            raise row.error(
                f"The commissioner '{cut(row.text('id'))}' has no district to buy for; each needs "
                "one at least."
            )
        names = row.text("districts", _MOST_LETTERS).split()
        for name in names:
            if name not in known:
                raise row.error(f"There is no district '{cut(name)}' in {districts[0].source}.")
            i = known[name]
            if owner[i] >= 0:
                first = commissioners[int(owner[i])].line
                raise row.error(f"The district '{name}' is that of line {first} already.")
            owner[i] = k
        people = sum(districts[known[name]].number("population", 1, _MOST_PEOPLE) for name in names)
        said = row.number("population", 1, _MOST_PEOPLE)
        if round(said) != round(people):
            raise row.error(f"'population' is {said:.0f}, but its districts have {people:.0f}.")
    left = np.flatnonzero(owner < 0)
    if len(left):
        row = districts[int(left[0])]
        raise row.error(
            f"No commissioner of {commissioners[0].source} buys for the district "
            f"'{row.text('id')}'."
        )
    return owner


def _nearest(commissioners: Sequence[CsvRow], districts: Sequence[CsvRow]) -> I:
    if len(districts) < len(commissioners):
        raise commissioners[len(districts)].error(
            f"There are {len(commissioners)} commissioners for {len(districts)} districts; each "
            "needs one of its own."
        )
    here = np.array([[r.number("x", -300, 300), r.number("y", -300, 300)] for r in districts])
    there = np.array([[r.number("x", -300, 300), r.number("y", -300, 300)] for r in commissioners])
    step = here[:, None, :] - there[None, :, :]
    far = step[:, :, 0] * step[:, :, 0] + step[:, :, 1] * step[:, :, 1]
    home = np.array([row.text("region") for row in districts])
    own = np.array([row.text("region") for row in commissioners])
    far = far + _AWAY * (home[:, None] != own[None, :])
    owner: I = np.argmin(far, axis=1)
    for k in range(len(commissioners)):
        if not (owner == k).any():
            counts = np.bincount(owner, minlength=len(commissioners))
            spare = np.flatnonzero(counts[owner] > 1)
            owner[spare[np.argmin(far[spare, k])]] = k
    return owner
