"""Writes the golden transcripts: whole games of four personas, in words, with digests.

Run ``python -m tests.playthroughs.record`` after a change that is meant to change games,
read the difference, and commit it. A name limits it to one scenario.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.telling.transcript import transcript

FOLDER = Path(__file__).parent
SEED = 2013


def record(scenario: str) -> str:
    """The transcript of the scenario's game, as it comes out now."""
    pack = loader.load(scenario)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game.jsonl"
        with Match.new(pack, dict.fromkeys(ROLES, "ai:persona"), SEED, path) as match:
            match.run_ai()
        return "".join(f"{line}\n" for line in transcript(path, "all"))


def main(names: list[str]) -> None:
    """Writes the transcripts of the named scenarios, or of those that have one."""
    for name in names or sorted(path.stem for path in FOLDER.glob("*.txt")):
        (FOLDER / f"{name}.txt").write_text(record(name), "utf-8")
        print(f"{name}.txt")


if __name__ == "__main__":
    main(sys.argv[1:])
