"""Nodes: what a screen builds, measures, places, paints and reports to the semantic tree.

A tree of nodes lives for one picture. Anything that must outlast it (a scroll offset, a
cursor) is kept in ``Ctx.state`` under the node's path, which is the path of keys from the
root; a node with ``key`` is found again wherever it moves to.

Measuring is height-for-width: ``widths`` gives (least, natural), ``heights(width)`` the
same for that width. Nobody gives fixed rectangles. Lengths given by screens are design
units: ``theme.px`` turns gaps into pixels, ``theme.em`` the sizes that must grow with the
letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypedDict, TypeVar, Unpack

import pygame

from game.desktop.kit.paint import Brush
from game.desktop.settings import Settings
from game.desktop.theme import Theme, Tone
from game.scenario.characters import without_stray

T = TypeVar("T")


class Common(TypedDict, total=False):
    """What any node takes."""

    key: str  # a name that is its own in the whole screen
    grow: float  # its share of what is left along the line it lies on
    basis: float | None  # its size before growing, instead of the natural one
    share: float  # its share of the whole line, whatever its size: ``grow`` from a basis of 0
    tip: str  # markup shown on hover and on keyboard focus
    min_w: float
    max_w: float
    min_h: float
    max_h: float
    tone: Tone
    enabled: bool


class NamedCommon(Common, total=False):
    """The same, and what the semantic tree calls it."""

    label: str


@dataclass(slots=True)
class Sem:
    """One node of the semantic tree."""

    role: str
    label: str
    rect: pygame.Rect
    state: dict[str, Any]
    path: str
    children: list[Sem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Leave out what could command whoever reads the tree aloud or prints it."""
        self.label = without_stray(self.label)
        for name, value in self.state.items():
            if isinstance(value, str):
                self.state[name] = without_stray(value)

    def walk(self) -> Iterator[Sem]:
        """Return this and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Ctx:
    """What nodes and screens see of the application: theme, brush, state, and requests."""

    theme: Theme
    brush: Brush
    settings: Settings
    now: float = 0.0
    focus: str = ""  # path of the focused node
    hover: str = ""
    pointer: tuple[int, int] = (-1, -1)  # where the mouse is
    grabbed: str = ""  # path of the node that gets motion until the button is released
    keyboard: bool = False  # whether the last input was by key: the ring is shown

    def __init__(self) -> None:
        self._states: dict[str, Any] = {}

    def state(self, path: str, make: Callable[[], T]) -> T:
        """Return the kept state under a path, made at first asking."""
        found = self._states.get(path)
        if found is None:
            found = self._states[path] = make()
        return found

    def dirty(self) -> None:
        """Ask for a rebuild and redraw."""
        raise NotImplementedError

    def damage(self, rect: pygame.Rect) -> None:
        """Ask for a part of the picture to be drawn again: nothing is built or placed anew."""
        raise NotImplementedError

    def wake(self, at: float) -> None:
        """Ask for a redraw at a time (of ``now``)."""
        raise NotImplementedError

    def open(self, build: Callable[[], Node], *, key: str, anchor: str = "") -> None:
        """Put a modal on top; with ``anchor`` (a path) a popup beside that node."""
        raise NotImplementedError

    def close(self) -> None:
        """Take the top modal away."""
        raise NotImplementedError

    def set_focus(self, path: str) -> None:
        """Move the focus, to a path or to a key."""
        raise NotImplementedError

    def toast(self, markup: str, icon: str = "info", seconds: float = 4.0) -> None:
        """Show a short notice."""
        raise NotImplementedError

    def sound(self, name: str) -> None:
        """Play a short sound, if sounds are on."""
        raise NotImplementedError

    @property
    def size(self) -> tuple[int, int]:
        """The window in pixels."""
        return self.brush.surface.get_size()

    @property
    def ems(self) -> float:
        """The window's width in ems of body text: what screens choose their layout by."""
        return self.size[0] / self.theme.font_px("body")

    @property
    def lines(self) -> float:
        """The window's height in lines of body text."""
        return self.size[1] / self.brush.line(self.theme.font_px("body"))


