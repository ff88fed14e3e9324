"""Four people at a match, who do what is simplest."""

from __future__ import annotations

from game.match import Match
from game.rules.state.commands import Advance, ChooseAgenda, Seal
from game.scenario.schema.base import ROLES, SPECTATOR, Role

HUMANS: dict[Role, str] = dict.fromkeys(ROLES, "human")


def to_phase(match: Match, phase: str) -> None:
    """Plays on with what is simplest until the phase begins."""
    while match.view(SPECTATOR).phase != phase:
        item = match.pending()[0]
        if item.kind == "agenda":
            assert item.role is not None
            agenda = match.view(item.role).agendas_dealt[0]
            match.submit(ChooseAgenda(role=item.role, agenda=agenda))
        elif item.kind == "answer":
            assert item.role is not None
            match.hand(item.role, "ai:idle")
            match.step_ai()
            match.hand(item.role, "human")
        elif item.kind == "seal":
            assert item.role is not None
            match.submit(Seal(role=item.role))
        else:
            match.submit(Advance())
