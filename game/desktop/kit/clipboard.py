"""The computer's clipboard, where it has one: a window without any copies and pastes nothing."""

from __future__ import annotations

import pygame


def put(text: str) -> None:
    """Keep the text on the clipboard."""
    try:
        pygame.scrap.put_text(text)
    except pygame.error:
        return


def get() -> str:
    """Return the text on the clipboard, empty where there is none."""
    try:
        return pygame.scrap.get_text()
    except pygame.error:
        return ""