class Node:
    """The base of every widget. Subclasses override the methods with an underscore."""

    role: str = ""  # semantic role; "" is layout only
    focusable: bool = False
    hotkey: str = ""
    clips: bool = False  # whether it cuts its children off at its edge

    def __init__(self, *children: Node | None, **common: Unpack[NamedCommon]) -> None:
        self.children: list[Node] = [c for c in children if c is not None]
        self.key = common.get("key", "")
        share = common.get("share")
        self.grow = common.get("grow", share or 0.0)
        self.basis = common.get("basis", None if share is None else 0.0)
        self.tip = common.get("tip", "")
        self.label = common.get("label", "")
        self.enabled = common.get("enabled", True)
        self.own_tone = common.get("tone")
        self.tone: Tone = "cloth"
        self._min_w = common.get("min_w", 0.0)
        self._max_w = common.get("max_w", 0.0)
        self._min_h = common.get("min_h", 0.0)
        self._max_h = common.get("max_h", 0.0)
        self.parent: Node | None = None
        self.path = ""
        self.rect = pygame.Rect(0, 0, 0, 0)
        self._w: tuple[int, int] | None = None
        self._h: dict[int, tuple[int, int]] = {}

    # ---- what subclasses say ----------------------------------------------------

    def _widths(self, c: Ctx) -> tuple[int, int]:
        pairs = [child.widths(c) for child in self.children]
        return max((a for a, _ in pairs), default=0), max((b for _, b in pairs), default=0)

    def _heights(self, c: Ctx, w: int) -> tuple[int, int]:
        pairs = [child.heights(c, w) for child in self.children]
        return max((a for a, _ in pairs), default=0), max((b for _, b in pairs), default=0)

    def _place(self, c: Ctx) -> None:
        for child in self.children:
            child.place(c, self.rect)

    def _paint(self, c: Ctx, b: Brush) -> None:
        """Draw oneself, under the children."""

    def on_event(self, c: Ctx, event: pygame.Event) -> bool:
        """Take an event of the mouse over it, or of a key while focused. True if used."""
        return False

    def activate(self, c: Ctx) -> None:
        """Do what Enter, a click or the hot-key does."""

    def sem_state(self, c: Ctx) -> dict[str, Any]:
        """Return what the semantic tree says of its state."""
        return {}

    def sem_children(self, c: Ctx) -> list[Sem]:
        """Return parts that are no nodes (rows of a virtual table), wherever they were placed."""
        return []

    # ---- what others call -------------------------------------------------------

    def widths(self, c: Ctx) -> tuple[int, int]:
        """Return (least, natural) width in pixels."""
        if self._w is None:
            least, natural = self._widths(c)
            least = max(least, c.theme.em(self._min_w))
            if self._max_w:
                natural = min(natural, c.theme.em(self._max_w))
            self._w = (least, max(least, natural))
        return self._w

    def heights(self, c: Ctx, w: int) -> tuple[int, int]:
        """Return (least, natural) height in pixels at a width."""
        found = self._h.get(w)
        if found is None:
            least, natural = self._heights(c, w)
            least = max(least, c.theme.em(self._min_h))
            if self._max_h:
                natural = min(natural, c.theme.em(self._max_h))
            found = self._h[w] = (least, max(least, natural))
        return found

    def place(self, c: Ctx, rect: pygame.Rect) -> None:
        """Take one's place, and give the children theirs."""
        self.rect = pygame.Rect(rect)
        self._place(c)

    def paint(self, c: Ctx, b: Brush) -> None:
        """Draw this and what lies on it."""
        if not self.rect.colliderect(b.surface.get_clip()):
            return
        self._paint(c, b)
        for child in self.children:
            child.paint(c, b)

    def adopt(self, path: str = "", tone: Tone = "cloth", enabled: bool = True) -> None:
        """Hand down paths, tones and whether anything works. Called once on the root."""
        self.path = path
        self.tone = self.own_tone or tone
        self.enabled = self.enabled and enabled
        for i, child in enumerate(self.children):
            child.parent = self
            child.adopt(
                f"#{child.key}" if child.key else f"{path}/{i}", self.inner_tone(), self.enabled
            )

    def inner_tone(self) -> Tone:
        """Return the tone on which its children lie."""
        return self.tone

    def walk(self) -> Iterator[Node]:
        """Return this and all below it, in reading order."""
        ahead = [self]
        while ahead:
            node = ahead.pop()
            yield node
            ahead.extend(reversed(node.children))

    def find(self, path: str) -> Node | None:
        """Return the node at a path, or None."""
        for node in self.walk():
            if node.path == path:
                return node
        return None

    def visible_rect(self) -> pygame.Rect:
        """Return the part that no clipping ancestor hides."""
        rect = self.rect.copy()
        up = self.parent
        while up is not None:
            if up.clips:
                rect = rect.clip(up.rect)
            up = up.parent
        return rect

    def hit(self, at: tuple[int, int]) -> Node | None:
        """Return the deepest node under a point."""
        if not self.rect.collidepoint(at):
            return None
        for child in reversed(self.children):
            found = child.hit(at)
            if found is not None:
                return found
        return self

    def semantic(self, c: Ctx) -> list[Sem]:
        """Return its part of the semantic tree; nodes that are layout only vanish."""
        below: list[Sem] = []
        for child in self.children:
            below.extend(child.semantic(c))
        if not self.role:
            return below
        state = self.sem_state(c)
        if not self.enabled:
            state["disabled"] = True
        if self.focusable and c.focus == self.path:
            state["focused"] = True
        shown = self.visible_rect()
        parts = self.sem_children(c)
        for part in parts:  # as much of them as is to be seen, as of nodes
            part.rect = part.rect.clip(shown)
        return [Sem(self.role, self.label, shown, state, self.path, [*below, *parts])]
