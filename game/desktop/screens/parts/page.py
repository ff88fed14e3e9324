"""The whole of a screen: its ground, its margins and what lies one below another on it."""

from __future__ import annotations

from game.desktop.kit.buttons import Button
from game.desktop.kit.lines import Column, Level
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import RoomGround
from game.desktop.kit.popups import Ground
from game.desktop.kit.words import Heading
from game.desktop.screens.screen import ScreenContext
from game.scenario.schema.base import Role


def game_page(*parts: Node | None, gap: float = 12, room: Role | None = None) -> Node:
    """Return a screen of a game: its head, then the other parts; in an office's ``room`` if it is
    for its eyes alone."""
    return ground_of(room, Column(*parts, gap=gap, pad=(24, 14)))


def ground_of(room: Role | None, child: Node) -> Node:
    """Return what lies under a screen: an office's room, or the cloth of the open table."""
    return Ground(child) if room is None else RoomGround(room, child)


def menu_page(
    c: ScreenContext,
    title: str,
    *parts: Node | None,
    gap: float = 14,
    pad: tuple[float, float] = (28, 20),
) -> Node:
    """Return a screen outside a game: the way back and the title, then the parts."""
    back = Button("Back", c.pop, icon="back", bare=True, hotkey="escape")
    head = Level(back, Heading(title, size="head"), gap=12)
    return Ground(Column(head, *parts, gap=gap, pad=pad))
