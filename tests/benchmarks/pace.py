"""Compare games a second with the commit before: ``python tests/benchmarks/pace.py [COMMIT]``.

Each round plays the same games by the tree at hand and by the other commit, in turns and each
in a process of its own, so that whatever else the machine does slows both alike. The median of
the rounds' ratios is printed for readers; only one far below 1 is an error, since machines are
noisy. Where there is nothing to compare with, that is said and no error.

The comparison is with ``HEAD~1``, or with ``HEAD`` where the tree at hand has uncommitted changes.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
ROUNDS: Final = 5
GAMES: Final = 64
#: The least median ratio, games a second now to before, that is no error.
LEAST: Final = 0.65

#: Prints the CPU seconds of some games side by side, after one game to warm up. It asks little
#: of the tree that runs it: older commits run it as well.
_SCRIPT: Final = """
import os
import time
import game
assert game.__file__ and game.__file__.startswith(os.getcwd()), "no game in this tree"
from game.lab.batch import play
from game.scenario import loader
pack = loader.load("december-2013")
kinds = dict.fromkeys(("secretary", "number10", "monitor", "unions"), "persona")
list(play(pack, kinds, [0]))
start = time.process_time()
assert all(game.ended for game in play(pack, kinds, range(1, 1 + {games})))
print(time.process_time() - start)
"""


class CannotRunError(Exception):
    """A tree does not play the games."""


def seconds(tree: Path, games: int) -> float:
    """Return the CPU seconds that the tree takes for the games. Raises CannotRunError."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(games=games)],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree.resolve()), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotRunError(done.stderr.strip().rsplit("\n", 1)[-1])
    return float(done.stdout)


def ratio(rounds: Sequence[tuple[float, float]]) -> float:
    """Return the median over rounds of pace now to pace before.

    A round is (seconds now, seconds before) for the same games.
    """
    return statistics.median(before / now for now, before in rounds)


def verdict(rounds: Sequence[tuple[float, float]], games: int) -> tuple[str, int]:
    """Return a sentence about the rounds and the exit code: 1 if the median is below ``LEAST``."""
    found = ratio(rounds)
    best = games / min(now for now, _ in rounds)
    each = " ".join(f"{before / now:.2f}" for now, before in rounds)
    said = f"Pace: {found:.2f} of the commit before ({each}), {best:.0f} games a CPU second."
    if found < LEAST:
        return f"{said} That is below {LEAST}: find what became slow.", 1
    return said, 0


def _git(*arguments: str) -> bytes | None:
    """Return what git answers, None where it refuses or isn't there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _before() -> str:
    """Return the commit to compare with."""
    return (
        "HEAD" if _git("diff", "--quiet", "HEAD", "--", "game", "scenarios") is None else "HEAD~1"
    )


def main(commit: str | None = None, *, rounds: int = ROUNDS, games: int = GAMES) -> int:
    """Measure, print the verdict, and return the exit code."""
    commit = commit or _before()
    archive = _git("archive", commit, "--", "game", "scenarios")
    if archive is None:
        print(f"Pace: there is no commit {commit} here to compare with.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        try:
            seconds(Path(folder), 1)
        except CannotRunError as error:
            print(f"Pace: commit {commit} can't play these games to compare with ({error}).")
            return 0
        pairs = []
        for k in range(rounds):
            # who goes first alternates: a machine that warms or tires favours neither
            trees = [ROOT, Path(folder)]
            taken = [seconds(tree, games) for tree in (trees if k % 2 == 0 else trees[::-1])]
            now, before = taken if k % 2 == 0 else taken[::-1]
            pairs.append((now, before))
    said, code = verdict(pairs, games)
    print(said)
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else None))
