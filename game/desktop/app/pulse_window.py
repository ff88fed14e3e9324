"""The pulse's own window: a process of its own that reads the public files of a folder."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.desktop.app import display
from game.desktop.app.app import App
from game.desktop.app.startup import NO_DISPLAY_FOR_THE_PULSE
from game.desktop.app.window import loop
from game.desktop.screens.console.pulse_screen import PulseScreen
from game.desktop.settings import Settings


def run(settings: Settings, folder: Path) -> int:
    """Show how the tables of a folder stand until the window is closed.

    Returns the exit code. Raises InputError where there is no display, or no such folder.
    """
    screen = PulseScreen(folder)
    surface = display.open_first(NO_DISPLAY_FOR_THE_PULSE, fullscreen=False)
    pygame.display.set_caption("Failure Regime – the tables")
    app = App(surface, settings.with_(sound=False))
    try:
        app.push(screen)
        loop(app)
    finally:
        pygame.display.quit()
    return 0
