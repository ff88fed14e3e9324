"""The picture: every layer built, placed and drawn, with the focus ring, notices and the tip."""

from __future__ import annotations

import pygame

from game.desktop.app.screen_stack import ScreenStack
from game.desktop.kit import focus as focusing
from game.desktop.kit.buttons import Pressable
from game.desktop.kit.keys import key_name
from game.desktop.kit.markup import esc, plain
from game.desktop.kit.node import Node, Sem
from game.desktop.kit.paint import Brush, DrawnText
from game.desktop.kit.popups import FOOT, Modal, ToastRack, Tooltip, paint_ring
from game.desktop.kit.words import Text

#: Seconds before the tooltip shows.
TIP_AFTER = 0.45


class Renderer(ScreenStack):
    """What is drawn now, and the same in words (the semantic tree)."""

    drawn: list[pygame.Rect] | None = None  # what the last picture changed; None: everything
    _tip_due = -1.0  # when the tooltip is to be shown

    def layout(self) -> None:
        """Build the tree of every layer and give it its places."""
        for attempt in range(3):
            self._keys = {}
            self._let_go()
            tree = self.screen.build(self)
            roots = [self.advise(self, tree) if self.advise else tree]
            whole = self.brush.surface.get_rect()
            self._place_root(roots[0], "", whole)
            for i, over in enumerate(self._modals):
                anchor = self._anchor_rect(roots, over.anchor)
                root = Modal(over.build(), anchor)
                self._place_root(root, f"/m{i}", whole, fresh=over.fresh)
                over.fresh = False
                roots.append(root)
            self._layers = roots
            self._settle_focus()
            if not self._follow_focus() or attempt == 2:
                break
        self._stale = False
        self._hover_at(self.pointer, settle=False)

    def _let_go(self) -> None:
        """Break the old trees' cycles, so that they go at once and no collector need stop us."""
        for layer in self._layers:
            for node in layer.walk():
                node.parent = None
        self._layers = []

    def _place_root(
        self, root: Node, path: str, whole: pygame.Rect, *, fresh: bool = False
    ) -> None:
        """Hand down paths and places; ``fresh``: what scrolls in it begins at its top."""
        root.adopt(path)
        if fresh:
            self._to_top({node.path for node in root.walk()})
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
        if self.focus == "?" and not self._modals:
            self.focus = self._first_focus(top)
        elif self.focus == "?":
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

    def _first_focus(self, top: Node) -> str:
        """Return what has the focus on a screen just come to: its main button, so that Enter does
        something at once; nothing where that must be meant, or Enter is taken already."""
        begin = focusing.beginning(top) if self.screen.eager else None
        main = getattr(begin, "first", False) or getattr(begin, "kind", "") == "primary"
        if begin is None or not main or focusing.takes_enter(top):
            return ""
        self._hover_since = float("inf")  # no tip until somebody moves
        return begin.path

    def _follow_focus(self) -> bool:
        if not self._scroll_to_focus:
            return False
        self._scroll_to_focus = False
        node = self._layers[-1].find(self.focus) if self.focus else None
        return node is not None and focusing.reveal(self, node)

    def draw_damaged(self) -> None:
        """Draw the damaged parts again; everything where something lies above the screen."""
        whole = self.brush.surface.get_rect()
        parts = [rect.clip(whole) for rect in self._damaged]
        if self._stale or len(self._layers) != 1 or self._toasts or self._tip is not None:
            self.draw()
            return
        self._damaged = []
        b = self.brush
        for part in parts:
            if part.w and part.h:
                b.surface.set_clip(part)
                b.layer = 0
                self._layers[0].paint(self, b)
                b.layer = 1
                self._paint_focus(b)
        b.surface.set_clip(None)
        self.drawn = [part for part in parts if part.w and part.h]
        self.frames += 1

    def _paint_focus(self, b: Brush) -> None:
        if self.keyboard and self.focus:
            node = self._layers[-1].find(self.focus)
            if node is not None:
                seen = node.visible_rect()
                if seen.w and seen.h:
                    paint_ring(self, b, seen, b.surface.get_rect())

    def draw(self) -> None:
        """Build if need be and draw everything."""
        if self._stale or not self._layers:
            self.layout()
        self._undrawn = False
        self._damaged = []
        self.drawn = None
        b = self.brush
        if b.log is not None:
            b.log = []
        b.surface.set_clip(None)
        for i, root in enumerate(self._layers):
            b.layer = i
            root.paint(self, b)
        b.layer = len(self._layers)
        self._paint_focus(b)
        if self._toasts:
            rack = ToastRack([(icon, text) for _, text, icon in self._toasts])
            room, foot = b.surface.get_rect(), self._layers[0].find(f"#{FOOT}")
            if foot is not None:
                room.h = foot.rect.top
            self._place_root(rack, "/toasts", room)
            rack.paint(self, b)
            b.layer += 1
        self._paint_tip(b)
        self.frames += 1

    def _paint_tip(self, b: Brush) -> None:
        markup, rect = self._tip_now()
        self._tip = None
        if markup:
            b.layer += 1
            foot = self._layers[0].find(f"#{FOOT}")
            above = foot is not None and rect.bottom <= foot.rect.top
            floor = foot.rect.top if foot is not None and above else self.size[1]
            self._tip = Tooltip(markup, rect, floor)
            self._tip.put(self)
            self._tip.paint(self, b)

    def _tip_now(self) -> tuple[str, pygame.Rect]:
        """Return what the tooltip says now, and of what."""
        top = self._layers[-1]
        path = self.focus if self.keyboard else self.hover
        node = top.find(path) if path and not self.grabbed else None
        unasked = self._resting and not self.keyboard
        if node is None or unasked or self.now < self._hover_since + TIP_AFTER:
            return "", pygame.Rect(0, 0, 0, 0)
        if isinstance(node, Text) and not self.keyboard:
            term = node.term_at(self, self.pointer)
            said = self.explain(term) if term else ""
            if said:
                return said, pygame.Rect(self.pointer, (1, node.rect.h)).clip(node.rect)
        own = getattr(node, "tip_at", None)
        if callable(own):
            said, rect = own(self, None if self.keyboard else self.pointer)
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

    def semantic(self) -> Sem:
        """Return the semantic tree: the top layer, then notices and the tooltip."""
        if self._stale or not self._layers:
            self.layout()
        root = Sem("window", self.screen.title, self.brush.surface.get_rect(), {}, "")
        for layer in self._layers[-1:]:
            root.children.extend(layer.semantic(self))
        for _, text, _icon in self._toasts:
            root.children.append(Sem("status", plain(text), pygame.Rect(0, 0, 0, 0), {}, "/toasts"))
        if self._tip is not None:
            root.children.extend(self._tip.semantic(self))
        return root

    def inked(self) -> list[DrawnText]:
        """Draw once with a record of every piece of text, for the layout checks."""
        self.brush.log = []
        self.draw()
        log = self.brush.log
        self.brush.log = None
        return log

    def _hover_at(self, at: tuple[int, int], *, settle: bool = True) -> None:
        node = self._layers[-1].hit(at) if at[0] >= 0 else None
        path = ""
        while node is not None:
            if node.focusable or node.tip or (isinstance(node, Text) and node.term_at(self, at)):
                path = node.path
                break
            node = node.parent
        moving = node is not None and callable(getattr(node, "tip_at", None))
        if settle and self._resting:
            self._resting = False
            self._wait_for_tip()
        if path == self.hover and not moving:
            return
        same = path == self.hover and not self.keyboard
        self.hover = path
        if settle:
            self.keyboard = False
            self._wait_for_tip()
            if same and self._tip is None:
                return  # what is under the pointer moved within one node, which draws it
            self.dirty()

    def _wait_for_tip(self) -> None:
        self._hover_since = self.now
        due = self.now + TIP_AFTER + 0.01
        self._wakes = [at for at in self._wakes if at != self._tip_due]
        self._tip_due = due
        self.wake(due)
