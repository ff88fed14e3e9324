"""Personas of many games side by side: they look, weigh offers and order at once, which is
quicker than one by one and comes to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.players.persona.assessment import looks
from game.players.persona.order_values import worths
from game.players.persona.persona import NOISE, Persona
from game.players.player import Player, draw_steady
from game.rules.cards.index import card_index
from game.rules.state.commands import Seal

if TYPE_CHECKING:
    from game.rules.state.view import View
    from game.scenario.pack import Pack


def together(pack: Pack, seats: Sequence[tuple[Player, View]]) -> None:
    """Lets the personas among the seats look at their views at once, which is quicker than
    each by itself and comes to the same."""
    asking = [
        (seat, ask)
        for seat, view in seats
        if isinstance(seat, Persona) and (ask := seat.asking(view)) is not None
    ]
    if asking:
        found = looks(pack, [ask for _, ask in asking])
        for (seat, ask), look in zip(asking, found, strict=True):
            seat.seen(ask.view, look)
    for role, levers in card_index(pack).of_role.items():
        some = [(seat.luck, ask.view) for seat, ask in asking if seat.role == role]
        if some:
            draw_steady([luck for luck, _ in some], some[0][1], NOISE, len(levers))


def sealed(pack: Pack, seats: Sequence[tuple[Player, View]]) -> list[Seal | None]:
    """The sheets of the personas among the seats (None for others), weighed at once: what
    ``act`` gives, quicker."""
    mine = [(seat, view) for seat, view in seats if isinstance(seat, Persona)]
    found = worths(pack, [seat.weighing(view) for seat, view in mine])
    sheets = iter([seat.sheet(view, of) for (seat, view), of in zip(mine, found, strict=True)])
    return [next(sheets) if isinstance(seat, Persona) else None for seat, _ in seats]
