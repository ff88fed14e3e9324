"""The match's AI players: made when first asked, asked in pieces, replaced where they fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from game.errors import InputError
from game.match.seats import player_seed
from game.players import DEFAULT, Player, make
from game.rules.phase_table import Awaited
from game.rules.state.commands import Command
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

#: Who takes over from a player that failed.
STAND_IN: Final = f"ai:{DEFAULT}"


@runtime_checkable
class Thinker(Protocol):
    """A player that can be asked to think for a while: see ``search_player.SearchPlayer``."""

    patience: float | None

    def think(self, view: View, kind: Awaited, seconds: float) -> bool:
        """Work on a decision for about so long; return whether it is made."""
        ...


@dataclass(frozen=True, slots=True)
class Decided:
    """What a player decided, and its best choices in words."""

    command: Command
    why: tuple[dict[str, object], ...]


class PlayerFailedError(Exception):
    """An AI player could not decide; its cause is what it raised."""


class AiSeats:
    """Players by seat, each with luck of its own.

    ``patience`` is how many seconds of thought a decision may take while people wait; None: as long
    as it takes. ``notices`` are sentences about them that a surface should show, and take away.
    """

    def __init__(self, pack: Pack, seed: int) -> None:
        self._pack, self._seed = pack, seed
        self._players: dict[Role, Player] = {}
        self._asked: tuple[Role, Awaited, object, View] | None = None
        self.patience: float | None = None
        self.notices: list[str] = []

    @property
    def thinking(self) -> Role | None:
        """Whose player has begun a decision and not made it."""
        return None if self._asked is None else self._asked[0]

    def forget(self, role: Role | None = None) -> None:
        """Drop a seat's player, or all, and what is being thought."""
        self._asked = None
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
        asked = self._asked
        same = asked is not None and asked[:2] == (role, kind) and asked[2] is at
        try:
            view = asked[3] if asked is not None and same else look(role)
            player = self._player(role, seat)
            if seconds is not None and isinstance(player, Thinker):
                player.patience = self.patience
                if not player.think(view, kind, seconds):
                    self._asked = role, kind, at, view
                    return None
            self._asked = None
            command = player.act(view, kind)
            return Decided(command, player.why())
        except Exception as fault:  # a player may be anybody's
            self.forget(role)
            raise PlayerFailedError(type(fault).__name__) from fault

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
