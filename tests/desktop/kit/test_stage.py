"""A part that is built anew in its place, and the whole picture where it no longer fits there."""

from __future__ import annotations

import pytest

from game.desktop.kit.layout import Spacer
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.stage import Live
from game.desktop.kit.words import Text
from game.desktop.screens.screen import Screen, ScreenContext
from tests.desktop.driver import Driver


class Board(Screen):
    """A line that says what it is told to, in the width that another leaves it."""

    title = "Board"

    def __init__(self) -> None:
        self.said, self.built = "one word", 0
        self.live = Live(Spacer)

    def build(self, c: ScreenContext) -> Node:
        self.built += 1
        self.live = Live(lambda: Text(self.said, wrap=False), grow=1)
        return Column(Row(Spacer(900), self.live), Spacer())


@pytest.mark.parametrize(("said", "builds"), [("two words", 0), ("many words " * 60, 1)])
def test_the_rest_of_the_picture_stands_unless_the_part_needs_more_room(
    said: str, builds: int
) -> None:
    board = Board()
    driver = Driver(board)
    before = board.built
    board.said = said
    board.live.renew(driver.app)
    driver.step()
    assert driver.has(said[:9])
    assert board.built - before == builds
