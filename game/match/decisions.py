"""A decision that a player makes while whoever asked goes on with something else."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from game.rules.phase_table import Awaited
from game.rules.state.commands import Command
from game.rules.state.view import View


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


class PlayerFaultError(Exception):
    """A player of another process could not decide: the name of what it raised, or what happened
    to its process."""


class AwaitedDecision(Protocol):
    """A decision to be made.

    ``patience`` is how many seconds it may take, None for as long as it takes; set to 0, the best
    so far is taken. ``progress`` is how much of its budget it has taken, 0–1.
    """

    patience: float | None

    @property
    def progress(self) -> float:
        """How much of its budget it has taken, 0–1."""
        ...

    def decide(self) -> Decided:
        """Make it. Raises what the player raises."""
        ...


class DecisionHere:
    """A decision of a player of this process."""

    def __init__(self, player: Thinker, view: View, kind: Awaited, patience: float | None) -> None:
        self._player, self._view, self._kind = player, view, kind
        self.patience = patience

    @property
    def patience(self) -> float | None:
        """How many seconds it may take, None for as long as it takes."""
        return self._player.patience

    @patience.setter
    def patience(self, seconds: float | None) -> None:
        self._player.patience = seconds

    @property
    def progress(self) -> float:
        """How much of its budget it has taken, 0–1."""
        return self._player.progress

    def decide(self) -> Decided:
        """Have the player make it. Raises what the player raises."""
        command = self._player.act(self._view, self._kind)
        return Decided(command, self._player.why())


class Thinking:
    """A decision that is being made on a thread of its own, from now on."""

    def __init__(self, decision: AwaitedDecision) -> None:
        self.decision = decision
        self._done = threading.Event()
        self._result: Decided | Exception | None = None
        threading.Thread(target=self._work, daemon=True).start()

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
            self._result = self.decision.decide()
        except Exception as fault:  # a player may be anybody's; it is raised where it was asked
            self._result = fault
        finally:
            self._done.set()
