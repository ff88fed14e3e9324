"""The wall as it is seen from the back of a room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pygame
import pytest

from game.desktop import theme as look
from game.desktop.app.wall_window import SMALLEST, WallApp
from game.desktop.match_session import Session
from game.desktop.screens.ending.election_night import ElectionNight
from game.desktop.screens.wall.wall_screen import LOOK, STANDS, WallScreen
from game.desktop.settings import Settings
from game.journal.public_file import public_path
from game.match import Match
from game.scenario import loader
from game.scenario.schema.base import ROLES
from tests.desktop.driver import Clock, Driver

#: The phases of a quarter.
PHASES = ("agendas", "bulletin", "event", "talks", "orders", "reveal", "papers")


class Wall:
    """A wall beside a game that computers play."""

    def __init__(self, path: Path, size: tuple[int, int] = (1280, 720)) -> None:
        pygame.display.init()
        self.clock = Clock()
        self.match = Match.new(
            loader.load("december-2013"), dict.fromkeys(ROLES, "ai:persona"), 4, path
        )
        self.app = WallApp(pygame.display.set_mode(size), Settings(), clock=self.clock)
        self.screen = WallScreen(public_path(path))
        self.app.push(self.screen)
        self.look()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.match.close()

    def look(self, seconds: float = LOOK) -> bool:
        self.clock.now += seconds
        return self.app.step()

    def play(self, phase: str) -> None:
        while self.match.view("spectator").phase != phase:
            assert self.match.step_ai()
        self.look()

    def words(self) -> str:
        return "\n".join(s.label for s in self.app.semantic().walk() if s.label)


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Wall]:
    with Wall(tmp_path / "table1.jsonl") as made:
        yield made


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1920, 1080), (1024, 768), (3840, 2160)])
def test_the_smallest_letters_are_a_twenty_fourth_of_the_height(size: tuple[int, int]) -> None:
    pygame.display.init()
    app = WallApp(pygame.display.set_mode(size), Settings())
    assert all(app.theme.font_px(letters) >= size[1] / SMALLEST for letters in look.SIZES)


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (1920, 1080)])
def test_nothing_runs_off_the_wall(tmp_path: Path, size: tuple[int, int]) -> None:
    whole = pygame.Rect((0, 0), size)
    with Wall(tmp_path / "t.jsonl", size) as wall:
        for phase in (*PHASES, "ended"):
            wall.play(phase)
            for _ in range(5):
                for drawn in wall.app.inked():
                    assert whole.contains(drawn.rect), (phase, drawn.text)
                wall.look(STANDS)


def test_it_turns_its_pages_by_itself_and_by_a_key(wall: Wall) -> None:
    wall.play("papers")
    first = wall.screen.shown
    wall.look(STANDS + LOOK)
    second = wall.screen.shown
    assert first != second
    wall.app.step([pygame.Event(pygame.KEYDOWN, key=pygame.K_BACKSPACE, mod=0, unicode="")])
    assert wall.screen.shown == first


def test_it_is_less_than_a_third_of_a_second_behind(wall: Wall) -> None:
    assert LOOK <= 0.3
    wall.match.show("room", {"question": "Who decides?"})
    assert wall.look()
    assert "Who decides?" in wall.words()


def test_a_blank_wall_shows_nothing_and_a_code_word_alone(wall: Wall) -> None:
    wall.play("bulletin")
    wall.match.show("room", {"blank": True})
    wall.look()
    assert wall.words().strip() == "The wall"  # what the window is called
    assert wall.app.inked() == []
    wall.match.show("room", {"blank": False, "code": "heron"})
    wall.look()
    assert "heron" in wall.words()
    assert "Waits" not in wall.words()


def test_the_clock_runs_on_the_wall_s_own_time(wall: Wall) -> None:
    wall.match.show("room", {"clock": {"what": "Sheets", "left": 90, "paused": False}})
    wall.look()
    assert "Sheets 1:30" in wall.words()
    wall.look(31)
    assert "Sheets 0:59" in wall.words() or "Sheets 0:58" in wall.words()


def test_the_night_is_shown_as_far_as_it_was_told(wall: Wall) -> None:
    wall.play("campaign")
    told = {
        "minute": 60,
        "clock": "23:00",
        "house": [["con", 1], ["lab", 2]],
        "winners": [[3, "con"]],
    }
    wall.match.show("night", {**told, "said": ["Ashby: Labour gain"]})
    wall.look()
    shown = wall.words()
    assert "Election night" in shown
    assert "23:00" in shown
    assert "Ashby: Labour gain" in shown
    assert "government" not in shown.lower()


def test_help_does_not_cover_it(wall: Wall) -> None:
    wall.app.step([pygame.Event(pygame.KEYDOWN, key=pygame.K_F1, mod=0, unicode="")])
    assert wall.app.screens == [wall.screen]


@pytest.mark.parametrize("size", [(1100, 640), (1280, 720), (1920, 1080)])
def test_where_the_night_goes_is_read_to_its_end(tmp_path: Path, size: tuple[int, int]) -> None:
    """As at the table: the exit poll until a seat has declared."""
    with Wall(tmp_path / "table1.jsonl", size) as wall:
        wall.match.run_ai()
        night = ElectionNight(Session(wall.match))
        Driver(night)
        pygame.display.set_mode(size)
        wall.look()
        assert "Exit poll: " in wall.words() and "Forecast" not in wall.words()
        assert not [drawn.text for drawn in wall.app.inked() if drawn.text.endswith("…")]
