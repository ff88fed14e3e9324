"""What a deal was worth to its parties when it was offered, as players of the computer reckon.

Each party is asked apart, by what it could know as the quarter began: its own agenda, the figures
it had read, everybody's Word. What the other made of it is no part of that.
"""

from __future__ import annotations

from game.players.persona.persona import Persona
from game.players.persona.priorities import DEFAULT_PERSONA
from game.rules.state.deal_terms import Terms
from game.rules.state.position import Position
from game.rules.views.builder import view
from game.scenario.pack import Pack
from game.scenario.schema.base import Role


def deal_worth(pack: Pack, position: Position, terms: Terms) -> tuple[tuple[Role, float], ...]:
    """Return (office, points of its score) of the deal's two parties, as things stand."""
    return tuple(
        (role, _worth(pack, position, role, terms)) for role in (terms.offerer, terms.other)
    )


def _worth(pack: Pack, position: Position, role: Role, terms: Terms) -> float:
    player = Persona(pack, role, 0, DEFAULT_PERSONA[role])
    return player.valuation(view(pack, position, role)).worth(terms)
