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

__all__ = ["DEFAULT", "KINDS", "Player", "assess_all", "make", "seal_all"]

#: Who may sit: ``persona`` is the persona that suits the role best.
KINDS: Final = ("persona", "reformer", "firefighter", "technocrat", "militant", "random", "idle")
DEFAULT: Final = "persona"


def make(kind: str, role: Role, pack: Pack, seed: int) -> Player:
    """Return a new player of that kind, one of ``KINDS``, with luck of its own by ``seed``.

    Raises InputError for any other kind.
    """
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


def assess_all(pack: Pack, players: Sequence[tuple[Player, View]]) -> None:
    """Have players of several games assess their views at once; each sees what it would alone."""
    from game.players import batch

    batch.assess_all(pack, players)


def seal_all(pack: Pack, players: Sequence[tuple[Player, View]]) -> list[Command]:
    """Return what each answers when asked to seal its sheet; the same as one by one."""
    from game.players import batch

    found = zip(players, batch.sheets(pack, players), strict=True)
    return [player.act(view, "seal") if sheet is None else sheet for (player, view), sheet in found]
