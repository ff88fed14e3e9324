"""The question how well the computer is to play a seat, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Grid
from game.desktop.kit.lines import Column
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Dialog
from game.desktop.kit.words import Note, Text
from game.desktop.screens.screen import ScreenContext
from game.players import DEFAULT, LEVELS
from game.players.search.levels import told

#: The seat that plays as AI always have, and what is said of it.
USUAL: Final = ("Usual", "Plays to its own interests, deals and counters; decides at once.")


def playing_levels() -> dict[str, tuple[str, str]]:
    """Return title and sentence of each level by its seat, from the easiest to the hardest."""
    first, *others = LEVELS
    return {
        f"ai:{first}": told(first),
        f"ai:{DEFAULT}": USUAL,
        **{f"ai:{name}": told(name) for name in others},
    }


def ask_level(c: ScreenContext, question: str, then: Callable[[str], None]) -> None:
    """Ask at which level the computer plays on; ``then`` is told the seat."""

    def take(seat: str) -> None:
        c.close()
        then(seat)

    def build() -> Node:
        rows = [
            Column(
                Button(title, partial(take, seat), align="left", key=f"take-{seat}"),
                Text(sentence, size="small", colour="soft"),
                gap=2,
            )
            for seat, (title, sentence) in playing_levels().items()
        ]
        return Dialog(
            question,
            Column(
                Note("The computer plays that office from now on. How well?"),
                Grid(*rows, min_column=400, gap=8),
            ),
            Button("Leave it as it is", c.close, key="leave-it"),
            on_close=c.close,
            icon="list",
            width=520,
        )

    c.open(build, key="level")
