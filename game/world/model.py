"""A scenario as the world knows it: everything that stays fixed while games are played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.world.baseline import Baseline, baseline_of
from game.world.country import Country
from game.world.election.electoral_cycle import OpinionCurves
from game.world.election.electorate import Electorate, electorate
from game.world.election.parameters import ElectionParams
from game.world.figure_names import MILLI
from game.world.gauges import GaugeRule, Politics, compile_rules
from game.world.health_map import F, I, Place
from game.world.parameters import Params
from game.world.precomputed import Prepared, prepare
from game.world.proximity import Links, links
from game.world.scenario_inputs import Calendar, Government, StartValues, calendar_of

__all__ = ["Calendar", "Government", "Model", "StartValues", "build"]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Model:
    """All that games of one scenario share. Make it with ``build``; equal only to itself."""

    place: Place
    params: Params
    country: Country
    first: int  # first market quarter
    calendar: Calendar
    politics: Politics
    government: Government
    start: StartValues
    points: F  # (G,) gauges at the start
    links: Links
    marginal_own: I  # (K, S) own hospitals of the government's English marginals that have any
    baseline: Baseline = field(repr=False)
    prepared: Prepared = field(repr=False)
    courses: OpinionCurves = field(repr=False)
    electorate: Electorate = field(repr=False)


def build(
    place: Place,
    params: Params,
    country: Country,
    first: int,
    paths: Mapping[str, Mapping[int, float]],
    rules: Sequence[GaugeRule],
    government: Government,
    start: StartValues,
    *,
    election: ElectionParams,
) -> Model:
    """The model of a scenario. ``paths`` by name and financial year, as in the data.

    Raises ValueError in one sentence for a missing path, an unknown gauge or figure.
    """
    near = links(place, params.elective_km, params.emergency_km)
    politics = compile_rules(rules)
    times = calendar_of(first, paths)
    points = politics.start(start.gauges) / MILLI
    base = baseline_of(place, params, near, times, start)
    return Model(
        place=place,
        params=params,
        country=country,
        first=first,
        calendar=times,
        politics=politics,
        government=government,
        start=start,
        points=points,
        links=near,
        marginal_own=_own(country),
        baseline=base,
        prepared=prepare(place, params, near, base),
        courses=OpinionCurves(election, government, first, points),
        electorate=electorate(country, place.trusts, election),
    )


def _own(country: Country) -> I:
    """The government's English marginals' own hospitals, (K, S): those with three tenths of a
    seat's weight. A seat with fewer than others has its first once more; seats with none are
    left out."""
    marginals = np.flatnonzero(country.marginal)
    near, own = country.near_trust[marginals], country.near_weight[marginals] >= 0.3
    near, own = near[own.any(axis=1)], own[own.any(axis=1)]
    nearest = near[np.arange(len(near)), np.argmax(own, axis=1)]
    columns = [np.where(own[:, k], near[:, k], nearest) for k in range(near.shape[1])]
    used = [c for k, c in enumerate(columns) if k == 0 or (c != nearest).any()]
    out: I = np.maximum(np.stack(used), 0)
    return out
