"""The wall's own window: a process of its own that reads a game's public file and nothing else."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Final

import pygame

from game.desktop import theme as look
from game.desktop.app import display
from game.desktop.app.app import App
from game.desktop.app.startup import NO_DISPLAY_FOR_THE_WALL
from game.desktop.app.window import loop
from game.desktop.screens.wall.wall_screen import WallScreen
from game.desktop.settings import Settings
from game.scenario.pack import Pack

#: The smallest letters are so much of the picture's height: read from the back of a room.
SMALLEST: Final = 24


class WallApp(App):
    """The application with large letters, and without help that would cover the wall."""

    def _theme(self, size: tuple[int, int]) -> look.Theme:
        """Return a theme whose smallest letters are ``1 / SMALLEST`` of the height."""
        made = super()._theme(size)
        least = math.ceil(size[1] / SMALLEST)
        return replace(made, text_scale=(least + 0.5) / (look.SIZES["tiny"] * made.scale))

    def help(self, term: str = "") -> None:
        """Do nothing: the wall shows the game."""


def run(settings: Settings, public: Path, pack: Pack | None) -> int:
    """Open the wall and follow the public file until the window is closed.

    Returns the exit code. Raises InputError where there is no display.
    """
    surface = display.open_first(NO_DISPLAY_FOR_THE_WALL, fullscreen=False)
    pygame.display.set_caption("Failure Regime – the wall")
    app = WallApp(surface, settings.with_(sound=False))
    try:
        app.push(WallScreen(public, pack))
        loop(app)
    finally:
        pygame.display.quit()
    return 0
