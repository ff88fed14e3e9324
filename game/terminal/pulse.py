"""``pulse``: all tables of a folder at a glance, for the facilitator's own screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from game.terminal.prompts import Console
from game.workshop.tables import Pulse, held_at, said


def pulse(
    folder: Path,
    writer: TextIO,
    *,
    once: bool,
    interval: float,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Print how the tables of a folder stand, anew as that changes, until Ctrl-C.

    With ``once`` it is printed once. Returns the exit code. Raises InputError if there is no such
    folder.
    """
    console = Console(writer, writer, screen=writer.isatty())
    tables, shown = Pulse(folder), None
    try:
        while True:
            lines = said(tables.read(clock()), held_at(folder))
            if lines != shown:
                if shown is not None:
                    console.clear()
                console.say(*lines)
                console.flush()
                shown = lines
            if once:
                return 0
            time.sleep(interval)
    except KeyboardInterrupt:
        return 0
