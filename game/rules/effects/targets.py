"""Which trusts an effect reaches, and which an order may name.

An effect finds its trusts in the world as it is. An order may name only what everybody can tell
apart: the list of those that fail is public, who is about to be on it is not, and hidden quality
or cost restrict nobody's choice. What is in administration already is not named as failing again.
"""

from __future__ import annotations

from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import Memo
from game.rules.cards.index import card_index
from game.scenario.pack import Pack
from game.scenario.schema.effects import Among, Select, SelectBy
from game.world.world_state import World

_ROWS: Memo[tuple[int, ...]] = Memo()


def reached(
    pack: Pack, world: World, select: Select, chosen: tuple[int, ...] = ()
) -> tuple[int, ...]:
    """Return the rows of the trusts that an effect reaches, worst first.

    ``chosen`` are the rows an order named; ``among: chosen`` without any falls back to the
    trusts at risk. Worst is the lowest cash, margin, quality or size; ties by row.
    """
    if select.among == "chosen" and chosen:
        open_ = world.open[:, 0]
        return tuple(t for t in chosen if open_[t])
    among: Among = "at_risk" if select.among == "chosen" else select.among
    mask = _fits(pack, world, select) & _among(world, among)
    match select.quality:
        case "any":
            pass
        case "upper_half":
            mask &= _upper_half(world)
        case "lower_half":
            mask &= ~_upper_half(world)
        case _:
            assert_never(select.quality)
    match select.cost:
        case "any":
            pass
        case "above_average":
            cost, working = world.unit_cost[:, 0], world.open[:, 0]
            mask &= cost > (float(cost[working].mean()) if working.any() else 0.0)
        case _:
            assert_never(select.cost)
    rows = mask.nonzero()[0]
    n = 1 if select.among == "chosen" and select.n is None else select.n
    if n is None or len(rows) <= n:
        return tuple(rows.tolist())
    key = _key(pack, world, select.by)[rows]
    order = np.argsort(key, kind="stable")
    if select.marginals_first:
        order = order[np.argsort(~card_index(pack).marginal[rows][order], kind="stable")]
    return tuple(rows[order[:n]].tolist())


def _upper_half(world: World) -> NDArray[np.bool_]:
    """Return (T,) whether trusts' quality is at least that of the middle one of those open."""
    level, working = world.quality[:, 0], world.open[:, 0]
    return level >= (float(np.median(level[working])) if working.any() else 0.0)


def nameable(pack: Pack, world: World, select: Select) -> tuple[int, ...]:
    """Return the rows of the trusts that an order may name, in row order: all of it is public."""
    return _ROWS.get((pack, world, select), None, lambda: _nameable(pack, world, select))


def _nameable(pack: Pack, world: World, select: Select) -> tuple[int, ...]:
    mask = _fits(pack, world, select)
    among = select.among
    if among == "sound":  # who fails a test without being on the list yet is hidden
        mask = mask & ~world.at_risk[:, 0]
    elif among in ("at_risk", "listed"):  # the list; nobody is failed a second time
        mask = mask & world.at_risk[:, 0] & (world.admin_stage[:, 0] == 0)
    elif among not in ("chosen", "all"):
        mask = mask & _among(world, among)
    return tuple(mask.nonzero()[0].tolist())


_PLACES: Memo[NDArray[np.bool_] | None] = Memo()


def _fits(pack: Pack, world: World, select: Select) -> NDArray[np.bool_]:
    """Return (T,) whether trusts are open and of the status, kind and place asked for.

    All of it is public. The mask is read only.
    """
    mask: NDArray[np.bool_] = world.open[:, 0]
    place = _PLACES.get((pack, select), None, lambda: _place(pack, select))
    if place is not None:
        mask = mask & place
    match select.status:
        case "any":
            return mask
        case "ft":
            return mask & world.ft[:, 0]
        case "nhs_trust":
            return mask & ~world.ft[:, 0]
        case _:
            assert_never(select.status)


def _place(pack: Pack, select: Select) -> NDArray[np.bool_] | None:
    """Return (T,) whether trusts are of the kind and place asked for; None where all are.

    No game changes that.
    """
    place = pack.model.place
    mask = np.ones(place.trusts, np.bool_)
    match select.kind:
        case "any":
            pass
        case "acute":
            mask &= place.trust_kind == 0
        case "block":
            mask &= place.trust_kind == 1
        case _:
            assert_never(select.kind)
    if select.marginal is not None:
        mask &= card_index(pack).marginal == select.marginal
    if select.pfi is not None:
        mask &= (place.trust_pfi > 0) == select.pfi
    return None if mask.all() else mask


def _among(world: World, among: Among) -> NDArray[np.bool_]:
    """Return (T,) whether trusts belong to those that a selection begins with."""
    held: NDArray[np.bool_] = world.admin_stage[:, 0] > 0
    match among:
        case "at_risk" | "listed":
            return world.at_risk[:, 0]
        case "in_administration":
            return held
        case "sound":
            sound: NDArray[np.bool_] = ~world.at_risk[:, 0] & (world.fails[:, 0] == 0) & ~held
            return sound
        case "all" | "chosen":
            return np.ones(world.open.shape[0], np.bool_)
        case _:
            assert_never(among)


def _key(pack: Pack, world: World, by: SelectBy) -> NDArray[np.float64]:
    """Return (T,) what trusts are ordered by, the worst lowest."""
    match by:
        case "cash":
            return world.cash_k[:, 0].astype(np.float64)
        case "margin":
            return world.margin[:, 0]
        case "quality":
            return world.quality[:, 0]
        case "size":
            return pack.model.place.trust_size
        case _:
            assert_never(by)
