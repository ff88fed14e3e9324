"""Four people who order nothing: a game of theirs played on to a phase."""

from __future__ import annotations

from game.match import Match
from game.rules.phase_table import Phase
from game.rules.state.commands import Advance, AnswerEvent, ChooseAgenda, Seal


def play_until(match: Match, phase: Phase) -> None:
    """Play on until the phase has come; free answers, empty sheets."""
    while match.view("spectator").phase != phase:
        item = match.pending()[0]
        role = item.role
        if role is None:
            match.submit(Advance())
        elif item.kind == "agenda":
            kept = match.view(role).agendas_dealt[0]
            match.submit(ChooseAgenda(role=role, agenda=kept))
        elif item.kind == "answer":
            event = next(e for e in match.view(role).events if e.answers == role)
            free = next(o[0] for o in event.options if not o[1] and not o[2] and not o[3])
            match.submit(AnswerEvent(role=role, event=event.event, option=free))
        else:
            match.submit(Seal(role=role))
