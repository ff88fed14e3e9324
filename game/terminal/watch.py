"""``watch``: follows a game's public file in text, and never opens the journal."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from game.errors import InputError
from game.files import there_is
from game.journal.follower import Follower
from game.journal.public_file import public_path
from game.journal.scenario_folders import find
from game.rules.state.serialisation import FACTS
from game.scenario import loader
from game.scenario.pack import Pack
from game.telling import Voice, log
from game.telling.figures import FIRST
from game.telling.formatting import clean, quantity
from game.telling.names import humanised
from game.terminal.prompts import Console
from game.world import quarter_calendar


def watch(
    journal: Path, writer: TextIO, *, once: bool, interval: float, scenario: str | None = None
) -> int:
    """Print what the public file tells as it comes, until Ctrl-C; with ``once``, what there is.

    ``scenario`` is where a person says that the scenario is. Raises InputError if there is no
    public file, or no such scenario.
    """
    public = journal if journal.name.endswith(".public.jsonl") else public_path(journal)
    there = there_is(public)
    if once and not there:
        raise InputError(
            f"There is no {public.name} beside the journal, so there is no game to see."
        )
    console = Console(writer, writer, screen=writer.isatty())
    pack = loader.load(scenario) if scenario is not None else None
    follower, wall = Follower(public, onward=True), Wall(console, public, pack)
    if not there:
        console.say(f"Waiting for {public.name}.")
    try:
        while True:
            for line in follower.read():
                wall.show(line)
            console.flush()
            if once:
                return 0
            time.sleep(interval)
    except KeyboardInterrupt:
        return 0


class Wall:
    """What the public has been shown so far.

    Without its scenario a match is told by what the lines themselves say.
    """

    def __init__(self, console: Console, public: Path, pack: Pack | None = None) -> None:
        self._console = console
        self._public = public
        self._pack = pack
        self._voice: Voice | None = None
        self._figures: dict[str, Any] = {}
        self._phase: tuple[int, str] | None = None

    def show(self, line: dict[str, Any]) -> None:
        """Tell one line of the public file; one that makes no sense is passed over."""
        try:
            if line.get("kind") == "game":
                self._game(line)
            elif line.get("kind") == "now" and self._voice is not None:
                self._now(self._voice, line)
            elif line.get("kind") == "now":
                self._now_unnamed(line)
        except (KeyError, TypeError, ValueError, ValidationError):
            return

    def _game(self, line: dict[str, Any]) -> None:
        scenario, folder = str(line["scenario"]), Path(str(line.get("folder", ""))).name
        with contextlib.suppress(InputError):
            self._pack = self._pack or find(scenario, folder, self._public)
        self._console.say(clean(str(line["title"])))
        if self._pack is not None:
            self._voice = Voice(self._pack.scenario)
        else:
            self._console.say(
                f"The scenario '{clean(scenario, 60)}' isn't here, so names are as the game "
                "writes them; --scenario says where it is."
            )

    def _now_unnamed(self, line: dict[str, Any]) -> None:
        """Tell the phase and the figures by their names in the file."""
        view = line["view"]
        self._figures = line.get("figures", self._figures)
        phase = (int(view["quarter"]), str(view["phase"]))
        if phase == self._phase:
            return
        self._phase = phase
        self._console.heading(f"{quarter_calendar.label(phase[0])}: {clean(phase[1], 20)}")
        if phase[1] in ("bulletin", "ended"):
            for name in FIRST:
                if name in self._figures:
                    self._console.say(f"{humanised(name)}: {float(self._figures[name]['value']):g}")

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

    def _show_figures(self, voice: Voice) -> None:
        for name in FIRST:
            if name in self._figures:
                seen = self._figures[name]
                value = quantity(float(seen["value"]), voice.unit(name))
                about = "" if seen["exact"] else "about "
                self._console.say(f"{voice.figure(name)}: {about}{value}.")
