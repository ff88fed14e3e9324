"""What is settled before pygame is loaded: that it is whole, and what SDL reads at its start."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from game.desktop import settings as kept
from game.desktop.settings import Settings
from game.errors import InputError

NO_DISPLAY: Final = (
    "There is no display to open a window on; use 'failure-regime play --text' to play in "
    "the terminal or 'failure-regime simulate' to run games."
)
NO_DISPLAY_FOR_THE_WALL: Final = (
    "There is no display to open a window on; use 'failure-regime watch --text' to follow the "
    "game in the terminal."
)
NO_DISPLAY_FOR_THE_PULSE: Final = (
    "There is no display to open a window on; use 'failure-regime pulse --text' to see the tables "
    "in the terminal."
)
NOT_WHOLE: Final = (
    "The pygame-ce package is not whole (perhaps pygame was installed over it); repair it with "
    "'python -m pip uninstall -y pygame pygame-ce' and 'python -m pip install pygame-ce'."
)


def prepare(missing: str = NO_DISPLAY) -> Settings:
    """Check pygame and set what SDL reads before it starts. Return the kept settings.

    Raises InputError where there is no display (with the sentence ``missing``), or pygame-ce is
    not whole.
    """
    check_whole()
    settings = kept.load()
    _set_hints(settings.compatible)
    if sys.platform.startswith("linux") and not os.environ.get("SDL_VIDEODRIVER"):
        _choose_driver(missing)
    return settings


def check_whole() -> None:
    """Raise InputError if pygame is missing, not the community edition, or half overwritten."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        import pygame

        whole = (
            getattr(pygame, "IS_CE", False)
            and hasattr(pygame, "Window")
            and hasattr(pygame.draw, "aacircle")
            and hasattr(pygame.image, "load_sized_svg")
        )
    except (ImportError, AttributeError, NotImplementedError):  # a part that can't be loaded
        whole = False
    if not whole:
        raise InputError(NOT_WHOLE)


def _set_hints(compatible: bool) -> None:
    """Name the window's class and choose how it is drawn."""
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    for name in ("SDL_VIDEO_X11_WMCLASS", "SDL_VIDEO_WAYLAND_WMCLASS"):
        # pygame has put the script's name there when it was imported, if nobody had.
        if os.environ.get(name, Path(sys.argv[0]).name) == Path(sys.argv[0]).name:
            os.environ[name] = "failure-regime"
    if compatible:
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")


def _choose_driver(missing: str) -> None:
    """Leave out what can't work, before SDL's own libraries complain of it on stderr.

    Wayland is reached through XDG_RUNTIME_DIR; where that is not set, only X11 is left.
    """
    x11, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    reachable = Path(os.environ.get("XDG_RUNTIME_DIR", "")).is_absolute()
    if not x11 and not (wayland and reachable):
        raise InputError(missing)
    if not reachable:
        os.environ["SDL_VIDEODRIVER"] = "x11"
