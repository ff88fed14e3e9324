"""The check that the wall is the right screen: one word on it, another on the console."""

from __future__ import annotations

import secrets
from functools import cache

from pydantic import TypeAdapter

from game.match import Match
from game.paths import assets_dir
from game.scenario.error_messages import read_validated
from game.telling.formatting import clean


@cache
def code_words() -> tuple[str, ...]:
    """Return the words that tell wall and console apart."""
    found: tuple[str, ...] = read_validated(
        TypeAdapter(tuple[str, ...]), assets_dir() / "workshop" / "code_words.yaml"
    )
    return found


class WallCheck:
    """The words that stand on the wall and on the console, while one is asked for.

    ``passed``: the wall's word was typed, so it is the right screen.
    """

    def __init__(self, match: Match) -> None:
        self.match = match
        self.passed = False
        self.wall_word = ""
        self.console_word = ""

    def begin(self) -> None:
        """Show one word on the wall and another on the console, until the wall's is typed."""
        self.wall_word, self.console_word = secrets.SystemRandom().sample(code_words(), 2)
        self.passed = False
        self.match.show("room", {"code": self.wall_word})

    def typed(self, word: str) -> bool:
        """Return whether that is the wall's word; if it is, the wall shows the game."""
        if not self.wall_word or clean(word, 40).lower() != self.wall_word:
            return False
        self.passed, self.wall_word = True, ""
        self.match.show("room", {"code": ""})
        return True
