"""What spectators are told as a match goes on; how a vote came out they hear after its night."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from game.journal.public_file import PublicFile, RoomLine
from game.journal.store import Journal
from game.rules.knowledge.disclosure import disclosed
from game.rules.state.facts import Fact, Sealed
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR


class Spectators:
    """The public file of a match, and what waits for election night.

    ``night_shown``: the table has seen the night of this end, or passed it over.
    """

    def __init__(self, pack: Pack) -> None:
        self.night_shown = False
        self._pack = pack
        self._held: list[Fact] = []
        self._file: PublicFile | None = None
        self._in_trouble = False  # and that was said

    def follow(self, journal: Journal, *, anew: bool) -> str:
        """Begin to write beside the journal; return a sentence if that is refused, else empty."""
        if journal.path is None or journal.trouble:
            return ""
        self._file = PublicFile(journal.path, journal.header, self._pack.scenario.title, anew=anew)
        return self._file.refused

    def tell(
        self, facts: Iterable[Fact], view: Callable[[], View], turn: int, *, rewound: bool = False
    ) -> None:
        """Tell what everyone may now know; ``view`` gives the spectator's."""
        if self._file is not None:
            told = disclosed(self._pack, facts, SPECTATOR)
            self._file.tell(view(), told, turn=turn, rewound=rewound)

    def unsaid(self) -> Iterator[str]:
        """Yield what is the matter with the file, in a sentence, once for each time it begins."""
        trouble = "" if self._file is None else self._file.trouble
        if trouble and not self._in_trouble:
            yield trouble
        self._in_trouble = bool(trouble)

    def say(self, kind: RoomLine, value: Mapping[str, Any]) -> None:
        """Tell what the room is shown besides: the facilitator's lines, the night so far."""
        if self._file is not None:
            self._file.say(kind, value)

    def hold(self, facts: Iterable[Fact]) -> None:
        """Keep what is to be told after the night."""
        self._held += facts

    def hold_last(self, log: Sequence[Fact]) -> None:
        """Keep what the last sheet's seal brought about: the match was killed before its night."""
        seals = [n for n, fact in enumerate(log) if isinstance(fact, Sealed)]
        self._held = list(log[seals[-1] :]) if seals else []

    def held(self) -> list[Fact]:
        """Return what was kept, and keep it no longer."""
        held, self._held = self._held, []
        return held

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
