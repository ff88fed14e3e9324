"""Closed, full and unread streams: nothing, or one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams as a POSIX shell has them")

ROOT = Path(__file__).parents[2]
GUIDE = "lab guide --out -"


def shell(line: str) -> tuple[int, list[str]]:
    """What a line of the shell ends with, ``$GAME`` being the command; what it complains of."""
    done = subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"],
        cwd=ROOT,
        env={**os.environ, "GAME": f"{sys.executable} -m game"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr.splitlines()


@pytest.mark.parametrize(
    "command",
    ["--help", "scenarios", GUIDE, "validate scenarios/common/example", "play --text --seed 1"],
)
def test_whoever_reads_no_more_is_no_fault(command: str) -> None:
    assert shell(f"$GAME {command} </dev/null | true") == (0, [])


@pytest.mark.parametrize("command", ["scenarios", GUIDE, "play --text --seed 1"])
def test_a_full_output_is_one_sentence(command: str) -> None:
    code, said = shell(f"$GAME {command} </dev/null >/dev/full")
    assert code == 2
    assert len(said) == 1 and "no space left on device" in said[0]


def test_a_closed_output_is_nothing_or_a_sentence() -> None:
    assert shell("$GAME scenarios >&-") == (0, [])
    for command in (GUIDE, "play --text --seed 1"):
        code, said = shell(f"$GAME {command} </dev/null >&-")
        assert code == 2
        assert len(said) == 1 and "Standard output is closed" in said[0]


def test_a_closed_input_is_an_empty_one() -> None:
    assert shell("$GAME play --text --seed 1 <&-") == (0, [])


def test_a_closed_error_stream_changes_no_exit_code() -> None:
    assert shell("$GAME no-such-command 2>&-")[0] == 2
