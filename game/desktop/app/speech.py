"""Screen readers: the semantic tree given to the system's own, through AccessKit.

AccessKit is an extra (``failure-regime[speech]``); without it, or without a reader that asks,
nothing is done and nothing costs time. What is told is what tests read: roles, labels, states
and places of the picture as it is now. A reader's wish to press or to focus comes on a thread of
the system's; it is queued, and the loop is woken to carry it out as a person's own press.
"""

from __future__ import annotations

import importlib
import logging
import queue
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pygame

from game.desktop.kit.node import Sem

_LOGGER: Final = logging.getLogger(__name__)
#: What a semantic role is called by AccessKit; what is not listed is a group.
ROLES: Final[dict[str, str]] = {
    "button": "BUTTON",
    "card": "BUTTON",
    "chart": "FIGURE",
    "columnheader": "COLUMN_HEADER",
    "dialog": "DIALOG",
    "dropdown": "COMBO_BOX",
    "entry": "TEXT_INPUT",
    "figure": "FIGURE",
    "heading": "HEADING",
    "image": "IMAGE",
    "list": "LIST",
    "map": "GRAPHICS_DOCUMENT",
    "pips": "METER",
    "progress": "METER",
    "row": "ROW",
    "scroll": "SCROLL_VIEW",
    "slider": "SLIDER",
    "status": "STATUS",
    "switch": "SWITCH",
    "tab": "TAB",
    "table": "TABLE",
    "tablist": "TAB_LIST",
    "text": "LABEL",
    "token": "GRAPHICS_SYMBOL",
    "tooltip": "TOOLTIP",
    "window": "WINDOW",
}
_PRESSED: Final = frozenset(
    {"button", "card", "columnheader", "dropdown", "row", "switch", "tab", "token"}
)
#: States that are told by themselves or are nothing to say.
_SILENT: Final = frozenset(
    {
        "disabled",
        "focused",
        "chosen",
        "on",
        "value",
        "shown",
        "selected",
        "hotkey",
        "note",
        "at",
        "over",
    }
)
#: Posted to wake the loop when a reader wants something.
WAKE: Final = pygame.event.custom_type()
_ROOT: Final = 0
Wish = Literal["press", "focus"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A node as a reader is told it, in plain values."""

    number: int
    role: str  # AccessKit's name
    label: str
    value: str = ""
    description: str = ""
    bounds: tuple[int, int, int, int] = (0, 0, 0, 0)  # left, top, right, bottom
    children: tuple[int, ...] = ()
    pressable: bool = False
    disabled: bool = False
    toggled: bool | None = None
    chosen: bool | None = None
    key: str = ""


@dataclass(slots=True)
class SpokenTree:
    """The tree as plain values, with paths numbered for as long as the window is open."""

    numbers: dict[str, int] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)

    def read(self, root: Sem, focus: str) -> tuple[list[Spoken], int]:
        """Return every node, the window first, and the number of the one with the focus."""
        out: list[Spoken] = []
        used: set[int] = set()
        self._node(root, out, used)
        focused = self.numbers.get(focus, _ROOT)
        return out, focused if focused in used else _ROOT

    def _node(self, sem: Sem, out: list[Spoken], used: set[int]) -> int:
        number = self._number(sem, used)
        used.add(number)
        at = len(out)
        out.append(Spoken(number, "UNKNOWN", ""))  # its place before its children
        children = tuple(self._node(child, out, used) for child in sem.children)
        out[at] = _spoken(sem, number, children)
        return number

    def _number(self, sem: Sem, used: set[int]) -> int:
        if sem.role == "window":
            return _ROOT
        name, n = sem.path, 1
        while (found := self.numbers.get(name)) in used and found is not None:
            n += 1
            name = f"{sem.path}~{n}"
        if found is None:
            found = self.numbers[name] = len(self.numbers) + 1
            self.paths[found] = sem.path
        return found


def _spoken(sem: Sem, number: int, children: tuple[int, ...]) -> Spoken:
    state = sem.state
    role = ROLES.get(sem.role, "GROUP")
    value = str(state.get("shown", state.get("value", "")))
    if sem.role == "entry" and set(value) == {"•"}:
        role = "PASSWORD_INPUT"
    said = [str(state["note"])] if state.get("note") else []
    said += [f"{name} {told}" for name, told in state.items() if name not in _SILENT]
    on, chosen = state.get("on"), state.get("chosen")
    return Spoken(
        number,
        role,
        sem.label,
        value,
        ", ".join(said)[:500],
        (sem.rect.left, sem.rect.top, sem.rect.right, sem.rect.bottom),
        children,
        sem.role in _PRESSED and not state.get("disabled"),
        bool(state.get("disabled")),
        bool(on) if on is not None else None,
        bool(chosen) if chosen is not None else None,
        str(state.get("hotkey", "")),
    )


class Speech:
    """The way to the system's reader. ``kit`` is AccessKit, or what tests put in its place."""

    def __init__(self, kit: Any) -> None:
        self._kit = kit
        self._tree = SpokenTree()
        self._wishes: queue.SimpleQueue[tuple[Wish, int]] = queue.SimpleQueue()
        self._adapter = _adapter(kit, self._first_tree, self._asked, self._done)

    @property
    def works(self) -> bool:
        """Whether there is a way to a reader on this system."""
        return self._adapter is not None

    def show(self, semantic: Callable[[], Sem], focus: str) -> None:
        """Tell the picture as it is now, if a reader listens."""
        if self._adapter is None:
            return
        events = self._adapter.update_if_active(lambda: self.update(semantic(), focus))
        if events is not None:  # Windows and macOS raise what changed themselves
            events.raise_events()

    def window_focus(self, has: bool) -> None:
        """Tell whether the window has the system's focus."""
        if self._adapter is None:
            return
        for name in ("update_window_focus_state", "update_view_focus_state"):
            tell = getattr(self._adapter, name, None)
            if tell is not None:
                events = tell(has)
                if events is not None:
                    events.raise_events()

    def wishes(self) -> list[tuple[Wish, str]]:
        """Return what a reader has asked for since last time: press or focus, and the path."""
        out: list[tuple[Wish, str]] = []
        while not self._wishes.empty():
            wish, number = self._wishes.get()
            path = self._tree.paths.get(number)
            if path is not None:
                out.append((wish, path))
        return out

    def update(self, root: Sem, focus: str) -> Any:
        """Return AccessKit's update for a whole picture."""
        kit = self._kit
        nodes, focused = self._tree.read(root, focus)
        update = kit.TreeUpdate(focused)
        update.tree = self._kit_tree()
        for spoken in nodes:
            update.nodes.append((spoken.number, self._kit_node(spoken)))
        return update

    def _kit_tree(self) -> Any:
        tree = self._kit.Tree(_ROOT)
        for name, value in (("app_name", "Failure Regime"), ("toolkit_name", "failure-regime")):
            if hasattr(tree, name):
                setattr(tree, name, value)
        return tree

    def _kit_node(self, spoken: Spoken) -> Any:
        kit = self._kit
        node = kit.Node(getattr(kit.Role, spoken.role))
        node.set_label(spoken.label)
        node.set_bounds(kit.Rect(*(float(v) for v in spoken.bounds)))
        node.set_children(list(spoken.children))
        if spoken.role in ("LABEL", "STATUS"):  # what these say is their value
            node.set_value(spoken.label)
        elif spoken.value:
            node.set_value(spoken.value)
        if spoken.role == "STATUS":
            node.set_live(kit.Live.POLITE)
        if spoken.description:
            node.set_description(spoken.description)
        if spoken.key:
            node.set_keyboard_shortcut(spoken.key)
        if spoken.disabled:
            node.set_disabled()
        if spoken.toggled is not None:
            node.set_toggled(kit.Toggled.TRUE if spoken.toggled else kit.Toggled.FALSE)
        if spoken.chosen is not None:
            node.set_selected(spoken.chosen)
        if spoken.pressable:
            node.add_action(kit.Action.CLICK)
        if spoken.pressable or spoken.role in ("TEXT_INPUT", "PASSWORD_INPUT", "SLIDER"):
            node.add_action(kit.Action.FOCUS)
        return node

    # ---- on the system's own thread ----------------------------------------------------

    def _first_tree(self) -> Any:
        """Answer a reader that begins to listen: an empty window, and the loop is woken."""
        update = self._kit.TreeUpdate(_ROOT)
        update.tree = self._kit_tree()
        node = self._kit.Node(self._kit.Role.WINDOW)
        node.set_label("Failure Regime")
        update.nodes.append((_ROOT, node))
        _wake()
        return update

    def _asked(self, request: Any) -> None:
        """Queue what a reader wants."""
        action = request.action
        if action == self._kit.Action.CLICK:
            self._wishes.put(("press", int(request.target)))
        elif action == self._kit.Action.FOCUS:
            self._wishes.put(("focus", int(request.target)))
        _wake()

    @staticmethod
    def _done() -> None:
        """Do nothing: no reader listens any more, and the next update costs nothing again."""


def opened() -> Speech | None:
    """Return the way to the system's reader; None where AccessKit is not installed or fails."""
    try:
        return Speech(importlib.import_module("accesskit"))
    except ImportError:
        return None
    except Exception as wrong:  # whatever the system's accessibility may raise: play on without
        _LOGGER.info("no screen reader: %s", type(wrong).__name__)
        return None


def _adapter(kit: Any, first: Callable[[], Any], asked: Callable[[Any], None], done: Any) -> Any:
    """Return the adapter of this system, None if it has none."""
    if sys.platform == "win32":
        window = pygame.display.get_wm_info()["window"]
        return kit.windows.SubclassingAdapter(window, first, asked)
    if sys.platform == "darwin":
        kit.macos.add_focus_forwarder_to_window_class("SDLWindow")
        window = pygame.display.get_wm_info()["window"]
        return kit.macos.SubclassingAdapter.for_window(window, first, asked)
    unix = getattr(kit, "unix", None)
    return None if unix is None else unix.Adapter(first, asked, done)


def _wake() -> None:
    """Wake the loop, from whatever thread."""
    if pygame.display.get_init():
        pygame.event.post(pygame.Event(WAKE))
