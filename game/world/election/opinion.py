"""Vote intentions of a quarter: where governments stand by their age, and what the game adds.

A pure function of gauges, quarter and keyed luck, so that it can be asked again in the
campaign. Points are per cent of Great Britain's vote. Sources: ``election.yaml``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from game.world import exact
from game.world.election.params import DRIFTING, ElectionParams, Series
from game.world.election.swing import CON, GREEN, NAT, OTH, UKIP
from game.world.luck import Luck
from game.world.names import GAUGE_INDEX, PARTIES
from game.world.place import F

if TYPE_CHECKING:
    from game.world.model import Model
    from game.world.state import World

_DRIFTING: Final = tuple(PARTIES.index(p) for p in DRIFTING)
_LEAST: Final = 0.5  # per cent that any party keeps


def curve(params: ElectionParams, months: float) -> float:
    """Change from its election share of a government of that age, in points (sixteen terms)."""
    p = params
    ages = (1.0, 6.0, 12.0, 24.0, 36.0, 48.0, 60.0)
    known = (p.curve_0, p.curve_6, p.curve_12, p.curve_24, p.curve_36, p.curve_48, p.curve_60)
    return _between(tuple(zip(ages, known, strict=True)), months)


def _between(points: tuple[tuple[float, float], ...], x: float) -> float:
    if x <= points[0][0]:
        return points[0][1]
    for (a, low), (b, high) in pairwise(points):
        if x <= b:
            return high - (high - low) * (b - x) / (b - a)
    return points[-1][1]


def _usual(series: Series, quarter: int) -> float:
    """A party's usual share at a quarter's middle; each year's figure is of its middle."""
    return _between(tuple((float(y) + 0.5, v) for y, v in series), (quarter + 0.5) / 4)


def months_since(began: int, quarter: int) -> float:
    """Months from the middle of one quarter to the middle of another."""
    return 3.0 * (quarter - began)


def usual_level(params: ElectionParams, began: float, middle: float, quarters: int) -> float:
    """Where a gauge that began at a level usually stands after so many quarters.

    Every government tires: its strain, its nerves and the health service's weight in the
    vote drift to a middle. The curve of sixteen terms holds what that costs, so the game is
    held against the usual course and not against its first day, or it would be paid twice.
    """
    left = 1.0
    for _ in range(quarters):
        left *= params.middle_keep
    return middle + (began - middle) * left


def effects(model: Model, world: World) -> dict[str, F]:
    """What the game adds to the leading party's share, in points (B,), by cause, bounded.

    Each cause counts against the usual course of its gauges (``usual_level``), and presses
    less the nearer it is to its bound. ``nhs``: the opposition's lead on the health service
    times its salience; ``unity``: strain and nerves; ``authority``: No 10's standing.
    """
    p = model.electorate.params
    quarters = max(0, world.quarter - (model.first - 1))

    def usual(name: str, middle: float) -> float:
        return usual_level(p, float(model.points[GAUGE_INDEX[name]]), middle, quarters)

    def moved(name: str, middle: float) -> F:
        out: F = world.gauge_of(name) - usual(name, middle)
        return out

    lead = p.lead_start - p.lead_satisfaction * moved("nhs_satisfaction", p.middle_satisfaction)
    lead = lead - p.lead_support * moved("reform_support", p.middle_support)
    lead = lead + p.lead_media * moved("media_heat", p.middle_media)
    lead = np.minimum(np.maximum(lead, 0.0), 45.0)
    salience = world.gauge_of("nhs_salience")
    usually = usual("nhs_salience", p.middle_salience) * p.lead_start
    nhs = -p.lead_weight * (salience * lead - usually) / 100.0
    nerves = moved("nerves_market", p.middle_nerves) + moved("nerves_local", p.middle_nerves)
    unity = -p.unity_strain * moved("coalition_strain", p.middle_strain)
    unity = unity - p.unity_nerves * 0.5 * nerves
    authority = p.authority * moved("number10_standing", p.middle_authority)

    def bounded(x: F, bound: float) -> F:
        out: F = bound * exact.tanh(x / bound)
        return out

    return {
        "nhs": bounded(nhs, p.lead_bound),
        "unity": bounded(unity, p.unity_bound),
        "authority": bounded(authority, p.authority_bound),
    }


