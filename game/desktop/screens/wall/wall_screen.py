"""The wall's one screen: it follows the public file and turns through the pages of the phase."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pygame

from game.desktop.kit.layout import Spacer
from game.desktop.kit.lines import Column, Row
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.kit.words import Text
from game.desktop.screens.screen import Screen, ScreenContext
from game.desktop.screens.wall.wall_map import WallMap
from game.desktop.screens.wall.wall_page import page_node
from game.journal.follower import Follower
from game.scenario.pack import Pack
from game.workshop.clock import said
from game.workshop.wall import WallPage, WallState
from game.workshop.wall_pages import pages

#: How often the file is looked at, and how long a page stands, in seconds.
LOOK: Final = 0.2
STANDS: Final = 14.0


class WallScreen(Screen):
    """Never asks for anything: Space turns the page, and that is all a key does."""

    title = "The wall"

    def __init__(self, public: Path, pack: Pack | None = None) -> None:
        self._public, self._pack = public, pack
        self._follower = Follower(public, onward=True)
        self.state: WallState | None = None
        self._map = WallMap()
        self._pages: tuple[WallPage, ...] = ()
        self._place = 0
        self._turned = 0.0
        self._seen = -1
        self._looked = 0.0
        self._second: int | None = None

    def enter(self, c: ScreenContext) -> None:
        """Read what there is already."""
        self.state = WallState(self._public, lambda: c.now, self._pack)
        self._turned = c.now
        self._look(c)

    def tick(self, c: ScreenContext) -> bool:
        """Look at the file from time to time; turn the page when it has stood long enough."""
        if c.now < self._looked + LOOK:
            return False
        changed = self._look(c)
        if len(self._pages) > 1 and c.now >= self._turned + STANDS:
            self._turn(c)
            changed = True
        second = self._seconds()
        changed = changed or second != self._second
        self._second = second
        return changed

    def on_key(self, c: ScreenContext, event: pygame.Event) -> bool:
        """Turn the page by Space, and back by Backspace."""
        if event.key in (pygame.K_SPACE, pygame.K_BACKSPACE):
            self._turn(c, -1 if event.key == pygame.K_BACKSPACE else 1)
            c.dirty()
            return True
        return False

    def build(self, c: ScreenContext) -> Node:
        """Build the page that stands now, with the quarter's clock above it."""
        if not self._pages or self.state is None:
            return Ground(Spacer())
        page = self._pages[self._place % len(self._pages)]
        if page.kind == "blank":
            return Ground(Spacer())
        return Ground(
            Column(
                self._top(page),
                page_node(c, page, self.state, self._map),
                gap=12,
                pad=(26, 16),
            )
        )

    @property
    def shown(self) -> WallPage | None:
        """The page that stands now."""
        return self._pages[self._place % len(self._pages)] if self._pages else None

    def _top(self, page: WallPage) -> Node | None:
        state = self.state
        assert state is not None
        left = self._seconds()
        clock = ""
        if state.clock is not None:
            stands = " – paused" if state.clock.paused else ""
            clock = state.clock.what + ("" if left is None else f" {said(left / 60)}") + stands
        place = ""
        if len(self._pages) > 1:
            place = f"{self._place % len(self._pages) + 1} of {len(self._pages)}"
        if not clock and not place and page.head == state.title:
            return None
        return Row(
            Text(state.title, size="tiny", colour="soft", grow=1),
            Text(place, size="tiny", colour="soft", wrap=False) if place else None,
            Text(clock, size="tiny", weight="bold", wrap=False) if clock else None,
            gap=16,
        )

    def _seconds(self) -> int | None:
        left = None if self.state is None else self.state.seconds_left()
        return None if left is None else int(left)

    def _look(self, c: ScreenContext) -> bool:
        """Read new lines; return whether there is anything else to show."""
        assert self.state is not None
        self._looked = c.now
        c.wake(c.now + LOOK)
        for line in self._follower.read():
            self.state.read(line)
        if self.state.changed == self._seen:
            return False
        self._seen = self.state.changed
        before = tuple((page.kind, page.head) for page in self._pages)
        self._pages = pages(self.state)
        if tuple((page.kind, page.head) for page in self._pages) != before:
            self._place, self._turned = 0, c.now
        return True

    def _turn(self, c: ScreenContext, by: int = 1) -> None:
        self._place += by
        self._turned = c.now
