"""Looks: what personas make of views before any deal, for one player or for many at once.

What is worked out for many players together is what each would work out alone, to the last bit:
rows of arrays do not touch each other, and the sums are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.figure_arrays import sights
from game.players.persona.lever_values import Bench, benches, cards
from game.players.persona.order_arrays import NEVER, records
from game.players.persona.priority_arrays import fancies
from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.state.view import View
from game.scenario.pack import Pack

F = NDArray[np.float64]
#: How likely a player is to use a given open lever in a quarter that it dislikes, likes, or
#: likes well.
LIKELY: Final = 0.2
_CHANCES: Final = LIKELY * np.array([0.4, 1.0, 2.0])


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """A player that asks what it sees: its persona, what the roles want (roles, n), its view."""

    persona: str
    wants: F
    view: View


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a player sees: its own judge and those it takes the others to have; which of its P
    priorities hold, and what they add to each lever, (L,); and how likely each lever is to be
    used by its owner this quarter, (L,), but for promises."""

    bench: Bench
    holding: NDArray[np.bool_]
    fancied: F
    chances: F


def looks(pack: Pack, asking: Sequence[Asking]) -> list[Look]:
    """Return what the players see, each as if it were alone."""
    views = [ask.view for ask in asking]
    values, press = sights(pack, [view.figures for view in views])
    past = records(pack, [view.orders for view in views])
    judged = benches(pack, views, press, np.stack([ask.wants for ask in asking]))
    chances = _chances(pack, views, past.ordered[:, :-1], np.stack([of.values for of in judged]))
    found: list[Look | None] = [None] * len(views)
    by_persona: dict[str, list[int]] = {}
    for i, ask in enumerate(asking):
        by_persona.setdefault(ask.persona, []).append(i)
    for name, rows in by_persona.items():
        own = fancies(pack)[name]
        holding = own.holding(pack, [views[i] for i in rows], values[rows], past.done[rows])
        fancied = own.worth(holding)
        for k, i in enumerate(rows):
            found[i] = Look(judged[i], holding[k], fancied[k], chances[i])
    return [look for look in found if look is not None]


@dataclass(frozen=True, slots=True, eq=False)
class _Limits:
    """What limits the use of each lever, (L,)."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    rest: NDArray[np.int64]  # quarters between two uses


@per_pack
def _limits(pack: Pack) -> _Limits:
    levers = card_index(pack).levers.values()
    return _Limits(
        np.array([t.first for t in levers], np.int64),
        np.array([t.last for t in levers], np.int64),
        np.array([-NEVER // 2 if t.lever.once else t.cool_down for t in levers], np.int64),
    )


def _chances(pack: Pack, views: Sequence[View], ordered: NDArray[np.int64], values: F) -> F:
    """Return how likely each lever is to be used by its owner, (N, L), from public facts: its
    period, when it was last ``ordered``, and whether its owner's usual persona would like what it
    does."""
    limits = _limits(pack)
    quarter = np.array([[view.quarter] for view in views], np.int64)
    liking = values.reshape(len(views), -1)[:, cards(pack).owners]
    open_now = (quarter - ordered >= limits.rest) & (limits.first <= quarter)
    open_now &= quarter <= limits.last
    return _CHANCES[np.add(liking > 0.3, liking > 2.0, dtype=np.int64)] * open_now
