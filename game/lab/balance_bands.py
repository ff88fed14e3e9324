"""The bands in which the game is meant to lie, and what games come to beside them."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.lab.intervals import SPREAD, of_mean
from game.rules.banked_scores import planned
from game.rules.percentile_ranks import match_winner, quantiles_of, rank_among
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

#: Games over which different hospitals are counted.
NAMED_IN: Final = 60


@dataclass(frozen=True, slots=True)
class Band:
    """What a measure must lie in, both ends included; None: open at that end, or, at both, told
    beside the bands."""

    name: str
    title: str
    low: float | None
    high: float | None
    percent: bool = False


BANDS: Final[tuple[Band, ...]] = (
    Band("government", "government wins", 0.40, 0.60, percent=True),
    Band("losses", "closures and downgrades in six quarters", 2, 6),
    Band("named", f"hospitals named or settled in {NAMED_IN} games", 40, None),
    Band("marginals", "correlation of the win with hospitals lost in marginals", None, -0.25),
    Band("held", "correlation of marginals held with hospitals lost in them", None, None),
    Band("kept_open", "games without a closure", None, 0.5, percent=True),
    Band("contested", "quarters in which something is contested", 0.7, None, percent=True),
    Band("broken", "deals broken, of those tempted", 0.05, 0.20, percent=True),
    *(Band(f"won/{r}", f"matches won by {r}", 0.20, 0.30, percent=True) for r in ROLES),
    Band("behind", "match winner behind at half", 0.35, 0.60, percent=True),
    Band("third", "correlation of the score at a third with the end", 0.30, 0.60),
    Band("leads", "changes of the lead in six quarters", 1.5, 3.5),
    Band("agenda", "agendas' share of a score's variance, the greatest", None, 0.15, percent=True),
    Band("random", "collapse of random play", 0.20, 0.30, percent=True),
    Band("personas", "collapse of personas", None, 0.15, percent=True),
    Band("snap", "No 10's gain by an election in the first quarter", None, 0),
    Band("swap", "what one random sheet moves its office's score, standard deviations", 0.8, None),
    Band("together", "correlation of two offices' scores, the greatest", None, 0.6),
    Band("apart", "correlation of two offices' scores, the least", -0.7, 0),
)


#: A measure and half of its 95% interval (None: it has none).
Measured = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class Measures:
    """What the games of a scenario come to: by band, each role's score, each agenda's steps."""

    bands: dict[str, Measured]
    scores: dict[str, dict[str, float]]
    agendas: list[dict[str, Any]]


def measures(pack: Pack, rows: Mapping[str, Sequence[dict[str, Any]]]) -> Measures:
    """Return what games came to, given by how they were played."""
    own = rows["persona"]
    voted = [r for r in own if r["government"] is not None]
    wins = [float(r["government"]) for r in voted]
    found: dict[str, Measured] = {}
    if voted:
        found["government"] = _share(wins)
        correlated = _correlation([r["lost_in_marginals"] for r in voted], wins)
        if correlated is not None:
            found["marginals"] = correlated
        held = _correlation([r["lost_in_marginals"] for r in voted], [r["held"] for r in voted])
        if held is not None:
            found["held"] = held
    found["losses"] = _mean([6.0 * r["lost"] / max(1, r["quarters"]) for r in own])
    found["named"] = float(len({t for r in own[:NAMED_IN] for t in r["named"]})), None
    found["kept_open"] = _share([float(r["closures"] == 0) for r in own])
    quarters = sum(r["quarters"] for r in own)
    contested = sum(r["contested"] for r in own) / max(1, quarters)
    found["contested"] = contested, _half(contested, quarters)
    tempted, broken = (sum(r[name] for r in own) for name in ("tempted", "broken"))
    if tempted:
        found["broken"] = broken / tempted, _half(broken / tempted, tempted)
    winners = [w for w in (_winner(pack, r) for r in own) if w is not None]
    if winners:
        found |= {f"won/{role}": _share([float(w == role) for w in winners]) for role in ROLES}
    found |= _path(pack, own)
    shares = []
    for role in ROLES:
        whole = statistics.pvariance([r["scores"][role] for r in own])
        aims = statistics.pvariance([r["aims"][role] for r in own])
        shares.append(aims / whole if whole else 0.0)
    found["agenda"] = max(shares), None
    found["random"] = _share([float(r["ending"] == "collapse") for r in rows["random"]])
    found["personas"] = _share([float(r["ending"] == "collapse") for r in own])
    called = [
        (snap["scores"]["number10"] - plain["scores"]["number10"])
        for snap, plain in zip(rows["snap"], own, strict=False)
        if snap["ending"] == "snap" and snap["quarters"] == 1
    ]
    if called:
        found["snap"] = _mean(called)
    found |= _swapped(own, rows["swap"])
    pairs = [
        _correlation([r["scores"][a] for r in own], [r["scores"][b] for r in own])
        for a, b in combinations(ROLES, 2)
    ]
    together = sorted(pair for pair in pairs if pair is not None)
    if together:
        found["apart"], found["together"] = together[0], together[-1]
    scores: dict[str, dict[str, float]] = {
        role: {
            "mean": round(statistics.fmean(r["scores"][role] for r in own), 2),
            "sd": round(statistics.pstdev(r["scores"][role] for r in own), 2),
            "par": pack.scenario.scoring.par[role],
        }
        for role in ROLES
    }
    return Measures(found, scores, _agendas(own))


def _winner(pack: Pack, row: Mapping[str, Any]) -> Role | None:
    """Return who won a match, as the end card says it; None if nobody did."""
    if row["ending"] == "collapse":
        return None
    return match_winner(pack.scenario.scoring, row["scores"])


def _swapped(
    own: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]]
) -> dict[str, Measured]:
    """Return by how much a sheet that was swapped for a random one moved its office's score, either
    way, in standard deviations of that score: the mean over offices and quarters."""
    moved = []
    for plain, other in zip(own, others, strict=False):
        role = other["swapped"]
        spread = statistics.pstdev(r["scores"][role] for r in own)
        if spread:
            moved.append(abs(other["scores"][role] - plain["scores"][role]) / spread)
    return {"swap": _mean(moved)} if moved else {}


def _path(pack: Pack, own: Sequence[dict[str, Any]]) -> dict[str, Measured]:
    """Return who leads when, of games that were played to their last quarter."""
    whole = planned(pack)
    full = [r for r in own if len(r["course"]) == whole - 1]
    if len(full) < 3:
        return {}
    course = np.array([r["course"] for r in full])  # (N, quarters but the last, roles)
    final = np.array([[r["scores"][role] for role in ROLES] for r in full])
    leader = _ranks(course).argmax(axis=2)
    half, third = max(0, whole // 2 - 1), max(0, round(whole / 3) - 1)
    winners = [_winner(pack, r) for r in full]
    led = [ROLES[n] for n in leader[:, half]]
    behind = [float(won != by) for won, by in zip(winners, led, strict=True) if won is not None]
    changes = (leader[:, 1:] != leader[:, :-1]).sum(axis=1) * 6.0 / max(1, whole - 1)
    found = {"leads": _mean([float(c) for c in changes])}
    if behind:
        found["behind"] = _share(behind)
    parts = [
        _correlation(course[:, third, r].tolist(), final[:, r].tolist()) for r in range(len(ROLES))
    ]
    known_parts = [p for p in parts if p is not None]
    if known_parts:
        halves = [half for _, half in known_parts if half is not None]
        found["third"] = (
            statistics.fmean(value for value, _ in known_parts),
            statistics.fmean(halves) / math.sqrt(len(ROLES)) if halves else None,
        )
    return found


def _ranks(course: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the percentile rank of each score among all games' of its office in that quarter.

    Both are (games, quarters, roles).
    """
    ranks = np.empty_like(course)
    for at in np.ndindex(course.shape[1:]):
        column = course[(slice(None), *at)].tolist()
        kept, spread = quantiles_of(column), max(statistics.pstdev(column), 1e-9)
        ranks[(slice(None), *at)] = [rank_among(kept, spread, score) for score in column]
    return ranks


