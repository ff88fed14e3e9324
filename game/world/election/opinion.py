"""Vote intentions of a quarter: where governments stand by their age, and what the game adds.

A pure function of gauges, quarter and keyed luck, so that it can be asked again in the
campaign. Points are per cent of Great Britain's vote. Sources: ``election.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from game.world import exact
from game.world.election.params import DRIFTING, ElectionParams, Series
from game.world.election.swing import CON, GREEN, NAT, OTH, UKIP
from game.world.givens import Government
from game.world.luck import Luck
from game.world.names import GAUGE_INDEX, MILLI, PARTIES
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


@dataclass(frozen=True, slots=True)
class Course:
    """What is the same in all games of one quarter: how governments and parties usually stand.

    ``gauges`` (len(_MOVED), 1) are the usual levels of the gauges that count; ``drift`` the
    points that parties drift by, with ``home``, those that come back to the Conservatives.
    """

    share: F  # (P, 1) at the start, per cent
    age: float
    gauges: F
    drift: tuple[tuple[int, float, float], ...]
    partner_faded: float


@dataclass(frozen=True, slots=True)
class Courses:
    """The courses of a scenario's quarters, each worked out when it is first asked for."""

    params: ElectionParams
    government: Government
    first: int  # first market quarter
    points: F  # (G,) gauges at the start
    _known: dict[int, Course] = field(default_factory=dict)

    def at(self, quarter: int) -> Course:
        """The course of a quarter."""
        found = self._known.get(quarter)
        if found is None:
            found = self._known[quarter] = self._course(quarter)
        return found

    def _course(self, quarter: int) -> Course:
        p, g, start = self.params, self.government, self.first - 1
        share = g.national_share[:, None].astype(np.float64)
        share = share * (100.0 / np.maximum(np.add.reduce(share, axis=0), 1.0))
        left = max(0, quarter - start)
        gauges = [
            usual_level(p, float(self.points[GAUGE_INDEX[n]]), getattr(p, f"middle_{m}"), left)
            for n, m in _MOVED.items()
        ]
        drift: list[tuple[int, float, float]] = []
        for party, series in zip(_DRIFTING, p.usual, strict=True):
            then, now = _usual(series, start), _usual(series, quarter)
            if party in (g.leading, g.opposition, g.partner):
                continue
            # a party stands at its own height: it moves in the proportion of its usual path
            moved = (now - then) * min(float(share[party, 0]) / max(then, 0.5), 1.5)
            # its rise is part of what governments lose anyway; its fall goes home to some extent
            home = p.drift_to_con * max(-moved, 0.0) if (party, g.leading) == (UKIP, CON) else 0.0
            drift.append((party, moved, home))
        faded = p.partner_fade * (quarter - start) / 4.0
        faded += p.partner_first * (_joined(quarter - g.began) - _joined(start - g.began))
        return Course(
            share=share,
            age=curve(p, months_since(g.began, quarter)) - curve(p, months_since(g.began, start)),
            gauges=np.array(gauges)[:, None],
            drift=tuple(drift),
            partner_faded=faded,
        )


#: The gauges that move the national vote, with their middles' names in ``ElectionParams``.
_MOVED: Final = {
    "nhs_satisfaction": "satisfaction",
    "reform_support": "support",
    "media_heat": "media",
    "nhs_salience": "salience",
    "nerves_market": "nerves",
    "nerves_local": "nerves",
    "coalition_strain": "strain",
    "number10_standing": "authority",
}
_ROWS: Final = np.array([GAUGE_INDEX[name] for name in _MOVED])
_SALIENCE: Final = list(_MOVED).index("nhs_salience")


def effects(model: Model, world: World) -> dict[str, F]:
    """What the game adds to the leading party's share, in points (B,), by cause, bounded.

    Each cause counts against the usual course of its gauges (``usual_level``), and presses
    less the nearer it is to its bound. ``nhs``: the opposition's lead on the health service
    times its salience; ``unity``: strain and nerves; ``authority``: No 10's standing.
    """
    p, usual = model.electorate.params, model.courses.at(world.quarter).gauges
    points = world.gauge[_ROWS] / MILLI
    satisfaction, support, media, _, market, local, strain, standing = points - usual
    lead = p.lead_start - p.lead_satisfaction * satisfaction
    lead = lead - p.lead_support * support
    lead = lead + p.lead_media * media
    lead = np.minimum(np.maximum(lead, 0.0), 45.0)
    usually = float(usual[_SALIENCE, 0]) * p.lead_start
    causes = np.empty((3, world.batch))
    causes[0] = -p.lead_weight * (points[_SALIENCE] * lead - usually) / 100.0
    causes[1] = -p.unity_strain * strain - p.unity_nerves * 0.5 * (market + local)
    causes[2] = p.authority * standing
    bounds = np.array([[p.lead_bound], [p.unity_bound], [p.authority_bound]])
    causes /= bounds
    held = bounds * exact.tanh(causes)
    return {"nhs": held[0], "unity": held[1], "authority": held[2]}


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
    g, p = model.government, model.electorate.params
    quarter, batch = world.quarter, world.batch
    course = model.courses.at(quarter)
    share = np.repeat(course.share, batch, axis=1)
    mood = _mood(p, model, quarter, luck)
    given = np.zeros(batch)
    if nhs:
        for effect in effects(model, world).values():
            given += effect
    share[g.leading] += p.curve_part * course.age + given + mood[0]
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
        share[g.partner] *= exact.exp(lost)
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
