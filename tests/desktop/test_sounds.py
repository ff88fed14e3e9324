"""Sounds: silent where there is no device, and silent on standard error too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game.desktop.screens.menus.title import Title
from game.desktop.sounds import Sounds
from game.scenario.schema.base import ROLES
from tests.art import sounds as art_sounds
from tests.desktop.driver import Driver
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


def test_a_room_is_heard_until_another_is_and_not_when_sounds_are_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    sounds = Sounds()
    if not sounds.start():
        pytest.skip("not even a dummy device")
    import pygame

    pygame.mixer.stop()
    sounds.room("unions")
    assert pygame.mixer.get_busy()
    sounds.room("unions")
    sounds.room("")
    pygame.mixer.stop()
    sounds.volume = 0.0
    sounds.room("monitor")
    assert not pygame.mixer.get_busy()


def test_the_kept_rooms_and_motifs_are_what_the_script_computes() -> None:
    for name, data in art_sounds.sounds().items():
        assert (art_sounds.FOLDER / name).read_bytes() == data, (
            f"{name}: python -m tests.art.sounds"
        )


@pytest.mark.parametrize("office", ROLES)
def test_a_room_is_quiet_and_its_loop_has_no_seam(office: str) -> None:
    heard = art_sounds.ambience(office)
    assert np.abs(heard).max() < 0.35
    step = np.abs(np.diff(heard))
    assert abs(heard[0] - heard[-1]) <= max(step.max(), 0.02)


def test_each_office_has_its_own_motif() -> None:
    assert len({m[0] for m in art_sounds.MOTIFS.values()}) == len(ROLES)
    assert set(art_sounds.MOTIFS) == set(ROLES)


def test_the_screen_on_top_says_whose_room_is_heard() -> None:
    heard: list[str] = []

    class Told(Sounds):
        def room(self, name: str) -> None:
            heard.append(name)

        def play(self, name: str) -> None:
            pass

    import pygame

    from game.desktop.app.app import App
    from tests.desktop.games import session

    Driver(Title())
    app = App(pygame.display.get_surface(), sounds=Told())
    app.push(Title())
    app.routes.begin(session("unions").match)
    app.step()
    assert heard[-1] == "unions"
    app.change(app.settings.with_(ambience=False))
    assert heard[-1] == ""
