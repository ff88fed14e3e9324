"""Drives the application as a person does – by events only – and reads the semantic tree."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.desktop.app.app import App
from game.desktop.coach import CoachedScreen
from game.desktop.kit.node import Node, Sem
from game.desktop.kit.paint import DrawnText
from game.desktop.screens.screen import Screen
from game.desktop.settings import Settings

PRESSED = ("button", "card", "switch", "tab", "row", "columnheader", "dropdown", "entry", "slider")


class Clock:
    """Time that passes when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Driver:
    """One application on a surface without a window."""

    def __init__(
        self, screen: Screen, size: tuple[int, int] = (1280, 720), text: float = 1.0, **more: object
    ) -> None:
        pygame.display.init()
        if pygame.display.get_surface() is None or pygame.display.get_surface().get_size() != size:
            pygame.display.set_mode(size)
        self.clock = Clock()
        surface = pygame.display.get_surface()
        assert surface is not None
        self.app = App(surface, Settings(text_scale=text, **more), clock=self.clock)  # type: ignore[arg-type]
        self.app.push(screen)
        self.app.step()

    # ---- reading ----------------------------------------------------------------

    def all(self, role: str = "") -> list[Sem]:
        return [s for s in self.app.semantic().walk() if not role or s.role == role]

    def find(self, label: str, role: str = "") -> Sem:
        hits = [s for s in self.all(role) if s.label == label]
        if not hits:
            hits = [s for s in self.all(role) if s.label.startswith(label)]
        pressed = [s for s in hits if s.role in PRESSED]
        if not (pressed or hits):
            raise AssertionError(f"no {role or 'node'} {label!r}; there are {self.labels()}")
        return (pressed or hits)[0]

    def has(self, label: str, role: str = "") -> bool:
        return any(s.label.startswith(label) for s in self.all(role))

    def labels(self, *roles: str) -> list[str]:
        return [s.label for s in self.all() if s.role in (roles or PRESSED)]

    def words(self) -> str:
        return "\n".join(s.label for s in self.all() if s.label)

    def focused(self) -> Sem | None:
        return next((s for s in self.all() if s.state.get("focused")), None)

    # ---- acting -----------------------------------------------------------------

    def step(self, *events: pygame.Event) -> None:
        self.app.step(events)

    def wait(self, seconds: float) -> None:
        self.clock.now += seconds
        self.app.step()

    def move(self, at: tuple[int, int]) -> None:
        self.step(pygame.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)))

    def click_at(self, at: tuple[int, int]) -> None:
        self.move(at)
        self.step(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1, clicks=1))
        self.step(pygame.Event(pygame.MOUSEBUTTONUP, pos=at, button=1, clicks=1))

    def wheel(self, at: tuple[int, int], y: int) -> None:
        self.move(at)
        self.step(pygame.Event(pygame.MOUSEWHEEL, x=0, y=y, precise_x=0.0, precise_y=float(y)))

    def click(self, label: str, role: str = "") -> None:
        """Click what has the label, wheeling it into view if it is scrolled away."""
        for _ in range(80):
            sem = self.find(label, role)
            if sem.rect.w > 4 and sem.rect.h > 4:
                self.click_at(sem.rect.center)
                return
            self._wheel_towards(sem)
        raise AssertionError(f"{label!r} can't be brought into view")

    def _wheel_towards(self, sem: Sem) -> None:
        for holder in self.all():
            inside = any(s is not holder and s.path == sem.path for s in holder.walk())
            if holder.role in ("scroll", "list") and inside and holder.state["over"]:
                down = -1 if sem.rect.y >= holder.rect.y and sem.rect.x >= holder.rect.x else 1
                before = holder.state["at"]
                self.wheel(holder.rect.center, down)
                after = next(s for s in self.all() if s.path == holder.path).state["at"]
                if after != before:
                    return
                self.wheel(holder.rect.center, -20 * down)
        raise AssertionError(f"{sem.label!r} is in no scroll")

    def press(self, key: str) -> None:
        """Press a key such as "tab", "shift+tab", "return", "s" or "ctrl+z"."""
        *mods, name = key.split("+") if key != "+" else ["+"]
        mod = (pygame.KMOD_CTRL if "ctrl" in mods else 0) | (
            pygame.KMOD_SHIFT if "shift" in mods else 0
        )
        code = pygame.key.key_code(name) if name != "?" else pygame.K_SLASH
        letter = name if len(name) == 1 and "ctrl" not in mods else ""
        self.step(
            pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=letter, scancode=0),
            pygame.Event(pygame.KEYUP, key=code, mod=mod, unicode=letter, scancode=0),
        )

    def type_text(self, text: str) -> None:
        for letter in text:
            self.step(
                pygame.Event(
                    pygame.KEYDOWN, key=ord(letter.lower()), mod=0, unicode=letter, scancode=0
                ),
                pygame.Event(pygame.TEXTINPUT, text=letter),
            )

    def shot(self, path: str) -> None:
        self.app.dirty()
        self.app.step()
        pygame.image.save(self.app.brush.surface, path)

    # ---- the layout check -------------------------------------------------------

    def faults(self) -> list[str]:
        """Text that is cut off or lies over other text, and boards off the screen or under the
        coach's strip, in words."""
        window = self.app.brush.surface.get_rect()
        out = text_faults(self.app.inked(), window)

        def walk(node: Node, room: pygame.Rect) -> None:
            if node.rect.w and node.rect.h and not room.contains(node.rect):
                place = "off the screen" if room == window else "under the coach's strip"
                out.append(f"{place}: {type(node).__name__} {node.label!r} {node.rect}")
            elif isinstance(node, CoachedScreen):
                screen, *strip = node.children
                walk(screen, screen.rect)
                for child in strip:
                    walk(child, room)
            elif not node.clips:
                for child in node.children:
                    walk(child, room)

        for layer in self.app.layers:
            walk(layer, window)
        return out


def _body(ink: DrawnText) -> pygame.Rect:
    """The part of a line's box that letters fill."""
    rect = ink.rect
    top = round(rect.h * 0.22)
    return pygame.Rect(rect.x + 1, rect.y + top, max(1, rect.w - 2), max(1, rect.h - 2 * top))


def text_faults(inked: list[DrawnText], window: pygame.Rect) -> list[str]:
    out = []
    shown: list[tuple[DrawnText, pygame.Rect]] = []
    for ink in inked:
        body = _body(ink)
        seen = body.clip(ink.clip)
        if not ink.scrolled:
            if not window.contains(body):
                out.append(f"outside the window: {ink.text!r} {ink.rect}")
            elif seen.size != body.size:
                out.append(f"clipped: {ink.text!r} {ink.rect} in {ink.clip}")
        elif seen.w and seen.h and seen.w < body.w - 1 and ink.clip.h > 3:
            side = body.clip(pygame.Rect(ink.clip.x, -9999, ink.clip.w, 99999))
            if side.w < body.w - 1:
                out.append(f"cut at the side: {ink.text!r} {ink.rect} in {ink.clip}")
        if seen.w > 1 and seen.h > 1:
            shown.append((ink, seen))
    for i, (one, box) in enumerate(shown):
        for two, other in shown[i + 1 :]:
            if one.layer == two.layer and box.colliderect(other):
                both = box.clip(other)
                if both.w > 2 and both.h > 2:
                    out.append(f"overlap: {one.text!r} {one.rect} and {two.text!r} {two.rect}")
    return out


__all__ = ["Clock", "Driver", "text_faults"]
