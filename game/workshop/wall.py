"""What the wall knows: a public file's lines, folded into the present, and the pages of it.

Everything comes from the public file, so nothing can be shown that the public has not been told.
The facilitator's own lines (``room``) say the exam question, the code word, the clock and whether
the wall is to be blank; those of election night (``night``) what has been declared so far.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import ValidationError

from game.errors import InputError
from game.journal.scenario_folders import find
from game.rules.state.facts import Fact
from game.rules.state.serialisation import FACTS
from game.rules.state.view import Trusts, View
from game.scenario.pack import Pack
from game.telling.formatting import clean
from game.telling.names import Voice
from game.workshop.public_view import KeptFigures, figures_of, trusts_of, view_of

PageKind = Literal["words", "table", "paper", "map", "night", "blank"]
#: The longest question and code word that are shown.
_QUESTION, _CODE = 240, 24


@dataclass(frozen=True, slots=True)
class WallPage:
    """One page of the wall. ``rows`` are (what, how, whether for the better)."""

    kind: PageKind
    head: str
    lead: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, str, bool | None], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoomClock:
    """The clock that the facilitator lets the room see; ``until`` by the wall's own time."""

    what: str
    until: float | None  # None: it runs without an end
    left: float | None  # seconds, where it stands still
    paused: bool


@dataclass(slots=True)
class NightSoFar:
    """Election night as far as the table has gone: what was declared, and what is said of it."""

    minute: int = 0
    clock: str = ""
    winners: dict[int, str] = field(default_factory=dict)  # by seat
    house: tuple[tuple[str, int], ...] = ()  # seats declared by party
    said: tuple[str, ...] = ()


class WallState:
    """The present of a public file. ``now`` gives the wall's own time, in seconds."""

    def __init__(self, public: Path, now: Callable[[], float], pack: Pack | None = None) -> None:
        self._public, self._now = public, now
        self.changed = 0  # how often something came
        self._begin(pack)

    def _begin(self, pack: Pack | None) -> None:
        self.pack = pack
        self.title = ""
        self.scenario = ""
        self.view: View | None = None
        self.voice: Voice | None = None
        self.facts: list[Fact] = []
        self.question = ""
        self.code = ""
        self.blank = False
        self.clock: RoomClock | None = None
        self.night = NightSoFar()
        self.first_list: tuple[str, ...] = ()  # ids of the trusts that failed as the game began
        self._figures: KeptFigures | None = None
        self._trusts: Trusts | None = None

    def read(self, line: Mapping[str, Any]) -> None:
        """Take one line; one that makes no sense is passed over."""
        try:
            match line.get("kind"):
                case "game":
                    self._game(line)
                case "now":
                    self._moved(line)
                case "room":
                    self._room(line)
                case "night":
                    self._night(line)
                case _:
                    return
        except (LookupError, TypeError, ValueError, AttributeError, ValidationError):
            return
        self.changed += 1

    def _game(self, line: Mapping[str, Any]) -> None:
        """Begin anew: another game may be written to the same file."""
        given = self.pack
        title, scenario = clean(str(line["title"]), 90), str(line["scenario"])
        folder = Path(str(line.get("folder", ""))).name
        if given is None or given.scenario.id != scenario:
            given = None
            with contextlib.suppress(InputError):
                given = find(scenario, folder, self._public)
        self._begin(given)
        self.title, self.scenario = title, clean(scenario, 60)
        if given is not None:
            self.voice = Voice(given.scenario)

    def _moved(self, line: Mapping[str, Any]) -> None:
        if "figures" in line:
            self._figures = figures_of(line["figures"])
        if "trusts" in line:
            began = self._trusts is None
            self._trusts = trusts_of(line["trusts"])
            if began:
                listed = self._trusts.listed.tolist()
                pairs = zip(self._trusts.id, listed, strict=True)
                self.first_list = tuple(trust for trust, failed in pairs if failed)
        if self._figures is None or self._trusts is None:
            return
        view = view_of(line["view"], self._figures, self._trusts)
        told = FACTS.validate_python(tuple(line["happenings"]))
        if line.get("rewound"):
            self.facts = [f for f in self.facts if f.quarter < view.quarter]
            self.night = NightSoFar()
        self.facts.extend(told)
        self.view = view
        if self.pack is not None:
            self.voice = Voice.of(self.pack.scenario, view)

    def _room(self, line: Mapping[str, Any]) -> None:
        if "question" in line:
            self.question = clean(str(line["question"]), _QUESTION)
        if "code" in line:
            self.code = clean(str(line["code"]), _CODE)
        if "blank" in line:
            self.blank = bool(line["blank"])
        if "clock" in line:
            told = line["clock"]
            self.clock = None if told is None else self._clock(told)

    def _clock(self, told: Mapping[str, Any]) -> RoomClock:
        left = told.get("left")
        seconds = None if left is None else float(left)
        paused = bool(told.get("paused"))
        until = None if seconds is None or paused else self._now() + seconds
        return RoomClock(clean(str(told.get("what", "")), 40), until, seconds, paused)

    def _night(self, line: Mapping[str, Any]) -> None:
        minute = int(line["minute"])
        if line.get("anew"):
            self.night = NightSoFar()
        fresh = {int(seat): clean(str(code), 12) for seat, code in line.get("winners", ())}
        house = tuple((clean(str(p), 12), int(n)) for p, n in line.get("house", ()))
        said = tuple(clean(str(text), 200) for text in line.get("said", ()))[:6]
        winners = {**self.night.winners, **fresh}
        self.night = NightSoFar(minute, clean(str(line["clock"]), 8), winners, house, said)

    def seconds_left(self) -> float | None:
        """Return the seconds that the room's clock has left, None where none runs down."""
        if self.clock is None:
            return None
        if self.clock.until is None:
            return self.clock.left
        return self.clock.until - self._now()


#: What is shown while there is no game.
NO_GAME: Final = "Waiting for the game"
