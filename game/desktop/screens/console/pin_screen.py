"""The door of the console: a PIN is chosen once, and asked for ever after."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Heading, Note, Text
from game.desktop.screens.screen import Screen, ScreenContext
from game.errors import InputError
from game.match.pin import LONGEST, PinGate, kept_pin

_LOGGER: Final = logging.getLogger(__name__)
_DIGITS: Final = "0123456789"
#: What the PIN is asked for when somebody quits.
QUITTING: Final = "Quitting is the facilitator's"
FORGOTTEN: Final = (
    "Forgotten? The game goes on without the console: leave this page. For a new PIN, close the "
    "window twice, start again and press “Forget the PIN” in the settings: the game is kept, and "
    "the log says so."
)


class PinScreen(Screen):
    """Asks for the PIN, or for a new one where none is kept; ``then`` is done when it fits."""

    title = "The facilitator's PIN"
    private = True
    not_now = "Not now"

    def __init__(self, gate: PinGate | None, then: Callable[[], object], why: str) -> None:
        self._gate, self._then, self._why = gate, then, why
        self._typed = ""
        self._again = ""
        self._said = ""

    @property
    def why(self) -> str:
        """What it is asked for."""
        return self._why

    def enter(self, c: ScreenContext) -> None:
        """Have the PIN typed without a click."""
        c.set_focus("pin")

    def build(self, c: ScreenContext) -> Node:
        """Build the field, or two for a new PIN."""
        new = self._gate is None
        fields: list[Node | None] = [
            TextInput(
                "PIN",
                self._typed,
                partial(setattr, self, "_typed"),
                on_enter=lambda _: self._enter(c),
                hint="4 to 8 digits",
                limit=LONGEST,
                allowed=_DIGITS,
                masked=True,
                key="pin",
            ),
            TextInput(
                "Once more",
                self._again,
                partial(setattr, self, "_again"),
                on_enter=lambda _: self._enter(c),
                hint="The same once more",
                limit=LONGEST,
                allowed=_DIGITS,
                masked=True,
                key="pin-again",
            )
            if new
            else None,
        ]
        wait = 0.0 if self._gate is None else self._gate.wait
        if wait > 0:
            c.wake(c.now + 1)
            self._said = f"Wrong too often: wait {wait:.0f} seconds."
        asked = Column(*fields, max_w=340)  # as wide as what is typed there
        return Ground(
            Column(
                Spacer(),
                Heading("Choose a PIN for the console" if new else self._why, size="head"),
                Text("It is kept in your settings, not in the game.") if new else None,
                Row(asked, Spacer()),
                Text(self._said, colour="bad") if self._said else None,
                Level(
                    Button("Open", lambda: self._enter(c), kind="primary", key="open"),
                    Button(
                        self.not_now,
                        partial(self.refuse, c),
                        kind="quiet",
                        hotkey="escape",
                        key="not-now",
                    ),
                    gap=10,
                ),
                Note(FORGOTTEN) if not new else None,
                Spacer(),
                gap=12,
                pad=(60, 20),
            )
        )

    def refuse(self, c: ScreenContext) -> None:
        """Go back without the PIN."""
        c.pop()

    def _enter(self, c: ScreenContext) -> None:
        typed, again = self._typed, self._again
        self._typed = self._again = ""
        c.set_focus("pin")  # both fields are empty again: what is typed next goes into the first
        if self._gate is not None:
            if not self._gate.open(typed):
                self._said = "That is not the PIN."
                c.sound("bad")
                return
        else:
            try:
                kept = kept_pin(typed)
            except InputError as wrong:
                self._said = wrong.sentence
                return
            if typed != again:
                self._said = "The two are not the same."
                return
            c.change(c.settings.with_(console_pin=kept))
            _LOGGER.info("console: a PIN was chosen")
        c.pop()
        self._then()

    def leave(self, c: ScreenContext) -> None:
        """Forget what was typed."""
        self._typed = self._again = ""


class Cover(PinScreen):
    """Lies over a console in its own window after that was left; without the PIN it is closed."""

    not_now = "Close the console"

    def __init__(self, gate: PinGate | None) -> None:
        super().__init__(gate, lambda: None, "The console is covered")

    def refuse(self, c: ScreenContext) -> None:
        """Close the window."""
        c.quit()


def asks_to_quit(screens: Sequence[Screen]) -> bool:
    """Return whether the screen on top asks for the PIN before the application ends."""
    top = screens[-1] if screens else None
    return isinstance(top, PinScreen) and top.why == QUITTING


def ask_to_forget(c: ScreenContext) -> None:
    """Take the PIN out of the settings; in a workshop, only for the facilitator."""
    session = c.routes.session
    if session is None:
        forget_pin(c)
    else:
        c.routes.guarded(session, "Forgetting the PIN is the facilitator's", partial(forget_pin, c))


def forget_pin(c: ScreenContext) -> None:
    """Take the PIN out of the settings; that is logged."""
    c.change(c.settings.with_(console_pin=""))
    _LOGGER.warning("console: the PIN was forgotten by the settings page")
