"""What the commands share whose runs are kept as they go, stopped, and gone on with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.output import Output
from game.cli.shared import progress
from game.errors import InputError

if TYPE_CHECKING:
    from game.lab.kept_run import KeptRun


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


def result(run: KeptRun, keep: Path | None) -> dict[str, Any]:
    """Play the run, with a progress bar, and return its result.

    Raises KeyboardInterrupt with what is finished if it is stopped.
    """
    try:
        with progress(run.total, "games") as advance:
            run.play(advance)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(stopped(run.finished, run.total, keep)) from None
    return run.result()
