"""Personas of many games side by side: they look, weigh offers and order at once, which is
quicker than one by one and comes to the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.players.persona.assessment import looks
from game.players.persona.order_values import worths
from game.players.persona.persona import NOISE, Persona
from game.players.player import Player, draw_steady
from game.rules.cards.index import card_index
from game.rules.state.commands import Seal
from game.rules.state.view import View
from game.scenario.pack import Pack


def together(pack: Pack, players: Sequence[tuple[Player, View]]) -> None:
    """Let the personas among the players look at their views together."""
    asking = [
        (player, ask)
        for player, view in players
        if isinstance(player, Persona) and (ask := player.asking(view)) is not None
    ]
    if asking:
        found = looks(pack, [ask for _, ask in asking])
        for (player, ask), look in zip(asking, found, strict=True):
            player.seen(ask.view, look)
    for role, levers in card_index(pack).of_role.items():
        some = [(player.luck, ask.view) for player, ask in asking if player.role == role]
        if some:
            draw_steady([luck for luck, _ in some], some[0][1], NOISE, len(levers))


def sealed(pack: Pack, players: Sequence[tuple[Player, View]]) -> list[Seal | None]:
    """Return the personas' sheets, weighed together (None for other players): as ``act``."""
    mine = [(player, view) for player, view in players if isinstance(player, Persona)]
    found = worths(pack, [player.weighing(view) for player, view in mine])
    sheets = iter([player.sheet(view, of) for (player, view), of in zip(mine, found, strict=True)])
    return [next(sheets) if isinstance(player, Persona) else None for player, _ in players]
