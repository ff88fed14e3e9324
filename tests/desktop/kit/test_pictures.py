"""Drawings among widgets: they keep their shape, and are silent unless they are named."""

from __future__ import annotations

import pytest

from game.desktop import art
from game.desktop.app.app import App
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import CardArt, Portrait, RoomGround, Vignette
from game.desktop.kit.words import Heading
from game.desktop.screens.screen import Screen
from tests.desktop.driver import Driver


class Wall(Screen):
    title = "Wall"

    def build(self, c: App) -> Node:  # type: ignore[override]
        return RoomGround(
            "monitor",
            Column(
                Portrait("monitor", "strained", 80, label="Monitor, strained", key="named"),
                Portrait("unions", size=80, key="silent"),
                CardArt("price", most=40, key="band"),
                Vignette("march", key="printed", max_w=200),
                Heading("A heading"),
                align="start",
            ),
        )


def shown(driver: Driver, key: str) -> Node:
    return next(n for n in driver.app.layers[0].walk() if n.key == key)


def test_a_drawing_is_named_to_a_reader_only_if_it_means_something() -> None:
    driver = Driver(Wall())
    assert [s.label for s in driver.all("image")] == ["Monitor, strained"]


def test_portraits_are_square_and_a_band_is_no_higher_than_asked() -> None:
    driver = Driver(Wall())
    assert shown(driver, "named").rect.w == shown(driver, "named").rect.h
    assert shown(driver, "band").rect.h <= 40
    printed = shown(driver, "printed").rect
    assert printed.w / printed.h == pytest.approx(2.0, rel=0.03)


def test_with_high_contrast_the_room_is_left_out() -> None:
    room, plain = (Driver(Wall(), contrast=on).app.brush.surface.copy() for on in (False, True))
    at = (1200, 620)
    assert plain.get_at(at)[:3] == (0, 0, 0)
    assert room.get_at(at)[:3] == art.room("monitor", (1280, 720)).get_at(at)[:3]
