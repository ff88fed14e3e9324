"""``simulate``: many games of AI players, and how every figure went, as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game import __version__
from game.errors import InputError
from game.journal.format import RULES
from game.lab.batch import TILE, Game, play
from game.lab.checkpoint import Checkpoint, GameTile
from game.lab.shared_work import pieces, shared
from game.rules.state.facts import ElectionHeld, Scored
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import Scenario
from game.world import quarter_calendar
from game.world.figure_names import FIGURES, GAUGES, PARTIES

#: Values of all games that are measured at once, some 8 MB.
_AT_ONCE: Final = 2**20
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


def tiles_of(
    seed: int, games: int, jobs: int = 1, cluster: str | None = None, done: int = 0
) -> list[Sequence[int]]:
    """Return the seeds of a run's games, those after the first ``done``, as tiles to be played.

    >>> tiles_of(1, 3) == [[seed_of(1, 0), seed_of(1, 1), seed_of(1, 2)]]
    True
    """
    return pieces([seed_of(seed, i) for i in range(done, games)], TILE, jobs, cluster)


def simulate(
    scenario: str,
    kinds: dict[Role, str],
    games: int,
    seed: int = 1,
    quarters: int | None = None,
    jobs: int = 1,
    done: Callable[[int], None] = lambda count: None,
) -> dict[str, Any]:
    """Run games and return the whole JSON. ``kinds`` are AI kinds by role. Raises InputError."""
    with Simulation(scenario, kinds, games, seed, quarters) as run:
        run.play(jobs, done)
        return {**run.about(), "results": list(run.results()), "metrics": run.metrics()}


class Simulation:
    """A run of many games: played tile by tile into a checkpoint, and measured from there.

    Memory doesn't grow with the number of games.
    """

    def __init__(
        self,
        scenario: str,
        kinds: dict[Role, str],
        games: int,
        seed: int = 1,
        quarters: int | None = None,
        keep: Path | None = None,
        *,
        resume: bool = False,
    ) -> None:
        """Begin a run; ``keep`` is the file of its checkpoint, gone on with by ``resume``.

        Raises InputError if the scenario, its quarters or the file are not right.
        """
        self._scenario, self._kinds, self._seed, self._quarters = scenario, kinds, seed, quarters
        self.games = games
        self._pack = loader.load(scenario)
        span = length(self._pack.scenario)
        if quarters is not None and quarters > span:
            raise InputError(f"The scenario has {span} quarters, so {quarters} can't be played.")
        self._labels = labels(self._pack, quarters)
        run = {
            **self.about(),
            "run": "simulate",
            "rules": RULES,
            "content": self._pack.scenario.digest,
            "figures": FIGURES,
        }
        columns = len(FIGURES) * len(self._labels)
        self._checkpoint = Checkpoint(keep, run, columns, resume=resume)

    @property
    def finished(self) -> int:
        """How many of the games are finished."""
        return min(self.games, self._checkpoint.games)

    def about(self) -> dict[str, Any]:
        """Return what was run: the head of the JSON."""
        return {
            "version": __version__,
            "scenario": self._pack.scenario.id,
            "seed": self._seed,
            "players": {role: self._kinds[role] for role in ROLES},
            "quarters": self._labels,
        }

    def play(
        self,
        jobs: int = 1,
        done: Callable[[int], None] = lambda count: None,
        cluster: str | None = None,
    ) -> None:
        """Play the games that are not finished yet, on so many processes or on a cluster's workers.

        Whatever ends it, tiles that are finished are kept. Raises InputError if they can't be.
        """
        done(self.finished)
        tiles = tiles_of(self._seed, self.games, jobs, cluster, self._checkpoint.games)
        work = partial(_worker_tile, self._scenario, self._kinds, self._quarters)
        here = partial(_tile, self._pack, self._kinds, self._quarters)
        with shared(work, tiles, jobs, cluster, here) as made:
            for fresh in made:
                self._checkpoint.append(fresh)
                done(len(fresh.results))

    def results(self) -> Iterator[dict[str, Any]]:
        """Yield the result of each finished game."""
        return map(json.loads, self._checkpoint.results(self.games))

    def metrics(self) -> dict[str, Any]:
        """Return the statistics of each figure at each quarter's end."""
        return metrics(self._pack.scenario, self._checkpoint, self.games, len(self._labels))

    def write(self, write: Callable[[str], object]) -> None:
        """Write the JSON of the finished games, a piece at a time."""
        write(json.dumps(self.about(), allow_nan=False)[:-1] + ', "results": [')
        for i, line in enumerate(self._checkpoint.results(self.games)):
            write(f", {line}" if i else line)
        write(f'], "metrics": {json.dumps(self.metrics(), allow_nan=False)}}}\n')

    def close(self, *, written: bool = False) -> None:
        """Let go of the checkpoint. It stays if the run was stopped with games finished.

        ``written``: the whole result is where it was asked for.
        """
        self._checkpoint.close(finished=written)

    def __enter__(self) -> Simulation:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


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


