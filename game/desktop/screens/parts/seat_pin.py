"""The PIN of a seat: asked for behind its curtain, where nobody else looks."""

from __future__ import annotations

from game.desktop.kit.buttons import Button
from game.desktop.kit.lines import Column
from game.desktop.kit.popups import Dialog
from game.desktop.kit.text_input import TextInput
from game.desktop.kit.words import Note, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.errors import InputError
from game.match.pin import LONGEST, SHORTEST
from game.scenario.schema.base import Role


def ask_seat_pin(c: ScreenContext, session: Session, role: Role) -> None:
    """Ask for a PIN of a seat's own, which its curtain asks for from then on; empty takes it
    away."""
    typed = ""

    def take(value: str) -> None:
        nonlocal typed
        typed = value

    def keep() -> None:
        try:
            if typed:
                session.pins.set(role, typed)
            else:
                session.pins.reset(role)
        except InputError as wrong:
            c.toast(esc(wrong.sentence), "at-risk")
            return
        c.close()
        c.toast("The PIN is set." if typed else "No PIN is asked for.", "lock")

    def build() -> Dialog:
        return Dialog(
            f"A PIN for {session.voice.office(role)}",
            Column(
                Text(f"{SHORTEST} to {LONGEST} digits; leave it empty for none."),
                TextInput(
                    "PIN",
                    typed,
                    take,
                    on_enter=lambda _typed: keep(),
                    icon="lock",
                    hint="PIN",
                    limit=LONGEST,
                    allowed="0123456789",
                    masked=True,
                    key="new-pin",
                ),
                Note(
                    "It keeps others at this screen from lifting your curtain. Whoever can "
                    "read your files can read the game."
                ),
                gap=10,
            ),
            Button("Keep it", keep, kind="primary", key="keep-pin"),
            on_close=c.close,
            icon="lock",
        )

    c.open(build, key="pin")
