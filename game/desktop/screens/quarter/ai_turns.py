"""What screens of the table share: AI offices play, then the cards' arrows are looked ahead."""

from __future__ import annotations

from game.desktop.match_session import FORECASTING, Session
from game.desktop.screens.parts.thinking_sign import ThinkingSign
from game.desktop.screens.screen import Screen, ScreenContext


class AiTurns(Screen):
    """A screen on which AI offices play until they have nothing to do.

    A picture that is built anew shows a position that may have changed: its ``build`` calls
    ``wake``, so that they are asked again.
    """

    session: Session
    sign: ThinkingSign | None = None  # who thinks, on a screen that says so
    looks_ahead = True  # whether its cards have arrows to wait for
    _quiet = False  # whether no AI has anything to do

    def wake(self) -> None:
        """Ask the AI offices again at the next tick."""
        self._quiet = False

    @property
    def busy(self) -> bool:
        """Whether an AI may still want to do something, or cards wait for their arrows."""
        return not self._quiet or (self.looks_ahead and not self.session.forecast.ready)

    def tick(self, c: ScreenContext) -> bool:
        """Let the AI play until they have nothing to do, or while one thinks; look ahead for the
        cards' arrows."""
        ahead = self.session.forecast
        thinking = self.session.match.ais.thinking is not None
        looked = False
        if (self._quiet or thinking) and self.looks_ahead and not ahead.ready:
            looked = ahead.think(FORECASTING)
        if self._quiet:
            return looked
        moved = c.routes.let_ai_play(self.session)
        self._quiet = not moved and self.session.match.ais.thinking is None
        signed = self.sign is not None and self.sign.tick(c)
        return moved or looked or signed

    def enter(self, c: ScreenContext) -> None:
        """Look again: the position may have changed."""
        self.wake()
