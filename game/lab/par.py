"""Measure par: what the shipped personas score in a scenario, written beside it as data.

The role of the match is whoever came out furthest above its own par, counted in that role's spread,
so par and spread must come from play and never from a wish.
``failure-regime lab par --scenario ID --games N --write`` plays N games of four personas and writes
``par.yaml`` into the scenario's folder, saying by which games it was found.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from game import files
from game.lab.batch import play
from game.lab.shared_work import shared
from game.lab.simulate import pack_of, tiles_of
from game.scenario import loader, source_files
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

Scores = dict[Role, float]
#: Least spread that counts: no role is so sure of its score that a point is a triumph.
LEAST = 3.0


@dataclass(frozen=True, slots=True)
class MeasuredPar:
    """Mean and standard deviation of each role's score, and by which games they were found."""

    scenario: str
    games: int
    seed: int
    par: dict[Role, float]
    spread: dict[Role, float]

    @property
    def played(self) -> str:
        """By which games, in words."""
        return f"{self.games} games of four personas, seed {self.seed}"

    def yaml(self) -> str:
        """Return the text of ``par.yaml``."""

        def line(values: dict[Role, float]) -> str:
            return "{" + ", ".join(f"{role}: {values[role]}" for role in ROLES) + "}"

        command = f"failure-regime lab par --scenario {self.scenario} --games {self.games}"
        return (
            f"# Written by: {command} --seed {self.seed} --write\n"
            f"played: {self.played}\n"
            f"par: {line(self.par)}\n"
            f"spread: {line(self.spread)}\n"
        )


def measure(
    scenario: str, games: int, seed: int = 1, done: Callable[[int], None] = lambda count: None
) -> MeasuredPar:
    """Measure par in that many games of personas. Raises InputError."""
    found = []
    for one in scores(scenario, games, seed):
        found.append(one)
        done(1)
    return of_scores(scenario, found, seed)


def scores(
    scenario: str, games: int, seed: int = 1, jobs: int = 1, cluster: str | None = None
) -> Generator[Scores]:
    """Yield each role's score in each of that many games of personas. Raises InputError."""
    pack = loader.load(scenario)
    tiles = tiles_of(seed, games, jobs, cluster)
    work, here = partial(_worker_tile, scenario), partial(_tile, pack)
    with shared(work, tiles, jobs, cluster, here) as made:
        for tile in made:
            yield from tile


def of_scores(scenario: str, found: Sequence[Scores], seed: int) -> MeasuredPar:
    """Return par and spread of the scores of the first games of a run."""
    each = {role: [one[role] for one in found] for role in ROLES}
    return MeasuredPar(
        loader.load(scenario).scenario.id,
        len(found),
        seed,
        {role: round(statistics.fmean(each[role]), 1) for role in ROLES},
        {role: round(max(LEAST, statistics.pstdev(each[role])), 1) for role in ROLES},
    )


def _tile(pack: Pack, seeds: Sequence[int]) -> list[Scores]:
    kinds: dict[Role, str] = dict.fromkeys(ROLES, "persona")
    return [dict(game.position.board.scores) for game in play(pack, kinds, seeds)]


def _worker_tile(scenario: str, seeds: Sequence[int]) -> list[Scores]:
    return _tile(pack_of(scenario), seeds)


def write(par: MeasuredPar, scenario: str) -> Path:
    """Write ``par.yaml`` beside the scenario and return its path. Raises OSError if it can't."""
    path = source_files.find(scenario) / "par.yaml"
    files.replace(path, par.yaml())
    return path
