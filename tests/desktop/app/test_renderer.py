"""A picture is drawn when something changed, for the window as it is."""

from __future__ import annotations

from functools import partial

import pygame
import pytest

from game.desktop.kit.buttons import Button
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.screens.screen import Screen, ScreenContext
from tests.desktop.driver import Driver


def test_nothing_is_drawn_when_nothing_changed(gallery: Driver) -> None:
    gallery.step()
    frames = gallery.app.frames
    for _ in range(10):
        gallery.step()
    assert gallery.app.frames == frames


def test_the_window_may_change_its_size(gallery: Driver) -> None:
    bigger = pygame.Surface((2560, 1440))
    before = gallery.app.theme.scale
    gallery.app.resize(bigger)
    gallery.step()
    assert gallery.app.theme.scale > before
    assert gallery.faults() == []


def test_text_grows_by_key(gallery: Driver) -> None:
    gallery.press("ctrl+=")
    assert gallery.app.theme.text_scale == pytest.approx(1.1)
    gallery.press("ctrl+-")
    assert gallery.app.theme.text_scale == pytest.approx(1.0)


class Tipped(Screen):
    """A button with a tip in the middle of the window."""

    title = "Tipped"

    def build(self, c: ScreenContext) -> Node:
        pressed = partial(c.confirm, "Sure?", "It can't be undone.", "Yes", c.close)
        return Ground(Button("Do it", pressed, tip="All that it does"))


def test_a_tip_comes_to_who_points_and_not_to_a_resting_mouse() -> None:
    driver = Driver(Tipped())
    at = driver.find("Do it", "button").rect.center
    driver.move(at)
    driver.wait(2)
    assert driver.has("All that it does", "text")
    driver.app.replace(Tipped())
    driver.step()
    driver.wait(2)
    assert not driver.has("All that it does", "text"), "another screen came under the mouse"
    driver.move((at[0] + 1, at[1]))
    driver.wait(2)
    assert driver.has("All that it does", "text")
    driver.click_at(at)
    driver.press("escape")
    driver.move(at)
    driver.wait(2)
    assert driver.has("All that it does", "text")
