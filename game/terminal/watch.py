"""``watch``: follows a game's public file in text, and never opens the journal."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from game.errors import InputError
from game.journal.follower import Follower
from game.journal.public_file import public_path
from game.rules.state.serialisation import FACTS
from game.scenario import loader
from game.telling import Voice, log
from game.telling.figures import FIRST
from game.telling.formatting import clean, quantity
from game.terminal.prompts import Console


def watch(journal: Path, writer: TextIO, *, once: bool, interval: float) -> int:
    """Prints what the public file tells as it comes. Raises InputError if there is none."""
    public = journal if journal.name.endswith(".public.jsonl") else public_path(journal)
    if once and not public.exists():
        raise InputError(
            f"There is no {public.name} beside the journal, so there is no game to see."
        )
    console = Console(writer, writer, screen=writer.isatty())
    follower, wall = Follower(public), Wall(console)
    if not public.exists():
        console.say(f"Waiting for {public.name}.")
    try:
        while True:
            for line in follower.read():
                wall.show(line)
            console.flush()
            if once or wall.ended:
                return 0
            time.sleep(interval)
    except KeyboardInterrupt:
        return 0


class Wall:
    """What the public has been shown so far."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._voice: Voice | None = None
        self._figures: dict[str, Any] = {}
        self._phase: tuple[int, str] | None = None
        self.ended = False

    def show(self, line: dict[str, Any]) -> None:
        """Tells one line of the public file; one that makes no sense is passed over."""
        try:
            if line.get("kind") == "game":
                self._voice = Voice(loader.load(str(line["scenario"])).scenario)
                self._console.say(clean(str(line["title"])))
            elif line.get("kind") == "now" and self._voice is not None:
                self._now(self._voice, line)
        except (KeyError, TypeError, ValueError, ValidationError):
            return

    def _now(self, voice: Voice, line: dict[str, Any]) -> None:
        if "trusts" in line:
            names = tuple(str(name) for name in line["trusts"]["name"])
            voice = self._voice = Voice(voice.scenario, names)
        self._figures = line.get("figures", self._figures)
        view = line["view"]
        if line.get("rewound"):
            self._console.say(f"The game stands at {voice.quarter(int(view['quarter']))}.")
        told = FACTS.validate_python(tuple(line["happenings"]))
        self._console.say(*log.reveal_lines(voice, told, ()))
        phase = (int(view["quarter"]), str(view["phase"]))
        if phase != self._phase:
            self._phase = phase
            self._console.heading(f"{voice.quarter(phase[0])}: {voice.phase(view['phase'])}")
            if phase[1] in ("bulletin", "ended"):
                self._show_figures(voice)
        self.ended = phase[1] == "ended"

    def _show_figures(self, voice: Voice) -> None:
        for name in FIRST:
            if name in self._figures:
                seen = self._figures[name]
                value = quantity(float(seen["value"]), voice.unit(name))
                about = "" if seen["exact"] else "about "
                self._console.say(f"{voice.figure(name)}: {about}{value}.")
