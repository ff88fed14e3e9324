"""The base of screens, and what a screen may ask of the application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pygame

from game.desktop.kit.buttons import Kind
from game.desktop.kit.node import Ctx, Node
from game.desktop.screens.routes import Routes
from game.desktop.settings import Settings
from game.scenario.schema.base import Role


class Beside(Protocol):
    """A second window."""

    @property
    def running(self) -> bool:
        """Whether it is open."""

    def show(self, screen: Screen) -> None:
        """Show another screen, and come to the front."""

    def close(self) -> None:
        """Close it."""


class ScreenContext(Ctx):
    """What screens see of the application: all that nodes see, its stack and its routes."""

    screens: list[Screen]
    explain: Callable[[str], str]  # what a term means, as markup
    advise: Callable[[ScreenContext, Node], Node] | None  # puts a hint beside a screen

    @property
    def routes(self) -> Routes:
        """The ways to other screens."""
        raise NotImplementedError

    def push(self, screen: Screen) -> None:
        """Put a screen on top; the one below waits."""
        raise NotImplementedError

    def pop(self) -> None:
        """Take the top screen away. Taking the last one ends the application."""
        raise NotImplementedError

    def replace(self, screen: Screen) -> None:
        """Put a screen in the place of the top one."""
        raise NotImplementedError

    def home(self, screen: Screen) -> None:
        """Drop every screen and begin from this one."""
        raise NotImplementedError

    def confirm(
        self, title: str, body: str, yes: str, on_yes: Callable[[], object], kind: Kind = "primary"
    ) -> None:
        """Ask before what can't be undone."""
        raise NotImplementedError

    def hotkeys(self, keys: dict[str, Callable[[], object]]) -> None:
        """Set the keys of this picture that have no button. Said anew in every build."""
        raise NotImplementedError

    def help(self, term: str = "") -> None:
        """Open help, at a term of the glossary."""
        raise NotImplementedError

    def change(self, settings: Settings) -> None:
        """Use other settings from now on, and keep them."""
        raise NotImplementedError

    def set_fullscreen(self, on: bool) -> None:
        """Take the whole screen, or the window as it was before."""
        raise NotImplementedError

    def open_beside(self, screen: Screen) -> Beside | None:
        """Open a second window with a screen; None where there is but one."""
        return None

    def quit(self) -> None:
        """End the application, or close a second window."""
        raise NotImplementedError


class Screen:
    """One full picture of the application. See the guide in ``game.desktop.kit``."""

    title = ""
    private = False  # whether a curtain must drop over it on focus loss

    @property
    def room(self) -> Role | None:
        """The office in whose room it is: what is heard, quietly, if ambience is on."""
        return None

    @property
    def eager(self) -> bool:
        """Whether its main button has the focus at once; else a first key only shows it."""
        return True

    @property
    def busy(self) -> bool:
        """Whether ``tick`` must be called all the time, not only after events."""
        return False

    def build(self, c: ScreenContext) -> Node:
        """Return the tree to show."""
        raise NotImplementedError

    def enter(self, c: ScreenContext) -> None:
        """Do what is due when it comes on top."""

    def leave(self, c: ScreenContext) -> None:
        """Do what is due when it is gone from the top."""

    def on_key(self, c: ScreenContext, event: pygame.Event) -> bool:
        """Take a key that nothing else wanted. True if used."""
        return False

    def tick(self, c: ScreenContext) -> bool:
        """Advance what runs by itself; called on every step. True if it must be redrawn."""
        return False

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Do what is due when the window loses the focus."""
