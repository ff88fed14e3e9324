"""What the commands share whose runs are kept as they go, stopped, and gone on with."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from game.cli.output import Output
from game.cli.shared import progress
from game.errors import InputError

if TYPE_CHECKING:
    from game.lab.kept_run import KeptRun

One = TypeVar("One")


def checkpoint(output: Output | None, *, resume: bool) -> Path | None:
    """Return the file beside the output in which finished games are kept, None where there is no
    output to a plain file. Raises InputError if there is none and the run is to ``resume``."""
    plain = None if output is None else output.plain
    if plain is None:
        if resume:
            raise InputError("--resume goes on with a run to --json FILE; name that file.")
        return None
    return plain.with_name(f"{plain.name}.part")


def stopped(finished: int, total: int, keep: Path | None, what: str = "games") -> str:
    """Return what is said of a run that was stopped: what is finished, and how to go on."""
    said = f"{finished:,} of {total:,} {what} are finished"
    if keep is not None and finished:
        said += f" and kept in {keep}; the same command with --resume goes on"
    return f"{said}."


@dataclass(slots=True)
class Finished(Generic[One]):
    """What a command has done of its work, whether to the end or up to Ctrl-C."""

    results: list[One]
    total: int
    what: str
    stopped: bool = False

    def end(self, finished: int | None = None) -> None:
        """Raise KeyboardInterrupt, with how much is finished, if the work was stopped."""
        if self.stopped:
            count = len(self.results) if finished is None else finished
            raise KeyboardInterrupt(stopped(count, self.total, None, self.what))


def until_stopped(
    results: Generator[One], total: int, what: str, step: Callable[[One], int] = lambda one: 1
) -> Finished[One]:
    """Take the results as they come, with a progress bar of ``total``, up to Ctrl-C.

    ``step`` says for how much of the bar a result counts. The work is ended in any case.
    """
    found = Finished[One]([], total, what)
    try:
        with contextlib.closing(results), progress(total, what) as advance:
            for one in results:
                found.results.append(one)
                advance(step(one))
    except KeyboardInterrupt:
        found.stopped = True
    return found


def result(
    run: KeptRun, keep: Path | None, jobs: int = 1, cluster: str | None = None
) -> dict[str, Any]:
    """Play the run, with a progress bar, and return its result.

    Raises KeyboardInterrupt with what is finished if it is stopped.
    """
    try:
        with progress(run.total, "games") as advance:
            run.play(advance, jobs, cluster)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(stopped(run.finished, run.total, keep)) from None
    return run.result()
