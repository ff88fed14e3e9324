"""Whom an order names: the worst trusts that the seat knows of, marginals first for some."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.rules.commands import Order
from game.rules.tables import tables
from game.scenario.base import Role

if TYPE_CHECKING:
    from game.players.judging import Judge
    from game.rules.views import LegalOrder, View
    from game.scenario.pack import Pack


def worst(view: View, among: tuple[str, ...], n: int, *, marginals_first: bool) -> tuple[str, ...]:
    """The ``n`` worst trusts, by what is known of them: risk, listing, cash, accounts, rating."""
    row = rows_of(view)
    rows = np.array([row[t] for t in among])
    t = view.trusts
    known = [
        _known(t.at_risk[rows]) * 4.0,
        t.listed[rows] * 2.0,
        (t.status[rows] == 2) * 1.0,
        _bounded(_known(-t.cash_ahead_m[rows]) / 20.0),
        _bounded(_known(-t.surplus_m[rows]) / 10.0),
        _known(1.5 - t.rating[rows]),
        t.marginal[rows] * (6.0 if marginals_first else 0.0),
    ]
    badness = np.sum(known, axis=0)
    order = np.argsort(-badness, kind="stable")[:n]
    return tuple(among[int(i)] for i in order)


def _known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values with nought where nothing is known."""
    return np.where(np.isnan(values), 0.0, values)


def _bounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    out: NDArray[np.float64] = np.minimum(np.maximum(values, -2.0), 2.0)
    return out


_ROWS: dict[int, tuple[tuple[str, ...], dict[str, int]]] = {}


def rows_of(view: View) -> dict[str, int]:
    """Row of each trust id (remembered for the scenario's own tuple of ids)."""
    ids = view.trusts.id
    hit = _ROWS.get(id(ids))
    if hit is None or hit[0] is not ids:
        if len(_ROWS) > 8:
            _ROWS.clear()
        hit = _ROWS[id(ids)] = (ids, {name: i for i, name in enumerate(ids)})
    return hit[1]


def best_tag(pack: Pack, view: View, tags: tuple[str, ...], of: Role, judge: Judge) -> str:
    """The kind of lever that the reader would most like ``of`` to use."""

    def mean(tag: str) -> float:
        named = [
            judge.value(t.lever.id)
            for t in tables(pack).of_role[of]
            if tag in t.words and t.first <= view.quarter + 1 <= t.last
        ]
        return sum(named) / len(named) if named else -10.0

    return max(sorted(tags), key=mean)


#: Most orders name nothing, and the same one serves all sheets.
@lru_cache(maxsize=4096)
def plain(lever: str, bid: int) -> Order:
    """The order for a lever that names nothing."""
    return Order(lever=lever, bid=bid)


def order(
    pack: Pack,
    view: View,
    choice: LegalOrder,
    bid: int,
    judge: Judge,
    *,
    marginals_first: bool,
) -> Order:
    """The order for a lever on the menu, with everything it must name."""
    trusts: tuple[str, ...] = ()
    if choice.trusts:
        trusts = worst(view, choice.trusts, choice.n, marginals_first=marginals_first)
    to_role: Role | None = None
    if choice.roles:  # whoever keeps its word best is worth telling
        to_role = max(
            (o for o in view.offices if o.role in choice.roles), key=lambda o: o.word
        ).role
    tag = None
    if choice.tags:
        tag = best_tag(pack, view, choice.tags, "secretary", judge)
    return Order(lever=choice.lever, bid=bid, trusts=trusts, to_role=to_role, tag=tag)
