"""Lines in and lines out: headings, numbered choices, the curtain. No boxes are drawn."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from game.errors import InputError
from game.files import reason
from game.scenario import numerals
from game.telling.formatting import clean, harmless


class StoppedError(Exception):
    """The input has ended, or the person leaves; the game is kept as it is."""


class Console:
    """Where a person reads and types. ``screen``: a real terminal, that can be cleared.

    ``commands`` are tried on every line typed before it counts as an answer.
    """

    def __init__(self, reader: TextIO, writer: TextIO, *, screen: bool) -> None:
        self._reader = reader
        self._writer = writer
        self._screen = screen
        self.commands: Callable[[str], bool] = lambda line: False

    @property
    def live(self) -> bool:
        """Whether somebody sits before it: a real terminal."""
        return self._screen

    def say(self, *lines: str) -> None:
        """Print lines; a real terminal gets them folded to its width."""
        for line in map(harmless, lines):
            for part in self._folded(line) if self._screen else [line]:
                self._writer.write(part + "\n")

    def whole(self, line: str) -> None:
        """Print a line without folding it, to be copied from the screen."""
        self._writer.write(harmless(line) + "\n")

    def heading(self, text: str) -> None:
        """Print a heading, with an empty line before it."""
        self.say("", f"== {text} ==")

    def numbered(self, items: Iterable[str]) -> None:
        """Print choices, counted from 1."""
        for number, item in enumerate(items, 1):
            self.say(f"{number}. {item}")

    def line(self, prompt: str) -> str:
        """Return one line typed, cleaned. Raises StoppedError at the end of the input."""
        self._writer.write(f"{harmless(prompt)}\n> ")
        self._writer.flush()
        typed = self._read()
        if not self._screen:  # a script's answers are part of its transcript
            self._writer.write(clean(typed, 200) + "\n")
        return clean(typed, 200)

    def ask(self, prompt: str) -> str:
        """Return an answer: what is typed, after any commands have been carried out."""
        while self.commands(answer := self.line(prompt)):
            pass
        return answer

    def choose(self, prompt: str, items: Sequence[str], *, none: str = "") -> int | None:
        """Return an item's number (from 0); None for Enter where ``none`` says what that is."""
        self.numbered(items)
        hint = f"Type 1 to {len(items)}" if len(items) > 1 else "Type 1"
        more = f", or press Enter to {none}" if none else ""
        while True:
            answer = self.ask(f"{prompt} {hint}{more}.")
            if not answer and none:
                return None
            number = numerals.whole(answer)
            if number is not None and 1 <= number <= len(items):
                return number - 1
            self.say(f"“{answer}” is none of the choices." if answer else "Nothing was typed.")

    def wait(self, prompt: str) -> None:
        """Go on when Enter is pressed."""
        while self.ask(prompt):
            self.say("Press Enter to go on, or type help.")

    def clear(self) -> None:
        """Leave nothing to be read above this line.

        The scrollback goes last: many terminals move the screen into it when they erase it.
        """
        if self._screen:
            self._writer.write("\x1b[H\x1b[2J\x1b[3J")
        else:
            self.say("", "-" * 20)

    def curtain(self, name: str) -> None:
        """Let the curtain fall, and rise for one person."""
        self.clear()
        said = f"Pass the screen to {name}. Press Enter when only they can see it."
        self._writer.write(f"{harmless(said)}\n> ")
        self._writer.flush()
        self._read()
        self.clear()

    def _read(self) -> str:
        """A line as it was typed. Raises StoppedError at the end of the input, InputError if it
        can't be read."""
        try:
            typed = self._reader.readline()
        except OSError as fault:
            raise InputError(f"Standard input can't be read: {reason(fault)}.") from None
        if not typed:
            self._writer.write("\n")
            raise StoppedError
        return typed

    def flush(self) -> None:
        """Show what was written."""
        self._writer.flush()

    @staticmethod
    def _folded(line: str) -> list[str]:
        width = max(40, min(shutil.get_terminal_size().columns, 100))
        indent = " " * (len(line) - len(line.lstrip()))
        lines = textwrap.wrap(
            line,
            width,
            subsequent_indent=indent + "  ",
            break_long_words=False,  # files' names are copied from the screen
            break_on_hyphens=False,
        )
        return lines or [""]
