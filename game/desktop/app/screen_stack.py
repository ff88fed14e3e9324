"""The stack of screens with modals and notices on top: what a screen may ask the app for."""

from __future__ import annotations

import time
from collections.abc import Callable, Container
from copy import copy
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

import pygame

from game.desktop import settings as kept
from game.desktop import theme as look
from game.desktop.kit.buttons import Kind
from game.desktop.kit.node import Node
from game.desktop.kit.paint import Brush
from game.desktop.kit.popups import Tooltip, confirm_dialog
from game.desktop.screens.screen import Screen, ScreenContext
from game.desktop.settings import Settings
from game.desktop.sounds import Sounds

#: Seconds that notices last once another screen has come.
_LINGER: Final = 1.2


@dataclass(slots=True)
class OpenModal:
    """A modal: how to build it, where it hangs, and what had the focus before."""

    key: str
    build: Callable[[], Node]
    anchor: str
    before: str
    fresh: bool = True  # not placed yet: what scrolls in it begins at the top


@runtime_checkable
class _Place(Protocol):
    """Where something that scrolls stands."""

    def to_top(self) -> None:
        """Go back to the beginning."""


class ScreenStack(ScreenContext):
    """Screens, modals and notices, and the settings they are shown with."""

    def __init__(
        self,
        surface: pygame.Surface,
        settings: Settings | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        explain: Callable[[str], str] | None = None,
        sounds: Sounds | None = None,
        keep_settings: bool = False,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.theme = self._theme(surface.get_size())
        self.brush = Brush(surface, self.theme)
        self.explain = explain or (lambda _term: "")
        self.advise = None
        self.screens: list[Screen] = []
        self.running = True
        self.frames = 0
        self.problem: BaseException | None = None
        self._clock = clock
        self._sounds = sounds
        self._keep = keep_settings
        self._modals: list[OpenModal] = []
        self._layers: list[Node] = []
        self._toasts: list[tuple[float, str, str]] = []
        self._keys: dict[str, Callable[[], object]] = {}
        self._stale = True  # the trees are not of now
        self._undrawn = True  # the picture is not of the trees
        self._damaged: list[pygame.Rect] = []  # parts of the picture that are not of the trees
        self._wakes: list[float] = []
        self._hover_since = 0.0
        self._tip: Tooltip | None = None
        self._resting = False  # what lies under the pointer has come to it, not the pointer there
        self._saved_focus: list[str] = []
        self._saved_places: list[dict[str, _Place]] = []
        self._scroll_to_focus = False
        self.now = clock()

    @property
    def screen(self) -> Screen:
        """The screen on top."""
        return self.screens[-1]

    def push(self, screen: Screen) -> None:
        """Put a screen on top; the one below waits."""
        self._saved_focus.append(self.focus)
        self._saved_places.append({path: copy(place) for path, place in self._places().items()})
        self._arrive()
        self.screens.append(screen)
        screen.enter(self)

    def pop(self) -> None:
        """Take the top screen away. Taking the last one ends the application."""
        gone = self.screens.pop()
        gone.leave(self)
        self._forget_after(gone, self.screens[-1] if self.screens else None)
        self._modals.clear()
        self.focus = self._saved_focus.pop() if self._saved_focus else ""
        self._states.update(self._saved_places.pop() if self._saved_places else {})
        self._rest()
        if not self.screens:
            self.running = False
        else:
            self.screens[-1].enter(self)

    def replace(self, screen: Screen) -> None:
        """Put a screen in the place of the top one."""
        gone = self.screens.pop()
        gone.leave(self)
        self._forget_after(gone, screen)
        self._arrive()
        self.screens.append(screen)
        screen.enter(self)

    def home(self, screen: Screen) -> None:
        """Drop every screen and begin from this one."""
        for gone in reversed(self.screens):
            gone.leave(self)
            self._forget_after(gone, screen)
        self.screens.clear()
        self._saved_focus.clear()
        self._saved_places.clear()
        self._hurry_notices()
        self._arrive()
        self.screens.append(screen)
        screen.enter(self)

    def _hurry_notices(self) -> None:
        """Let notices of what is over go soon: they would lie on the next picture."""
        soon = self.now + _LINGER
        self._toasts = [(min(until, soon), said, icon) for until, said, icon in self._toasts]
        if self._toasts:
            self.wake(soon)

    def _forget_after(self, gone: Screen, following: Screen | None) -> None:
        """Drop what a private screen has left behind, where what follows is for other eyes.

        That is its notices, and what its fields, lists and scrolls have kept.
        """
        if gone.private and not (following is not None and following.private):
            self._toasts.clear()
            self._states.clear()

    def _places(self) -> dict[str, _Place]:
        return {path: kept for path, kept in self._states.items() if isinstance(kept, _Place)}

    def _to_top(self, within: Container[str] | None = None) -> None:
        """Have what scrolls begin at the top again: all, or what lies at these paths."""
        for path, place in self._places().items():
            if within is None or path.rpartition(":")[0] in within:
                place.to_top()

    def _arrive(self) -> None:
        self._to_top()
        self._modals.clear()
        self.focus = "?"  # where keys begin, once it is placed
        self._rest()

    def hear(self) -> None:
        """Let the room of the screen on top be heard, or none."""
        if self._sounds is not None:
            on = self.settings.sound and self.settings.ambience and bool(self.screens)
            room = self.screens[-1].room if on else None
            self._sounds.room(room or "")

    def _rest(self) -> None:
        self.hover = self.grabbed = ""
        self._tip = None
        self._resting = True
        self.dirty()

    def open(self, build: Callable[[], Node], *, key: str, anchor: str = "") -> None:
        """Put a modal on top. Its first control gets the focus; Escape closes it."""
        self._modals.append(OpenModal(key, build, anchor, self.focus))
        self.focus = "?"  # the first stop, once it is placed
        self._rest()

    def close(self) -> None:
        """Take the top modal away; the focus goes back to where it was."""
        if self._modals:
            self.focus = self._modals.pop().before
            self._rest()

    def confirm(
        self, title: str, body: str, yes: str, on_yes: Callable[[], object], kind: Kind = "primary"
    ) -> None:
        """Ask before what can't be undone."""

        def agreed() -> None:
            self.close()
            on_yes()

        self.open(lambda: confirm_dialog(title, body, yes, agreed, self.close, kind), key="confirm")

    def toast(self, markup: str, icon: str = "info", seconds: float = 4.0) -> None:
        """Show a short notice."""
        self._toasts.append((self.now + seconds, markup, icon))
        self._toasts = self._toasts[-3:]
        self.wake(self.now + seconds)
        self.dirty()

    def hotkeys(self, keys: dict[str, Callable[[], object]]) -> None:
        """Set the keys of this picture that have no button. Said anew in every build."""
        self._keys.update(keys)

    def help(self, term: str = "") -> None:
        """Open help, at a term of the glossary."""
        self.routes.help(term)

    def change(self, settings: Settings) -> None:
        """Use other settings from now on, and keep them."""
        self.settings = settings
        self._retheme()
        if self._sounds is not None:
            self._sounds.volume = settings.volume if settings.sound else 0.0
        self.hear()
        if self._keep:
            kept.save(settings)

    def sound(self, name: str) -> None:
        """Play a short sound."""
        if self._sounds is not None and self.settings.sound:
            self._sounds.play(name)

    def dirty(self) -> None:
        """Ask for a rebuild and redraw."""
        self._stale = self._undrawn = True

    def damage(self, rect: pygame.Rect) -> None:
        """Ask for a part of the picture to be drawn again."""
        self._damaged.append(rect.copy())

    def wake(self, at: float) -> None:
        """Ask for a redraw at a time."""
        self._wakes.append(at)

    def set_focus(self, path: str) -> None:
        """Move the focus to a path or a key. What a mouse presses stays under the mouse."""
        self.focus = path if path.startswith(("#", "/")) or not path else f"#{path}"
        self._scroll_to_focus = self.keyboard
        self.dirty()

    def quit(self) -> None:
        """End the application."""
        self.running = False

    def resize(self, surface: pygame.Surface) -> None:
        """Use another surface (the window changed)."""
        self.brush.surface = surface
        self._retheme()

    def _theme(self, size: tuple[int, int]) -> look.Theme:
        s = self.settings
        return look.make(size, s.text_scale, contrast=s.contrast, motion=s.motion)

    def _retheme(self) -> None:
        theme = self._theme(self.brush.surface.get_size())
        if theme != self.theme:
            self.theme = theme
            self.brush = Brush(self.brush.surface, theme)
        self.dirty()
