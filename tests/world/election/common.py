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
from game.world.election.electoral_cycle import OpinionCurves
from game.world.election.projection import nation_of, nation_shares
from game.world.figure_names import GAUGE_INDEX, PARTIES
from game.world.health_map import F, I
from game.world.knobs import Knobs
from game.world.model import Model
from game.world.random_streams import Luck
from game.world.start import start
from game.world.world_state import World

SEEDS = tuple(range(16))


@cache
def table(year: int) -> Country:
    path = scenarios_dir() / "common" / f"constituencies-{year}.csv"
    return geography.read_country(path.read_text(encoding="utf-8"))


def shares_of_nations(year: int) -> dict[int, F]:
    c = table(year)
    nation = nation_of(c.region)
    return {n: nation_shares(c.votes[:, nation == n]) for n in range(3)}


#: Published polls of Great Britain as they were when the scenarios begin, per cent: July to
#: September 2013, summer 2008, late 2016. Scenarios may begin from worse or better ones.
RECORD = {
    "december-2013": {"con": 32.1, "lab": 38.2, "ld": 10.3, "ukip": 12.0, "green": 2.7,
                      "nat": 3.5, "oth": 1.2},
    "culling-the-herd": {"con": 45.2, "lab": 27.0, "ld": 17.0, "ukip": 2.4, "green": 1.5,
                         "nat": 2.7, "oth": 4.2},
    "saving-stps": {"con": 41.0, "lab": 28.5, "ld": 9.5, "ukip": 11.5, "green": 4.0, "nat": 4.5,
                    "oth": 1.0},
}  # fmt: skip


@cache
def of_record(scenario: str) -> Model:
    """The scenario's model begun from the polls of the day, and with nothing of what it chose for
    the country's other business: for what is held against results."""
    model = load(scenario).model
    government, params = model.government, model.electorate.params
    if scenario in RECORD:
        shares = np.array([RECORD[scenario][party] for party in PARTIES])
        government = replace(government, national_share=shares)
    params = replace(params, other_matters=0.0)
    courses = OpinionCurves(params, government, model.first, model.points)
    electorate = replace(model.electorate, params=params)
    return replace(model, government=government, electorate=electorate, courses=courses)


def december() -> Model:
    return of_record("december-2013")


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
    """The first game after a usual campaign, with these in the battleground alone."""
    one, p = world.row(0), december().electorate.params
    gauge = one.gauge.copy()
    gauge[GAUGE_INDEX["nhs_salience"]] += round(1000 * p.campaign_salience)
    gauge[GAUGE_INDEX["media_heat"]] += round(1000 * p.campaign_media)
    local, tempers = np.zeros_like(one.local_effect), np.zeros_like(one.anger)
    local[battleground()] = effect
    tempers[battleground()] = anger
    return replace(one, gauge=gauge, local_effect=local, anger=tempers)
