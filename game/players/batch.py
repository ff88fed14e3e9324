"""Personas of many games side by side: they look, weigh offers and order at once, which is
quicker than one by one and comes to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.players.persona import affordability
from game.players.persona.assessment import looks
from game.players.persona.deal_batch import suiting
from game.players.persona.order_values import LEAST, worths
from game.players.persona.parsed_terms import contracts
from game.players.persona.persona import NOISE, Persona, may_offer
from game.players.player import Player, draw_steady
from game.rules.cards.index import card_index
from game.rules.state.commands import Seal

if TYPE_CHECKING:
    from game.rules.state.view import View
    from game.scenario.pack import Pack


def silent(pack: Pack, seats: Sequence[tuple[Player, View]]) -> list[bool]:
    """Which of the seats have nothing to say in the talks as they stand: what they might offer
    is weighed at once. A persona that has nothing to offer finds nothing before a deal of its
    own moves: what others promise each other only makes less of what is feared.
    """
    mine = [
        (seat, view, affordability.talked(view))
        for seat, view in seats
        if isinstance(seat, Persona)
    ]
    may = [(seat, view) for seat, view, talked in mine if may_offer(view, talked)]
    readings = [seat.reading(view) for seat, view in may]
    deals = [contracts(pack, view.offers) for _, view in may]
    suits = suiting(pack, readings, deals, LEAST)
    for (seat, view), reading, found in zip(may, readings, suits, strict=True):
        seat.weighed(view, reading, found)
    nothing = iter([
        not talked.to_me and not (may_offer(view, talked) and seat.offering(view))
        for seat, view, talked in mine
    ])  # fmt: skip
    return [isinstance(seat, Persona) and next(nothing) for seat, _ in seats]


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
