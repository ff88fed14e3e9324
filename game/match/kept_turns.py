"""The turns of a match: what is kept at the beginning of each, and how one is opened again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from game import __version__
from game.journal import timeline
from game.journal.format import Rewind, Snapshot, Version
from game.journal.snapshots import facts_of, restored, snapshot_of
from game.journal.store import Journal
from game.journal.timeline import Mark
from game.rules import engine
from game.rules.state.facts import Fact
from game.rules.state.position import Position
from game.scenario.pack import Pack


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A kept game as its last turn began: ``commands`` are the numbers of what was played since.

    ``notices`` are sentences that a surface should show once.
    """

    position: Position
    log: Sequence[Fact]
    notices: list[str]
    commands: list[int]


class KeptTurns:
    """The turns of one match, as its journal keeps them."""

    def __init__(self, pack: Pack, journal: Journal) -> None:
        self._pack, self._journal = pack, journal
        self._lengths: dict[int, int] = {}  # turn -> length of the log at its beginning
        self._since: list[Fact] = []  # since the last turn began
        self._past = lru_cache(maxsize=8)(self._load)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The turns that can be opened, the present one last."""
        return timeline.marks(self._journal.entries)

    @property
    def turn(self) -> int:
        """The turn being played."""
        return self.marks[-1].turn

    def heard(self, facts: Iterable[Fact]) -> None:
        """Take note of what has happened: it is kept with the turn that begins next."""
        self._since.extend(facts)

    def keep_begun(self, position: Position, length: int) -> None:
        """Keep the beginning of the position's turn, unless it is kept.

        ``length`` is how many facts the log has then.
        """
        known = self.marks
        turn = timeline.turn_of(position.board, known)
        if not known or turn != known[-1].turn:
            self._journal.append(snapshot_of(self._pack, position, turn, self._since))
            self._lengths[turn] = length
            self._since = []

    def take_up(self) -> TakenUp:
        """Take up the game of a journal that was opened again, and say there if it has changed.

        Raises InputError.
        """
        entries, pack = self._journal.entries, self._pack
        changed = not timeline.under(entries, pack)
        last, commands = timeline.since_last_mark(entries)
        log: list[Fact] = []
        notices: list[str] = []
        if last is None:
            position, facts = engine.start(pack, self._journal.header.seed)
            log.extend(facts)
            self.heard(facts)
        else:
            found = restored(last, pack)
            position = found.position
            for mark in self.marks:
                log.extend(facts_of(self._kept(mark.entry), pack))
                self._lengths[mark.turn] = len(log)
                before = entries[: mark.entry + 1]
            if found.state == "edited" and timeline.under(before, pack):
                notices.append(
                    "The saved position is not the one that was saved: the game may differ "
                    "from what was played."
                )
            notices += found.notices
        if changed:
            notices.append(
                "The scenario or the rules have changed since this game was saved; it goes on "
                "from its last saved quarter under the new ones."
            )
            self._journal.append(Version(game=__version__, content=pack.scenario.digest))
        if last is None:
            self.keep_begun(position, len(log))
        return TakenUp(position, log, notices, commands)

    def opened(self, turn: int) -> Position:
        """Return the position at the beginning of a turn. Raises InputError."""
        entry, _ = timeline.snapshot(self._journal.entries, turn)
        return self._past(entry)

    def back_to(self, turn: int) -> tuple[Position, int]:
        """Go back to the beginning of a turn; return its position and the length of its log.

        Nothing is erased. Raises InputError.
        """
        entry, _ = timeline.snapshot(self._journal.entries, turn)
        position = self._past(entry)
        self._journal.append(Rewind(to=entry, turn=turn))
        self._since = []
        return position, self._lengths[turn]

    def _load(self, entry: int) -> Position:
        return restored(self._kept(entry), self._pack).position

    def _kept(self, entry: int) -> Snapshot:
        kept = self._journal.entries[entry]
        assert isinstance(kept, Snapshot)
        return kept
