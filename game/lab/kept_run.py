"""Run many games of one scenario, kept tile by tile, so that a run can be stopped and gone on with.

A kind of run says which games it has, in their order, and what is kept of each; all else, from the
checkpoint's head to what is finished, is here.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Final, Self

import numpy as np

from game import __version__
from game.journal.format import RULES
from game.lab.checkpoint import Checkpoint, GameTile
from game.lab.shared_work import pieces, shared
from game.lab.simulate import pack_of, seed_of
from game.scenario import loader
from game.scenario.pack import Pack

#: A game of a run: its kind, as the run means it, and its seed.
Wanted = tuple[str, int]


@dataclass(frozen=True, slots=True)
class RunAsked:
    """What every run is asked: how many games of which scenario, from which seed on, and where the
    finished ones are kept.

    ``keep`` is the checkpoint's file, None for a nameless one that ends with the run; with
    ``resume`` a run goes on with what the file has of it.
    """

    scenario: str
    games: int
    seed: int = 1
    keep: Path | None = None
    resume: bool = False

    @property
    def seeds(self) -> list[int]:
        """The games' seeds, in their order."""
        return [seed_of(self.seed, i) for i in range(self.games)]

    def of_each(self, kinds: Sequence[str]) -> list[Wanted]:
        """Return games by the same seeds of each kind, one kind after the other."""
        return [(kind, seed) for kind in kinds for seed in self.seeds]


class KeptRun(ABC):
    """Games of some kinds, kept as they are finished."""

    #: What the checkpoint says that it keeps; how many games are played side by side, and whether
    #: those may be of several kinds.
    name: ClassVar[str]
    tile: ClassVar[int]
    mixed: ClassVar[bool] = True

    def __init__(self, asked: RunAsked, wanted: Sequence[Wanted]) -> None:
        """Begin the run of these games, or go on with it.

        Raises InputError for a scenario or a file that isn't right.
        """
        self.asked: Final = asked
        self.pack: Final = loader.load(asked.scenario)
        self._wanted: Final = list(wanted)
        run = {**self.about(), "run": self.name}
        self._checkpoint = Checkpoint(asked.keep, run, 1, resume=asked.resume)

    @staticmethod
    @abstractmethod
    def played(pack: Pack, wanted: Sequence[Wanted]) -> Iterator[Mapping[str, Any]]:
        """Play games side by side and yield what is kept of each, in their order.

        It may be done in another process, so it knows no more of the run than it is given.
        """

    @property
    def total(self) -> int:
        """How many games the run has."""
        return len(self._wanted)

    @property
    def finished(self) -> int:
        """How many of them are finished."""
        return self._checkpoint.games

    def about(self) -> dict[str, Any]:
        """Return what is run: the head of the JSON."""
        return {
            "version": __version__,
            "rules": RULES,
            "scenario": self.pack.scenario.id,
            "content": self.pack.scenario.digest,
            "basis": self.pack.scenario.basis,
            "seed": self.asked.seed,
            "games": self.asked.games,
        }

    def play(
        self,
        done: Callable[[int], None] = lambda count: None,
        jobs: int = 1,
        cluster: str | None = None,
    ) -> None:
        """Play the games that are not finished yet, on so many processes or on a cluster's workers.

        Whatever ends it, tiles that are finished are kept. ``done`` is told how many games are
        finished: first those of before. Raises InputError if they can't be kept.
        """
        done(self.finished)
        work = partial(_worker_lines, type(self), self.asked.scenario)
        here = partial(_lines, type(self), self.pack)
        with shared(work, self._tiles(jobs, cluster), jobs, cluster, here) as made:
            for lines in made:
                self._checkpoint.append(GameTile(lines, np.zeros((1, len(lines)))))
                done(len(lines))

    def _tiles(self, jobs: int, cluster: str | None) -> list[Sequence[Wanted]]:
        """Return the games that are not finished, as they are played side by side."""
        left = self._wanted[self.finished :]
        alike = [left] if self.mixed else [list(own) for _, own in groupby(left, itemgetter(0))]
        return [tile for own in alike for tile in pieces(own, self.tile, jobs, cluster)]

    def rows(self) -> list[dict[str, Any]]:
        """Return what is kept of the games that are finished, in their order."""
        return [json.loads(line) for line in self._checkpoint.results(self.total)]

    def by_kind(self) -> dict[str, list[dict[str, Any]]]:
        """Return the same by kind, in the order of the seeds."""
        found: dict[str, list[dict[str, Any]]] = {}
        for (kind, _), row in zip(self._wanted, self.rows(), strict=False):
            found.setdefault(kind, []).append(row)
        return found

    @abstractmethod
    def result(self) -> dict[str, Any]:
        """Return the whole JSON of a run that has been played."""

    def close(self, *, written: bool = False) -> None:
        """Let go of the checkpoint. It stays if the run was stopped with games finished."""
        self._checkpoint.close(finished=written)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _lines(run: type[KeptRun], pack: Pack, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """Play a tile and return what is kept of each game, as a line of JSON."""
    return tuple(json.dumps(row, allow_nan=False) for row in run.played(pack, wanted))


def _worker_lines(run: type[KeptRun], scenario: str, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """Play a tile in a process of its own."""
    return _lines(run, pack_of(scenario), wanted)
