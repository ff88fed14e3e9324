"""Records a journal of today's format for each scenario, to be kept for good.

``python -m tests.journal.record`` when ``format.FORMAT`` has been raised and before it is
released. What is there already is never written anew.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from game.journal.format import FORMAT
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES

KEPT = Path(__file__).parent / "kept"
SEED = 11


def main() -> None:
    """Play each scenario with AIs into the second quarter's talks, and pack what was kept."""
    for name, *_ in loader.available():
        target = KEPT / f"format-{FORMAT}-{name}.jsonl.gz"
        if target.exists():
            print(f"{target.name} is there already")
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "match.jsonl"
            seats = dict.fromkeys(ROLES, "ai:persona")
            with Match.new(loader.load(name), seats, SEED, path) as match:
                while (match.turn, match.view("spectator").phase) != (2, "orders"):
                    match.step_ai()
            target.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
            print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
