"""Who is weak in a game: starting values drawn by its seed among like trusts.

The baseline says what is true of each trust before any game: its margin, quality, occupancy, list
and what is hidden behind them. A game deals these bundles anew within peer groups: trusts of one
kind and status, in one broad region, both or neither with a heavy PFI contract, both or neither
named in public, and of like income. So other games have other weak hospitals and one country: as
many are weak, of the same kinds, in the same parts of it. What is a place's own stays: its
patients, its work, its buildings and the price of its inputs.

In a world ``endowment`` says of each trust whose values of the baseline are its own.
"""

from __future__ import annotations

from typing import Literal, assert_never

import numpy as np

from game.world.baseline import Baseline
from game.world.figure_names import BROAD_REGIONS, REGIONS
from game.world.health_map import F, I, Place
from game.world.parameters import Params
from game.world.proximity import Links
from game.world.random_streams import Luck

Peers = tuple[I, ...]
#: Fields of the baseline, (T, 1), that a game's deal decides.
EndowedField = Literal[
    "margin",
    "quality",
    "appeal",
    "ami",
    "ln_ami",
    "occupancy",
    "list_quarters",
    "breaches",
    "slack",
    "drift",
    "at_risk",
    "unit_cost",
    "ami_constant",
    "reserve",
]


def peer_groups(place: Place, p: Params, near: Links, base: Baseline) -> Peers:
    """Return the rows of each group of two or more like trusts, by rising income.

    Within a group the largest income is at most ``peer_income`` times the smallest.
    """
    income = base.income[:, 0]
    ft = place.trust_ft if len(place.trust_ft) == place.trusts else np.zeros(place.trusts)
    cells: dict[tuple[object, ...], list[int]] = {}
    for row in np.argsort(income, kind="stable").tolist():
        alike = (
            int(place.trust_kind[row]),
            bool(near.journeys[row, 0] > 0.0),  # ambulances
            bool(ft[row]),
            BROAD_REGIONS[REGIONS[place.trust_region[row]]],
            bool(place.trust_pfi[row] >= p.peer_pfi),
            bool(base.named[row, 0]),
        )
        cells.setdefault(alike, []).append(row)
    groups: list[list[int]] = []
    for rows in cells.values():
        groups.append([])
        for row in rows:
            if groups[-1] and income[row] > p.peer_income * income[groups[-1][0]]:
                groups.append([])
            groups[-1].append(row)
    return tuple(np.array(group, np.int64) for group in groups if len(group) > 1)


def deal(peers: Peers, trusts: int, luck: Luck, quarter: int) -> I:
    """Return a game's endowment for each seed, (T, B): the values of each peer group, dealt among
    its trusts by the luck of ``quarter``."""
    drawn = luck.uniform(quarter, "endowment", trusts)
    out = own(trusts, drawn.shape[1])
    for group in peers:
        out[group] = group[np.argsort(drawn[group], axis=0, kind="stable")]
    return out


def own(trusts: int, batch: int = 1) -> I:
    """Return the endowment of games in which each trust has its own values, (T, B)."""
    return np.repeat(np.arange(trusts, dtype=np.int64)[:, None], batch, axis=1)


def in_order(peers: Peers, base: Baseline, strength: F) -> I:
    """Return the endowment, (T, 1), that fits how strong trusts look, (T,): in each peer group the
    better values go to those that look stronger. It is a reader's best guess of a hidden deal."""
    truly = soundness(base.margin, base.quality)[:, 0]
    group = np.arange(len(truly))
    for rows in peers:
        group[rows] = rows[0]
    out = own(len(truly))
    out[np.lexsort((strength, group)), 0] = np.lexsort((truly, group))
    return out


def soundness(margin: F, quality: F) -> F:
    """Return margin and quality in one figure, margin's units: 4 points of quality weigh as much
    as one per cent of income, about as the spans of the tests do."""
    sound: F = margin + quality / 400.0
    return sound


def of_games(base: Baseline, name: EndowedField, endowment: I, rows: I | None = None) -> F:
    """Return a start value as games have it, (T, B) or, of some ``rows`` alone, (rows, B).

    Most fields go with the endowment as they stand. Three also hang on the place: ``unit_cost``
    and ``ami_constant`` are what gives the endowed margin and deaths here, ``reserve`` is in
    proportion to income.
    """

    held = endowment if rows is None else endowment[rows]

    def mine(values: F) -> F:
        return values if rows is None else values[rows]

    def dealt(values: F) -> F:
        return np.take(values[:, 0], held, mode="clip")

    match name:
        case "unit_cost":
            lean = dealt(base.margin)
            np.subtract(mine(base.margin), lean, out=lean)
            lean *= mine(base.cost_of_margin)
            lean += mine(base.unit_cost)
            return lean
        case "ami_constant":
            deaths = dealt(base.ln_ami)
            deaths += mine(base.ami_constant - base.ln_ami)
            return deaths
        case "reserve":
            return dealt(base.reserve / np.maximum(base.income, 1.0)) * mine(base.income)
        case (
            "margin"
            | "quality"
            | "appeal"
            | "ami"
            | "ln_ami"
            | "occupancy"
            | "list_quarters"
            | "breaches"
            | "slack"
            | "drift"
            | "at_risk"
        ):
            values: F = getattr(base, name)
            return dealt(values)
        case _:
            assert_never(name)
