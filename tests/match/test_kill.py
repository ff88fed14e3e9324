"""kill -9 in every phase: what was confirmed is there, and the game goes on to the same end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.journal import timeline
from game.match import Match
from game.scenario.pack import Pack
from tests.match.conftest import SEED

ROOT = Path(__file__).parents[2]
MOMENTS = ("torn", "written", "applied", "between")
PHASES = ("agendas", "bulletin", "event", "talks", "orders", "reveal", "papers", "campaign")
#: Every phase, and every moment at least once; each pair would take a minute.
TRIED = [(phase, MOMENTS[i % 4]) for i, phase in enumerate(PHASES)] + [("reveal", "torn")]


@pytest.mark.parametrize(("phase", "moment"), TRIED)
def test_a_killed_game_goes_on_to_the_same_end(
    pack: Pack, played: tuple[Path, str], tmp_path: Path, phase: str, moment: str
) -> None:
    path = tmp_path / "game.jsonl"
    command = [sys.executable, "-m", "tests.match.killed", str(path), str(SEED), phase, moment]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == (-9 if os.name == "posix" else done.returncode), done.stderr
    confirmed = int(done.stdout.split()[-1]) if done.stdout.split() else 0
    with Match.resume(path, pack) as match:
        kept = len(timeline.played(match.journal.entries))
        assert confirmed <= kept <= confirmed + 1
        assert bool(match.warnings) == (moment == "torn")
        match.run_ai()
        assert match.digest() == played[1]
