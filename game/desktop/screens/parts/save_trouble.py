"""What is said when a game can no longer be saved, until it is read."""

from __future__ import annotations

from game.desktop.kit.buttons import Button
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Rich, esc
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext


def warn_of_trouble(c: ScreenContext, s: Session) -> None:
    """Open the warning over the screen on top, where there is one that nobody has read yet."""
    said = s.unread_trouble
    if not said:
        return

    def read() -> None:
        s.trouble_is_read()
        c.close()

    def build() -> Dialog:
        return Dialog(
            "The game is not being saved",
            Rich(
                f"{esc(said)} It is tried again with every step: make room, or bring the folder "
                "back, before you leave."
            ),
            Button("Go on playing", read, kind="primary", key="trouble-read", first=True),
            icon="at-risk",
            on_close=read,
            width=480,
        )

    c.open(build, key="save-trouble")
