"""A cluster of one worker or two gives what one process gives; without one it is a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from game.errors import InputError
from game.lab.cluster_pool import ClusterPool

ROOT = Path(__file__).parent.parent.parent
#: Run in a process of its own: a cluster leaves threads and warnings of its own behind.
SCRIPT = """
import json, sys
sys.path.insert(0, {root!r})
import os
os.environ["PYTHONPATH"] = {root!r}
from pathlib import Path
from distributed import LocalCluster
from game.__main__ import main

COMMANDS = {commands!r}

def told(*more):
    found = []
    for command in COMMANDS:
        assert main([*command, "--json", "told.json", *more]) == 0, command
        found.append(Path("told.json").read_text("utf-8"))
    return found

def shared(workers):
    with LocalCluster(workers, threads_per_worker=1, dashboard_address=None) as cluster:
        return told("--cluster", cluster.scheduler_address)

if __name__ == "__main__":
    print(json.dumps([shared(n) == told() for n in (1, 2)]))
"""
SCENARIO = ("--scenario", "december-2013")
#: One command of each kind of run: tiles of games, pairs of arms, tasks, games that are kept.
COMMANDS = (
    ("simulate", *SCENARIO, "--games", "70", "--quarters", "2", "--seats", "all=idle"),
    ("experiment", *SCENARIO, "--draws", "9", "--quarters", "3", "--set", "param.hazard=0.01"),
    ("lab", "causes", *SCENARIO, "--only", "price_more,price_less", "--draws", "2"),
    ("lab", "balance", *SCENARIO, "--games", "4"),
)


def test_nobody_at_the_address_is_a_sentence() -> None:
    said = "needs the package" if find_spec("distributed") is None else "Nobody answers"
    with pytest.raises(InputError, match=said):
        ClusterPool("tcp://127.0.0.1:9", len)


@pytest.mark.slow
def test_one_worker_and_two_give_what_one_process_gives(tmp_path: Path) -> None:
    if find_spec("distributed") is None:
        pytest.skip("the package distributed of the extra [lab] is not installed")
    script = tmp_path / "cluster.py"
    script.write_text(SCRIPT.format(root=str(ROOT), commands=COMMANDS), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], check=False, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr[-9000:]
    assert json.loads(done.stdout.splitlines()[-1]) == [True, True]
