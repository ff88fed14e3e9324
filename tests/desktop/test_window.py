"""The window: refused without a display, its keys, and how it closes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from game.desktop.app import window
from game.desktop.settings import Settings
from game.journal.store import Journal
from game.match.saves import saved_games
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

    startup.check_whole()
    monkeypatch.delattr(pygame.draw, "aacircle")
    with pytest.raises(InputError, match="pip install pygame-ce"):
        startup.check_whole()


def test_a_held_key_goes_on_but_enter_acts_once() -> None:
    import pygame

    from tests.desktop.driver import Driver
    from tests.desktop.gallery import Gallery

    driver = Driver(gallery := Gallery())

    def down(key: int) -> None:
        driver.step(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode="", scancode=0))

    def stops() -> str:
        focused = driver.focused()
        assert focused is not None
        return focused.path

    driver.app.set_focus("plain")
    down(pygame.K_RETURN)
    for _ in range(5):
        driver.wait(0.5)
    assert gallery.pressed == 1
    down(pygame.K_TAB)
    first = stops()
    driver.wait(0.2)
    assert stops() == first
    driver.wait(0.3)
    second = stops()
    assert second != first
    driver.step(pygame.Event(pygame.KEYUP, key=pygame.K_TAB, mod=0, unicode="", scancode=0))
    driver.wait(1.0)
    assert stops() == second
    # a picture that took long is no key held: what was let go meanwhile is heard first
    down(pygame.K_TAB)
    third = stops()
    driver.clock.now += 3.0
    driver.step(pygame.Event(pygame.KEYUP, key=pygame.K_TAB, mod=0, unicode="", scancode=0))
    assert stops() == third


def test_a_game_that_is_not_kept_is_asked_for_before_it_is_lost(tmp_path: Path) -> None:
    import pygame

    from game.match import Match
    from game.scenario import loader
    from tests.desktop.people import Room, seats

    pack = loader.load("december-2013")
    with Room.at(Match.new(pack, seats("unions"), 3)) as room:
        room.driver.press("ctrl+q")
        assert room.driver.has("Quit?", "dialog")
        assert room.driver.app.running
        room.driver.press("escape")
        room.driver.step(pygame.Event(pygame.QUIT))
        assert room.driver.app.running
        room.driver.step(pygame.Event(pygame.QUIT))  # who insists is obeyed
        assert not room.driver.app.running
    with Room.at(Match.new(pack, seats("unions"), 3, tmp_path / "kept.jsonl")) as room:
        room.driver.press("ctrl+q")
        assert not room.driver.app.running


def test_a_game_begun_by_options_is_kept_like_one_from_the_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr(window, "loop", lambda app: None)
    before = saved_games()
    assert window.run(Settings(), "december-2013", "all=ai:idle", 7) == 0
    (path,) = (p for p in saved_games() if p not in before)
    with Journal.read(path) as kept:
        assert (kept.header.scenario, kept.header.seed) == ("december-2013", 7)
