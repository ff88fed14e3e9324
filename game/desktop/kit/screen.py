"""The base of screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.desktop.kit.node import Node

if TYPE_CHECKING:
    from game.desktop.app.app import App


class Screen:
    """One full picture of the application. See the guide in ``game.desktop.kit``."""

    title = ""
    private = False  # whether a curtain must drop over it on focus loss
    busy = False  # whether ``tick`` must be called all the time, not only after events

    def build(self, c: App) -> Node:
        """The tree to show."""
        raise NotImplementedError

    def enter(self, c: App) -> None:
        """It came on top."""

    def leave(self, c: App) -> None:
        """It is gone from the top."""

    def on_key(self, c: App, event: pygame.Event) -> bool:
        """A key that nothing else wanted. True if used."""
        return False

    def tick(self, c: App) -> bool:
        """Called on every step: advance what runs by itself. True if it must be redrawn."""
        return False

    def on_focus_loss(self, c: App) -> None:
        """The window lost the focus."""
