"""A process in which the players of a match think, so that no picture waits for them.

Threads of one Python take turns: a piece of a player's arithmetic would hold up the drawing for
as long as it takes. Between processes go the position, when it has changed, and what was decided;
the player sees a view of its office, made there as it is here.
"""

from __future__ import annotations

import contextlib
import threading
import weakref
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Final, assert_never

from game import child_process
from game.match.decisions import Decided, DecisionHere, PlayerFaultError, Thinker, Thinking
from game.players import Player, make
from game.rules.phase_table import Awaited
from game.rules.state.position import Position
from game.rules.views.builder import view
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.source_files import shipped_ids

#: Seconds between two looks at what the other side has said.
_LOOK: Final = 0.05


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision to be made: whose, by what kind of player with which luck, in how many seconds.

    ``position`` is None where it is that of the question before.
    """

    role: Role
    player: str  # as ``players.make`` takes it
    seed: int
    kind: Awaited
    patience: float | None
    position: Position | None


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds the decision that is being made may take, from now on."""

    seconds: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of its budget the decision has taken, 0–1."""

    share: float


@dataclass(frozen=True, slots=True)
class Failed:
    """The player raised something of that name."""

    name: str


class DecisionApart:
    """A decision that is made in another process."""

    def __init__(self, process: PlayerProcess, asked: Asked) -> None:
        self._process, self.asked = process, asked
        self.patience, self.progress = asked.patience, 0.0

    def decide(self) -> Decided:
        """Have it made there. Raises PlayerFaultError."""
        return self._process.decided(self)


class PlayerProcess:
    """A process that makes one decision at a time; ``ended`` once it can't make any more.

    It starts on being made, in a second or two. Raises OSError where the system gives no process.
    """

    def __init__(self, pack: Pack) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._turn = threading.Lock()  # what is no longer wanted has its answer first
        self._position: Position | None = None  # as it is known there
        # a shipped scenario is read there: to hand it over would hold up a picture
        known = pack.scenario.id in shipped_ids() and loader.load(pack.scenario.id) is pack
        self._to_hand: Pack | None = None if known else pack
        name = pack.scenario.id if known else ""
        self._process = context.Process(target=_serve, args=(theirs, name), daemon=True)
        self.ended = False
        try:
            with child_process.unheard():
                self._process.start()
        finally:
            theirs.close()
        #: Also where the match is forgotten, not closed, or the program ends.
        self._end = weakref.finalize(self, child_process.end, self._process)

    @property
    def pid(self) -> int | None:
        """The system's number of the process."""
        return self._process.pid

    def end(self) -> None:
        """End the process now; whatever it decides is lost."""
        self.ended = True
        self._end()

    def asked(
        self,
        role: Role,
        player: str,
        seed: int,
        kind: Awaited,
        patience: float | None,
        position: Position,
    ) -> DecisionApart:
        """Return a decision that is made there."""
        return DecisionApart(self, Asked(role, player, seed, kind, patience, position))

    def decided(self, decision: DecisionApart) -> Decided:
        """Return what is decided there, waiting for it. Raises PlayerFaultError."""
        with self._turn:
            try:
                return self._conversation(decision)
            except (EOFError, OSError):
                self.ended = True
                raise PlayerFaultError("its process has ended") from None

    def _conversation(self, decision: DecisionApart) -> Decided:
        asked, patience = decision.asked, decision.patience
        if self._to_hand is not None:
            self._pipe.send(self._to_hand)
            self._to_hand = None
        known = asked.position is self._position
        self._pipe.send(replace(asked, position=None) if known else asked)
        self._position = asked.position
        while True:
            if decision.patience != patience:
                patience = decision.patience
                self._pipe.send(Patience(patience))
            if not self._pipe.poll(_LOOK):
                continue
            said: Progress | Failed | Decided = self._pipe.recv()
            match said:
                case Progress(share):
                    decision.progress = share
                case Failed(name):
                    raise PlayerFaultError(name)
                case Decided():
                    return said
                case _:
                    assert_never(said)


def _serve(pipe: Connection[Any, Any], scenario: str) -> None:
    """Makes decisions until nobody asks any more."""
    child_process.hear_nothing()
    players: dict[tuple[Role, str], Player] = {}
    position: Position | None = None
    with contextlib.suppress(EOFError, OSError):  # whoever asked has gone
        pack: Pack = loader.load(scenario) if scenario else pipe.recv()
        while True:
            asked: Asked | Patience = pipe.recv()
            if isinstance(asked, Patience):
                continue  # it was decided when this was said
            position = position if asked.position is None else asked.position
            assert position is not None, "the first question has a position"
            try:
                key = asked.role, asked.player
                if key not in players:
                    players[key] = make(asked.player, asked.role, pack, asked.seed)
                found = _decide(pipe, players[key], pack, asked, position)
            except Exception as fault:  # a player may be anybody's
                pipe.send(Failed(type(fault).__name__))
            else:
                pipe.send(found)


def _decide(
    pipe: Connection[Any, Any], player: Player, pack: Pack, asked: Asked, position: Position
) -> Decided:
    """Return the player's decision, telling how far it is and hearing how long it may take."""
    seen = view(pack, position, asked.role)
    if not isinstance(player, Thinker):
        return Decided(player.act(seen, asked.kind), player.why())
    decision = DecisionHere(player, seen, asked.kind, asked.patience)
    thinking = Thinking(decision)
    while (found := thinking.result(_LOOK)) is None:
        pipe.send(Progress(decision.progress))
        if pipe.poll():
            said: Patience = pipe.recv()
            decision.patience = said.seconds
    return found
