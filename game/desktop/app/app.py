"""The application: a stack of screens, modals on top, and one event-driven loop.

``App`` is also the context that every node and screen gets. ``step(events)`` is all that
happens: input, timers, rebuild if dirty, redraw if dirty. Tests drive it with made events
and read ``semantic()``; the window loop only waits for real ones.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import cached_property

import pygame

from game.desktop.app import display
from game.desktop.app.renderer import Renderer
from game.desktop.app.speech import WAKE, Speech
from game.desktop.kit import focus as focusing
from game.desktop.kit.keys import matches
from game.desktop.kit.node import Node
from game.desktop.kit.words import Text, esc
from game.desktop.router import Router
from game.desktop.screens.console.pin_screen import asks_to_quit

#: Keys that go on when they are held, from when and how often in seconds. Others, such as Enter,
#: act once: held too long, it would press the next screen's button as well.
_HELD = frozenset(
    {
        pygame.K_TAB,
        pygame.K_LEFT,
        pygame.K_RIGHT,
        pygame.K_UP,
        pygame.K_DOWN,
        pygame.K_PAGEUP,
        pygame.K_PAGEDOWN,
        pygame.K_BACKSPACE,
        pygame.K_DELETE,
    }
)
_HELD_FROM, _HELD_EACH = 0.38, 0.04
#: How often a screen reader is told of a picture that moves, in seconds.
_TOLD_EACH = 0.25
_MOUSE = (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL)


class App(Renderer):
    """One running desktop. ``clock`` gives seconds; tests give their own."""

    _windowed: tuple[int, int] | None = None  # the window's size before it took the screen
    speech: Speech | None = None  # the way to a screen reader, where there is one
    _held: tuple[pygame.Event, float] | None = None  # the key held down, and when it acts again
    _told = 0.0  # when a screen reader was told of the picture

    def step(self, events: Sequence[pygame.Event] = ()) -> bool:
        """Take the events, then rebuild and redraw if anything asked for it. True if drawn."""
        self.now = self._clock()
        for event in events:
            if not self._layers or self._stale:
                self.layout()
            self._event(event)
            if not self.running or not self.screens:
                return False
        self._hold()
        self._heed_reader()
        if self.screens and self.screen.tick(self):
            self.dirty()
        self.routes.attend()
        self._timers()
        if not self.running or not self.screens:
            return False
        if self._undrawn:
            self.draw()
            self.hear()
            self._tell_reader()
            return True
        if self._damaged:
            self.draw_damaged()
            if self.now >= self._told + _TOLD_EACH:
                self._tell_reader()
            return True
        return False

    def _tell_reader(self) -> None:
        """Tell a screen reader, if one listens, what the picture is now."""
        if self.speech is not None:
            self._told = self.now
            self.speech.show(self.semantic, self.focus)

    def _heed_reader(self) -> None:
        """Carry out what a screen reader has asked for, as a person's own press would."""
        for wish, path in self.speech.wishes() if self.speech is not None else ():
            if self._stale or not self._layers:
                self.layout()
            top = self._layers[-1]
            node = top.find(path)
            if node is not None and node.enabled:
                self.keyboard = True
                if node.focusable:
                    self.set_focus(path)
                if wish == "press":
                    node.activate(self)
                self.dirty()
            elif wish == "press":  # a part that is no node: a tab, a row
                part = next((s for s in self.semantic().walk() if s.path == path), None)
                if part is not None and part.rect.w and part.rect.h:
                    self._press_at(part.rect.center)

    def _press_at(self, at: tuple[int, int]) -> None:
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self._mouse(pygame.Event(kind, pos=at, button=1, clicks=1))

    def _hold(self) -> None:
        """Let a held key act again. After the events, so that one let go long ago doesn't.

        The system's own repeats would: a picture that took long would count as a key held.
        """
        if self._held is None or self.now < self._held[1]:
            return
        event = self._held[0]
        self._held = event, self.now + _HELD_EACH
        self.wake(self._held[1])
        if self._stale:
            self.layout()
        self._key(event)

    def _timers(self) -> None:
        due = [t for t in self._wakes if t <= self.now]
        if due:
            self._wakes = [t for t in self._wakes if t > self.now]
            self.dirty()
        live = [t for t in self._toasts if t[0] > self.now]
        if len(live) != len(self._toasts):
            self._toasts = live
            self.dirty()

    def timeout(self) -> float | None:
        """Return the seconds until something happens of itself, None if nothing will."""
        return max(0.0, min(self._wakes) - self.now) if self._wakes else None

    @property
    def layers(self) -> tuple[Node, ...]:
        """The trees of the present picture, the screen's first, modals above it."""
        return tuple(self._layers)

    @property
    def waiting_to_draw(self) -> bool:
        """Whether something asked for a picture that is not drawn yet."""
        return self._undrawn or bool(self._damaged)

    @property
    def busy(self) -> bool:
        """Whether the screen on top does something of itself (moves, or AI plays)."""
        return bool(self.screens) and self.screen.busy

    @cached_property
    def routes(self) -> Router:
        """The ways to other screens."""
        return Router(self)

    # ---- input ------------------------------------------------------------------

    def _event(self, event: pygame.Event) -> None:
        if event.type == pygame.QUIT:
            if asks_to_quit(self.screens):
                self.quit()  # who closes the window again is obeyed: a forgotten PIN is no trap
            else:
                self._ask_to_quit()
        elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
            window = pygame.display.get_surface()
            if window is not None and window.get_size() != self.theme_size():
                self.resize(window)
            self.dirty()
        elif event.type in (pygame.WINDOWEXPOSED, WAKE):
            self.dirty()
        elif event.type == pygame.WINDOWFOCUSGAINED:
            if self.speech is not None:
                self.speech.window_focus(True)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._held = None
            if self.speech is not None:
                self.speech.window_focus(False)
            self.screen.on_focus_loss(self)
        elif event.type in _MOUSE:
            self._mouse(event)
        elif event.type == pygame.KEYDOWN:
            self._held = None
            if event.key in _HELD:
                self._held = event, self.now + _HELD_FROM
                self.wake(self._held[1])
            self._key(event)
        elif event.type == pygame.KEYUP:
            self._held = None
        elif event.type in (pygame.TEXTINPUT, pygame.TEXTEDITING):
            node = self._layers[-1].find(self.focus) if self.focus else None
            if node is not None:
                node.on_event(self, event)

    def theme_size(self) -> tuple[int, int]:
        """Return the size the picture was made for."""
        return self.brush.surface.get_size()

    def _mouse(self, event: pygame.Event) -> None:
        top = self._layers[-1]
        if event.type != pygame.MOUSEWHEEL:
            self.pointer = event.pos
            self._hover_at(event.pos)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.keyboard = False
        if self.grabbed and event.type in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP):
            node = top.find(self.grabbed)
            if event.type == pygame.MOUSEBUTTONUP:
                self.grabbed = ""
            if node is not None:
                node.on_event(self, event)
            return
        node = top.hit(self.pointer)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and self._modals:
            over = self._modals[-1]
            if over.anchor and (node is top or node is None):
                self.close()
                return
        if event.type == pygame.MOUSEBUTTONDOWN and isinstance(node, Text):
            term = node.term_at(self, event.pos)
            if term and event.button == 1:
                self.help(term)
                return
        while node is not None:
            if node.on_event(self, event):
                return
            node = node.parent

    def _key(self, event: pygame.Event) -> None:
        top = self._layers[-1]
        self.keyboard = True
        node = top.find(self.focus) if self.focus else None
        if event.key == pygame.K_TAB:
            self._focus_on(focusing.tab(top, self.focus, bool(event.mod & pygame.KMOD_SHIFT)))
            return
        up = node
        while up is not None:
            if up.on_event(self, event):
                self.dirty()
                return
            up = up.parent
        if self._hot(event, top):
            return
        if event.key == pygame.K_ESCAPE and self._modals:
            self.close()
            return
        if focusing.is_paging(event.key):  # the focus is in nothing that scrolls
            page = focusing.main_scroll(top)
            if page is not None and page.on_event(self, event):
                return
        if focusing.is_arrow(event.key):
            begin = focusing.beginning(top, self.screen.eager)
            self._focus_on(focusing.towards(top, node, event.key) if node else begin)
            return
        if node is None and event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self._focus_on(focusing.beginning(top, self.screen.eager))
            return
        if self._global_key(event):
            return
        if not self._modals:
            self.screen.on_key(self, event)

    def _focus_on(self, node: Node | None) -> None:
        if node is not None:
            self.set_focus(node.path)
            self._wait_for_tip()

    def _hot(self, event: pygame.Event, top: Node) -> bool:
        hot = [node for node in top.walk() if node.hotkey and node.enabled]
        pressed = [node for node in hot if matches(node.hotkey, event)]
        if not pressed and matches("ctrl+return", event):  # what Enter goes on with, it does too
            pressed = [node for node in hot if node.hotkey == "return"]
        if pressed:
            pressed[0].activate(self)
            return True
        if not self._modals:
            for hotkey, do in list(self._keys.items()):
                if matches(hotkey, event):
                    do()
                    self.dirty()
                    return True
        return False

    def _global_key(self, event: pygame.Event) -> bool:
        s = self.settings
        if matches("ctrl+m", event):
            self.change(s.with_(sound=not s.sound))
            self.toast("Sound on." if self.settings.sound else "Sound off.", "sound")
        elif matches("f11", event):
            self.set_fullscreen(not s.fullscreen)
        elif matches("ctrl+=", event) or matches("ctrl++", event):
            self.change(s.with_(text_scale=min(2.0, round(s.text_scale + 0.1, 1))))
        elif matches("ctrl+-", event):
            self.change(s.with_(text_scale=max(0.9, round(s.text_scale - 0.1, 1))))
        elif matches("f1", event):
            self.help()
        elif matches("ctrl+q", event):
            self._ask_to_quit()
        else:
            return False
        return True

    def set_fullscreen(self, on: bool) -> None:
        """Take the whole screen in its own mode, or the window as it was before."""
        if on == self.settings.fullscreen:
            return
        if on:
            self._windowed = self.size
        self.change(self.settings.with_(fullscreen=on))
        with contextlib.suppress(pygame.error):
            self.resize(display.show(self._windowed or display.first_size(), fullscreen=on))

    def _ask_to_quit(self) -> None:
        """Quit; a game that is kept nowhere is asked for first. Who insists is obeyed.

        In a workshop it asks for the facilitator's PIN.
        """
        game = self.routes.session
        trouble = "" if game is None else game.match.trouble
        unkept = game is not None and game.match.path is None and not game.match.ended
        lost = bool(trouble) or unkept
        if lost and not (self._modals and self._modals[-1].key == "confirm"):
            self.confirm(
                "Quit?",
                f"{esc(trouble)} What was played since is lost."
                if trouble
                else "This game is not kept and would be lost.",
                "Quit",
                self.routes.quit,
                "danger",
            )
        elif not asks_to_quit(self.screens):
            self.routes.quit()
