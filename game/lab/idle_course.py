"""The idle course: how a scenario goes when nobody does anything, kept beside it as data.

After an early election the quarters that were planned and not played count as on this course
(``rules.banked_scores``). ``failure-regime lab course --scenario ID --write`` plays games of four
idle offices, in which only the rules' own defaults act, and writes ``course.yaml`` into the
scenario's folder: the mean of each figure and count that scores read, at each quarter's end and
eight idle quarters after the vote.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from game import files
from game.lab.batch import Game, begin, play_on
from game.lab.simulate import seed_of
from game.rules.banked_scores import planned
from game.rules.election.inheritance import inherited
from game.rules.state import figures
from game.scenario import loader, source_files
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.scenario.schema.scenario import Course
from game.scenario.score_values import bare
from game.world.exact_sums import in_order
from game.world.figure_names import FIGURE_INDEX

#: Decimals that are kept, enough for a hundredth of a point of any score.
PLACES = 4


@dataclass(frozen=True, slots=True)
class IdleCourse:
    """A scenario's idle course, and its text as it is kept."""

    scenario: str
    games: int
    seed: int
    course: Course

    def yaml(self) -> str:
        """Return the text of ``course.yaml``."""
        command = f"failure-regime lab course --scenario {self.scenario} --games {self.games}"
        lines = [
            f"# Written by: {command} --seed {self.seed} --write",
            f"idled: {self.course.idled}",
            "quarters:",
            *(
                f"  {name}: [{', '.join(f'{v:.9g}' for v in series)}]"
                for name, series in self.course.quarters.items()
            ),
            "inherited:",
            *(f"  {name}: {value:.9g}" for name, value in self.course.inherited.items()),
        ]
        return "\n".join(lines) + "\n"


def steps(scenario: str) -> int:
    """Return in how many quarters the course is measured. Raises InputError."""
    return planned(loader.load(scenario))


def names(pack: Pack) -> tuple[str, ...]:
    """Return the figures and counts that the scenario's scores read of the state, sorted."""
    scoring = pack.scenario.scoring
    terms = [*scoring.national, *(t for role in scoring.roles.values() for t in role)]
    asked = {bare(term.value) for term in terms}
    return tuple(sorted(asked & {*figures.COUNTS, *FIGURE_INDEX}))


def measure(
    scenario: str, games: int, seed: int = 1, done: Callable[[int], None] = lambda count: None
) -> IdleCourse:
    """Return the idle course of that many games. Raises InputError.

    A game that ended before its time counts for the quarters that it had; that the service would
    have collapsed ends none here.
    """
    pack = lasting(loader.load(scenario))
    kinds: dict[Role, str] = dict.fromkeys(ROLES, "idle")
    playing = begin(pack, kinds, [seed_of(seed, i) for i in range(games)])
    wanted = names(pack)
    quarters: dict[str, list[float]] = {name: [] for name in wanted}
    for n in range(1, planned(pack) + 1):
        play_on(pack, playing, n)
        live = [game for game in playing if len(game.track) == n + 1] or playing
        for name in wanted:
            quarters[name].append(_mean(live, name))
        done(1)
    boards = [game.position.board for game in playing]
    worlds = [game.position.world for game in playing]
    left: dict[str, list[float]] = {name: [] for name in wanted}
    for board, world in zip(boards, worlds, strict=True):
        later = inherited(pack, [board], world)
        for name in wanted:
            left[name].append(figures.value(board, later, name))
    return IdleCourse(
        pack.scenario.id,
        games,
        seed,
        Course(
            idled=f"{games} games of four idle offices, seed {seed}",
            quarters={name: tuple(series) for name, series in quarters.items()},
            inherited={name: _rounded(values) for name, values in left.items()},
        ),
    )


def lasting(pack: Pack) -> Pack:
    """Return the scenario without its collapse: left to itself it goes on to its last quarter."""
    scoring = pack.scenario.scoring.model_copy(update={"collapse_at": math.inf})
    return Pack(pack.scenario.model_copy(update={"scoring": scoring}), pack.model)


def _mean(games: Sequence[Game], name: str) -> float:
    return _rounded([figures.value(g.position.board, g.position.world, name) for g in games])


def _rounded(values: Sequence[float]) -> float:
    return round(in_order(values) / len(values), PLACES)


def write(course: IdleCourse, scenario: str) -> Path:
    """Write ``course.yaml`` beside the scenario and return its path. Raises OSError if it can't."""
    path = source_files.find(scenario) / "course.yaml"
    files.replace(path, course.yaml())
    return path
