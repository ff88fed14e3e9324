"""Small measures and labels: seen on whatever they lie."""

from __future__ import annotations

import pytest

from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.screens.screen import Screen, ScreenContext
from game.desktop.theme import Theme, Tone, contrast
from tests.desktop.driver import Driver


class Labelled(Screen):
    title = "Labelled"

    def __init__(self, fill: str, on: Tone) -> None:
        self.fill, self.on = fill, on

    def build(self, c: ScreenContext) -> Node:
        label = Row(Chip("I", fill=self.fill, key="chip"), Spacer())
        return Ground(Panel(Column(label, Spacer()), fill=self.on, pad=30))


@pytest.mark.parametrize("on", ["paper", "panel"])
@pytest.mark.parametrize("fill", sorted(Theme().fills))
def test_a_label_of_any_fill_stands_out_from_what_it_lies_on(fill: str, on: Tone) -> None:
    driver = Driver(Labelled(fill, on))
    chip = driver.app.layers[0].find("#chip")
    assert chip is not None
    ground = driver.app.theme.colour("fill", on)
    surface = driver.app.brush.surface
    edge = [tuple(surface.get_at((chip.rect.x + dx, chip.rect.centery))[:3]) for dx in (0, 1)]
    assert max(contrast(shade, ground) for shade in edge) >= 1.3
