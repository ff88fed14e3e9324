"""Choose what an order must name: trusts, a role, or a kind of lever."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.lever_values import RoleValues
from game.rules.cache import MANY, Memo
from game.rules.cards.index import card_index
from game.rules.state.commands import Order
from game.rules.state.menu import LegalOrder
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.world.exact_sums import in_order


def worst_trusts(
    view: View, among: tuple[str, ...], n: int, *, marginals_first: bool
) -> tuple[str, ...]:
    """Return the ``n`` trusts worst off by what the view shows, worst first.

    A case that is open or soon due, a warning, listing, administration, cash, surplus and rating
    count, each times its weight below.
    """
    t = view.trusts
    rows = _ROWS_AMONG.get((among, t.id), None, lambda: _rows_among(view, among))
    known = np.empty((8, len(rows)))
    known[0] = t.warned[rows]
    known[1] = t.listed[rows]
    known[2] = t.status[rows] == 2
    known[3] = t.cash_ahead_m[rows]
    known[4] = t.surplus_m[rows]
    known[5] = t.rating[rows]
    known[6] = t.marginal[rows]
    known[7] = 0.0
    place = {name: i for i, name in enumerate(among)}
    for case in view.cases:
        if case.state == "open" and case.about == "failing" and case.trust in place:
            left = case.due - view.quarter  # what is due now is settled before any order
            known[7, place[case.trust]] = 1.0 / left if left > 0 else 0.2
    known *= _MARGINALS_FIRST if marginals_first else _TIMES
    known /= _PER
    known[5] += 1.5
    known[np.isnan(known)] = 0.0  # what isn't known doesn't count
    money = known[3:5]
    np.minimum(np.maximum(money, -2.0, out=money), 2.0, out=money)
    order = np.argsort(-known.sum(axis=0), kind="stable")[:n]
    return tuple([among[i] for i in order.tolist()])


#: Weights, and the units that they are for: being warned, listed, in administration; £m of cash
#: ahead, £m of surplus; the rating below 1.5; standing in a marginal, where those come first; a
#: case that is due next quarter.
_TIMES: Final = np.array([[1.0], [2.0], [1.0], [-1.0], [-1.0], [-1.0], [0.0], [9.0]])
_MARGINALS_FIRST: Final = np.array([*_TIMES[:6], [6.0], _TIMES[7]])
_PER: Final = np.array([[1.0], [1.0], [1.0], [20.0], [10.0], [1.0], [1.0], [1.0]])


#: Rows of the trusts that an order may name: a menu names the same ones quarter after quarter.
_ROWS_AMONG: Memo[NDArray[np.int64]] = Memo(MANY)


def _rows_among(view: View, among: tuple[str, ...]) -> NDArray[np.int64]:
    row = trust_rows(view)
    return np.array([row[name] for name in among], np.int64)


_ROWS: Memo[dict[str, int]] = Memo(8)


def trust_rows(view: View) -> dict[str, int]:
    """Return the row of each trust by its id."""
    return _ROWS.of(view.trusts.id, lambda ids: {name: i for i, name in enumerate(ids)})


def best_tag(
    pack: Pack, view: View, tags: tuple[str, ...], of: Role, role_values: RoleValues
) -> str:
    """Return the kind of lever that is worth most to the reader where ``of`` uses it."""

    def mean(tag: str) -> float:
        named = [
            role_values.value(t.lever.id)
            for t in card_index(pack).of_role[of]
            if tag in t.words and t.first <= view.quarter + 1 <= t.last
        ]
        return in_order(named) / len(named) if named else -10.0

    return max(sorted(tags), key=mean)


#: Most orders name nothing, and one object serves all sheets.
@lru_cache(maxsize=4096)
def plain_order(lever: str, bid: int) -> Order:
    """Return the order for a lever that names nothing."""
    return Order(lever=lever, bid=bid)


def order(
    pack: Pack,
    view: View,
    choice: LegalOrder,
    bid: int,
    role_values: RoleValues,
    *,
    marginals_first: bool,
) -> Order:
    """Return the order for a lever on the menu with everything that it must name, chosen."""
    trusts: tuple[str, ...] = ()
    if choice.trusts:
        trusts = worst_trusts(view, choice.trusts, choice.n, marginals_first=marginals_first)
    to_role: Role | None = None
    if choice.roles:  # whoever keeps its word best is worth telling
        to_role = max(
            (o for o in view.offices if o.role in choice.roles), key=lambda o: o.word
        ).role
    tag = None
    if choice.tags:
        tag = best_tag(pack, view, choice.tags, "secretary", role_values)
    return Order(lever=choice.lever, bid=bid, trusts=trusts, to_role=to_role, tag=tag)
