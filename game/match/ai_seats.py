"""The match's AI players: made when first asked, thinking beside the pictures, replaced where they
fail."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from game.errors import InputError
from game.match.seats import player_seed
from game.players import DEFAULT, Player, make
from game.rules.phase_table import Awaited, Phase
from game.rules.state.commands import Command
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

#: Who takes over from a player that failed.
STAND_IN: Final = f"ai:{DEFAULT}"
#: A decision that all know to be awaited comes at whole steps of so many seconds after it was
#: begun: how many sheets there were to try, which is a secret, hardly shows in when it comes.
GRAIN: Final = 0.5


@runtime_checkable
class Thinker(Protocol):
    """A player that thinks for a while: see ``search_player.SearchPlayer``.

    With ``patience`` 0 it takes the best that it has found; ``progress`` is how much of its budget
    a decision has taken, 0–1.
    """

    patience: float | None

    @property
    def progress(self) -> float:
        """How much of its budget the present decision has taken, 0–1."""
        ...

    def act(self, view: View, kind: Awaited) -> Command:
        """Return the command for what is pending."""
        ...

    def why(self) -> tuple[dict[str, object], ...]:
        """Return the best choices of the last decision."""
        ...


@dataclass(frozen=True, slots=True)
class Decided:
    """What a player decided, and its best choices in words."""

    command: Command
    why: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class Thought:
    """Who thinks of something that all know to be awaited: how much of its budget is spent, 0–1,
    and for how many seconds it has thought. What it thinks of is not told."""

    role: Role
    share: float
    seconds: float


class PlayerFailedError(Exception):
    """An AI player could not decide; its cause is what it raised."""


class _Thinking:
    """A decision that a player makes on a thread of its own; ``at`` is what it was asked at."""

    def __init__(
        self, player: Thinker, role: Role, kind: Awaited, view: View, at: object, began: float
    ) -> None:
        self.player, self.role, self.kind, self.view, self.at = player, role, kind, view, at
        self.began = began
        self.due: float | None = None  # when a decision that has been made is told
        self._done = threading.Event()
        self._result: Decided | Exception | None = None
        threading.Thread(target=self._work, daemon=True).start()

    def asked(self, role: Role, kind: Awaited, at: object) -> bool:
        """Return whether it is this that is asked for."""
        return self.role == role and self.kind == kind and self.at is at

    def result(self, seconds: float | None) -> Decided | None:
        """Return what was decided, None if it isn't after so many seconds. Raises what the player
        raised."""
        if not self._done.wait(seconds):
            return None
        if isinstance(self._result, Exception):
            raise self._result
        return self._result

    def _work(self) -> None:
        try:
            command = self.player.act(self.view, self.kind)
            self._result = Decided(command, self.player.why())
        except Exception as fault:  # a player may be anybody's; it is raised where it was asked
            self._result = fault
        finally:
            self._done.set()


class AiSeats:
    """Players by seat, each with luck of its own.

    ``patience`` is how many seconds of thought a decision may take while people wait; None: as long
    as it takes. ``notices`` are sentences about them that a surface should show, and take away.
    ``clock`` gives seconds.
    """

    def __init__(self, pack: Pack, seed: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._pack, self._seed, self._clock = pack, seed, clock
        self._players: dict[Role, Player] = {}
        self._thinking: _Thinking | None = None
        self._hurried: tuple[int, Phase] | None = None  # the quarter and phase told to be quick
        self.patience: float | None = None
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
        return Thought(now.role, now.player.progress, self._clock() - now.began)

    def enough(self) -> None:
        """Have whoever thinks take the best so far, and the others of this phase too."""
        if self._thinking is not None:
            self._hurried = self._thinking.view.quarter, self._thinking.view.phase
            self._thinking.player.patience = 0.0

    def forget(self, role: Role | None = None) -> None:
        """Drop a seat's player, or all, and what is being thought."""
        self._drop()
        if role is None:
            self._players.clear()
        else:
            self._players.pop(role, None)

    def decide(
        self,
        role: Role,
        seat: str,
        kind: Awaited,
        look: Callable[[Role], View],
        at: object,
        seconds: float | None,
    ) -> Decided | None:
        """Return what the seat's player decides; None if it still thinks after so many seconds.

        It sees what ``look`` shows it. ``at`` is what the decision is asked at: asked there again,
        it thinks on. Raises PlayerFailedError.
        """
        try:
            now = self._thinking
            if now is not None and not now.asked(role, kind, at):
                self._drop()
                now = None
            if now is None:
                view, player = look(role), self._player(role, seat)
                if seconds is None or not isinstance(player, Thinker):
                    return Decided(player.act(view, kind), player.why())
                hurried = self._hurried == (view.quarter, view.phase)
                player.patience = 0.0 if hurried else self.patience
                now = _Thinking(player, role, kind, view, at, self._clock())
                self._thinking = now
            found = now.result(seconds)
            if found is None or (seconds is not None and self._early(now)):
                return None
            self._thinking = None
            return found
        except Exception as fault:  # a player may be anybody's
            self.forget(role)
            raise PlayerFailedError(type(fault).__name__) from fault

    def _early(self, now: _Thinking) -> bool:
        """Return whether a decision that has been made is not to be told yet."""
        if now.kind == "advance" or now.player.patience == 0.0:
            return False
        if now.due is None:
            now.due = now.began + GRAIN * math.ceil((self._clock() - now.began) / GRAIN)
        return self._clock() < now.due

    def _drop(self) -> None:
        """Drop what is being thought, and the player: its thread ends with its next piece."""
        if self._thinking is not None:
            self._thinking.player.patience = 0.0
            self._players.pop(self._thinking.role, None)
            self._thinking = None

    def _player(self, role: Role, seat: str) -> Player:
        if role not in self._players:
            kind = seat.removeprefix("ai:")
            self._players[role] = make(kind, role, self._pack, player_seed(self._seed, role))
        return self._players[role]


def notice(office: str, fault: Exception) -> str:
    """Return the sentence that tells that another player plays on for the office."""
    said = fault.sentence if isinstance(fault, InputError) else str(fault)
    return (
        f"The computer's player for {office} failed ({said.rstrip('.')}); the usual one plays on."
    )
