"""A kept game as a debrief reads it: its journal, its scenario, where it stands, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from game.errors import InputError
from game.journal.format import Header, JournalEntry
from game.journal.positions import Moment, moments
from game.journal.scenario_folders import pack_of
from game.journal.snapshots import restored
from game.journal.store import Journal
from game.journal.timeline import snapshot
from game.lab.attribution import Attribution
from game.rules.election.election_night import Telling, telling
from game.rules.state.facts import Fact
from game.rules.state.position import Position
from game.scenario.pack import Pack
from game.telling.names import Voice


@dataclass(frozen=True, eq=False)  # no slots: what is worked out once is kept
class KeptGame:
    """A journal that was read, without writing to it; ``warnings`` are those of reading it."""

    path: Path
    entries: tuple[JournalEntry, ...]
    pack: Pack
    warnings: tuple[str, ...] = ()

    @property
    def header(self) -> Header:
        """The first line."""
        first = self.entries[0]
        assert isinstance(first, Header)
        return first

    @cached_property
    def voice(self) -> Voice:
        """The scenario's names."""
        place = self.pack.model.place
        return Voice(self.pack.scenario, place.trust_name, place.trust_id)

    @cached_property
    def trust_names(self) -> dict[str, str]:
        """The trusts' names by id."""
        place = self.pack.model.place
        return dict(zip(place.trust_id, place.trust_name, strict=True))

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The commands and turns of the line of play."""
        return tuple(moments(self.entries, self.pack))

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know: a torn end, a scenario that has changed."""
        return tuple(dict.fromkeys((*self.warnings, *(m.fault for m in self.moments if m.fault))))

    @cached_property
    def position(self) -> Position:
        """Where the game stands."""
        for moment in reversed(self.moments):
            if moment.position is not None:
                return moment.position
        raise InputError(f"Nothing has been played in {self.path.name}.")

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All that happened, whoever may know it."""
        return tuple(fact for moment in self.moments for fact in moment.facts)

    @cached_property
    def attribution(self) -> Attribution:
        """The split of every figure. Raises InputError before the first market quarter."""
        return Attribution(self.pack, self.position)

    @cached_property
    def night(self) -> Telling | None:
        """The night that the game came to; None where there was no vote."""
        if self.position.board.ending not in ("election", "snap"):
            return None
        return telling(self.pack, self.position)

    @property
    def ended(self) -> bool:
        """Whether the game came to its end."""
        return self.position.board.phase == "ended"

    def position_of(self, turn: int) -> Position:
        """Return the position at a turn's beginning. Raises InputError if there is no such turn."""
        number, kept = snapshot(self.entries, turn)
        found = next((m.position for m in self.gone_through if m.entry == number), None)
        return restored(kept, self.pack).position if found is None else found

    @property
    def gone_through(self) -> tuple[Moment, ...]:
        """The moments, if they have been asked for before: to read one snapshot alone is quicker
        than to play all again."""
        return self.moments if "moments" in self.__dict__ else ()


def kept_game(path: Path, scenario: str | None = None) -> KeptGame:
    """Read a journal; ``scenario`` is where a person says that its scenario is.

    Raises InputError, in a sentence, for what is no journal: the public file among others.
    """
    if path.name.endswith(".public.jsonl"):
        journal = path.name.removesuffix(".public.jsonl")
        raise InputError(
            f"{path.name} is the public file, which lacks what was secret: give the journal "
            f"{journal}.jsonl."
        )
    with Journal.read(path) as journal_file:
        entries = tuple(journal_file.entries)
        header, notices = journal_file.header, tuple(journal_file.warnings)
    return KeptGame(path, entries, pack_of(header, path, scenario), notices)


def alike(games: Sequence[KeptGame]) -> None:
    """Raise InputError unless the games are of one scenario."""
    first = games[0]
    for game in games[1:]:
        if game.pack.scenario.id != first.pack.scenario.id:
            raise InputError(
                f"{first.path.name} is a game of '{first.pack.scenario.id}' and {game.path.name} "
                f"of '{game.pack.scenario.id}': tables are compared within one scenario."
            )
