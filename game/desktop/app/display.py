"""The surface of the window: its first size, and the way to full screen and back."""

from __future__ import annotations

import os
from typing import Final

import pygame

from game.errors import InputError

LEAST: Final = (960, 540)
FIRST: Final = (1280, 720)


def show(size: tuple[int, int], *, fullscreen: bool) -> pygame.Surface:
    """Return the surface of a window of a size, or of the whole screen in its own mode.

    Raises pygame.error where there is no display.
    """
    if fullscreen:  # of no size: SDL takes the desktop's own and leaves the mode alone
        return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    return pygame.display.set_mode(size, pygame.RESIZABLE)


def open_first(missing: str, *, fullscreen: bool) -> pygame.Surface:
    """Return the surface of the first window.

    Raises InputError with the sentence ``missing`` where there is no display: SDL falls back to
    one that nobody sees, unless it was told which to use.
    """
    asked_for = bool(os.environ.get("SDL_VIDEODRIVER"))
    try:
        pygame.display.init()
        if not asked_for and pygame.display.get_driver() in ("offscreen", "dummy"):
            raise InputError(missing)
        return show(first_size(), fullscreen=fullscreen)
    except pygame.error as wrong:
        raise InputError(missing) from wrong


def first_size() -> tuple[int, int]:
    """Return nine tenths of the desktop, and at most 2560 × 1440 to begin with; never less than
    ``LEAST`` but on a desktop that is smaller, where a part of the window could not be seen."""
    sizes = pygame.display.get_desktop_sizes()
    w, h = sizes[0] if sizes else FIRST
    least = min(LEAST[0], w), min(LEAST[1], h)
    asked = os.environ.get("FAILURE_REGIME_SIZE", "")
    wide, _, high = asked.partition("x")
    if wide.isdigit() and high.isdigit():
        return max(least[0], int(wide)), max(least[1], int(high))
    if not sizes:
        return FIRST
    return (
        max(least[0], min(int(w * 0.94), max(FIRST[0], w * 3 // 4), 2560)),
        max(least[1], min(int(h * 0.88), max(FIRST[1], h * 3 // 4), 1440)),
    )
