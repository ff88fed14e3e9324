"""Who thinks and how far, while a computer's player is waited for; a button says: enough."""

from __future__ import annotations

from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.lines import Justify, Level
from game.desktop.kit.meters import Bar
from game.desktop.kit.node import Node
from game.desktop.kit.stage import Live
from game.desktop.kit.words import RoleMark, Text
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.match.ai_seats import Thought
from game.scenario.schema.base import Role
from game.telling.names import who_thinks

#: Seconds of thought before it is said: a sign that comes and goes at once only disturbs.
_SAID_AFTER: Final = 0.4
#: The sign's height in em, kept for it while nobody thinks.
_HIGH: Final = 35
#: Steps of progress that are shown.
_STEPS: Final = 20


class ThinkingSign:
    """The sign of one screen.

    It tells nothing but what all may know: whose turn it is, and how much of its budget its player
    has spent.
    """

    def __init__(self, session: Session) -> None:
        self.s = session
        self._shown: Role | None = None
        self._step = 0
        self._live: Live | None = None

    def thought(self) -> Thought | None:
        """Return what is said now, if anything."""
        found = self.s.match.ais.thought
        return found if found is not None and found.seconds >= _SAID_AFTER else None

    def build(
        self, c: ScreenContext, otherwise: Node | None = None, *, justify: Justify = "centre"
    ) -> Node:
        """Return the sign, or what stands in its place while nobody thinks, in all the width that a
        line has left: who comes to think needs no other part of the picture built again."""
        self._live = Live(
            lambda: self._now(c, otherwise, justify),
            key="thinking",
            grow=1,
            min_h=_HIGH,
        )
        return self._live

    def tick(self, c: ScreenContext) -> bool:
        """Show who thinks and move the bar; return whether the picture must be built again, as the
        sign has no place in it yet."""
        found = self.thought()
        changed = (None if found is None else found.role) != self._shown
        moved = found is not None and round(_STEPS * found.share) != self._step
        if not (changed or moved):
            return False
        if self._live is None or not self._live.rect.w:
            return changed
        self._live.renew(c)
        return False

    def _now(self, c: ScreenContext, otherwise: Node | None, justify: Justify) -> Node:
        """Return the sign or what stands in its place, and keep which."""
        found = self.thought()
        self._shown = None if found is None else found.role
        node = otherwise if found is None else self._sign(c, found)
        return Level(node, justify=justify, pad=(0 if node is None else 14, 0))

    def _sign(self, c: ScreenContext, found: Thought) -> Node:
        self._step = round(_STEPS * found.share)
        said = who_thinks(self.s.voice, found.role)
        share = self._step / _STEPS
        return Level(
            Text(said, role="status", wrap=False, size="small") if c.ems >= 74 else None,
            RoleMark(found.role, size=24, label=said) if c.ems < 74 else None,
            Bar(share, label=f"{said}: {share:.0%}", key="thinking-bar", min_w=70, max_w=110),
            Button(
                "Stop thinking",
                self.s.match.ais.enough,
                icon="pause",
                bare=True,
                size="small",
                hotkey="x",
                tip="Stop thinking: the computer's players take the best that they have found.",
                key="stop-thinking",
            ),
            gap=8,
        )
