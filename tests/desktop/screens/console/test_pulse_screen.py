"""The tables of a folder on the facilitator's own screen, and the quarter at which all wait."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.desktop.app.app import App
from game.desktop.screens.console.pulse_screen import LOOK, PulseScreen
from game.desktop.settings import Settings
from game.match import Match
from game.match.seats import HUMAN
from game.scenario import loader
from game.scenario.schema.base import ROLES
from game.workshop.tables import held_at, must_wait
from tests.desktop.driver import Clock
from tests.workshop.four_people import play_until


class Laptop:
    """The facilitator's laptop beside two tables."""

    def __init__(self, folder: Path, size: tuple[int, int] = (1280, 720)) -> None:
        pygame.display.init()
        self.clock = Clock()
        self.app = App(pygame.display.set_mode(size), Settings(), clock=self.clock)
        self.app.push(PulseScreen(folder))
        self.look()

    def look(self) -> bool:
        self.clock.now += LOOK
        return self.app.step()

    def words(self) -> str:
        return "\n".join(s.label for s in self.app.semantic().walk() if s.label)

    def press(self, key: str) -> None:
        (node,) = (n for layer in self.app.layers for n in layer.walk() if n.key == key)
        node.activate(self.app)
        self.look()


def table(folder: Path, name: str) -> Match:
    pack = loader.load("december-2013")
    return Match.new(pack, dict.fromkeys(ROLES, HUMAN), 7, folder / f"{name}.jsonl")


def test_every_table_is_told_as_it_goes_on(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path)
    assert "No table has begun" in laptop.words()
    with table(tmp_path, "red") as red, table(tmp_path, "blue") as blue:
        play_until(red, "papers")
        play_until(red, "orders")
        play_until(blue, "event")
        assert laptop.look()
        said = laptop.words()
        assert "red" in said and "blue" in said
        assert "Q3 2013/14, event" in said
        assert "1 quarter behind the first" in said
        offices = "the Health Secretary, No 10, Monitor and the Unions"
        assert f"Waiting for {offices}" in said


def test_all_tables_are_held_at_a_quarter_and_let_go(tmp_path: Path) -> None:
    with table(tmp_path, "red") as red:
        play_until(red, "papers")
        laptop = Laptop(tmp_path)
        assert "All tables go on as they like." in laptop.words()
        laptop.press("hold")
        coming = red.view("spectator").quarter + 1
        assert held_at(tmp_path) == coming
        assert must_wait(red.path, coming)
        assert "All wait before Q4 2013/14: 1 of 1 there." in laptop.words()
        laptop.press("release")
        assert held_at(tmp_path) is None
        assert not must_wait(red.path, coming)


def test_names_and_faults_are_said_and_nothing_stops(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "[b]x red.public.jsonl").write_text('{"kind":"now"}\nnot json\n')
    laptop = Laptop(folder)
    assert "[b]x red" in laptop.words()
    assert "Not begun" in laptop.words()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    laptop.look()
    assert laptop.app.running


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1920, 1080)])
def test_nothing_runs_off_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    with table(tmp_path, "red") as red, table(tmp_path, "a-table-with-a-long-name-of-30"):
        play_until(red, "orders")
        laptop = Laptop(tmp_path, size)
        whole = pygame.Rect((0, 0), size)
        assert all(whole.contains(drawn.rect) for drawn in laptop.app.inked())
