"""Vote intentions of a quarter: where governments stand by their age, and what the game adds.

A pure function of gauges, quarter and keyed luck, so that it can be asked again in the campaign.
Points are per cent of Great Britain's vote. Sources: ``election.yaml``.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.world import exact_math
from game.world.election.electoral_cycle import WESTMINSTER
from game.world.election.parameters import ElectionParams
from game.world.election.swing import CON, GREEN, NAT, OTH, UKIP
from game.world.figure_names import GAUGE_INDEX, MILLI
from game.world.health_map import F, I
from game.world.model import Model
from game.world.random_streams import Luck
from game.world.world_state import World, quantise

_LEAST: Final = 0.5  # per cent that any party keeps


#: Gauges in which people hold a government against what they are used to, and those of Westminster.
_PUBLIC: Final = ("nhs_satisfaction", "reform_support", "media_heat", "nhs_salience")
_PUBLIC_ROWS: Final = np.array([GAUGE_INDEX[name] for name in _PUBLIC])
_WESTMINSTER_ROWS: Final = np.array([GAUGE_INDEX[name] for name in WESTMINSTER])


def habituated(model: Model, used_to: F, gauge: I) -> F:
    """Return what people are used to of each gauge a quarter on, (G, B) points.

    A part (``habit_keep``) stays of what they were used to, the rest is what they live with now.
    """
    keep = model.electorate.params.habit_keep
    return quantise(keep * used_to + (1.0 - keep) * (gauge / MILLI))


def effects(model: Model, world: World, *, campaign: bool = False) -> dict[str, F]:
    """Return what the game adds to the leading party's share, in points (B,), by cause, bounded.

    Each cause presses less the nearer it is to its bound. ``nhs``: the opposition's lead on the
    health service times its salience, against what people are used to (``habituated``); ``unity``:
    strain and nerves, and ``authority``: No 10's standing, against how governments tire
    (``usual_level``). ``campaign``: opinion at the end of one, when papers and people speak more of
    the service than before; what governments usually lose by that is in their curve already, which
    was measured at elections.
    """
    p = model.electorate.params
    now, before = world.gauge[_PUBLIC_ROWS] / MILLI, world.used_to[_PUBLIC_ROWS]
    satisfaction, support, media, _ = now - before
    salience, usual = now[-1], before[-1]
    if campaign:
        usual = usual + p.campaign_salience
        media = media - p.campaign_media
    lead = p.lead_start - p.lead_satisfaction * satisfaction
    lead = lead - p.lead_support * support
    lead = lead + p.lead_media * media
    lead = lead + p.lead_lost * world.metric_of("marginals_lost")
    lead = np.minimum(np.maximum(lead, 0.0), 45.0)
    tired = model.courses.at(world.quarter).westminster
    market, local, strain, standing = world.gauge[_WESTMINSTER_ROWS] / MILLI - tired
    causes = np.empty((3, world.batch))
    causes[0] = -p.lead_weight * (salience * lead - usual * p.lead_start) / 100.0
    causes[1] = -p.unity_strain * strain - p.unity_nerves * 0.5 * (market + local)
    causes[2] = p.authority * standing
    bounds = np.array([[p.lead_bound], [p.unity_bound], [p.authority_bound]])
    causes /= bounds
    held = bounds * exact_math.tanh(causes)
    return {"nhs": held[0], "unity": held[1], "authority": held[2]}


def _mood(params: ElectionParams, model: Model, quarter: int, luck: Luck) -> F:
    """Return what polls do for no reason of the game's.

    This quarter's news and the rest of the last's: (3, B) points on the leading party, the
    insurgent party and the opposition.
    """
    total = np.zeros((3, len(luck.seeds)))
    quarters = [q for q in (quarter, quarter - 1) if q >= model.first]
    keep = 1.0
    if quarters:
        for z in luck.normals(quarters, "opinion", 3):
            total += keep * params.mood_sd * z
            keep *= params.mood_keep
    return total


def national(
    model: Model, world: World, luck: Luck, *, nhs: bool = True, campaign: bool = False
) -> F:
    """Return vote intention by party, (P, B), per cent, summing to 100.

    ``nhs`` False leaves out what the game adds, for the end card; ``campaign``: as ``effects``, and
    the government is as old as it is a month before the vote.
    """
    g, p = model.government, model.electorate.params
    quarter, batch = world.quarter, world.batch
    course = model.courses.at(quarter)
    share = np.repeat(course.share, batch, axis=1)
    mood = _mood(p, model, quarter, luck)
    given = np.zeros(batch)
    if nhs:
        for effect in effects(model, world, campaign=campaign).values():
            given += effect
    age = course.last_month if campaign else course.age
    share[g.leading] += p.curve_part * age + course.other_matters + given + mood[0]
    for party, drift, home in course.drift:
        share[party] += drift
        if home:
            share[CON] += home
    aside = 1.0 - p.to_opposition
    share[UKIP] += mood[1] - 0.8 * aside * given
    share[GREEN] -= 0.2 * aside * given
    if g.partner is not None:
        strain = world.gauge_of("coalition_strain")
        then = float(model.points[GAUGE_INDEX["coalition_strain"]])
        lost = -p.partner_strain * (strain - then) / 100.0 - course.partner_faded
        share[g.partner] *= exact_math.exp(lost)
    share = np.maximum(share, _LEAST)
    others = np.add.reduce(share, axis=0) - share[g.opposition]
    share[g.opposition] = np.maximum(100.0 - others, 5.0)
    out: F = share * (100.0 / np.add.reduce(share, axis=0))
    return out


def opinion(model: Model, world: World, luck: Luck, *, campaign: bool = False) -> dict[str, F]:
    """Return the metrics of vote intention, (B,) each, per cent of Great Britain."""
    share, g = national(model, world, luck, campaign=campaign), model.government
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
