"""AI players. A player reads a view and answers with a command; it never sees a position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.errors import InputError
from game.players.player import Player
from game.rules.state.commands import Command
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

__all__ = ["DEFAULT", "KINDS", "Player", "look_together", "make", "seal_together"]

#: Who may sit: ``persona`` is the persona that suits the role best.
KINDS: Final = ("persona", "reformer", "firefighter", "technocrat", "militant", "random", "idle")
DEFAULT: Final = "persona"


def make(kind: str, role: Role, pack: Pack, seed: int) -> Player:
    """Return a player of that kind; ``seed`` keys luck of its own. Raises InputError."""
    if kind not in KINDS:
        raise InputError(f"There is no AI player '{kind}': choose {', '.join(KINDS)}.")
    if kind == "idle":
        from game.players.idle import Idle

        return Idle(role, seed)
    if kind == "random":
        from game.players.random_player import RandomPlayer

        return RandomPlayer(role, seed)
    from game.players.persona.persona import Persona
    from game.players.persona.priorities import DEFAULT_PERSONA

    return Persona(pack, role, seed, DEFAULT_PERSONA[role] if kind == "persona" else kind)


def look_together(pack: Pack, players: Sequence[tuple[Player, View]]) -> None:
    """Let players of several games look at their views together; the result is the same."""
    from game.players.batch import together

    together(pack, players)


def seal_together(pack: Pack, players: Sequence[tuple[Player, View]]) -> list[Command]:
    """Return what each answers when asked to seal its sheet; the same as one by one."""
    from game.players.batch import sealed

    found = zip(players, sealed(pack, players), strict=True)
    return [player.act(view, "seal") if sheet is None else sheet for (player, view), sheet in found]
