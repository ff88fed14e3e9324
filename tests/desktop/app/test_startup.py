"""What is settled before pygame is loaded: no display, no whole pygame, no game."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.desktop.xvfb import environment


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    "display",
    [
        {},
        {"DISPLAY": ":98765"},
        {"WAYLAND_DISPLAY": "nowhere"},
        {"DISPLAY": ":98765", "XDG_RUNTIME_DIR": "/nowhere"},
        {"SDL_VIDEODRIVER": "nonsense"},
    ],
    ids=lambda display: " ".join(f"{k}={v}" for k, v in display.items()) or "none",
)
def test_without_a_display_it_says_what_to_do_instead(
    tmp_path: Path, display: dict[str, str]
) -> None:
    env = environment(tmp_path)
    env.pop("XDG_RUNTIME_DIR", None)
    done = subprocess.run(
        [sys.executable, "-m", "game"],
        env={**env, **display},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "play --text" in done.stderr
    assert "simulate" in done.stderr


def test_a_pygame_that_is_not_whole_is_named_with_its_repair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pygame

    from game.desktop.app import startup
    from game.errors import InputError

    class Missing:
        """What pygame puts in the place of a part that it can't load."""

        def __getattr__(self, name: str) -> NoReturn:
            raise NotImplementedError(name)

    startup.check_whole()
    with monkeypatch.context() as patch:
        patch.delattr(pygame.draw, "aacircle")
        with pytest.raises(InputError, match="pip install pygame-ce"):
            startup.check_whole()
    monkeypatch.setattr(pygame, "draw", Missing())
    with pytest.raises(InputError, match="pip install pygame-ce"):
        startup.check_whole()