def metrics(
    scenario: Scenario, checkpoint: Checkpoint, games: int, quarters: int
) -> dict[str, Any]:
    """Return mean, sd, 5th and 95th percentile of each figure at each quarter's end.

    Games that have ended leave the sums; where none is left the values are null.
    """
    units = {spec.figure: UNITS[spec.unit] for spec in scenario.figures}
    out: dict[str, Any] = {}
    for name in FIGURES:
        unit = units.get(name, "points" if name in GAUGES else "")
        out[name] = {"unit": unit, "n": [], "mean": [], "sd": [], "p5": [], "p95": []}
    columns, at_once = len(FIGURES) * quarters, max(1, _AT_ONCE // games)
    for first in range(0, columns, at_once):
        held = checkpoint.columns(first, min(at_once, columns - first), games)
        for i, values in enumerate(held, first):
            _measure(out[FIGURES[i // quarters]], values[~np.isnan(values)])
    return out


def _measure(entry: dict[str, Any], values: NDArray[np.float64]) -> None:
    """Adds a quarter's statistics to a figure's."""
    entry["n"].append(len(values))
    entry["mean"].append(_of(np.mean, values))
    entry["sd"].append(_of(lambda v: np.std(v, ddof=1) if len(v) > 1 else 0.0, values))
    entry["p5"].append(_of(lambda v: np.percentile(v, 5), values))
    entry["p95"].append(_of(lambda v: np.percentile(v, 95), values))


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


def tile(games: Sequence[PlayedGame], rows: int, par: Mapping[Any, float]) -> GameTile:
    """Return what a run keeps of games; tracks have ``rows`` quarters' ends, figure by figure.

    A game that ended before has no number there.
    """
    tracks = np.full((len(FIGURES), rows, len(games)), np.nan)
    for i, game in enumerate(games):
        track = game.track[:rows]
        tracks[:, : len(track), i] = track.T
    results = tuple(json.dumps(_result(game, par), allow_nan=False) for game in games)
    return GameTile(results, tracks.reshape(-1, len(games)))


def _tile(
    pack: Pack, kinds: dict[Role, str], quarters: int | None, seeds: Sequence[int]
) -> GameTile:
    """Play one tile of games."""
    games = [kept(game) for game in play(pack, kinds, seeds, quarters)]
    return tile(games, len(labels(pack, quarters)), pack.scenario.scoring.par)


def _worker_tile(
    scenario: str, kinds: dict[Role, str], quarters: int | None, seeds: Sequence[int]
) -> GameTile:
    """Play one tile of games in a process of its own."""
    return _tile(pack_of(scenario), kinds, quarters, seeds)


@lru_cache(maxsize=1)
def pack_of(scenario: str) -> Pack:
    """Return the scenario of a worker's process: a person's own is read once there."""
    return loader.load(scenario)
