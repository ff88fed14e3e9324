"""Commands of the lab: shared out to processes, stopped at once, what is finished told."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.__main__ import main
from game.cli import kept_runs

ROOT = Path(__file__).parents[2]
SCENARIO = ("--scenario", "december-2013")
#: Commands that play many games or run many draws: which, and how to ask for few and for many.
SHARED = {
    "par": (SCENARIO, ("--games", "3"), ("--games", "9000")),
    "coverage": (SCENARIO, ("--games", "3"), ("--games", "9000")),
    "noise": (SCENARIO, ("--games", "14"), ("--games", "9000")),
    "ends": (SCENARIO, ("--games", "3"), ("--games", "9000")),
    "balance": (SCENARIO, ("--games", "4"), ("--games", "9000")),
    "always": ((*SCENARIO, "--lever", "publish_list"), ("--games", "2"), ("--games", "9000")),
    "levers": ((*SCENARIO, "--lever", "publish_list"), ("--games", "2"), ("--games", "9000")),
    "deals": (SCENARIO, ("--games", "2"), ("--games", "9000")),
    "agendas": (SCENARIO, ("--games", "4"), ("--games", "9000")),
    "sensitivity": ((), ("--draws", "2", "ami_hhi", "fail_margin"), ("--draws", "2")),
    "fidelity": (("--only", "11,12"), ("--draws", "2"), ("--draws", "9000")),
    "causes": (
        (*SCENARIO, "--only", "price_more,price_less"),
        ("--draws", "2"),
        ("--draws", "9000"),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_two_processes_tell_what_one_tells(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    what, few, _ = SHARED[name]
    told = []
    for jobs in ("1", "2"):
        assert main(["lab", name, *what, *few, "--jobs", jobs]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] and told[0] == told[1]


@contextlib.contextmanager
def pressed(total: int, what: str) -> Iterator[Callable[[int], None]]:
    """Somebody who presses Ctrl-C at the first thing that is finished."""

    def advance(count: int) -> None:
        if count:
            raise KeyboardInterrupt

    yield advance


@pytest.mark.parametrize(
    ("name", "finished", "tells"),
    [
        ("par", "1 of 3 games are finished.", "played: 1 games of four personas, seed 1"),
        ("coverage", "3 of 3 games are finished.", "3 games; endings:"),
        ("sensitivity", "1 of 2 parameters are finished.", "ami_hhi"),
        ("causes", "1 of 2 pulls are finished.", "Price rises 4 points"),
    ],
)
def test_what_is_finished_is_told_when_it_is_stopped(
    name: str,
    finished: str,
    tells: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(kept_runs, "progress", pressed)
    what, few, _ = SHARED[name]
    assert main(["lab", name, *what, *few]) == 130
    said = capsys.readouterr()
    assert f"Stopped. {finished}" in said.err
    assert tells in said.out


def children(of: int) -> list[int]:
    """The processes that a process has started and that still run."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(of)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in listed.stdout.split()]


@pytest.fixture
def heard() -> Iterator[None]:
    """A shell's job in the background ignores Ctrl-C, and so would whatever is started here."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="asks for processes as Linux lists them")
@pytest.mark.parametrize("name", SHARED)
def test_ctrl_c_ends_every_process(name: str) -> None:
    what, _, many = SHARED[name]
    run = subprocess.Popen(
        [sys.executable, "-m", "game", "lab", name, *what, *many, "--jobs", "2"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        begun = time.monotonic()
        while len(children(run.pid)) < 3:  # two that work, and one of Python's own that tidies up
            assert run.poll() is None and time.monotonic() - begun < 120
            time.sleep(0.2)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to every process
        _, said = run.communicate(timeout=60)  # ends when nobody holds the stream any more
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    assert run.returncode in (130, -signal.SIGINT)
    assert said.startswith("failure-regime: Stopped.") and said.count("\n") == 1
