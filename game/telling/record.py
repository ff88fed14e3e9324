"""What the record of games keeps of an ended match: a line for each office that a person had."""

from __future__ import annotations

import time

from game.match import Match, record
from game.match.seats import HUMAN
from game.scenario.schema.base import ROLES, SPECTATOR
from game.telling import titles, verdicts
from game.telling.formatting import clean
from game.telling.names import Voice
from game.telling.scores import cards


def recorded(match: Match) -> list[record.RecordedGame]:
    """Note an ended match in the person's record, once; return its lines.

    Nothing is noted before the end, or of a table where nobody sat.
    """
    people = [r for r in ROLES if match.seats[r] == HUMAN]
    view = match.view(SPECTATOR)
    if not match.ended or not people or not view.scores:
        return []
    voice, facts = Voice.of(match.pack.scenario, view), match.log_for(SPECTATOR)
    game, day = match.digest()[:24], time.strftime("%Y-%m-%d")
    lines = [
        record.RecordedGame(
            game=game,
            when=day,
            scenario=clean(match.pack.scenario.title, 80),
            office=voice.title_of(card.role),
            score=round(card.score, 1),
            par=round(card.above_par, 1),
            band=card.band,
            title=titles.earned(card.role, titles.measures(view, card, facts)).title,
            won=verdicts.who_won(view),
        )
        for card in cards(voice, view, facts)
        if card.role in people
    ]
    record.add(*lines)
    return lines
