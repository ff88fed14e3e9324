"""The real window: refused without a display, shown with one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START = """
import sys
from game.errors import InputError
from game.desktop.app import main
try:
    sys.exit(main())
except InputError as wrong:
    print(wrong, file=sys.stderr)
    sys.exit(2)
"""


def environment(**more: str) -> dict[str, str]:
    left_out = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_AUDIODRIVER")
    env = {k: v for k, v in os.environ.items() if k not in left_out}
    return {**env, "PYTHONPATH": str(ROOT), "SDL_AUDIODRIVER": "dummy", **more}


def test_without_a_display_it_says_what_to_do_instead(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START],
        env=environment(XDG_DATA_HOME=str(tmp_path), HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "play --text" in done.stderr
    assert "simulate" in done.stderr


def test_a_pygame_that_is_not_whole_is_named_with_its_repair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pygame

    from game.desktop import window
    from game.errors import InputError

    window.check_whole()
    monkeypatch.delattr(pygame.draw, "aacircle")
    with pytest.raises(InputError, match="pip install pygame-ce"):
        window.check_whole()


@pytest.fixture
def display() -> Iterator[str]:
    """A virtual display of its own."""
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.skip("needs Xvfb and xdotool")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.window
def test_a_real_window_opens_and_is_played_by_key(display: str, tmp_path: Path) -> None:
    env = environment(
        DISPLAY=display,
        XDG_DATA_HOME=str(tmp_path),
        HOME=str(tmp_path),
        FAILURE_REGIME_READY="1",
        FAILURE_REGIME_SIZE="1200x680",
        SDL_FRAMEBUFFER_ACCELERATION="0",
    )
    game = subprocess.Popen(
        [sys.executable, "-c", START], env=env, stdout=subprocess.PIPE, text=True
    )
    try:
        assert game.stdout is not None
        assert game.stdout.readline().strip() == "failure-regime ready"

        def xdo(*words: str) -> str:
            done = subprocess.run(
                ["xdotool", *words], env=env, capture_output=True, text=True, timeout=30, check=True
            )
            return done.stdout.strip()

        window = xdo("search", "--onlyvisible", "--class", "failure-regime").splitlines()[0]
        assert "1200x680" in xdo("getwindowgeometry", window)
        xdo("windowfocus", "--sync", window)
        xdo("key", "ctrl+q")
        assert game.wait(30) == 0
    finally:
        if game.poll() is None:
            game.terminate()
            game.wait(20)
        if game.stdout is not None:
            game.stdout.close()
