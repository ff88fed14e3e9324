"""How far the projection was out at elections that are over: the error that it says of itself.

Each pair of elections of ``region_facts.csv`` is projected from the shipped constituencies of the
first (invented seats with its real regions) onto the real shares of the second, by nation or by
region, and held against the seats that each party won. So it is the error of turning shares into
seats; that of the shares themselves, a poll's, comes on top. London's lean, which is found from
these same elections, is taken here from the others alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any, Final

import numpy as np

from game.scenario import election_parameters, geography, source_files
from game.scenario.generate import constituencies
from game.world.election.projection import nation_of, project
from game.world.election.swing import CON, LAB
from game.world.exact_sums import in_order
from game.world.figure_names import PARTIES, REGIONS, REGIONS_AND_NATIONS
from game.world.health_map import F, I

_ENGLAND: Final = len(REGIONS)
_SHOWN: Final = 0.5  # seats: errors below it are not worth a line's room


@cache
def pairs() -> tuple[tuple[int, int], ...]:
    """Return the elections that can be projected: those of the facts with one before them."""
    years = sorted({year for year, _ in constituencies.facts()})
    return tuple(pairwise(years))


@cache
def misses(before: int, after: int, by_region: bool) -> tuple[int, ...]:
    """Return by how many seats the projection of a pair was out, party by party.

    Above nought: too many seats. ``by_region``: the shares of each region of England were known,
    else England's.
    """
    file = source_files.common_dir() / f"constituencies-{before}.csv"
    country = geography.read_country(source_files.read_text(file, 10**7), mapped=False)
    blend = election_parameters.parameters().blend
    parts: I = country.region if by_region else nation_of(country.region)
    found = project(
        country.votes,
        country.region,
        _shares(after, by_region),
        blend,
        0.0 if by_region else _lean_from_others(before),
        parts + _ENGLAND if by_region else None,
    )
    won = np.zeros(len(PARTIES), np.int64)
    for code in REGIONS_AND_NATIONS:
        won += np.array(constituencies.facts()[after, code].won)
    return tuple((found.seats - won).tolist())


def swing_apart(before: int, after: int, region: str) -> float:
    """Return by how many points a region's swing to the Conservatives differed from England's.

    Swing is half the change of Conservatives' less half that of Labour's share of votes.
    """

    def lead(year: int, codes: tuple[str, ...]) -> float:
        facts = [constituencies.facts()[year, code] for code in codes]
        cast = [f.seats * f.electorate * f.turnout for f in facts]
        ahead = [f.vote[CON] - f.vote[LAB] for f in facts]
        return in_order(c * a for c, a in zip(cast, ahead, strict=True)) / in_order(cast)

    own = lead(after, (region,)) - lead(before, (region,))
    return (own - (lead(after, REGIONS) - lead(before, REGIONS))) / 2


def _lean_from_others(before: int) -> float:
    others = [pair for pair in pairs() if pair[0] != before]
    return in_order(swing_apart(*pair, "LN") for pair in others) / len(others)


def _shares(year: int, by_region: bool) -> dict[int, F]:
    """Return an election's shares of Great Britain's parts, (P,) of 0–1 each: its nations, or its
    regions numbered from ``len(REGIONS)``."""
    votes: dict[int, F] = {}
    for k, code in enumerate(REGIONS_AND_NATIONS[:-1]):  # Northern Ireland keeps what it had
        fact = constituencies.facts()[year, code]
        cast = fact.seats * fact.electorate * fact.turnout / 100.0
        part = k + _ENGLAND if by_region else int(nation_of(np.array([k]))[0])
        votes[part] = votes.get(part, np.zeros(len(PARTIES))) + cast * np.array(fact.vote)
    return {part: v / v.sum() for part, v in votes.items()}


def error(seats: int, by_region: bool = False) -> dict[str, Any]:
    """Return what to expect of a projection of so many seats, as JSON values.

    ``elections`` are the pairs, ``missed`` how many seats they missed in all (absolute errors
    summed over parties); ``seats`` {party: root mean square error}, brought to a table's size by
    the square root of its part of Great Britain's and Northern Ireland's seats.
    """
    found = {pair: misses(*pair, by_region) for pair in pairs()}
    out = np.array(list(found.values()), float)
    whole = sum(constituencies.facts()[pairs()[-1][1], code].seats for code in REGIONS_AND_NATIONS)
    size = (seats / whole) ** 0.5
    rms = np.sqrt((out * out).mean(axis=0)) * size
    return {
        "shares": "region" if by_region else "nation",
        "elections": [f"{a}–{b}" for a, b in found],
        "missed": [int(np.abs(m).sum()) for m in found.values()],
        "seats": {p: round(float(rms[k]), 1) for k, p in enumerate(PARTIES)},
    }


def in_words(said: Mapping[str, Any]) -> list[str]:
    """Return the error in lines for a terminal."""
    worst = [f"{p} ± {e:.0f}" for p, e in said["seats"].items() if e >= _SHOWN]
    missed = ", ".join(
        f"{pair} {count}" for pair, count in zip(said["elections"], said["missed"], strict=True)
    )
    known = f"with each {said['shares']}'s shares exactly so"
    return [
        f"Error to expect, {known}: {', '.join(worst)} seats.",
        f"Seats missed at elections that are over, all parties: {missed}.",
    ]
