"""The game in a real window under Xvfb, played with a mouse and keys as a person plays it.

A room in this process (``tests.desktop.people``) is the person's eyes: it plays the same game
from the same seed beside it, and so knows where on the screen everything lies. What the window
did is read from its journal; both games must come to the same digest.
"""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest
from PIL import Image, ImageChops

from game.desktop import settings
from game.desktop.screens.menus.title import Title
from game.desktop.settings import Settings
from game.journal import timeline
from game.journal.store import Journal
from game.journal.verification import verify
from game.match import Match
from tests.desktop.people import Room
from tests.desktop.xvfb import Window, display, wait_for

SIZE = (1280, 720)
KEYS = {"return": "Return", "escape": "Escape", "tab": "Tab", "space": "space"}

pytestmark = pytest.mark.window


def games(home: Path) -> list[Path]:
    """The kept games of a person."""
    folder = home / "failure-regime" / "games"
    return sorted(p for p in folder.glob("*.jsonl") if not p.name.endswith(".public.jsonl"))


def played(path: Path) -> int:
    """How many commands are on the disk."""
    if not path.exists():
        return 0
    with Journal.read(path) as kept:
        return len(timeline.played(kept.entries))


class Person:
    """Does everything twice: in the room, and in the real window."""

    def __init__(self, window: Window, room: Room, home: Path) -> None:
        self.window, self.room, self.home = window, room, home
        driver = room.driver
        self._click_at, self._press, self._wheel = driver.click_at, driver.press, driver.wheel
        self._type = driver.type_text
        driver.click_at = self.click_at  # type: ignore[method-assign]
        driver.press = self.press  # type: ignore[method-assign]
        driver.wheel = self.wheel  # type: ignore[method-assign]
        driver.type_text = self.type_text  # type: ignore[method-assign]

    def click_at(self, at: tuple[int, int]) -> None:
        self.together()
        self.window.click(at)
        self._click_at(at)

    def press(self, key: str) -> None:
        self.together()
        self.window.key(KEYS.get(key, key))
        self._press(key)

    def wheel(self, at: tuple[int, int], y: int) -> None:
        for _ in range(abs(y)):
            self.window.wheel(at, y < 0)
        self._wheel(at, y)

    def type_text(self, text: str) -> None:
        self.window.write(text)
        self._type(text)

    def together(self) -> None:
        """Wait until the window has come as far as the room: AI think at their own pace."""
        self.room.rest()
        if hasattr(self.room.driver.app.screen, "session"):
            known = len(timeline.played(self.room.match.journal.entries))
            wait_for(
                lambda: bool(games(self.home)) and played(games(self.home)[-1]) >= known,
                f"{known} commands on the disk",
            )

    def same_picture(self) -> bool:
        """Whether window and room show the same, but for a tooltip."""
        self.room.driver.wait(10)  # notices go
        self.room.driver.app.dirty()
        self.room.driver.step()
        surface = self.room.driver.app.brush.surface
        mine = Image.frombytes("RGB", SIZE, pygame.image.tobytes(surface, "RGB"))
        theirs = self.window.picture().convert("RGB").crop((0, 0, *SIZE))
        differs = ImageChops.difference(mine, theirs).convert("L").point(lambda v: 255 * (v > 24))
        return differs.histogram()[255] < 0.03 * SIZE[0] * SIZE[1]


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two persons' folders: the window's, and the room's of this process."""
    theirs, mine = tmp_path / "window", tmp_path / "room"
    for folder in (theirs, mine):
        folder.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(mine))
    return theirs, mine


def test_a_whole_game_is_played_in_a_real_window(homes: tuple[Path, Path]) -> None:
    theirs, mine = homes
    with display() as name:
        # a new game from the title, by mouse, for two quarters
        with (
            Window(name, theirs, f"{SIZE[0]}x{SIZE[1]}") as window,
            Room(Title(), size=SIZE) as room,
        ):
            person = Person(window, room, theirs)
            geometry = window.xdo("getwindowgeometry", window.id)
            assert f"{SIZE[0]}x{SIZE[1]}" in geometry
            picture = window.picture()
            assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 100
            wait_for(person.same_picture, "the same title in window and room")
            room.use("New game", "button")
            room.use("Guide me through the first quarter", "switch")
            room.use("Seed", "entry")
            room.driver.type_text("2015")
            room.use("Begin", "button")
            room.agendas()
            room.to("orders")
            wait_for(person.same_picture, "the same table in window and room")
            room.order(room.driver.labels("card")[0], bid=1)
            room.seal_here()
            room.to("papers")
            room.advance()
            room.to("papers")
            person.together()
            window.key("ctrl+q")
            assert window.ends() == 0
        # Continue goes on there; the rest by keys. Where things move by themselves, a window and a
        # room that has its own clock offer other keys: here each step waits for one.
        settings.save(Settings(motion=False), theirs / "failure-regime" / "settings.json")
        digests = []
        for home in (theirs, mine):
            with Match.resume(games(home)[-1]) as match:
                digests.append(match.digest())
                assert match.view("spectator").phase == "papers"
        assert digests[0] == digests[1]
        with (
            Window(name, theirs, f"{SIZE[0]}x{SIZE[1]}") as window,
            Room(Title(), size=SIZE, keys=True, motion=False) as room,
        ):
            person = Person(window, room, theirs)
            room.use("Continue", "button")
            assert room.phase == "papers"
            room.to("campaign")
            room.order(room.driver.labels("card")[0])
            room.seal_here()
            assert room.phase == "ended"
            person.together()
            for _ in ("the campaign", "the night"):
                room.driver.press("s")
            room.use("The scores", "button")
            assert room.screen == "The end"
            window.key("ctrl+q")
            assert window.ends() == 0
            wanted = room.match.digest()
        kept = games(theirs)[-1]
        with Match.resume(kept) as match:
            assert match.ended
            assert match.digest() == wanted
        assert verify(kept).difference == ""
