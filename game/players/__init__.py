"""AI players. A player reads a view and answers with a command; it never sees a position."""

from __future__ import annotations

from collections.abc import Sequence

from game.players.kinds import (
    DEFAULT,
    KINDS,
    LEVELS,
    QUICK_KINDS,
    STYLES,
    all_kinds,
    is_kind,
    parsed,
)
from game.players.player import Player
from game.rules.state.commands import Command
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role

__all__ = [
    "DEFAULT",
    "KINDS",
    "LEVELS",
    "QUICK_KINDS",
    "STYLES",
    "Player",
    "all_kinds",
    "assess_all",
    "is_kind",
    "make",
    "parsed",
    "seal_all",
]


def make(kind: str, role: Role, pack: Pack, seed: int) -> Player:
    """Return a new player of that kind (``kinds``), with luck of its own by ``seed``.

    Raises InputError for a kind that there is not.
    """
    name, style = parsed(kind)
    if name == "idle":
        from game.players.idle import Idle

        return Idle(role, seed)
    if name == "random":
        from game.players.random_player import RandomPlayer

        return RandomPlayer(role, seed)
    from game.players.persona.persona import Persona
    from game.players.persona.priorities import DEFAULT_PERSONA

    if name in LEVELS:
        from game.players.search.levels import levels

        persona = style or DEFAULT_PERSONA[role]
        level = levels().of(name)
        if not level.guesses:
            from game.players.search.learner import Learner

            return Learner(pack, role, seed, persona)
        from game.players.search.search_player import SearchPlayer

        return SearchPlayer(pack, role, seed, level, levels().styles[persona], persona)
    return Persona(pack, role, seed, DEFAULT_PERSONA[role] if name == "persona" else name)


def assess_all(pack: Pack, players: Sequence[tuple[Player, View]]) -> None:
    """Have players of several games assess their views at once; each sees what it would alone."""
    from game.players import batch

    batch.assess_all(pack, players)


def seal_all(pack: Pack, players: Sequence[tuple[Player, View]]) -> list[Command]:
    """Return what each answers when asked to seal its sheet; the same as one by one."""
    from game.players import batch

    found = zip(players, batch.sheets(pack, players), strict=True)
    return [player.act(view, "seal") if sheet is None else sheet for (player, view), sheet in found]
