"""Two windows on one journal: whatever either of them confirmed is there in the end."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from game.errors import InputError
from game.journal.format import NoteEntry
from game.journal.store import Journal
from game.match import Match
from game.scenario import loader
from tests.campaigns.children import child
from tests.campaigns.matches import SEATS, cleared
from tests.campaigns.report import Report

#: How long a window goes on trying, in seconds of the processor: a campaign may be held up.
PATIENCE = 10.0


def run(report: Report, n: int, folder: Path) -> None:
    """Let two windows race ``n`` times: one plays and leaves, both write notes in turn."""
    luck = random.Random(report.seed)
    pack = loader.load("december-2013")
    original = cleared(folder / "original.jsonl")
    with Match.new(pack, SEATS, report.seed, original) as match:
        for _ in range(30):
            match.step_ai()
    whole = original.read_bytes()
    for number in report.turns(n):
        path = folder / f"race-{number}.jsonl"
        path.write_bytes(whole)
        visits, notes = luck.randrange(1, 4), luck.randrange(3, 30)
        windows = [child(_writing(path, name, visits, notes)) for name in ("a", "b")]
        said = [window.end() for window in windows]
        report.tried["two windows"] += 1
        with Journal.read(path) as journal:
            there = {entry.text for entry in journal.entries if isinstance(entry, NoteEntry)}
            warned = journal.warnings
        confirmed = {line for lines in said for line in lines}
        failed = sorted(line for line in confirmed if line.startswith("FAILED"))
        lost = confirmed - there
        if failed or lost or warned:
            why = failed or warned or [f"{len(lost)} of {len(confirmed)} entries are lost"]
            report.fail(f"race {number} (kept as {path.name}): {why[0]}")
            continue
        report.found["entries confirmed and there"] += len(confirmed)
        for file in folder.glob(f"{path.name}*"):
            file.unlink()


def _writing(
    path: Path, name: str, visits: int, notes: int
) -> Callable[[Callable[[str], None]], None]:
    """What a window does: open the journal as soon as it can, write notes and leave; again."""

    def write(say: Callable[[str], None]) -> None:
        for visit in range(visits):
            with opened(path) as journal:
                for number in range(notes):
                    text = f"{name} {visit} {number}"
                    journal.append(NoteEntry(text=text))
                    if not journal.trouble:
                        say(text)

    return write


def opened(path: Path) -> Journal:
    """Return the journal, once no other window has it. Raises TimeoutError."""
    end = time.process_time() + PATIENCE
    while time.process_time() < end:
        try:
            return Journal.open(path)
        except InputError as refusal:
            if "another window" not in refusal.sentence:
                raise
    raise TimeoutError("the other window never left")
