"""The match's AI players: made when first asked, thinking beside the pictures, replaced where they
fail."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from game.errors import InputError
from game.match.decisions import (
    AwaitedDecision,
    Decided,
    DecisionHere,
    PlayerFaultError,
    Thinker,
    Thinking,
)
from game.match.seats import player_seed
from game.players import DEFAULT, Player, make
from game.rules.phase_table import Awaited, Phase
from game.rules.state.position import Position
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

if TYPE_CHECKING:
    from game.match.player_process import PlayerProcess

#: Who takes over from a player that failed.
STAND_IN: Final = f"ai:{DEFAULT}"
#: A decision that all know to be awaited comes at whole steps of so many seconds after it was
#: begun: how many sheets there were to try, which is a secret, hardly shows in when it comes.
GRAIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Thought:
    """Who thinks of something that all know to be awaited: how much of its budget is spent, 0–1,
    and for how many seconds it has thought. What it thinks of is not told."""

    role: Role
    share: float
    seconds: float


class PlayerFailedError(Exception):
    """An AI player could not decide; its cause is what it raised."""


@dataclass(slots=True)
class _Begun:
    """A decision that is being made: whose, of what, at which position, since when."""

    role: Role
    kind: Awaited
    position: Position
    began: float
    decision: AwaitedDecision
    thinking: Thinking
    due: float | None = None  # when a decision that has been made is told

    def asked(self, role: Role, kind: Awaited, position: Position) -> bool:
        """Return whether it is this that is asked for."""
        return self.role == role and self.kind == kind and self.position is position


class AiSeats:
    """Players by seat, each with luck of its own.

    ``patience`` is how many seconds of thought a decision may take while people wait; None: as long
    as it takes. With ``apart``, who thinks for long does so in a process of its own
    (``player_process``) and what is decided is the same. ``notices`` are sentences about them that
    a surface should show, and take away. ``clock`` gives seconds.
    """

    def __init__(self, pack: Pack, seed: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._pack, self._seed, self._clock = pack, seed, clock
        self._players: dict[Role, Player] = {}
        self._thinking: _Begun | None = None
        self._process: PlayerProcess | None = None
        self._hurried: tuple[int, Phase] | None = None  # the quarter and phase told to be quick
        self.patience: float | None = None
        self.apart = False
        self.notices: list[str] = []

    @property
    def thinking(self) -> Role | None:
        """Whose player has begun a decision and not made it."""
        return None if self._thinking is None else self._thinking.role

    @property
    def thought(self) -> Thought | None:
        """Who thinks of something that all know to be awaited.

        In talks there is none: that somebody has an offer to think about may be a secret.
        """
        now = self._thinking
        if now is None or now.kind == "advance":
            return None
        return Thought(now.role, now.decision.progress, self._clock() - now.began)

    def enough(self) -> None:
        """Have whoever thinks take the best so far, and the others of this phase too."""
        if self._thinking is not None:
            board = self._thinking.position.board
            self._hurried = board.quarter, board.phase
            self._thinking.decision.patience = 0.0

    def forget(self, role: Role | None = None) -> None:
        """Drop a seat's player, or all, and what is being thought."""
        self._drop()
        if role is None:
            self._players.clear()
        else:
            self._players.pop(role, None)

    def close(self) -> None:
        """Drop all players, and end the process in which they think."""
        self.forget()
        if self._process is not None:
            self._process.end()
            self._process = None

    def decide(
        self, role: Role, seat: str, kind: Awaited, position: Position, seconds: float | None
    ) -> Decided | None:
        """Return what the seat's player decides; None if it still thinks after so many seconds.

        It is shown the view of its role. Asked again at the same position, it thinks on. Raises
        PlayerFailedError.
        """
        try:
            now = self._thinking
            if now is not None and not now.asked(role, kind, position):
                self._drop()
                now = None
            if now is None:
                player = self._player(role, seat)
                if seconds is None or not isinstance(player, Thinker):
                    return Decided(player.act(view(self._pack, position, role), kind), player.why())
                decision = self._decision(player, role, seat, kind, position)
                now = _Begun(role, kind, position, self._clock(), decision, Thinking(decision))
                self._thinking = now
            found = now.thinking.result(seconds)
            if found is None or (seconds is not None and self._early(now)):
                return None
            self._thinking = None
            return found
        except Exception as fault:  # a player may be anybody's
            self.forget(role)
            named = isinstance(fault, PlayerFaultError)
            raise PlayerFailedError(str(fault) if named else type(fault).__name__) from fault

    def _decision(
        self, player: Thinker, role: Role, seat: str, kind: Awaited, position: Position
    ) -> AwaitedDecision:
        """Return the decision as it is to be made: in the players' process, or here."""
        board = position.board
        hurried = self._hurried == (board.quarter, board.phase)
        patience = 0.0 if hurried else self.patience
        process = self._running()
        if process is None:
            return DecisionHere(player, view(self._pack, position, role), kind, patience)
        return process.asked(
            role, _kind(seat), player_seed(self._seed, role), kind, patience, position
        )

    def _running(self) -> PlayerProcess | None:
        """Return the players' process, started if need be; None where they think here."""
        if not self.apart:
            return None
        if self._process is None or self._process.ended:
            from game.match.player_process import PlayerProcess  # not needed to begin with

            try:
                self._process = PlayerProcess(self._pack)
            except OSError:  # the system gives none
                self.apart = False
                return None
        return self._process

    def _early(self, now: _Begun) -> bool:
        """Return whether a decision that has been made is not to be told yet."""
        if now.kind == "advance" or now.decision.patience == 0.0:
            return False
        if now.due is None:
            now.due = now.began + GRAIN * math.ceil((self._clock() - now.began) / GRAIN)
        return self._clock() < now.due

    def _drop(self) -> None:
        """Drop what is being thought, and the player: it ends with its next piece."""
        if self._thinking is not None:
            self._thinking.decision.patience = 0.0
            self._players.pop(self._thinking.role, None)
            self._thinking = None

    def _player(self, role: Role, seat: str) -> Player:
        if role not in self._players:
            self._players[role] = make(_kind(seat), role, self._pack, player_seed(self._seed, role))
        return self._players[role]


def _kind(seat: str) -> str:
    return seat.removeprefix("ai:")


def notice(office: str, fault: Exception) -> str:
    """Return the sentence that tells that another player plays on for the office."""
    said = fault.sentence if isinstance(fault, InputError) else str(fault)
    return (
        f"The computer's player for {office} failed ({said.rstrip('.')}); the usual one plays on."
    )
