"""A virtual display, the game in a process of its own on it, and a mouse and keys from xdotool.

FAILURE_REGIME_PROGRAM names another program to try than this checkout's.

Where Xvfb or xdotool is missing the tests skip with the reason, unless
FAILURE_REGIME_REQUIRE_WINDOW=1 asks that they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

ROOT = Path(__file__).parents[2]
CLASS = "failure-regime"


def need_xvfb() -> None:
    """Skip, or fail where the window test is required."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        said = f"needs {' and '.join(missing)}, which this machine hasn't"
        if os.environ.get("FAILURE_REGIME_REQUIRE_WINDOW") == "1":
            pytest.fail(said)
        pytest.skip(said)


def environment(home: Path, **more: str) -> dict[str, str]:
    """This process's environment without its display, with a person's own empty folder."""
    left_out = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_AUDIODRIVER")
    env = {k: v for k, v in os.environ.items() if k not in left_out}
    folders = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(home))
    return {**env, **folders, "PYTHONPATH": str(ROOT), "SDL_AUDIODRIVER": "dummy", **more}


@contextmanager
def display(size: str = "1280x720") -> Iterator[str]:
    """A virtual display of its own; its name."""
    need_xvfb()
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(20)


def program() -> list[str]:
    """What starts the game: FAILURE_REGIME_PROGRAM, as of a portable folder, or this checkout."""
    given = os.environ.get("FAILURE_REGIME_PROGRAM")
    return [given] if given else [sys.executable, "-m", "game"]


class Window:
    """The game in a real window, and a person's hands."""

    def __init__(self, name: str, home: Path, size: str, *args: str) -> None:
        self.name = name
        self.env = environment(
            home,
            DISPLAY=name,
            SDL_VIDEO_X11_WMCLASS=CLASS,
            SDL_FRAMEBUFFER_ACCELERATION="0",
            FAILURE_REGIME_READY="1",
            FAILURE_REGIME_SIZE=size,
        )
        self.game = subprocess.Popen(
            [*program(), *args],
            env=self.env,
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.game.stdout is not None
        assert self.game.stdout.readline().strip() == "failure-regime ready"
        self.id = self.xdo("search", "--onlyvisible", "--class", CLASS).splitlines()[0]
        self.xdo("windowfocus", "--sync", self.id)

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        if self.game.poll() is None:
            self.game.kill()
        self.game.communicate(timeout=20)

    def xdo(self, *words: str) -> str:
        """What xdotool says."""
        done = subprocess.run(
            ["xdotool", *words],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        return done.stdout.strip()

    def click(self, at: tuple[int, int]) -> None:
        """Move the mouse there and press it."""
        x, y = map(str, at)
        self.xdo("mousemove", "--window", self.id, x, y, "click", "1")

    def wheel(self, at: tuple[int, int], down: bool) -> None:
        """Turn the wheel by one notch."""
        x, y = map(str, at)
        self.xdo("mousemove", "--window", self.id, x, y, "click", "5" if down else "4")

    def key(self, *names: str) -> None:
        """Press keys one after another."""
        self.xdo("key", *names)

    def write(self, text: str) -> None:
        """Type letters."""
        self.xdo("type", "--delay", "2", text)

    def picture(self) -> Image.Image:
        """What the display shows."""
        return ImageGrab.grab(xdisplay=self.name)

    def ends(self) -> int:
        """The exit code, once it has ended of itself."""
        return self.game.wait(30)


def wait_for(true: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
    """Wait until something holds; how long it takes is no matter, that it does is."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"never came: {what}")
        time.sleep(0.02)
