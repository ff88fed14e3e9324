"""Measure par: what players of a kind score in a scenario, written beside it as data.

The role of the match is whoever's score is the rarest for its office (``rules.percentile_ranks``),
so par, spread and quantiles must come from play and never from a wish.
``failure-regime lab par --scenario ID --games N --write`` plays N games of four personas, or with
``--level`` of four players of another kind, and writes ``par.yaml`` into the scenario's folder,
saying by which games it was found, and under which rules and in which content: ``stale`` tells
when those are no longer today's.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from game import files
from game.journal.format import RULES
from game.lab.batch import TILE, play
from game.lab.shared_work import pieces, shared
from game.lab.simulate import pack_of, seed_of
from game.players import DEFAULT, LEVELS, parsed
from game.rules.percentile_ranks import quantiles_of
from game.scenario import loader, source_files
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import Scenario

Scores = dict[Role, float]
#: Least spread that counts: no role is so sure of its score that a point is a triumph.
LEAST = 3.0
#: Games of a level that searches that are played as one: they take their time.
_FEW = 2


@dataclass(frozen=True, slots=True)
class MeasuredPar:
    """Mean, standard deviation and quantiles of each role's score, and by which games they were
    found. ``quantiles`` stand at ``QUANTILE_SHARES``."""

    scenario: str
    games: int
    seed: int
    par: dict[Role, float]
    spread: dict[Role, float]
    quantiles: dict[Role, tuple[float, ...]]
    basis: str
    level: str = DEFAULT

    @property
    def played(self) -> str:
        """By which games, in words."""
        who = "personas" if self.level == DEFAULT else f"“{self.level}” players"
        return f"{self.games} games of four {who}, seed {self.seed}"

    def yaml(self) -> str:
        """Return the text of ``par.yaml``."""

        def line(values: dict[Role, float]) -> str:
            return "{" + ", ".join(f"{role}: {values[role]}" for role in ROLES) + "}"

        command = f"failure-regime lab par --scenario {self.scenario} --games {self.games}"
        command += "" if self.level == DEFAULT else f" --level {self.level}"
        return (
            f"# Written by: {command} --seed {self.seed} --write\n"
            f"played: {self.played}\n"
            f"rules: {RULES}\n"
            f"basis: {self.basis}\n"
            f"par: {line(self.par)}\n"
            f"spread: {line(self.spread)}\n"
            "quantiles:  # below them lie 2.5, 5, 10, 15 … 90, 95 and 97.5 in 100 of these games\n"
            + "".join(f"  {role}: {list(self.quantiles[role])}\n" for role in ROLES)
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
    scenario: str,
    games: int,
    seed: int = 1,
    jobs: int = 1,
    cluster: str | None = None,
    level: str = DEFAULT,
) -> Generator[Scores]:
    """Yield each role's score in each of that many games of four players of a kind.

    Raises InputError for a scenario or a kind that there is not.
    """
    slow = parsed(level).name in LEVELS
    pack = loader.load(scenario)
    seeds = [seed_of(seed, i) for i in range(games)]
    tiles = pieces(seeds, _FEW if slow else TILE, jobs, cluster)
    work, here = partial(_worker_tile, scenario, level), partial(_tile, pack, level)
    with shared(work, tiles, jobs, cluster, here) as made:
        for tile in made:
            yield from tile


def of_scores(
    scenario: str, found: Sequence[Scores], seed: int, level: str = DEFAULT
) -> MeasuredPar:
    """Return par, spread and quantiles of the scores of the first games of a run."""
    each = {role: [one[role] for one in found] for role in ROLES}
    about = loader.load(scenario).scenario
    return MeasuredPar(
        about.id,
        len(found),
        seed,
        {role: round(statistics.fmean(each[role]), 1) for role in ROLES},
        {role: round(max(LEAST, statistics.pstdev(each[role])), 1) for role in ROLES},
        {role: tuple(round(q, 1) for q in quantiles_of(each[role])) for role in ROLES},
        about.basis,
        level,
    )


def stale(scenario: Scenario) -> str:
    """Return a sentence if the scenario's par was not found under today's rules and in today's
    content, else nothing."""
    scoring = scenario.scoring
    if scoring.rules == RULES and scoring.basis == scenario.basis:
        return ""
    if not scoring.basis:
        said = "doesn't say in which content it was found"
    elif scoring.rules != RULES:
        said = f"was found under rules {scoring.rules}, and today's are {RULES}"
    else:
        said = "was found in other content than today's"
    return f"The par of {scenario.id} {said}: make it again with failure-regime lab par --write."


def _tile(pack: Pack, level: str, seeds: Sequence[int]) -> list[Scores]:
    kinds: dict[Role, str] = dict.fromkeys(ROLES, level)
    return [dict(game.position.board.scores) for game in play(pack, kinds, seeds)]


def _worker_tile(scenario: str, level: str, seeds: Sequence[int]) -> list[Scores]:
    return _tile(pack_of(scenario), level, seeds)


def write(par: MeasuredPar, scenario: str) -> Path:
    """Write ``par.yaml`` beside the scenario and return its path. Raises OSError if it can't."""
    path = source_files.find(scenario) / "par.yaml"
    files.replace(path, par.yaml())
    return path
