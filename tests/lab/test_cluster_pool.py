"""A cluster of one worker or two gives what one process gives; without one it is a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from game.__main__ import main
from game.errors import InputError
from game.lab import cluster_pool
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


class Dying:
    """A cluster of a test's own, in the place of the package: it does the first task, and then its
    scheduler, or every worker, is gone."""

    class KilledWorker(Exception):  # noqa: N818  (the package's name)
        """As the package calls it."""

    def __init__(self, how: str) -> None:
        self.how, self.done = how, 0

    def Client(self, address: str, timeout: str) -> Dying:  # noqa: N802  (the package's name)
        return self

    def nthreads(self) -> dict[str, int]:
        return {} if self.how == "workers" and self.done else {"worker": 1}

    def run(self, work: Callable[[], str]) -> dict[str, str]:
        return {"worker": work()}

    def submit(self, work: Callable[[Any], Any], task: Any, *, pure: bool) -> Future[Any]:
        future: Future[Any] = Future()
        if not self.done:
            future.set_result(work(task))
        elif self.how == "scheduler":
            future.cancel()
        elif self.how == "killed":
            future.set_exception(self.KilledWorker())
        self.done += 1
        return future

    def close(self) -> None:
        """Let it go."""


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("scheduler", "CancelledError"),
        ("killed", "KilledWorker"),
        ("workers", "nobody works there any more"),
    ],
)
def test_a_cluster_that_dies_is_a_sentence_and_what_is_finished_is_gone_on_with(
    how: str,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", Dying(how))
    monkeypatch.setattr(cluster_pool, "_LOOK", 0.01)
    monkeypatch.chdir(tmp_path)
    command = ["lab", "balance", "--games", "4", "--json", "told.json"]
    assert main([*command, "--cluster", "tcp://somewhere:1"]) == 2
    said = capsys.readouterr().err
    assert f"The cluster at tcp://somewhere:1 has gone ({why})." in said
    assert "1 of 16 games are finished and kept in told.json.part" in said
    assert "Traceback" not in said
    assert not Path("told.json").exists()
    assert main([*command, "--resume"]) == 0
    gone_on = Path("told.json").read_text("utf-8")
    assert not Path("told.json.part").exists()
    assert main(command) == 0
    assert Path("told.json").read_text("utf-8") == gone_on


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
