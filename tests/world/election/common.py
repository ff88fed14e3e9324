"""What the election's tests share: the synthetic tables and a December 2013 played idly."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from game.paths import scenarios_dir
from game.scenario import geography
from game.scenario.loader import load
from game.world import quarter
from game.world.country import Country
from game.world.election.project import nation_of, nation_shares
from game.world.knobs import Knobs
from game.world.luck import Luck
from game.world.model import Model
from game.world.place import F, I
from game.world.start import start
from game.world.state import World

SEEDS = tuple(range(16))


@cache
def table(year: int) -> Country:
    path = scenarios_dir() / "common" / f"constituencies-{year}.csv"
    return geography.country(path.read_text(encoding="utf-8"))


def shares_of_nations(year: int) -> dict[int, F]:
    c = table(year)
    nation = nation_of(c.region)
    return {n: nation_shares(c.votes[:, nation == n]) for n in range(3)}


@cache
def december() -> Model:
    return load("december-2013").model


@cache
def played(quarters: int = 6) -> tuple[World, ...]:
    """The worlds of ``SEEDS`` idle games, the start first."""
    model, luck = december(), Luck(SEEDS)
    worlds = [start(model, SEEDS)]
    for _ in range(quarters):
        knobs = Knobs.neutral(model.place.trusts, len(SEEDS))
        worlds.append(quarter.step(model, worlds[-1], knobs, luck)[0])
    return tuple(worlds)


@cache
def battleground() -> I:
    """Thirty-six government marginals with a hospital and majorities of 2 to 8 points."""
    model = december()
    share = model.electorate.share
    ordered = np.sort(share, axis=0)
    majority = 100 * (ordered[-1] - ordered[-2])
    town = np.isin(np.arange(share.shape[1]), model.place.site_seat)
    seats = np.flatnonzero(model.country.marginal & town & (majority > 2) & (majority < 8))
    nearest = np.argsort(np.abs(majority[seats] - 5), kind="stable")[:36]
    return np.sort(seats[nearest])


def beside(world: World, effect: float, anger: float) -> World:
    """The first game with these in the battleground and nothing anywhere else."""
    one = world.row(0)
    local, tempers = np.zeros_like(one.local_effect), np.zeros_like(one.anger)
    local[battleground()] = effect
    tempers[battleground()] = anger
    return replace(one, local_effect=local, anger=tempers)
