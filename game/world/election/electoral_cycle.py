"""How governments and parties usually stand by their age, before a game adds anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from game.world.election.parameters import DRIFTING, ElectionParams, Series
from game.world.election.swing import CON, UKIP
from game.world.figure_names import GAUGE_INDEX, PARTIES
from game.world.health_map import F
from game.world.scenario_inputs import Government

#: The gauges of Westminster that move the national vote, with their middles' names in
#: ``ElectionParams``.
WESTMINSTER: Final = {
    "nerves_market": "nerves",
    "nerves_local": "nerves",
    "coalition_strain": "strain",
    "number10_standing": "authority",
}
#: Ages in months at which the curve of governments is known.
_AGES: Final = (1, 3, 6, 9, 12, 18, 24, 30, 36, 42, 48, 59)
#: Months from the middle of a quarter to a month before the middle of the next, when it votes.
_TO_LAST_MONTH: Final = 2.0
_DRIFTING: Final = tuple(PARTIES.index(p) for p in DRIFTING)


def curve(params: ElectionParams, months: float) -> float:
    """Return the change of a government's vote intention since its election, in points, by its age.

    Measured over sixteen terms; the last is that of a month before the next election of a full
    term, from which the night goes on to its result.
    """
    return _between(tuple((float(age), getattr(params, f"curve_{age}")) for age in _AGES), months)


def _between(points: tuple[tuple[float, float], ...], x: float) -> float:
    if x <= points[0][0]:
        return points[0][1]
    for (a, low), (b, high) in pairwise(points):
        if x <= b:
            return high - (high - low) * (b - x) / (b - a)
    return points[-1][1]


def _usual(series: Series, quarter: int) -> float:
    """Return a party's usual share at a quarter's middle; each year's figure is of its middle."""
    return _between(tuple((float(y) + 0.5, v) for y, v in series), (quarter + 0.5) / 4)


def months_since(began: int, quarter: int) -> float:
    """Return the months from the middle of one quarter to the middle of another."""
    return 3.0 * (quarter - began)


def usual_level(params: ElectionParams, began: float, middle: float, quarters: int) -> float:
    """Return where a gauge that began at a level usually stands after so many quarters.

    Every government tires: its strain, its nerves and its authority drift to a middle. The curve of
    sixteen terms holds what that costs, so the game is held against the usual course and not
    against its first day, or it would be paid twice.
    """
    left = 1.0
    for _ in range(quarters):
        left *= params.middle_keep
    return middle + (began - middle) * left


@dataclass(frozen=True, slots=True)
class OpinionCurve:
    """What all games of one quarter share: how governments and parties usually stand.

    ``westminster`` (len(WESTMINSTER), 1) are the usual levels of its gauges; ``drift`` the points
    that parties drift by, with ``home``, those that come back to the Conservatives.
    """

    share: F  # (P, 1) at the start, per cent
    age: float  # points since the start, by the curve of governments
    last_month: float  # the same when the vote that follows the quarter is a month away
    other_matters: float  # points since the start, for reasons outside the service
    westminster: F
    drift: tuple[tuple[int, float, float], ...]
    partner_faded: float


@dataclass(frozen=True, slots=True)
class OpinionCurves:
    """The curves of a scenario's quarters, each worked out when it is first asked for."""

    params: ElectionParams
    government: Government
    first: int  # first market quarter
    points: F  # (G,) gauges at the start
    _known: dict[int, OpinionCurve] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def at(self, quarter: int) -> OpinionCurve:
        """Return the curve of a quarter; nobody may write to its arrays."""
        found = self._known.get(quarter)
        if found is None:
            found = self._known[quarter] = self._drawn(quarter)
        return found

    def _drawn(self, quarter: int) -> OpinionCurve:
        """Return the same, worked out."""
        p, g, start = self.params, self.government, self.first - 1
        share = g.national_share[:, None].astype(np.float64)
        share = share * (100.0 / np.maximum(np.add.reduce(share, axis=0), 1.0))
        left = max(0, quarter - start)
        gauges = [
            usual_level(p, float(self.points[GAUGE_INDEX[n]]), getattr(p, f"middle_{m}"), left)
            for n, m in WESTMINSTER.items()
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
        months, began = months_since(g.began, quarter), curve(p, months_since(g.began, start))
        levels = np.array(gauges)[:, None]
        for shared in (share, levels):
            shared.flags.writeable = False
        return OpinionCurve(
            share=share,
            age=curve(p, months) - began,
            last_month=curve(p, months + _TO_LAST_MONTH) - began,
            other_matters=p.other_matters * min(1.0, left / max(1, g.election - 1 - start)),
            westminster=levels,
            drift=tuple(drift),
            partner_faded=faded,
        )


def _joined(quarters: int) -> float:
    """Return how much of what joining a government costs its junior partner has been paid, 0–1."""
    return min(max(quarters, 0), 3) / 3.0
