"""One game in progress: a journal, a position and four seats. Every surface drives this.

The order of things is always the same: is it legal? then it is written down, and only
then does it happen. What a surface may show, it asks for as a view.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from game import __version__
from game.errors import IllegalCommandError, InputError
from game.journal import timeline
from game.journal.format import (
    Author,
    Beside,
    Header,
    NoteCategory,
    NoteEntry,
    Played,
    Rewind,
    SeatEntry,
    Shown,
    kept_text,
)
from game.journal.scenario_folders import folder_name, pack_of
from game.journal.store import Journal
from game.journal.timeline import Mark
from game.match.ai_seats import STAND_IN, AiSeats, PlayerFailedError, notice
from game.match.kept_turns import KeptTurns
from game.match.seats import HUMAN, check_seat, check_seats, check_sender
from game.match.speaking_order import SpeakingOrder
from game.match.spectators import Spectators
from game.match.trial import MatchTrial
from game.rules import engine
from game.rules.counterfactual import Deed, decisive, unmade
from game.rules.election.election_night import Telling, telling, tells_the_result, uncounted
from game.rules.engine import Moved, Pending
from game.rules.knowledge.disclosure import disclosed
from game.rules.phase_table import Awaited
from game.rules.state.commands import Advance, Command
from game.rules.state.facts import Fact
from game.rules.state.position import Position
from game.rules.state.view import View, Who
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR, Role


class Match:
    """A match being played. Make one with ``new`` or ``resume``.

    ``warnings`` are sentences that a surface should show once; ``trouble`` is a sentence
    while the game can't be saved, else empty. ``ais`` are its AI players.
    """

    def __init__(
        self,
        pack: Pack,
        journal: Journal,
        position: Position,
        log: Iterable[Fact],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.pack = pack
        self.warnings: list[str] = list(journal.warnings)
        self._journal = journal
        self._position = position
        self._log = list(log)
        self._spectators = Spectators(pack)
        self.show = self._spectators.say  # to the room, what is no part of the game
        self._turns = KeptTurns(pack, journal)
        self._seats = timeline.seats(journal.entries)
        self.ais = AiSeats(pack, journal.header.seed)
        self._talk = SpeakingOrder()
        self._clock, self._began = clock, clock()

    # -- beginnings -------------------------------------------------------------------

    @classmethod
    def new(
        cls,
        pack: Pack,
        seats: dict[Role, str],
        seed: int,
        journal: Path | None = None,
        *,
        scenario: str = "",
    ) -> Match:
        """Begin a match; ``journal`` is where it is kept, None for nowhere.

        ``scenario`` is what the pack was loaded from, if that is not its id. Raises
        InputError if there is a file already or a seat is impossible.
        """
        check_seats(seats)
        header = Header(
            game=__version__,
            scenario=pack.scenario.id,
            folder=folder_name(pack, scenario, journal),
            content=pack.scenario.digest,
            seed=seed,
            seats=seats,
        )
        position, facts = engine.start(pack, seed)
        kept = Journal.create(journal, header)
        match = cls(pack, kept, position, facts)
        match._turns.heard(facts)
        match._turns.keep_begun(position, len(facts))
        match.warnings += filter(None, [match._spectators.follow(kept, anew=True)])
        match._tell(facts)
        return match

    @classmethod
    def resume(cls, path: Path, pack: Pack | None = None, *, scenario: str | None = None) -> Match:
        """Go on with the match of a journal, as it was after its last confirmed command.

        The scenario is ``pack``, else what a person names with ``scenario``, else the one that
        the journal names. Only what came after the last snapshot is played again. Raises
        InputError.
        """
        journal = Journal.open(path)
        try:
            return cls._resume(journal, pack or pack_of(journal.header, path, scenario))
        except BaseException:
            journal.close()
            raise

    @classmethod
    def _resume(cls, journal: Journal, pack: Pack) -> Match:
        entries, turns = journal.entries, KeptTurns(pack, journal)
        found = turns.take_up()
        match = cls(pack, journal, found.position, found.log)
        match._turns = turns
        match.warnings += found.notices
        match._began = match._clock() - timeline.last_at(entries)
        match._again(found.commands)
        turns.keep_begun(match._position, len(match._log))  # killed before its snapshot
        match._spectators.night_shown = timeline.night_shown(entries)
        match.warnings += filter(None, [match._spectators.follow(journal, anew=False)])
        match._tell((), rewound=True)
        if match.night_waits:
            match._spectators.hold_last(match._log)
        return match

    # -- what surfaces ask --------------------------------------------------------------

    @property
    def seats(self) -> dict[Role, str]:
        """Who sits where: ``human`` or ``ai:KIND``."""
        return dict(self._seats)

    @property
    def seed(self) -> int:
        """The game's seed: for whoever may see everything (title card, debrief, facilitator)."""
        return self._journal.header.seed

    @property
    def path(self) -> Path | None:
        """Where the game is kept, None for nowhere."""
        return self._journal.path

    @property
    def trouble(self) -> str:
        """A sentence while the game can't be saved, else empty."""
        return self._journal.trouble

    @property
    def journal(self) -> Journal:
        """The journal, for the debrief and the facilitator."""
        return self._journal

    @property
    def log(self) -> tuple[Fact, ...]:
        """All facts so far, whoever may know them."""
        return tuple(self._log)

    @property
    def turn(self) -> int:
        """The turn being played: 0 before the first bulletin, n in quarter n."""
        return self._turns.turn

    @property
    def turns(self) -> tuple[Mark, ...]:
        """The turns that can be opened, the present one last."""
        return self._turns.marks

    def log_for(self, who: Who, since: int = 0) -> tuple[Fact, ...]:
        """Return what a reader may know of the facts (from the ``since``-th on)."""
        facts = disclosed(self.pack, self._log[since:], who)
        return tuple(f for f in facts if not (self.night_waits and tells_the_result(f)))

    def view(self, who: Who) -> View:
        """Return what a reader may know now; the result of a vote once its night was told."""
        return view(self.pack, self._as_known(self._position), who)

    def history_view(self, turn: int, who: Who) -> View:
        """Return what a reader could know at a turn's beginning. Raises InputError."""
        return view(self.pack, self._as_known(self._turns.opened(turn)), who)

    def notes(self, who: Who) -> tuple[tuple[int, NoteEntry], ...]:
        """Return (quarter, note) of those made at the open table and the reader's own."""
        return tuple(n for n in timeline.notes(self._journal.entries) if n[1].author in ("", who))

    def night(self) -> Telling:
        """Return the election night of an ended match, seat by seat. Raises InputError."""
        return telling(self.pack, self._position)

    def unmade(self, role: Role) -> tuple[tuple[str, float, float], ...]:
        """Return (figure, as it came, without the role) of an ended game. Raises InputError."""
        return unmade(self.pack, self._position, role)

    def decisive(self, role: Role) -> tuple[Deed, ...]:
        """Return a role's acts in an ended game, the weightiest first. Raises InputError."""
        return decisive(self.pack, self._position, self._log, role)

    def pending(self) -> tuple[Pending, ...]:
        """Return what the match waits for; empty when it has ended."""
        return engine.pending(self.pack, self._position)

    def trial(self) -> MatchTrial:
        """Return what tries things out on the match as it stands, for the facilitator's eyes."""
        return MatchTrial(self.pack, self._position, self._seats)

    def awaits(self, role: Role) -> bool:
        """Return whether the match waits for that role."""
        return any(p.role == role for p in self.pending())

    @property
    def night_waits(self) -> bool:
        """Whether the game has ended by a vote whose night the table has not seen yet."""
        ending = self._position.board.ending
        return ending in ("election", "snap") and not self._spectators.night_shown and self.ended

    @property
    def ended(self) -> bool:
        """Whether the game is over."""
        return not self.pending()

    def digest(self) -> str:
        """Return the digest of the whole position, for tests and the seed card."""
        return engine.digest(self._position)

    # -- what surfaces do ---------------------------------------------------------------

    def submit(self, command: Command, author: Author = "") -> tuple[Fact, ...]:
        """Carry out a person's command and return what happened.

        Raises IllegalCommandError, and then nothing has changed.
        """
        return self._submit(command, check_sender(self.pack, self._seats, command, author), None)

    def step_ai(self, seconds: float | None = None) -> bool:
        """Play one command that an AI is awaited for; return whether there was one.

        In talks each AI may speak while it has something to say; the match itself moves on only
        when no human plays in it. After ``seconds`` of thought (``ais.thinking``) ask it again.
        """
        for item in self.pending():
            if item.role is not None:
                if self._seats[item.role] != HUMAN:
                    return self._ai(item.role, item.kind, seconds)
                continue
            for role in self._talk.speakers(self._position.board):
                if self._seats[role] != HUMAN:
                    if self._ai(role, "advance", seconds):
                        return True
                    if self.ais.thinking is not None:
                        return False
            if HUMAN not in self._seats.values():
                self._submit(Advance(), "table", None)
                return True
        return False

    def run_ai(self) -> int:
        """Play every command that AIs are awaited for; return how many there were."""
        return sum(1 for _ in iter(self.step_ai, False))

    def hand(self, role: Role, seat: str) -> None:
        """Pass a seat to a person (``human``) or an AI (``ai:KIND``). Raises InputError."""
        check_seat(seat)
        if self._seats[role] != seat:
            self._journal.append(SeatEntry(role=role, seat=seat))
            self._seats[role] = seat
            self.ais.forget(role)
            self._talk.forget()

    def note(self, text: str, *, author: str = "", category: NoteCategory = "other") -> None:
        """Keep a bookmark for the debrief, without what could command a screen."""
        self.keep(NoteEntry(author=author, category=category, text=kept_text(text)))

    def keep(self, entry: Beside) -> None:
        """Keep something beside the play, as of now. Nothing of the game changes."""
        self._journal.append(entry.model_copy(update={"at": self._at()}))

    def rewind(self, turn: int) -> None:
        """Go back to the beginning of a turn; nothing is erased. Raises InputError."""
        self._position, told = self._turns.back_to(turn)
        del self._log[told:]
        self._spectators.held()
        self._spectators.night_shown = False
        self.ais.forget()
        self._talk.forget()
        self._tell((), rewound=True)

    def branch(self, turn: int, path: Path) -> Match:
        """Begin another match that shares this one's past up to a turn. Raises InputError."""
        timeline.branch(self._journal, turn, path).close()
        return Match.resume(path, self.pack)

    def announce(self) -> None:
        """Let the public know how the game has ended: its night was shown, or passed over."""
        if self.night_waits:
            self.keep(Shown())
            self._spectators.night_shown = True
            self._tell(self._spectators.held())

    def close(self) -> None:
        """Let go of the files. The match can be resumed."""
        self.announce()
        self.ais.close()
        self._journal.close()
        self._spectators.close()

    def __enter__(self) -> Match:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- inside -----------------------------------------------------------------------

    def _again(self, numbers: list[int]) -> None:
        """Play kept commands again; what can't be played is taken off the line of play."""
        for count, number in enumerate(numbers):
            entry = self._journal.entries[number]
            assert isinstance(entry, Played)
            try:
                moved = engine.apply(self.pack, self._position, entry.command)
                self._go_on(entry.command, entry.author, moved)
            except Exception as fault:  # the game must open, whatever a newer rule makes of it
                said = fault.sentence if isinstance(fault, InputError) else type(fault).__name__
                left = len(numbers) - count
                self.warnings.append(
                    f"The last {left} saved commands can't be played any more and are left out "
                    f"({said.rstrip('.')})."
                )
                self._journal.append(Rewind(to=number - 1, turn=self.turn))
                return

    def _submit(self, command: Command, author: str, why: object) -> tuple[Fact, ...]:
        moved = engine.apply(self.pack, self._position, command)  # pure: nothing has changed yet
        self._journal.append(Played(author=author, at=self._at(), command=command, why=why))
        facts = self._go_on(command, author, moved)
        self._turns.keep_begun(self._position, len(self._log))
        self._tell(facts)
        return facts

    def _at(self) -> float:
        return max(0.0, round(self._clock() - self._began, 3))

    def _go_on(self, command: Command, author: str, moved: Moved) -> tuple[Fact, ...]:
        """Take the position that a command has led to; return what happened."""
        self._position, facts = moved
        self._log.extend(facts)
        self._turns.heard(facts)
        self._talk.heard(command, self._position.board, ai=author.startswith("ai:"))
        return facts

    def _as_known(self, position: Position) -> Position:
        """Return a position as the table may know it: without result while the night waits."""
        return uncounted(position) if self.night_waits else position

    def _ai(self, role: Role, kind: Awaited, seconds: float | None) -> bool:
        """Let an AI act, or who takes over; return whether it did: it may be silent or think."""
        seat = self._seats[role]
        try:
            decided = self.ais.decide(role, seat, kind, self._position, seconds)
            if decided is None:
                return False
            if kind == "advance" and isinstance(decided.command, Advance):
                self._talk.silent(role)
                return False
            self._submit(decided.command, seat, decided.why)
        except (PlayerFailedError, IllegalCommandError) as fault:
            if seat == STAND_IN:
                raise
            self.ais.notices.append(notice(self.pack.scenario.office(role), fault))
            self.hand(role, STAND_IN)
            return self._ai(role, kind, seconds)
        return True

    def _tell(self, facts: Iterable[Fact], *, rewound: bool = False) -> None:
        if self.night_waits:
            return self._spectators.hold(facts)
        self._spectators.tell(facts, partial(self.view, SPECTATOR), self.turn, rewound=rewound)
        return self.ais.notices.extend(self._spectators.unsaid())
