"""The stack of screens: what is read is found again, and what is new is read from its top."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.table import Col, Table
from game.desktop.kit.words import Text
from game.desktop.screens.screen import Screen, ScreenContext
from tests.desktop.driver import Driver


class Long(Screen):
    """More lines and more rows than any window shows."""

    title = "Long"

    def build(self, c: ScreenContext) -> Node:
        lines = [Text(f"Line {i}") for i in range(200)]
        rows = Table("Rows", [Col("Row", str)], range(200), row_key=str, key="rows", grow=1)
        return Column(Scroll(Column(*lines), key="lines", share=1), rows)


def scrolled(driver: Driver) -> tuple[object, object]:
    """How far the lines are scrolled, and the first row that is seen."""
    first = next(row.label for row in driver.all("row"))
    return driver.find("", "scroll").state["at"], first


def wheel_down(driver: Driver) -> None:
    for role in ("scroll", "table"):
        driver.wheel(driver.all(role)[0].rect.center, -9)


def test_going_on_opens_a_screen_at_its_top_and_back_finds_the_place() -> None:
    driver = Driver(Long())
    top = scrolled(driver)
    wheel_down(driver)
    place = scrolled(driver)
    assert place[0] != top[0]
    assert place[1] != top[1]
    driver.app.push(Long())
    driver.step()
    assert scrolled(driver) == top
    wheel_down(driver)
    driver.app.pop()
    driver.step()
    assert scrolled(driver) == place


def test_a_screen_in_the_place_of_another_opens_at_its_top() -> None:
    driver = Driver(Long())
    top = scrolled(driver)
    for go in (driver.app.replace, driver.app.home):
        wheel_down(driver)
        assert scrolled(driver) != top
        go(Long())
        driver.step()
        assert scrolled(driver) == top


@pytest.mark.parametrize("keyed", ["", "lines"])
def test_a_dialog_opens_at_its_top_wherever_the_one_before_was_left(keyed: str) -> None:
    driver = Driver(Long())

    def long_dialog() -> Node:
        lines = Column(*(Text(f"Said {i}") for i in range(200)))
        return Dialog("Asked", Scroll(lines, key=keyed), scroll=False, on_close=driver.app.close)

    below = scrolled(driver)
    for _ in range(2):
        driver.app.open(long_dialog, key="asked")
        driver.step()
        inner = driver.all("scroll")[-1]
        assert inner.state["at"] == 0
        driver.wheel(inner.rect.center, -9)
        assert driver.all("scroll")[-1].state["at"] > 0
        driver.press("escape")
    if not keyed:
        assert scrolled(driver) == below


def test_full_screen_is_the_desktops_own_and_the_window_comes_back() -> None:
    driver = Driver(Long(), (1024, 700))
    desktop = pygame.display.get_desktop_sizes()[0]
    driver.press("f11")
    assert driver.app.settings.fullscreen
    assert driver.app.size == desktop
    assert driver.faults() == []
    driver.press("f11")
    assert not driver.app.settings.fullscreen
    assert driver.app.size == (1024, 700)


def test_notices_go_soon_after_another_screen_has_come() -> None:
    driver = Driver(Long())
    driver.app.toast("The Unions offer a deal.", seconds=6.0)
    driver.wait(0.5)
    driver.app.home(Long())
    driver.wait(0.5)
    assert driver.has("The Unions offer a deal.", "status")
    driver.wait(1.0)
    assert not driver.has("The Unions offer a deal.", "status")
