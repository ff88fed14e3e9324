"""Measure par: what the shipped personas score in a scenario, written beside it as data.

The role of the match is whoever came out furthest above its own par, counted in that role's spread,
so par and spread must come from play and never from a wish.
``failure-regime lab par --scenario ID --games N --write`` plays N games of four personas and writes
``par.yaml`` into the scenario's folder, saying by which games it was found.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game import files
from game.lab.batch import play
from game.lab.simulate import seed_of
from game.scenario import loader, source_files
from game.scenario.schema.base import ROLES, Role

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
    pack = loader.load(scenario)
    kinds: dict[Role, str] = dict.fromkeys(ROLES, "persona")
    scores: dict[Role, list[float]] = {role: [] for role in ROLES}
    for game in play(pack, kinds, (seed_of(seed, i) for i in range(games))):
        for role, score in game.position.board.scores:
            scores[role].append(score)
        done(1)
    return MeasuredPar(
        pack.scenario.id,
        games,
        seed,
        {role: round(statistics.fmean(scores[role]), 1) for role in ROLES},
        {role: round(max(LEAST, statistics.pstdev(scores[role])), 1) for role in ROLES},
    )


def write(par: MeasuredPar, scenario: str) -> Path:
    """Write ``par.yaml`` beside the scenario and return its path. Raises OSError if it can't."""
    path = source_files.find(scenario) / "par.yaml"
    files.replace(path, par.yaml())
    return path