def _mood(params: ElectionParams, model: Model, quarter: int, luck: Luck) -> F:
    """What polls do for no reason of the game's: (3, B) points on the leading party, the
    insurgent party and the opposition; this quarter's news and the rest of the last's."""
    total = np.zeros((3, len(luck.seeds)))
    quarters = [q for q in (quarter, quarter - 1) if q >= model.first]
    keep = 1.0
    if quarters:
        for z in luck.normals(quarters, "opinion", 3):
            total += keep * params.mood_sd * z
            keep *= params.mood_keep
    return total


def national(model: Model, world: World, luck: Luck, *, nhs: bool = True) -> F:
    """Vote intention by party, (P, B), per cent, summing to 100.

    ``nhs`` False leaves out what the game adds, for the end card.
    """
    e, g, start = model.electorate, model.government, model.first - 1
    p = e.params
    quarter, batch = world.quarter, world.batch
    share = np.repeat(g.national_share[:, None].astype(np.float64), batch, axis=1)
    share *= 100.0 / np.maximum(np.add.reduce(share, axis=0), 1.0)
    first = share.copy()
    age = curve(p, months_since(g.began, quarter)) - curve(p, months_since(g.began, start))
    mood = _mood(p, model, quarter, luck)
    given = np.zeros(batch)
    if nhs:
        for effect in effects(model, world).values():
            given = given + effect
    share[g.leading] += p.curve_part * age + given + mood[0]
    for party, series in zip(_DRIFTING, p.usual, strict=True):
        then, now = _usual(series, start), _usual(series, quarter)
        # a party stands at its own height: it moves in the proportion of its usual path
        drift = (now - then) * np.minimum(first[party] / max(then, 0.5), 1.5)
        if party in (g.leading, g.opposition, g.partner):
            continue
        share[party] += drift
        if party == UKIP and g.leading == CON:
            # its rise is part of what governments lose anyway; its fall goes home to some extent
            share[CON] += p.drift_to_con * np.maximum(-drift, 0.0)
    aside = 1.0 - p.to_opposition
    share[UKIP] += mood[1] - 0.8 * aside * given
    share[GREEN] -= 0.2 * aside * given
    if g.partner is not None:
        strain = world.gauge_of("coalition_strain")
        then = float(model.points[GAUGE_INDEX["coalition_strain"]])
        faded = p.partner_fade * (quarter - start) / 4.0
        faded += p.partner_first * (_joined(quarter - g.began) - _joined(start - g.began))
        share[g.partner] *= exact.exp(-p.partner_strain * (strain - then) / 100.0 - faded)
    share = np.maximum(share, _LEAST)
    others = np.add.reduce(share, axis=0) - share[g.opposition]
    share[g.opposition] = np.maximum(100.0 - others, 5.0)
    out: F = share * (100.0 / np.add.reduce(share, axis=0))
    return out


def _joined(quarters: int) -> float:
    """How much of what joining a government costs its junior partner has been paid, 0–1."""
    return min(max(quarters, 0), 3) / 3.0


def opinion(model: Model, world: World, luck: Luck) -> dict[str, F]:
    """The metrics of vote intention, (B,) each, per cent of Great Britain."""
    share, g = national(model, world, luck), model.government
    partner = np.zeros(world.batch) if g.partner is None else share[g.partner]
    return {
        "government_vote_intention": share[g.leading],
        "opposition_vote_intention": share[g.opposition],
        "partner_vote_intention": partner,
        "insurgent_vote_intention": share[UKIP],
    }


def polls(model: Model, share: F, luck: Luck, quarter: int, houses: int = 4) -> F:
    """Published polls of a quarter, (houses, P, B), per cent rounded to whole points.

    Each house samples ``poll_size`` persons and leans its own way, all game long.
    """
    p = model.electorate.params
    n, batch = share.shape
    lean = luck.normal(0, "poll houses", houses * n).reshape(houses, n, batch)
    error = luck.normal(quarter, "polls", houses * n).reshape(houses, n, batch)
    part = np.minimum(share / 100.0, 1.0)
    size = np.sqrt(part * (1.0 - part))
    sampling = 100.0 * size * np.sqrt(p.poll_design / p.poll_size)
    shown = share + 2.0 * size * p.poll_house_sd * lean + sampling * error
    out: F = np.rint(np.maximum(shown, 0.0))
    return out


assert (NAT, OTH) == (5, 6)
