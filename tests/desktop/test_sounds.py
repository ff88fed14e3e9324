"""Sounds: silent where there is no device, and silent on standard error too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from game.desktop.sounds import Sounds
from tests.desktop.xvfb import environment

START = "import sys; from game.desktop.sounds import Sounds\nprint(Sounds().start())"
AFTER = f"{START}\nprint('still heard', file=sys.stderr)"


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA is Linux's")
def test_a_device_that_is_not_there_is_not_complained_of(tmp_path: Path) -> None:
    env = environment(tmp_path, PYGAME_HIDE_SUPPORT_PROMPT="1")
    done = subprocess.run(
        [sys.executable, "-c", AFTER],
        env={**env, "SDL_AUDIODRIVER": "alsa", "AUDIODEV": "no-such-device"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
    assert done.stderr == "still heard\n"


def test_a_closed_standard_error_is_no_reason_to_fail(tmp_path: Path) -> None:
    env = environment(tmp_path, PYGAME_HIDE_SUPPORT_PROMPT="1")
    code = f"import os; os.close(2)\n{START}"
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    assert done.stdout == "True\n"


def test_a_sound_that_is_missing_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    Sounds().play("no-such-sound")
