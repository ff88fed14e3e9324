"""Writes annotated games: one a level, from the level's own seat, each decision with its reasons.

The other seats are personas. Run ``python -m tests.playthroughs.annotated.record`` after a change
of rules or levels, read the games, and commit them. A name limits it to one level. An expert's
game takes about a minute.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES, Role
from game.telling.transcript import transcript

FOLDER: Final = Path(__file__).parent
SCENARIO: Final = "december-2013"
SEED: Final = 2014
#: Who sits where: another office for each level, so that three are seen at work.
SEATS: Final[dict[str, Role]] = {"standard": "monitor", "hard": "secretary", "expert": "number10"}


def record(level: str) -> str:
    """A game of the level among personas, as its own seat may read it, with its reasons."""
    own, pack = SEATS[level], loader.load(SCENARIO)
    seats = {role: f"ai:{level}" if role == own else "ai:persona" for role in ROLES}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game.jsonl"
        with Match.new(pack, seats, SEED, path) as match:
            match.run_ai()
        lines = transcript(path, own, why=True)
        return "".join(f"{line}\n" for line in lines)


def main(names: list[str]) -> None:
    """Writes the games of the named levels, or of all."""
    for name in names or SEATS:
        (FOLDER / f"{name}.txt").write_text(record(name), "utf-8")
        print(f"{name}.txt")


if __name__ == "__main__":
    main(sys.argv[1:])
