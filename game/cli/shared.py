"""What the commands share: where results go, progress, and who plays."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from game.errors import InputError
from game.scenario import numerals
from game.scenario.characters import quoted

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

SEEDS = click.IntRange(0, 2**63 - 1)
FILE = click.Path(path_type=Path, dir_okay=False)


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


def save_files(make: Callable[[], Any], path: Path) -> Any:
    """Run ``make``, which writes files, and return its result.

    Raises InputError, with the system's reason, if they can't be written.
    """
    try:
        return make()
    except OSError as fault:
        _cannot_write(path, fault)


def _cannot_write(path: object, fault: OSError) -> NoReturn:
    raise InputError(f"{path} can't be written: {(fault.strerror or str(fault)).lower()}.")


def json_writer(out: str | None) -> Callable[[Any], None] | None:
    """Return a function that writes JSON to a file or ``-``; None if no file is asked for.

    Raises InputError if it can't be written: before the work is done, not after.
    """
    import json

    write = text_writer(out)
    if write is None:
        return None
    return lambda value: write(json.dumps(value, allow_nan=False) + "\n")


def text_writer(out: str | None) -> Callable[[str], None] | None:
    """Return a function that writes text to a file or ``-``; None if no file is asked for.

    Raises InputError if it can't be written: before the work is done, not after.
    """
    if out is None:
        return None
    if out == "-":
        return lambda text: click.echo(text, nl=False)
    path = Path(out)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise InputError(f"{out} can't be written: it is no file in a folder that exists.")
    if not os.access(path if path.exists() else path.absolute().parent, os.W_OK):
        raise InputError(f"{out} can't be written: permission denied.")

    def write(text: str) -> None:
        try:
            path.write_text(text, "utf-8")
        except OSError as fault:
            _cannot_write(path, fault)

    return write


def progress(total: int, what: str) -> AbstractContextManager[Callable[[int], None]]:
    """Return a progress bar on standard error; silent when that is no terminal."""
    from contextlib import contextmanager

    @contextmanager
    def bar() -> Any:
        if not sys.stderr.isatty():  # a progress bar that draws nothing may still end its line
            yield lambda count: None
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task(what, total=total)
            yield lambda count: shown.advance(task, count)

    return bar()


def whole_number(text: str, option: str) -> int:
    """Return the whole number of an option. Raises InputError naming the option."""
    number = numerals.whole(text)
    if number is None:
        said = quoted(text)
        raise InputError(f"{option} takes whole numbers such as 1,9,14, not {said}.")
    return number
