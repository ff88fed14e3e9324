"""An office's briefing before the first quarter, at whose end it keeps a secret agenda."""

from __future__ import annotations

from game.match import Match
from game.rules.state.commands import ChooseAgenda
from game.scenario.schema.base import SPECTATOR, Role
from game.telling import Voice, agendas, figures
from game.telling.formatting import clean, number
from game.telling.names import CLOUT
from game.telling.office_briefs import ABOUT
from game.telling.rulebook import filled
from game.terminal.prompts import Console


def briefing(match: Match, console: Console, role: Role) -> None:
    """Say what the office is and has, and let it keep one of the agendas that it was dealt."""
    view = match.view(role)
    voice = Voice.of(match.pack.scenario, match.view(SPECTATOR))
    console.heading(f"{voice.office(role, start=True)}: your briefing")
    console.say(ABOUT[role][1])
    own = next(o for o in view.offices if o.role == role)
    console.say(f"You pay in clout, your {CLOUT[role]}: you have {number(own.clout or 0, 1)}.")
    for told in figures.first_figures(voice, view):
        console.say(f"{told.line}.")
    console.say(filled("Keep one of {agendas_dealt} secret agendas; its steps pay {step_points}:"))
    said = []
    for agenda in view.agendas_dealt:
        data = match.pack.scenario.agenda(agenda)
        asked = " ".join(agendas.steps_said(voice, view, agenda))
        said.append(f"{voice.agenda(agenda)}: {clean(data.prose, 400)} {asked}")
    index = console.choose("Which?", said)
    match.submit(ChooseAgenda(role=role, agenda=view.agendas_dealt[index or 0]))
