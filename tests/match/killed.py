"""Plays a game of personas and kills itself, as a power cut would, at a chosen moment.

``python -m tests.match.killed JOURNAL SEED PHASE MOMENT``; prints how many commands had been
confirmed each time one was. Run by ``test_kill``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from game.journal import store
from game.journal.store import Journal
from game.match import Match
from game.rules import engine
from game.scenario import loader
from tests.match.conftest import PERSONAS


def die() -> None:
    """At once, with nothing flushed or closed."""
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL if os.name == "posix" else signal.SIGTERM)


def main(journal: str, seed: str, phase: str, moment: str) -> None:
    """Plays until the second quarter's ``phase`` and dies in it."""
    match = Match.new(loader.load("december-2013"), PERSONAS, int(seed), Path(journal))

    def due() -> bool:
        return match.view("spectator").phase == phase and (match.turn >= 2 or phase == "agendas")

    if moment == "torn":  # half a line is on the disk
        real_save = Journal._save

        def save(self: Journal) -> None:
            if due() and self._file is not None:
                self._file.write(self._lines[-1][: len(self._lines[-1]) // 2])
                self._file.flush()
                die()
            real_save(self)

        Journal._save = save  # type: ignore[method-assign]
    elif moment == "written":  # on the disk, not yet confirmed
        real_sync = store.os.fsync

        def sync(number: int) -> None:
            real_sync(number)
            if due():
                die()

        store.os.fsync = sync  # type: ignore[assignment]
    elif moment == "applied":  # what it leads to is known, and not yet written
        real_apply = engine.apply

        def apply(*args: Any) -> Any:
            result = real_apply(*args)
            if due():
                die()
            return result

        engine.apply = apply
    confirmed = 0
    while match.step_ai():
        confirmed += 1
        print(confirmed, flush=True)
        if moment == "between" and due():
            die()


if __name__ == "__main__":
    main(*sys.argv[1:])
