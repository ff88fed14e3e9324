"""``simulate``: many games of AI players, and how every figure went, as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game import __version__
from game.errors import InputError
from game.lab.batch import TILE, Game, play
from game.rules.state.facts import ElectionHeld, Scored
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import Scenario
from game.world import quarter_calendar
from game.world.figure_names import FIGURES, GAUGES, PARTIES

#: Units of the JSON; gauges are points of 0–100 unless the scenario says otherwise.
UNITS: Final = {
    "points": "points",
    "count": "count",
    "share": "0-1",
    "percent": "per cent",
    "money_m": "GBP million",
    "index": "index",
    "patients": "patients",
}


@dataclass(frozen=True, slots=True)
class PlayedGame:
    """What is kept of one game: its result, and (quarters + 1, F) true figures."""

    seed: int
    ending: str | None
    government_wins: bool | None
    seats: dict[str, int]
    vote: dict[str, float]
    scores: dict[str, float]
    national: float | None
    parts: dict[str, dict[str, float]]
    agendas: dict[str, dict[str, Any]]
    track: NDArray[np.float64]


def seed_of(seed: int, game: int) -> int:
    """Game ``game``'s own seed in a run: f(N, i), below 2⁴⁸ so that any JSON reader keeps it.

    >>> seed_of(1, 0) == seed_of(1, 0) != seed_of(1, 1)
    True
    """
    return int.from_bytes(hashlib.sha256(f"{seed}/{game}".encode()).digest()[:6])


def simulate(
    scenario: str,
    kinds: dict[Role, str],
    games: int,
    seed: int = 1,
    quarters: int | None = None,
    jobs: int = 1,
    done: Callable[[int], None] = lambda count: None,
) -> dict[str, Any]:
    """The whole JSON of a run. ``kinds`` are AI kinds by role. Raises InputError."""
    pack = loader.load(scenario)
    if quarters is not None and quarters > length(pack.scenario):
        raise InputError(
            f"The scenario has {length(pack.scenario)} quarters, so {quarters} can't be played."
        )
    seeds = [seed_of(seed, i) for i in range(games)]
    if jobs <= 1 or games <= TILE:
        played = []
        for game in play(pack, kinds, seeds, quarters):
            played.append(kept(game))
            done(1)
    else:
        played = list(_spread(scenario, kinds, seeds, quarters, jobs, done))
    return {
        "version": __version__,
        "scenario": pack.scenario.id,
        "seed": seed,
        "players": {role: kinds[role] for role in ROLES},
        "quarters": labels(pack, quarters),
        "results": [_result(p, pack.scenario.scoring.par) for p in played],
        "metrics": metrics(pack.scenario, played, len(labels(pack, quarters))),
    }


def length(scenario: Scenario) -> int:
    """How many market quarters the scenario has."""
    return quarter_calendar.parse(scenario.last) - quarter_calendar.parse(scenario.first) + 1


def labels(pack: Pack, quarters: int | None) -> list[str]:
    """Labels of the quarters' ends, the start's first."""
    first = quarter_calendar.parse(pack.scenario.first)
    count = length(pack.scenario) if quarters is None else quarters
    return [quarter_calendar.label(first - 1 + i) for i in range(count + 1)]


def kept(game: Game) -> PlayedGame:
    """What a run keeps of a game."""
    night = next((h for h in reversed(game.happenings) if isinstance(h, ElectionHeld)), None)
    board = game.position.board
    scored = [h for h in game.happenings if isinstance(h, Scored)]
    return PlayedGame(
        seed=game.seed,
        ending=board.ending or None,
        government_wins=None if night is None else night.government_wins,
        seats={} if night is None else _by_party(night.seats),
        vote={} if night is None else _by_party(night.vote),
        scores={role: float(score) for role, score in board.scores},
        national=dict(board.result).get("national"),
        parts={h.role: _parts(h) for h in scored},
        agendas={h.role: {"id": h.agenda, "met": h.agenda_met} for h in scored if h.agenda},
        track=np.array(game.track),
    )


def _parts(told: Scored) -> dict[str, float]:
    """A score's points by part: national, nhs, local."""
    parts = {"national": 0.0, "nhs": 0.0, "local": 0.0}
    for _, points, part in told.terms:
        parts[part] = parts.get(part, 0.0) + points
    return {part: round(points, 4) for part, points in parts.items()}


def metrics(scenario: Scenario, played: Sequence[PlayedGame], quarters: int) -> dict[str, Any]:
    """Mean, sd, 5th and 95th percentile of each figure at each quarter's end.

    Games that have ended leave the sums; where none is left the values are null.
    """
    figures = len(FIGURES)
    full = np.full((len(played), quarters, figures), np.nan)
    for i, game in enumerate(played):
        rows = min(quarters, len(game.track))
        full[i, :rows] = game.track[:rows]
    units = {spec.figure: UNITS[spec.unit] for spec in scenario.figures}
    out: dict[str, Any] = {}
    for f, name in enumerate(FIGURES):
        columns = [c[~np.isnan(c)] for c in full[:, :, f].T]
        out[name] = {
            "unit": units.get(name, "points" if name in GAUGES else ""),
            "n": [len(c) for c in columns],
            "mean": [_of(np.mean, c) for c in columns],
            "sd": [_of(lambda v: np.std(v, ddof=1) if len(v) > 1 else 0.0, c) for c in columns],
            "p5": [_of(lambda v: np.percentile(v, 5), c) for c in columns],
            "p95": [_of(lambda v: np.percentile(v, 95), c) for c in columns],
        }
    return out


def _of(measure: Callable[[Any], Any], values: NDArray[np.float64]) -> float | None:
    return round(float(measure(values)), 6) if len(values) else None


def _by_party(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    return {party: given.get(party, 0) for party in PARTIES}


def _result(game: PlayedGame, par: Mapping[Any, float]) -> dict[str, Any]:
    return {
        "seed": game.seed,
        "ending": game.ending,
        "government_wins": game.government_wins,
        "seats": game.seats,
        "vote": {party: round(share, 4) for party, share in game.vote.items()},
        "scores": {role: round(score, 4) for role, score in game.scores.items()},
        "above_par": {
            role: round(score - par.get(role, 50.0), 4) for role, score in game.scores.items()
        },
        "score_parts": game.parts,
        "agendas": game.agendas,
        "national_result": None if game.national is None else round(game.national, 4),
    }


def _spread(
    scenario: str,
    kinds: dict[Role, str],
    seeds: list[int],
    quarters: int | None,
    jobs: int,
    done: Callable[[int], None],
) -> Iterator[PlayedGame]:
    """Tiles of games over processes, given back in the order of the seeds."""
    tiles = [seeds[i : i + TILE] for i in range(0, len(seeds), TILE)]
    ready: dict[int, list[PlayedGame]] = {}
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = {
            pool.submit(_tile, scenario, kinds, tile, quarters): i for i, tile in enumerate(tiles)
        }
        for future in as_completed(waiting):
            number = waiting[future]
            ready[number] = future.result()
            done(len(tiles[number]))
    for number in range(len(tiles)):
        yield from ready[number]


def _tile(
    scenario: str, kinds: dict[Role, str], seeds: list[int], quarters: int | None
) -> list[PlayedGame]:
    return [kept(game) for game in play(loader.load(scenario), kinds, seeds, quarters)]
