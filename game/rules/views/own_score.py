"""One's own score so far, as its office can reckon it: term by term, and what it was before.

The terms are read as the papers read them (``press_ratings``), but by what the office itself
knows: figures that it knows exactly are exact. What it can't know yet has no points.
"""

from __future__ import annotations

from game.rules import score_terms
from game.rules.knowledge.visibility import known
from game.rules.state.position import Position
from game.rules.state.view import OwnScore, OwnTerm, Who
from game.rules.views.press_ratings import Earlier, Value, reader, score_by
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR
from game.scenario.schema.scenario import ScoreTerm


def own_score(pack: Pack, position: Position, who: Who) -> OwnScore | None:
    """Return an office's score by what it knows; None for the spectator."""
    if who == SPECTATOR:
        return None
    now = reader(pack, position, who)
    before = reader(pack, position, who, Earlier(known(pack, position, who)))

    def as_before(name: str) -> float | None:
        """What is known of it for the first time is taken to have been so."""
        found = before(name)
        return now(name) if found is None else found

    terms = tuple(
        OwnTerm(term.name, term.value, term.points, _points(term, now), _points(term, as_before))
        for term in pack.scenario.scoring.roles.get(who, ())
    )
    score = score_by(pack, position, who, now)
    return OwnScore(score, score_by(pack, position, who, as_before), terms)


def _points(term: ScoreTerm, value: Value) -> float | None:
    found = value(term.value)
    return None if found is None else score_terms.points(term, found)
