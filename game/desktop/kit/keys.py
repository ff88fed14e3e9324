"""Hot-keys: how they are written on a cap, and whether a press is one."""

from __future__ import annotations

import pygame


def key_name(hotkey: str) -> str:
    """Return a hot-key as it is written on a key cap.

    >>> key_name("ctrl+z"), key_name("f1"), key_name("return"), key_name("pageup")
    ('Ctrl+Z', 'F1', 'Enter', 'Page Up')
    """
    names = {"return": "Enter", "escape": "Esc", "pageup": "Page Up", "pagedown": "Page Down"}
    return "+".join(
        names.get(p, p.upper() if len(p) <= 2 else p.title()) for p in hotkey.split("+")
    )


def matches(hotkey: str, event: pygame.Event) -> bool:
    """Return whether a key press is the hot-key, such as ``"s"``, ``"ctrl+z"`` or ``"f1"``."""
    *mods, name = hotkey.removesuffix("++").split("+") if hotkey != "+" else ["+"]
    if hotkey.endswith("++"):
        mods, name = [*mods, name], "+"
    ctrl = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
    if ctrl != ("ctrl" in mods) or event.mod & pygame.KMOD_ALT:
        return False
    if len(name) == 1 and not name.isalnum():
        return bool(event.key == ord(name) if ctrl else event.unicode == name)
    if bool(event.mod & pygame.KMOD_SHIFT) != ("shift" in mods):
        return False
    return bool(event.key == pygame.key.key_code(name))
