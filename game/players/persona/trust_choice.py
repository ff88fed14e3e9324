"""Whom an order names: the worst trusts that the player knows of, marginals first for some."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.lever_values import Judge
from game.rules.cache import MANY, Memo
from game.rules.cards.index import card_index
from game.rules.state.commands import Order
from game.rules.state.view import LegalOrder, View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world.exact_sums import in_order


def worst(view: View, among: tuple[str, ...], n: int, *, marginals_first: bool) -> tuple[str, ...]:
    """Return the ``n`` worst trusts by what is known: risk, listing, cash, accounts, rating."""
    t = view.trusts
    rows = _AMONG.get((among, t.id), None, lambda: _rows_among(view, among))
    known = np.empty((7, len(rows)))
    known[0] = t.at_risk[rows]
    known[1] = t.listed[rows]
    known[2] = t.status[rows] == 2
    known[3] = t.cash_ahead_m[rows]
    known[4] = t.surplus_m[rows]
    known[5] = t.rating[rows]
    known[6] = t.marginal[rows]
    known *= _MARGINALS_FIRST if marginals_first else _TIMES
    known /= _PER
    known[5] += 1.5
    known[np.isnan(known)] = 0.0  # nothing is made of what is not known
    money = known[3:5]
    np.minimum(np.maximum(money, -2.0, out=money), 2.0, out=money)
    order = np.argsort(-known.sum(axis=0), kind="stable")[:n]
    return tuple([among[i] for i in order.tolist()])


#: What counts against a trust, times and by so much: being at risk, listed, in administration;
#: £m of cash ahead, £m of surplus; its rating below 1.5; standing in a marginal, for some.
_TIMES: Final = np.array([[4.0], [2.0], [1.0], [-1.0], [-1.0], [-1.0], [0.0]])
_MARGINALS_FIRST: Final = np.array([*_TIMES[:6], [6.0]])
_PER: Final = np.array([[1.0], [1.0], [1.0], [20.0], [10.0], [1.0], [1.0]])


#: Rows of trusts that orders may name: ready-made orders name the same ones again and again.
_AMONG: Memo[NDArray[np.int64]] = Memo(MANY)


def _rows_among(view: View, among: tuple[str, ...]) -> NDArray[np.int64]:
    row = rows_of(view)
    return np.array([row[name] for name in among], np.int64)


_ROWS: Memo[dict[str, int]] = Memo(8)


def rows_of(view: View) -> dict[str, int]:
    """Return the row of each trust by its id."""
    return _ROWS.of(view.trusts.id, lambda ids: {name: i for i, name in enumerate(ids)})


def best_tag(pack: Pack, view: View, tags: tuple[str, ...], of: Role, judge: Judge) -> str:
    """Return the kind of lever that the reader would most like ``of`` to use."""

    def mean(tag: str) -> float:
        named = [
            judge.value(t.lever.id)
            for t in card_index(pack).of_role[of]
            if tag in t.words and t.first <= view.quarter + 1 <= t.last
        ]
        return in_order(named) / len(named) if named else -10.0

    return max(sorted(tags), key=mean)


#: Most orders name nothing, and the same one serves all sheets.
@lru_cache(maxsize=4096)
def plain(lever: str, bid: int) -> Order:
    """Return the order for a lever that names nothing."""
    return Order(lever=lever, bid=bid)


def order(
    pack: Pack, view: View, choice: LegalOrder, bid: int, judge: Judge, *, marginals_first: bool
) -> Order:
    """Return the order for a lever on the menu, with everything it must name."""
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
