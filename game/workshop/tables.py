"""Several tables in one folder: how each stands, and a quarter at which all of them wait."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from game.errors import InputError
from game.files import cut, read_bytes, reason, replace
from game.journal.follower import Follower
from game.journal.public_file import PUBLIC
from game.rules.phase_table import Phase
from game.scenario.schema.base import OFFICE_NAMES, ROLES
from game.telling.formatting import clean, listed, number, plural
from game.telling.names import PHASES
from game.world import quarter_calendar

#: The file that says where tables wait.
_HOLD: Final = "hold.json"
_MOST_BYTES: Final = 4096
_MOST_TABLES: Final = 24
#: What is said of a folder without a game.
NO_TABLE: Final = "No table has begun: there is no public file in this folder."


@dataclass(frozen=True, slots=True)
class TableStanding:
    """One table as its public file tells it."""

    name: str
    title: str
    quarter: int | None  # None: its game has not begun
    phase: str
    waiting: tuple[str, ...]  # offices that are waited for
    in_hand: float | None  # minutes before the plan, below nought behind it; None without one
    quiet: float  # minutes since anything came
    ended: bool = False

    def come_to(self, held: int) -> bool:
        """Return whether the table has come as far as a quarter before which all wait."""
        if self.quarter is None:
            return False
        return self.quarter >= held or (self.quarter + 1 == held and self.phase == PHASES["papers"])

    @property
    def line(self) -> str:
        """The table in one line."""
        if self.quarter is None:
            return f"{self.name}: not begun"
        parts = [f"{self.name}: {quarter_calendar.financial(self.quarter)}, {self.phase.lower()}"]
        if self.waiting:
            parts.append(f"waiting for {listed(self.waiting)}")
        if self.in_hand is not None:
            sooner = "in hand" if self.in_hand >= 0 else "behind"
            parts.append(f"{plural(round(abs(self.in_hand)), 'minute')} {sooner}")
        if self.quiet >= 1 and not self.ended:
            parts.append(f"nothing for {plural(int(self.quiet), 'minute')}")
        return "; ".join(parts)


class _Followed:
    """One public file as far as it has been read."""

    def __init__(self, path: Path, now: float) -> None:
        self.path = path
        self._follower = Follower(path)
        self._title = ""
        self._view: Mapping[str, Any] = {}
        self._in_hand: float | None = None
        self._came = now
        self.moved = False  # play goes on in a branch, which is a table of its own

    def read(self, now: float) -> TableStanding:
        for line in self._follower.read():
            self._came = now
            try:
                self._take(line)
            except (LookupError, TypeError, ValueError, AttributeError):
                continue
        return self._standing(now)

    def _take(self, line: Mapping[str, Any]) -> None:
        self.moved = line.get("kind") == "branch"
        if line.get("kind") == "game":
            self._title, self._view = clean(str(line["title"]), 60), {}
        elif line.get("kind") == "now":
            view = line["view"]
            int(view["quarter"]), str(view["phase"])
            self._view = view
        elif line.get("kind") == "room" and line.get("clock"):
            told = line["clock"].get("in_hand")
            self._in_hand = None if told is None else float(told)

    def _standing(self, now: float) -> TableStanding:
        name = clean(self.path.name.removesuffix(PUBLIC), 30)
        quiet = max(0.0, now - self._came) / 60
        if not self._view:
            return TableStanding(name, self._title, None, "", (), self._in_hand, quiet)
        phase = str(self._view["phase"])
        said = next((words for key, words in PHASES.items() if key == phase), clean(phase, 20))
        return TableStanding(
            name=name,
            title=self._title,
            quarter=int(self._view["quarter"]),
            phase=said,
            waiting=_waiting(self._view, phase),
            in_hand=self._in_hand,
            quiet=quiet,
            ended=phase == "ended",
        )


#: Phases in which sheets are waited for.
_SHEETS: Final[tuple[Phase, ...]] = ("orders", "campaign")


def _waiting(view: Mapping[str, Any], phase: str) -> tuple[str, ...]:
    if phase == "event":
        roles = {str(event.get("answers")) for event in view.get("events", ())}
    elif phase in _SHEETS:
        roles = {str(o.get("role")) for o in view.get("offices", ()) if not o.get("sealed")}
    else:
        return ()
    return tuple(OFFICE_NAMES[role] for role in ROLES if role in roles)


class Pulse:
    """All tables of a folder. Raises InputError if there is no such folder."""

    def __init__(self, folder: Path) -> None:
        try:
            found = folder.is_dir()
        except OSError as fault:
            raise InputError(f"{cut(folder)} can't be opened: {reason(fault)}.") from None
        if not found:
            raise InputError(f"There is no folder {cut(folder)}.")
        self.folder = folder
        self._tables: dict[Path, _Followed] = {}

    def read(self, now: float) -> list[TableStanding]:
        """Return how every table stands, by name; ``now`` in seconds."""
        try:
            found = sorted(self.folder.glob(f"*{PUBLIC}"))[:_MOST_TABLES]
        except OSError as fault:
            raise InputError(f"{cut(self.folder)} can't be read: {reason(fault)}.") from None
        for path in found:
            self._tables.setdefault(path, _Followed(path, now))
        told = [(self._tables[path], self._tables[path].read(now)) for path in found]
        return [standing for table, standing in told if not table.moved]


def said(tables: list[TableStanding], held: int | None) -> list[str]:
    """Return how the tables stand, in lines: behind which quarter, and where all wait."""
    if not tables:
        return [NO_TABLE]
    lines = [table.line for table in tables]
    quarters = [t.quarter for t in tables if t.quarter is not None]
    for n, table in enumerate(tables):
        if table.quarter is not None and table.quarter < max(quarters):
            lines[n] += f"; {plural(max(quarters) - table.quarter, 'quarter')} behind the first"
    if held is not None:
        there = sum(table.come_to(held) for table in tables)
        label = quarter_calendar.financial(held)
        lines.append(f"All wait at {label}: {number(there)} of {number(len(tables))} there.")
    return lines


def hold(folder: Path, quarter: str | None) -> int | None:
    """Have the tables of a folder wait before a quarter such as 2014Q3; None lets them go on.

    Returns the quarter. Raises InputError if it is none, or the folder can't be written to.
    """
    try:
        number_of = None if quarter is None else quarter_calendar.parse(quarter)
    except ValueError:
        raise InputError(f"A quarter is written as 2014Q3, not {str(quarter)[:20]!r}.") from None
    try:
        replace(folder / _HOLD, json.dumps({"quarter": number_of}))
    except OSError as fault:
        raise InputError(f"{cut(folder)} can't be written to: {reason(fault)}.") from None
    return number_of


def held_at(folder: Path) -> int | None:
    """Return the quarter before which the tables of a folder wait, None if they don't."""
    try:
        told = json.loads(read_bytes(folder / _HOLD, _MOST_BYTES))
        quarter = told.get("quarter")
        return None if quarter is None else int(quarter)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def must_wait(journal: Path | None, coming: int) -> bool:
    """Return whether a table may not begin a quarter yet: its folder holds it before that."""
    if journal is None:
        return False
    quarter = held_at(journal.absolute().parent)
    return quarter is not None and coming >= quarter
