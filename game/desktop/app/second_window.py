"""A second window of the application, for the facilitator's console beside the table's."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import Final

import pygame

from game.desktop.app.app import App
from game.desktop.router import Router
from game.desktop.screens.menus.help import Help
from game.desktop.screens.screen import Screen
from game.desktop.settings import Settings

#: Its first size. Where it opens is the system's to say: on the first display, the laptop's own.
_SIZE: Final = 1080, 640


class SideApp(App):
    """What runs in the second window: screens of its own, the first window's ways and game."""

    def __init__(
        self, window: pygame.Window, settings: Settings, router: Router, clock: Callable[[], float]
    ) -> None:
        super().__init__(window.get_surface(), settings, clock=clock)
        self._window = window
        self._router = router

    @property
    def routes(self) -> Router:
        """The ways of the first window."""
        return self._router

    def _event(self, event: pygame.Event) -> None:
        if event.type == pygame.WINDOWCLOSE:
            self.quit()
        elif event.type in (pygame.WINDOWSIZECHANGED, pygame.WINDOWRESIZED):
            self.resize(self._window.get_surface())
        else:
            super()._event(event)

    def _ask_to_quit(self) -> None:
        """Close this window alone: the game goes on in the other."""
        self.quit()

    def set_fullscreen(self, on: bool) -> None:
        """Stay as it is: a console over the whole screen would cover the table."""

    def help(self, term: str = "") -> None:
        """Open help in this window."""
        self.push(Help(term, None))


class SecondWindow:
    """The window, and what runs in it, stepped by the loop of the first."""

    def __init__(self, table: TableApp, screen: Screen) -> None:
        """Open it. Raises pygame.error where there can be none."""
        self._window = pygame.Window(f"Failure Regime – {screen.title}", _SIZE, resizable=True)
        self._table = table
        self.app = SideApp(self._window, table.settings, table.routes, table.clock)
        self.app.explain = table.explain
        self._seen: object = None
        self.app.push(screen)

    @property
    def running(self) -> bool:
        """Whether it is open."""
        return self.app.running and bool(self.app.screens)

    def owns(self, event: pygame.Event) -> bool:
        """Return whether an event is this window's."""
        return getattr(event, "window", None) is self._window

    def show(self, screen: Screen) -> None:
        """Show another screen, and come to the front."""
        self.app.home(screen)
        with contextlib.suppress(pygame.error):
            self._window.focus()

    def close(self) -> None:
        """Close it at the loop's next turn."""
        self.app.quit()

    def step(self, events: Sequence[pygame.Event] = ()) -> bool:
        """Take its events and draw it anew if need be, and have the table follow. True if drawn."""
        routes = self._table.routes
        before = routes.stands()
        if before != self._seen:
            self.app.dirty()
        drawn = self.app.step(events)
        self._seen = routes.stands()
        if self._seen != before:
            routes.console_acted()
        if drawn and self.running:
            self._window.flip()
        return drawn

    def destroy(self) -> None:
        """Take the window away."""
        self.app.quit()
        self._window.destroy()


class TableApp(App):
    """The first window's application, beside which a second window may be open."""

    second: SecondWindow | None = None

    @property
    def clock(self) -> Callable[[], float]:
        """What gives the time, in seconds."""
        return self._clock

    def open_beside(self, screen: Screen) -> SecondWindow | None:
        """Open a second window with a screen; None where the first one fills the only display."""
        if self.settings.fullscreen and len(pygame.display.get_desktop_sizes()) < 2:
            return None
        try:
            self.second = SecondWindow(self, screen)
        except (pygame.error, AttributeError):
            return None
        return self.second

    def step(self, events: Sequence[pygame.Event] = ()) -> bool:
        """Take the events, each in its window, and redraw what asks for it. True if this drew."""
        second = self.second
        if second is None:
            return super().step(events)
        drawn = super().step([event for event in events if not second.owns(event)])
        if self.running and second.running:
            second.step([event for event in events if second.owns(event)])
        if not (self.running and second.running):
            second.destroy()
            self.second = None
        return drawn

    def _event(self, event: pygame.Event) -> None:
        if event.type == pygame.WINDOWCLOSE and self.second is not None:
            event = pygame.Event(pygame.QUIT)  # which comes by itself from the last window alone
        super()._event(event)

    def timeout(self) -> float | None:
        """Return the seconds until something happens of itself in one of the windows."""
        own = super().timeout()
        other = None if self.second is None else self.second.app.timeout()
        known = [wait for wait in (own, other) if wait is not None]
        return min(known, default=None)

    @property
    def waiting_to_draw(self) -> bool:
        """Whether something asked for a picture that is not drawn yet."""
        other = self.second is not None and self.second.app.waiting_to_draw
        return super().waiting_to_draw or other

    @property
    def busy(self) -> bool:
        """Whether something moves in one of the windows."""
        return super().busy or (self.second is not None and self.second.app.busy)
