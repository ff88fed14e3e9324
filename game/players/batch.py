"""Many personas at once: the door of speed in the players, for games played side by side.

The arrays of ``persona`` have a row for each player, whether one acts or hundreds, so a batch
decides as each player would alone; tests compare the two to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.players.persona.assessment import assess
from game.players.persona.order_values import order_values
from game.players.persona.persona import CASE_DRAWS, NOISE, ON_CASES, Persona
from game.players.player import Player, draw_ahead
from game.rules.cards.index import card_index
from game.rules.state.commands import Seal
from game.rules.state.view import View
from game.scenario.pack import Pack


def assess_all(pack: Pack, players: Sequence[tuple[Player, View]]) -> None:
    """Have the personas among the players assess their views, and draw their noise, at once."""
    asking = [
        (player, request)
        for player, view in players
        if isinstance(player, Persona) and (request := player.assessment_request(view)) is not None
    ]
    if asking:
        found = assess(pack, [request for _, request in asking])
        for (player, request), assessment in zip(asking, found, strict=True):
            player.take_assessment(request.view, assessment)
    for role, levers in card_index(pack).of_role.items():
        some = [(player.luck, request.view) for player, request in asking if player.role == role]
        if some:
            lucks, view = [luck for luck, _ in some], some[0][1]
            draw_ahead(lucks, view, NOISE, len(levers))
            if pack.scenario.cases.ways:
                draw_ahead(lucks, view, ON_CASES, CASE_DRAWS)


def sheets(pack: Pack, players: Sequence[tuple[Player, View]]) -> list[Seal | None]:
    """Return the sheet that each persona would seal, None for each other player."""
    mine = [(player, view) for player, view in players if isinstance(player, Persona)]
    values = order_values(pack, [player.order_request(view) for player, view in mine])
    found = iter([player.sheet(view, of) for (player, view), of in zip(mine, values, strict=True)])
    return [next(found) if isinstance(player, Persona) else None for player, _ in players]
