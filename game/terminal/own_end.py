"""The end of a game for those who sat at it: title, score, decisive acts; noted in the record."""

from __future__ import annotations

from game.match import Match
from game.match.seats import HUMAN
from game.scenario.schema.base import SPECTATOR
from game.telling import Voice, deeds, titles
from game.telling.formatting import number
from game.telling.record import recorded
from game.telling.scores import cards, par_said, rank_said
from game.terminal.prompts import Console


def own_end(match: Match, console: Console) -> None:
    """Tell every person at the table what it came to for them, and keep it if the game is kept."""
    view, facts = match.view(SPECTATOR), match.log_for(SPECTATOR)
    voice = Voice.of(match.pack.scenario, view)
    for card in cards(voice, view, facts):
        if match.seats[card.role] != HUMAN:
            continue
        beside = ", ".join(filter(None, (par_said(card.above_par), rank_said(card.rank))))
        title = titles.earned(card.role, titles.measures(view, card, facts))
        console.say(
            "",
            f"You were {voice.office(card.role)}. {title.title}: {number(card.score, 1)}, "
            f"{card.band}, {beside}.",
            f"  {title.said}",
        )
        for act in deeds.told(voice, match.decisive(card.role)):
            also = f"; {act.changed}" if act.changed else ""
            console.say(f"  {act.when} {act.title}: {act.worth}{also}.")
    if match.path is not None:
        recorded(match)