def _agendas(own: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return how often each agenda was kept, and its steps reached, as shares of those games."""
    kept: dict[str, list[int]] = defaultdict(list)
    for row in own:
        for agenda, steps in row["agendas"].values():
            if agenda is not None:
                kept[agenda].append(steps)
    return [
        {
            "agenda": agenda,
            "games": len(steps),
            "reached": [round(sum(s > n for s in steps) / len(steps), 3) for n in range(3)],
        }
        for agenda, steps in sorted(kept.items())
    ]


def _share(some: Sequence[float]) -> Measured:
    mean = statistics.fmean(some)
    return mean, _half(mean, len(some))


def _half(share: float, n: int) -> float:
    return SPREAD * math.sqrt(max(0.0, share * (1.0 - share)) / max(1, n))


def _mean(some: Sequence[float]) -> Measured:
    mean, half = of_mean(some)
    return mean, half if len(some) > 1 else None


def _correlation(xs: Sequence[float], ys: Sequence[float]) -> Measured | None:
    """Return the correlation with its interval by Fisher's z; None where one never varies."""
    if len(xs) < 4 or statistics.pstdev(xs) == 0 or statistics.pstdev(ys) == 0:
        return None
    r = statistics.correlation(xs, ys)
    if abs(r) >= 1.0:
        return r, None
    z, half = math.atanh(r), SPREAD / math.sqrt(len(xs) - 3)
    return r, (math.tanh(z + half) - math.tanh(z - half)) / 2


def judged(band: Band, found: Measured | None) -> dict[str, Any]:
    """Return a band's measure, its interval, and whether it lies within."""
    if found is None:
        return {"value": None, "half_interval": None, "met": None}
    value, half = found
    met: bool | None = None
    if band.low is not None or band.high is not None:
        met = (band.low is None or value >= band.low) and (band.high is None or value <= band.high)
    return {
        "value": round(value, 4),
        "half_interval": None if half is None else round(half, 4),
        "met": met,
    }
