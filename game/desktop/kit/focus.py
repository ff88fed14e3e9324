"""Where the focus goes: Tab order is reading order, arrows go to the nearest that way."""

from __future__ import annotations

import pygame

from game.desktop.kit.node import Ctx, Node
from game.desktop.kit.scroll import Scroll

_WAYS = {
    pygame.K_LEFT: (-1, 0),
    pygame.K_RIGHT: (1, 0),
    pygame.K_UP: (0, -1),
    pygame.K_DOWN: (0, 1),
}


def stops(root: Node) -> list[Node]:
    """Return everything that takes the focus, in reading order."""
    return [n for n in root.walk() if n.focusable and n.enabled and n.rect.w and n.rect.h]


def beginning(root: Node, eager: bool = True) -> Node | None:
    """Return where keys begin on a screen: what is marked as first, else its main button, else its
    first card, else the first stop that is more than an icon or a way back. Where one must not be
    led on (not ``eager``) cards come before the main button."""

    def rank(node: Node) -> int:
        main, card = getattr(node, "kind", "") == "primary", node.role == "card"
        if getattr(node, "first", False):
            return 0
        if main or card:
            return 1 if main == eager else 2
        return 4 if getattr(node, "bare", False) or node.hotkey == "escape" else 3

    return min(stops(root), key=rank, default=None)


def takes_enter(root: Node) -> bool:
    """Return whether something is pressed by Enter wherever the focus is."""
    return any(n.hotkey == "return" and n.enabled for n in root.walk())


def tab(root: Node, path: str, back: bool) -> Node | None:
    """Return the next stop after the one at ``path``, round and round."""
    all_stops = stops(root)
    if not all_stops:
        return None
    paths = [n.path for n in all_stops]
    if path not in paths:
        return all_stops[-1 if back else 0]
    return all_stops[(paths.index(path) + (-1 if back else 1)) % len(paths)]


def towards(root: Node, node: Node, key: int) -> Node | None:
    """Return the nearest stop in the direction of an arrow key, or None.

    What lies straight ahead counts for more than what is near but aside.
    """
    dx, dy = _WAYS[key]
    here = node.rect
    best: tuple[float, Node] | None = None
    for other in stops(root):
        if other is node:
            continue
        there = other.rect
        if dx:
            ahead = (there.left - here.right + 4) if dx > 0 else (here.left - there.right + 4)
            aside = max(0, there.top - here.bottom, here.top - there.bottom)
            middle = abs(there.centery - here.centery)
        else:
            ahead = (there.top - here.bottom + 4) if dy > 0 else (here.top - there.bottom + 4)
            aside = max(0, there.left - here.right, here.left - there.right)
            middle = abs(there.centerx - here.centerx)
        if ahead < 0:
            continue
        cost = ahead + 3.0 * aside + 0.25 * middle
        if best is None or cost < best[0]:
            best = (cost, other)
    return best[1] if best else None


def is_arrow(key: int) -> bool:
    """Return whether a key is an arrow."""
    return key in _WAYS


def is_paging(key: int) -> bool:
    """Return whether a key turns a page."""
    return key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN)


def main_scroll(root: Node) -> Scroll | None:
    """Return the largest part of a picture that has more than it shows; None if none has."""
    found = [n for n in root.walk() if isinstance(n, Scroll) and n.over]
    return max(found, key=lambda n: n.rect.w * n.rect.h, default=None)


def reveal(c: Ctx, node: Node) -> bool:
    """Scroll every ancestor that scrolls so that the node is seen. True if anything moved."""
    moved = False
    up = node.parent
    while up is not None:
        show = getattr(up, "show", None)
        if callable(show) and show(c, node.rect):
            moved = True
        up = up.parent
    return moved
