"""The application: a stack of screens, modals on top, and one event-driven loop.

``App`` is also the context that every node and screen gets. ``step(events)`` is all that
happens: input, timers, rebuild if dirty, redraw if dirty. Tests drive it with made events
and read ``semantic()``; the window loop only waits for real ones.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.desktop import settings as kept
from game.desktop import theme as look
from game.desktop.kit import focus as focusing
from game.desktop.kit.buttons import Kind, Pressable
from game.desktop.kit.keys import key_name, matches
from game.desktop.kit.node import Ctx, Node, Sem
from game.desktop.kit.overlay import Modal, ToastRack, Tooltip, confirm_dialog, paint_ring
from game.desktop.kit.paint import Brush, Inked
from game.desktop.kit.screen import Screen
from game.desktop.kit.words import Text, esc
from game.desktop.settings import Settings
from game.desktop.sounds import Sounds

_TIP_AFTER = 0.45
_MOUSE = (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL)


@dataclass(slots=True)
class Over:
    """A modal: how to build it, where it hangs, and what had the focus before."""

    key: str
    build: Callable[[], Node]
    anchor: str
    before: str


class App(Ctx):
    """One running desktop. ``clock`` gives seconds; tests give their own."""

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
        self.screens: list[Screen] = []
        self.running = True
        self.frames = 0
        self.problem: BaseException | None = None
        self._clock = clock
        self._sounds = sounds
        self._keep = keep_settings
        self._modals: list[Over] = []
        self._layers: list[Node] = []
        self._toasts: list[tuple[float, str, str]] = []
        self._keys: dict[str, Callable[[], object]] = {}
        self._stale = True  # the trees are not of now
        self._undrawn = True  # the picture is not of the trees
        self._wakes: list[float] = []
        self._hover_since = 0.0
        self._pointer = (-1, -1)
        self._tip: Tooltip | None = None
        self._saved_focus: list[str] = []
        self._scroll_to_focus = False
        self._background: pygame.Surface | None = None
        self.now = clock()

    # ---- what screens ask for ---------------------------------------------------

    @property
    def screen(self) -> Screen:
        """The screen on top."""
        return self.screens[-1]

    def push(self, screen: Screen) -> None:
        """Put a screen on top; the one below waits."""
        self._saved_focus.append(self.focus)
        self._arrive(screen)
        self.screens.append(screen)
        screen.enter(self)

    def pop(self) -> None:
        """Take the top screen away. Taking the last one ends the application."""
        gone = self.screens.pop()
        gone.leave(self)
        self._modals.clear()
        self.focus = self._saved_focus.pop() if self._saved_focus else ""
        self._rest()
        if not self.screens:
            self.running = False
        else:
            self.screens[-1].enter(self)

    def replace(self, screen: Screen) -> None:
        """Put a screen in the place of the top one."""
        gone = self.screens.pop()
        gone.leave(self)
        self._arrive(screen)
        self.screens.append(screen)
        screen.enter(self)

    def home(self, screen: Screen) -> None:
        """Drop every screen and begin from this one."""
        for gone in reversed(self.screens):
            gone.leave(self)
        self.screens.clear()
        self._saved_focus.clear()
        self._arrive(screen)
        self.screens.append(screen)
        screen.enter(self)

    def _arrive(self, screen: Screen) -> None:
        self._modals.clear()
        self.focus = ""
        self._rest()

    def _rest(self) -> None:
        self.hover = self.grabbed = ""
        self._tip = None
        self.dirty()

    def open(self, build: Callable[[], Node], *, key: str, anchor: str = "") -> None:
        """Put a modal on top. Its first control gets the focus; Escape closes it."""
        self._modals.append(Over(key, build, anchor, self.focus))
        self.focus = "?"  # the first stop, once it is placed
        self._rest()

    def close(self) -> None:
        """Take the top modal away; the focus goes back to where it was."""
        if self._modals:
            self.focus = self._modals.pop().before
            self._rest()

    def confirm(
        self, title: str, body: str, yes: str, on_yes: Callable[[], object],
        kind: Kind = "primary",
    ) -> None:  # fmt: skip
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
        """Keys of this picture that have no button. Said anew in every build."""
        self._keys.update(keys)

    def help(self, term: str = "") -> None:
        """Open help, at a term of the glossary."""
        from game.desktop.screens.help import Help

        self.push(Help(term))

    def change(self, settings: Settings) -> None:
        """Use other settings from now on, and keep them."""
        self.settings = settings
        self._retheme()
        if self._sounds is not None:
            self._sounds.volume = settings.volume if settings.sound else 0.0
        if self._keep:
            kept.save(settings)

    def sound(self, name: str) -> None:
        """Play a short sound."""
        if self._sounds is not None and self.settings.sound:
            self._sounds.play(name)

    def dirty(self) -> None:
        """Ask for a rebuild and redraw."""
        self._stale = self._undrawn = True

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

    # ---- one step ---------------------------------------------------------------

    def step(self, events: Sequence[pygame.Event] = ()) -> bool:
        """Take the events, then rebuild and redraw if anything asked for it. True if drawn."""
        self.now = self._clock()
        for event in events:
            if not self._layers or self._stale:
                self.layout()
            self._event(event)
            if not self.running or not self.screens:
                return False
        if self.screens and self.screen.tick(self):
            self.dirty()
        self._timers()
        if not self.running or not self.screens or not self._undrawn:
            return False
        self.draw()
        return True

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
        """Seconds until something happens of itself, None if nothing will."""
        return max(0.0, min(self._wakes) - self.now) if self._wakes else None

    @property
    def layers(self) -> tuple[Node, ...]:
        """The trees of the present picture, the screen's first, modals above it."""
        return tuple(self._layers)

    @property
    def waiting_to_draw(self) -> bool:
        """Whether something asked for a picture that is not drawn yet."""
        return self._undrawn

    @property
    def busy(self) -> bool:
        """Whether the screen on top does something of itself (moves, or AI plays)."""
        return bool(self.screens) and self.screen.busy

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

    # ---- build and draw ---------------------------------------------------------

    def layout(self) -> None:
        """Build the tree of every layer and give it its places."""
        for attempt in range(3):
            self._keys = {}
            self._let_go()
            roots = [self.screen.build(self)]
            whole = self.brush.surface.get_rect()
            self._place_root(roots[0], "", whole)
            for i, over in enumerate(self._modals):
                anchor = self._anchor_rect(roots, over.anchor)
                root = Modal(over.build(), anchor)
                self._place_root(root, f"/m{i}", whole)
                roots.append(root)
            self._layers = roots
            self._settle_focus()
            if not self._follow_focus() or attempt == 2:
                break
        self._stale = False
        self._hover_at(self._pointer, settle=False)

    def _let_go(self) -> None:
        """Break the old trees' cycles, so that they go at once and no collector need stop us."""
        for layer in self._layers:
            for node in layer.walk():
                node.parent = None
        self._layers = []

    def _place_root(self, root: Node, path: str, whole: pygame.Rect) -> None:
        root.adopt(path)
        root.place(self, whole)

    def _anchor_rect(self, roots: list[Node], path: str) -> pygame.Rect | None:
        if not path:
            return None
        for root in reversed(roots):
            found = root.find(path)
            if found is not None:
                return found.rect
        return pygame.Rect(self.brush.surface.get_rect().center, (1, 1))

    def _settle_focus(self) -> None:
        top = self._layers[-1]
        if self.focus == "?":
            all_stops = focusing.stops(top)
            first = [n for n in all_stops if n.label != "Close"] or all_stops
            wanted = [n for n in first if getattr(n, "first", False)]
            if self._modals and self._modals[-1].anchor:
                wanted = [n for n in first if getattr(n, "chosen", False) is True]
            self.focus = (wanted or first)[0].path if first else ""
            self._scroll_to_focus = True
        elif self.focus:
            node = top.find(self.focus)
            if node is None or not node.focusable or not node.enabled:
                self.focus = ""

    def _follow_focus(self) -> bool:
        if not self._scroll_to_focus:
            return False
        self._scroll_to_focus = False
        node = self._layers[-1].find(self.focus) if self.focus else None
        return node is not None and focusing.reveal(self, node)

    def draw(self) -> None:
        """Build if need be and draw everything."""
        if self._stale or not self._layers:
            self.layout()
        self._undrawn = False
        b = self.brush
        if b.log is not None:
            b.log = []
        b.surface.set_clip(None)
        for i, root in enumerate(self._layers):
            b.layer = i
            root.paint(self, b)
        b.layer = len(self._layers)
        if self.keyboard and self.focus:
            node = self._layers[-1].find(self.focus)
            if node is not None:
                seen = node.visible_rect()
                if seen.w and seen.h:
                    paint_ring(self, b, seen, b.surface.get_rect())
        if self._toasts:
            rack = ToastRack([(icon, text) for _, text, icon in self._toasts])
            self._place_root(rack, "/toasts", b.surface.get_rect())
            rack.paint(self, b)
            b.layer += 1
        self._paint_tip(b)
        self.frames += 1

    def _paint_tip(self, b: Brush) -> None:
        markup, rect = self._tip_now()
        self._tip = None
        if markup:
            b.layer += 1
            self._tip = Tooltip(markup, rect)
            self._tip.put(self)
            self._tip.paint(self, b)

    def _tip_now(self) -> tuple[str, pygame.Rect]:
        """What the tooltip says now, and of what."""
        top = self._layers[-1]
        path = self.focus if self.keyboard else self.hover
        node = top.find(path) if path and not self.grabbed else None
        if node is None or self.now < self._hover_since + _TIP_AFTER:
            return "", pygame.Rect(0, 0, 0, 0)
        if isinstance(node, Text) and not self.keyboard:
            term = node.term_at(self, self._pointer)
            said = self.explain(term) if term else ""
            if said:
                return said, pygame.Rect(self._pointer, (1, node.rect.h)).clip(node.rect)
        own = getattr(node, "tip_at", None)
        if callable(own):
            said, rect = own(self, None if self.keyboard else self._pointer)
            if said:
                return said, rect
        markup = node.tip
        keyed = node.hotkey if isinstance(node, Pressable) else ""
        shows = bool(getattr(node, "show_key", False))
        bare = bool(getattr(node, "bare", False))
        if keyed and not shows:
            cap = f"[soft]Key[/] [b]{esc(key_name(keyed))}[/]"
            lead = f"[b]{esc(node.label)}[/]" if bare and not markup else markup
            markup = f"{lead}\n{cap}" if lead else cap
        elif bare and not markup:
            markup = esc(node.label)
        return markup, node.visible_rect()

    # ---- input ------------------------------------------------------------------

    def _event(self, event: pygame.Event) -> None:
        if event.type == pygame.QUIT:
            self.quit()
        elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
            window = pygame.display.get_surface()
            if window is not None and window.get_size() != self.theme_size():
                self.resize(window)
            self.dirty()
        elif event.type == pygame.WINDOWEXPOSED:
            self.dirty()
        elif event.type == pygame.WINDOWFOCUSLOST:
            self.screen.on_focus_loss(self)
        elif event.type in _MOUSE:
            self._mouse(event)
        elif event.type == pygame.KEYDOWN:
            self._key(event)
        elif event.type == pygame.TEXTINPUT:
            node = self._layers[-1].find(self.focus) if self.focus else None
            if node is not None:
                node.on_event(self, event)

    def theme_size(self) -> tuple[int, int]:
        """The size the picture was made for."""
        return self.brush.surface.get_size()

    def _mouse(self, event: pygame.Event) -> None:
        top = self._layers[-1]
        if event.type != pygame.MOUSEWHEEL:
            self._pointer = event.pos
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
        node = top.hit(self._pointer)
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

    def _hover_at(self, at: tuple[int, int], *, settle: bool = True) -> None:
        node = self._layers[-1].hit(at) if at[0] >= 0 else None
        path = ""
        while node is not None:
            if node.focusable or node.tip or (isinstance(node, Text) and node.term_at(self, at)):
                path = node.path
                break
            node = node.parent
        moving = node is not None and callable(getattr(node, "tip_at", None))
        if path == self.hover and not moving:
            return
        self.hover = path
        if settle:
            self.keyboard = False
            self._wait_for_tip()
            self.dirty()

    def _wait_for_tip(self) -> None:
        self._hover_since = self.now
        self.wake(self.now + _TIP_AFTER + 0.01)

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
        if focusing.is_arrow(event.key):
            target = (
                focusing.towards(top, node, event.key) if node else focusing.tab(top, "", False)
            )
            self._focus_on(target)
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
        for node in top.walk():
            if node.hotkey and node.enabled and matches(node.hotkey, event):
                node.activate(self)
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
            self.change(s.with_(fullscreen=not s.fullscreen))
            with contextlib.suppress(pygame.error):
                pygame.display.toggle_fullscreen()
        elif matches("ctrl+=", event) or matches("ctrl++", event):
            self.change(s.with_(text_scale=min(2.0, round(s.text_scale + 0.1, 1))))
        elif matches("ctrl+-", event):
            self.change(s.with_(text_scale=max(0.9, round(s.text_scale - 0.1, 1))))
        elif matches("f1", event):
            self.help()
        else:
            return False
        return True

    # ---- what is on the screen, in words ----------------------------------------

    def semantic(self) -> Sem:
        """The semantic tree: the top layer, then notices and the tooltip."""
        if self._stale or not self._layers:
            self.layout()
        root = Sem("window", self.screen.title, self.brush.surface.get_rect(), {}, "")
        for layer in self._layers[-1:]:
            root.children.extend(layer.semantic(self))
        for _, text, _icon in self._toasts:
            from game.desktop.kit.words import plain

            root.children.append(Sem("status", plain(text), pygame.Rect(0, 0, 0, 0), {}, "/toasts"))
        if self._tip is not None:
            root.children.extend(self._tip.semantic(self))
        return root

    def inked(self) -> list[Inked]:
        """Draw once with a record of every piece of text, for the layout checks."""
        self.brush.log = []
        self.draw()
        log = self.brush.log
        self.brush.log = None
        return log


def main(
    scenario: str | None = None,
    seats: str | None = None,
    seed: int | None = None,
    journal: Path | None = None,
) -> int:
    """Open the desktop: the title, or the game that was asked for. Returns the exit code.

    Raises InputError where there is no display, or pygame-ce is not whole.
    """
    from game.desktop import window

    return window.run(scenario, seats, seed, journal)
