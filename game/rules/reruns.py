"""A kept game run again under its own luck, in several variants that differ in what acts in them.

Variants are alike until something begins in one and not in another: so far they are one column of
the batch, which is then split. Row for row the worlds are those of each variant alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from game.rules.cache import order, places
from game.rules.cards.index import card_index
from game.rules.effects.knob_settings import knobs_of_many, reaches_market
from game.rules.overrides import set_before
from game.rules.state.position import Modifier
from game.scenario.pack import Pack
from game.world.health_map import I
from game.world.quarter import step
from game.world.random_streams import Luck
from game.world.start import of_endowment, start
from game.world.world_state import World


def run(
    pack: Pack, seed: int, modifiers: Iterable[Modifier], last: int, endowment: I | None = None
) -> World:
    """Return the world at the end of quarter ``last`` when just these modifiers act.

    ``endowment`` as for ``run_many``.
    """
    return run_many(pack, seed, [tuple(modifiers)], last, endowment)


def run_many(
    pack: Pack,
    seed: int,
    games: Sequence[tuple[Modifier, ...]],
    last: int,
    endowment: I | None = None,
) -> World:
    """Return the worlds, side by side, of games of one seed that differ in what acts in them.

    ``endowment`` (T, 1) is what the kept game began with (None: what its seed deals today): it
    may have been kept before any were dealt.
    """
    first = card_index(pack).first
    known, has = _side_by_side(games)
    begins = _begins(pack, known, first)
    column = [0] * len(games)  # in which each game is run
    live: list[list[int]] = [[]]  # what acts in each column, by its place among the known
    model = pack.model
    world = start(model, [seed]) if endowment is None else of_endowment(model, endowment)
    for quarter in range(first, last + 1):
        coming = begins.get(quarter, [])
        split: dict[tuple[int, bytes], int] = {}
        parents: list[int] = []
        acting: list[list[int]] = []
        for g, theirs in enumerate(has[:, coming]):
            key = column[g], theirs.tobytes()
            if key not in split:
                split[key] = len(parents)
                parents.append(column[g])
                still = [n for n in live[column[g]] if _lasts(known[n], quarter)]
                acting.append(sorted([*still, *np.compress(theirs, coming).tolist()]))
            column[g] = split[key]
        live = acting
        if parents != list(range(world.batch)):
            world = world.taken(parents)
        modifiers = [tuple([known[n] for n in some]) for some in live]
        if quarter == first:
            world = set_before(pack, world, modifiers)
        knobs = knobs_of_many(pack, modifiers, quarter, world)
        world, _ = step(pack.model, world, knobs, Luck([seed] * world.batch))
    return world.taken(column)


def _lasts(m: Modifier, quarter: int) -> bool:
    return m.last is None or m.last >= quarter


def _side_by_side(
    games: Sequence[tuple[Modifier, ...]],
) -> tuple[list[Modifier], NDArray[np.bool_]]:
    """Return the modifiers of all games, and which game has which, (games, modifiers).

    They are in the order of the longest game. What combines in another order may come out
    otherwise: a game that has another order has its modifiers apart.
    """
    longest: tuple[Modifier, ...] = max(games, key=len, default=())
    known = list(longest)
    place = order(longest)
    own: list[list[int]] = []
    for game in games:
        found = places(game, place)
        theirs = [n for n in found if n is not None]
        if len(theirs) < len(game) or theirs != sorted(set(theirs)):
            theirs = list(range(len(known), len(known) + len(game)))
            known += game
        own.append(theirs)
    has = np.zeros((len(games), len(known)), np.bool_)
    for g, theirs in enumerate(own):
        has[g, theirs] = True
    return known, has


def _begins(pack: Pack, known: Sequence[Modifier], first: int) -> dict[int, list[int]]:
    """Return the places of what the market is told of, by the quarter in which it begins.

    What is older than the first quarter begins with it.
    """
    found: dict[int, list[int]] = {}
    for n, m in enumerate(known):
        if reaches_market(pack, m):
            found.setdefault(max(m.first, first), []).append(n)
    return found
