"""Run many games of one scenario, kept tile by tile, so that a run can be stopped and gone on with.

A kind of run says which games it has, in their order, and what is kept of each; all else, from the
checkpoint's head to what is finished, is here.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Final, Self

import numpy as np

from game import __version__
from game.journal.format import RULES
from game.lab.checkpoint import Checkpoint, GameTile
from game.lab.simulate import seed_of
from game.scenario.pack import Pack

#: A game of a run: its kind, as the run means it, and its seed.
Wanted = tuple[str, int]


class KeptRun(ABC):
    """The same number of games, by the same seeds, of each of some kinds."""

    #: What the checkpoint says that it keeps; how many games are played side by side, and whether
    #: those may be of several kinds.
    name: ClassVar[str]
    tile: ClassVar[int]
    mixed: ClassVar[bool] = True

    def __init__(
        self,
        pack: Pack,
        kinds: Sequence[str],
        games: int,
        seed: int,
        keep: Path | None,
        *,
        resume: bool,
    ) -> None:
        """Begin a run, or with ``resume`` go on with what the file ``keep`` has of it.

        Raises InputError for a file that isn't right.
        """
        self.pack: Final = pack
        self.games: Final = games
        self._seed = seed
        self._wanted: list[Wanted] = [
            (kind, seed_of(seed, i)) for kind in kinds for i in range(games)
        ]
        run = {
            **self.about(),
            "run": self.name,
            "rules": RULES,
            "content": pack.scenario.digest,
        }
        self._checkpoint = Checkpoint(keep, run, 1, resume=resume)

    @abstractmethod
    def played(self, wanted: Sequence[Wanted]) -> Iterator[Mapping[str, Any]]:
        """Play games side by side and yield what is kept of each, in their order."""

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
            "scenario": self.pack.scenario.id,
            "seed": self._seed,
            "games": self.games,
        }

    def play(self, done: Callable[[int], None] = lambda count: None) -> None:
        """Play the games that are not finished yet; whatever ends it, finished tiles are kept.

        ``done`` is told how many are finished: first those of before. Raises InputError if they
        can't be kept.
        """
        done(self.finished)
        while self.finished < self.total:
            some = self._wanted[self.finished : self.finished + self.tile]
            if not self.mixed:
                some = [game for game in some if game[0] == some[0][0]]
            lines = tuple(json.dumps(row, allow_nan=False) for row in self.played(some))
            self._checkpoint.append(GameTile(lines, np.zeros((1, len(lines)))))
            done(len(lines))

    def rows(self) -> list[dict[str, Any]]:
        """Return what is kept of the games that are finished, in their order."""
        return [json.loads(line) for line in self._checkpoint.results(self.total)]

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
