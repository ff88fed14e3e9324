"""What the commands share: kinds of options, progress, and who plays."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from game.cli import completion
from game.errors import InputError
from game.files import cut, reason
from game.scenario import numerals
from game.scenario.characters import quoted

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

#: Of commands that need one.
scenario_option = click.option(
    "--scenario",
    shell_complete=completion.scenario_ids,
    required=True,
    metavar="ID",
    help="A scenario's id or folder.",
)
#: Of commands that take the first one where none is named.
usual_scenario_option = click.option(
    "--scenario",
    shell_complete=completion.scenario_ids,
    default="december-2013",
    metavar="ID",
    show_default=True,
    help="A scenario's id or folder.",
)
#: Of commands whose work processes or a cluster may share.
jobs_option = click.option(
    "--jobs",
    default=1,
    type=click.IntRange(1, 256),
    metavar="N",
    show_default=True,
    help="Share it out to so many processes; results are the same.",
)
cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Share it out to a dask.distributed scheduler of your own, such as tcp://host:8786.",
)
SEEDS = click.IntRange(0, 2**63 - 1)


def file_path(text: str) -> Path:
    """Return the path of a file. ``-`` is none: what is kept or followed is no stream.

    Raises InputError for that, for a folder, and for what no file can be called.
    """
    if not text.strip() or "\0" in text:
        raise InputError("A file's name is missing.")
    if text == "-":
        raise InputError("'-' is no file: give a file's name.")
    path = Path(text)
    try:
        folder = path.is_dir()
    except OSError as fault:
        raise InputError(f"{cut(path)} can't be opened: {reason(fault)}.") from None
    if folder:
        raise InputError(f"{cut(path)} is a folder, not a file.")
    return path


def folder_path(text: str) -> Path:
    """Return the path of a folder, there or not yet. Raises InputError if none is named."""
    if text.strip() in ("", "-") or "\0" in text:
        raise InputError("Name a folder.")
    return Path(text)


def output_stream() -> TextIO:
    """Return standard output. Raises InputError if it is closed."""
    if sys.stdout is None:
        raise InputError("Standard output is closed, so nothing can be written to it.")
    return sys.stdout


def roles() -> tuple[Any, ...]:
    """Return the four offices, in the order of seats."""
    from game.scenario.schema.base import ROLES

    return ROLES


def ai_kinds(seats: str) -> dict[Any, str]:
    """Return the kinds of AI that ``--seats`` names, for runs in which nobody plays.

    Raises InputError.
    """
    from game.match.seats import HUMAN, parse_seats

    who = parse_seats(seats, dict.fromkeys(roles(), f"ai:{default_kind()}"))
    kinds = {role: seat.removeprefix("ai:") for role, seat in who.items()}
    if HUMAN in kinds.values():
        raise InputError("People can't sit in a simulation: give every seat to an AI.")
    return kinds


def default_kind() -> str:
    """Return the AI that plays an office that ``--seats`` doesn't name."""
    return "persona"


def progress(total: int, what: str) -> AbstractContextManager[Callable[[int], None]]:
    """Return a progress bar on standard error; silent when that is no terminal."""
    from contextlib import contextmanager

    @contextmanager
    def bar() -> Any:
        if not sys.stderr.isatty():  # a progress bar that draws nothing may still end its line
            yield lambda count: None
            return
        with click.progressbar(length=total, label=what, file=sys.stderr) as shown:
            yield shown.update

    return bar()


def whole_number(text: str, option: str) -> int:
    """Return the whole number of an option. Raises InputError naming the option."""
    number = numerals.whole(text)
    if number is None:
        said = quoted(text)
        raise InputError(f"{option} takes whole numbers such as 1,9,14, not {said}.")
    return number
